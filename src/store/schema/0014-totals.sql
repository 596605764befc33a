-- What lists of everything have, kept with the feeds' counts: a start asks for one row, however many feeds there are.

CREATE TABLE totals (
    articles INTEGER NOT NULL,            -- without copies and what is hidden
    unread INTEGER NOT NULL
);
INSERT INTO totals SELECT coalesce(sum(total - copies), 0), coalesce(sum(unread - copies_unread), 0) FROM feeds;

CREATE TRIGGER feeds_counted AFTER UPDATE OF total, unread, copies, copies_unread ON feeds BEGIN
    UPDATE totals SET articles = articles + NEW.total - NEW.copies - OLD.total + OLD.copies,
        unread = unread + NEW.unread - NEW.copies_unread - OLD.unread + OLD.copies_unread;
END;
CREATE TRIGGER feeds_removed AFTER DELETE ON feeds BEGIN
    UPDATE totals SET articles = articles - OLD.total + OLD.copies, unread = unread - OLD.unread + OLD.copies_unread;
END;

PRAGMA user_version = 14;
