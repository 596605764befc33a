-- The same story from several feeds. The first that came leads, the others are copies of it (store/copies.c). Lists of
-- everything show the first only; the feeds know how many of theirs that leaves out.

ALTER TABLE articles ADD COLUMN copy_of INTEGER;
CREATE INDEX articles_copies ON articles (copy_of) WHERE copy_of IS NOT NULL;
ALTER TABLE feeds ADD COLUMN copies INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN copies_unread INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER copies_marked AFTER UPDATE OF copy_of, is_unread, is_hidden ON articles
WHEN OLD.copy_of IS NOT NULL OR NEW.copy_of IS NOT NULL BEGIN
    UPDATE feeds SET copies = copies + (NEW.copy_of IS NOT NULL AND NEW.is_hidden = 0)
            - (OLD.copy_of IS NOT NULL AND OLD.is_hidden = 0),
        copies_unread = copies_unread + (NEW.copy_of IS NOT NULL AND NEW.is_hidden = 0 AND NEW.is_unread)
            - (OLD.copy_of IS NOT NULL AND OLD.is_hidden = 0 AND OLD.is_unread)
    WHERE id = NEW.feed_id;
END;
CREATE TRIGGER copies_removed AFTER DELETE ON articles WHEN OLD.copy_of IS NOT NULL AND OLD.is_hidden = 0 BEGIN
    UPDATE feeds SET copies = copies - 1, copies_unread = copies_unread - OLD.is_unread WHERE id = OLD.feed_id;
END;

-- Where the first goes or is hidden, the next that is shown leads.
CREATE TRIGGER lead_removed AFTER DELETE ON articles WHEN OLD.copy_of IS NULL BEGIN
    UPDATE articles SET copy_of = (SELECT min(id) FROM articles WHERE copy_of = OLD.id AND is_hidden = 0)
    WHERE copy_of = OLD.id AND id <> (SELECT min(id) FROM articles WHERE copy_of = OLD.id AND is_hidden = 0);
    UPDATE articles SET copy_of = NULL WHERE copy_of = OLD.id;
END;
CREATE TRIGGER lead_hidden AFTER UPDATE OF is_hidden ON articles
WHEN NEW.copy_of IS NULL AND OLD.is_hidden = 0 AND NEW.is_hidden > 0 BEGIN
    UPDATE articles SET copy_of = (SELECT min(id) FROM articles WHERE copy_of = OLD.id AND is_hidden = 0)
    WHERE copy_of = OLD.id AND id <> (SELECT min(id) FROM articles WHERE copy_of = OLD.id AND is_hidden = 0);
    UPDATE articles SET copy_of = NULL WHERE copy_of = OLD.id;
END;

-- How a copy is found: what the text, the link and the id are like, under some of its parts. A period is a fortnight;
-- an entry whose article is gone leads nowhere.
CREATE TABLE sketches (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
    link_key INTEGER NOT NULL,            -- 0: none
    guid_key INTEGER NOT NULL,            -- 0: none, or not the world's
    sketch BLOB                           -- NULL: of a text that is too short
);
CREATE TABLE sketch_parts (
    period INTEGER NOT NULL,
    part INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (period, part, article_id)
) WITHOUT ROWID;

PRAGMA user_version = 12;
