-- What a person did to articles, so that it can be taken back for a day: a change is what one command did, with a row
-- for each article that it really changed. The inverse follows from the mark. An article that goes leaves its row
-- behind; ids are never given twice.

CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made_ms INTEGER NOT NULL,
    mark INTEGER NOT NULL,                -- enum store_mark
    tag TEXT,
    is_undone INTEGER NOT NULL DEFAULT 0  -- and can be done again
);

CREATE TABLE changed_articles (
    change_id INTEGER NOT NULL REFERENCES changes(id) ON DELETE CASCADE,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (change_id, article_id)
) WITHOUT ROWID;

PRAGMA user_version = 4;
