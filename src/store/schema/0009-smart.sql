-- Smart feeds: queries that have a name, with their counts. Every change of the archive sets them aside (state 1); who shows
-- them counts anew.

CREATE TABLE smart_feeds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL,
    query TEXT NOT NULL,
    unread INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,
    state INTEGER NOT NULL DEFAULT 1      -- 0: right; 1: not any more; 2: being counted
);

PRAGMA user_version = 9;
