-- Articles that a rule hides are in no list and no count, unless they are asked for (is:hidden). Every list walks an
-- index of the others.

ALTER TABLE articles ADD COLUMN is_hidden INTEGER NOT NULL DEFAULT 0;

DROP INDEX articles_by_time;
DROP INDEX articles_by_feed;
DROP INDEX articles_unread;
DROP INDEX articles_unread_by_feed;
DROP INDEX articles_starred;
CREATE INDEX articles_by_time ON articles (published_ms) WHERE is_hidden = 0;
CREATE INDEX articles_by_feed ON articles (feed_id, published_ms) WHERE is_hidden = 0;
CREATE INDEX articles_unread ON articles (published_ms) WHERE is_unread = 1 AND is_hidden = 0;
CREATE INDEX articles_unread_by_feed ON articles (feed_id, published_ms) WHERE is_unread = 1 AND is_hidden = 0;
CREATE INDEX articles_starred ON articles (published_ms) WHERE is_starred = 1;
CREATE INDEX articles_hidden ON articles (published_ms) WHERE is_hidden = 1;

DROP TRIGGER articles_removed;
CREATE TRIGGER articles_removed AFTER DELETE ON articles WHEN OLD.is_hidden = 0 BEGIN
    UPDATE feeds SET total = total - 1, unread = unread - OLD.is_unread WHERE id = OLD.feed_id;
END;
DROP TRIGGER articles_marked;
CREATE TRIGGER articles_marked AFTER UPDATE OF is_unread, is_hidden ON articles
WHEN OLD.is_unread <> NEW.is_unread OR OLD.is_hidden <> NEW.is_hidden BEGIN
    UPDATE feeds SET total = total + OLD.is_hidden - NEW.is_hidden,
        unread = unread + (NEW.is_unread > NEW.is_hidden) - (OLD.is_unread > OLD.is_hidden)
    WHERE id = NEW.feed_id;
END;

PRAGMA user_version = 6;
