-- Pages of articles that are gone, as their sites say: they need not be asked for again until then.

CREATE TABLE gone_pages (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
    until_ms INTEGER NOT NULL
);

PRAGMA user_version = 17;
