-- The list of feeds is read as far as the screen shows it, in the order of the names.

CREATE INDEX feeds_by_name ON feeds (sort_key) WHERE removed_ms IS NULL;

PRAGMA user_version = 13;
