-- A trigger that calls a function makes SQLite keep, in memory, a copy of each page that a statement touches: as much as
-- all articles, where a hundred thousand are marked. So it writes down what an article was and what it is instead, and
-- the feeds' counts learn of it before the transaction ends (store/counts.c).

CREATE TABLE uncounted (
    feed_id INTEGER,
    was_unread INTEGER,
    was_hidden INTEGER,
    was_copy_of INTEGER,
    is_unread INTEGER,
    is_hidden INTEGER,
    copy_of INTEGER
);

DROP TRIGGER articles_counted;
DROP TRIGGER articles_uncounted;
CREATE TRIGGER articles_counted AFTER UPDATE OF is_unread, is_hidden ON articles BEGIN
    INSERT INTO uncounted VALUES
        (NEW.feed_id, OLD.is_unread, OLD.is_hidden, OLD.copy_of, NEW.is_unread, NEW.is_hidden, NEW.copy_of);
END;
CREATE TRIGGER articles_uncounted AFTER DELETE ON articles BEGIN
    INSERT INTO uncounted VALUES (OLD.feed_id, OLD.is_unread, OLD.is_hidden, OLD.copy_of, 0, 1, NULL);
END;

PRAGMA user_version = 21;
