-- An article that was deleted keeps its row: so it can be taken back, and it is known when its feed brings it again.
-- is_hidden is 1 for what a rule hides, and 2 more for what was deleted.

CREATE INDEX articles_out ON articles (feed_id, published_ms) WHERE is_hidden > 0;

DROP TRIGGER articles_marked;
CREATE TRIGGER articles_marked AFTER UPDATE OF is_unread, is_hidden ON articles
WHEN OLD.is_unread <> NEW.is_unread OR OLD.is_hidden <> NEW.is_hidden BEGIN
    UPDATE feeds SET total = total + (OLD.is_hidden > 0) - (NEW.is_hidden > 0),
        unread = unread + (NEW.is_unread > NEW.is_hidden) - (OLD.is_unread > OLD.is_hidden)
    WHERE id = NEW.feed_id;
END;

-- The rows themselves do what this was for; nothing was ever written here.
DROP TABLE tombstones;

PRAGMA user_version = 8;
