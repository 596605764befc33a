-- A trigger that writes the feeds' counts for each article is most of what marking a hundred thousand of them takes. It
-- tells the connection instead, which writes once a feed before the transaction ends (store/counts.c).

DROP TRIGGER articles_removed;
DROP TRIGGER articles_marked;
DROP TRIGGER copies_removed;
DROP TRIGGER copies_marked;
CREATE TRIGGER articles_counted AFTER UPDATE OF is_unread, is_hidden, copy_of ON articles BEGIN
    SELECT counted(NEW.feed_id, OLD.is_unread, OLD.is_hidden, OLD.copy_of, NEW.is_unread, NEW.is_hidden, NEW.copy_of);
END;
CREATE TRIGGER articles_uncounted AFTER DELETE ON articles BEGIN
    SELECT counted(OLD.feed_id, OLD.is_unread, OLD.is_hidden, OLD.copy_of, 0, 1, NULL);
END;

PRAGMA user_version = 15;
