-- Two articles of one feed are two stories, however much they have in common: the parts by which a copy is found tell whose
-- they are, so that none of the same feed is read. 0: kept before that.

ALTER TABLE sketch_parts ADD COLUMN feed_id INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 20;
