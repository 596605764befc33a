-- When the words of an article changed after it had been read; NULL: they did not. Its older texts are revisions.

ALTER TABLE articles ADD COLUMN changed_ms INTEGER;
CREATE INDEX articles_changed ON articles (published_ms) WHERE changed_ms IS NOT NULL;

PRAGMA user_version = 10;
