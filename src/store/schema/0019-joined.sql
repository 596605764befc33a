-- A trigger that calls a function makes SQLite ready to take back each statement by itself, and FTS5 write down what it has
-- gathered: with every copy that was found while articles come into the index. Who joins a story is counted at once.

DROP TRIGGER articles_counted;
CREATE TRIGGER articles_counted AFTER UPDATE OF is_unread, is_hidden ON articles BEGIN
    SELECT counted(NEW.feed_id, OLD.is_unread, OLD.is_hidden, OLD.copy_of, NEW.is_unread, NEW.is_hidden, NEW.copy_of);
END;
CREATE TRIGGER articles_joined AFTER UPDATE OF copy_of ON articles
WHEN NEW.is_hidden = 0 AND (OLD.copy_of IS NULL) <> (NEW.copy_of IS NULL) BEGIN
    UPDATE feeds SET copies = copies + (OLD.copy_of IS NULL) - (NEW.copy_of IS NULL),
        copies_unread = copies_unread + NEW.is_unread * ((OLD.copy_of IS NULL) - (NEW.copy_of IS NULL))
    WHERE id = NEW.feed_id;
END;

PRAGMA user_version = 19;
