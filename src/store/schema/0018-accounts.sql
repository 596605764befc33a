-- Accounts at services that keep feeds for several readers. No password is ever here: a command gives it, or the person.

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    service TEXT NOT NULL,
    server TEXT NOT NULL,
    user TEXT NOT NULL,
    password_command TEXT,                -- NULL: the person is asked
    synced_ms INTEGER,                    -- when the last sync began that went through
    error TEXT,                           -- of the last one; NULL: it went through
    UNIQUE (service, server, user)
);

-- What the service calls a feed. No feed: it was removed here, and is not brought back.
CREATE TABLE synced_feeds (
    account_id INTEGER NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
    remote_id TEXT NOT NULL,
    feed_id INTEGER REFERENCES feeds(id) ON DELETE SET NULL,
    listed_ms INTEGER NOT NULL,           -- when the service last said that it has it
    PRIMARY KEY (account_id, remote_id)
) WITHOUT ROWID;
CREATE INDEX synced_feeds_by_feed ON synced_feeds (feed_id);

-- The service's number of an article, and how it is marked there as far as is known. Where the article is marked otherwise,
-- that was done here and is not sent yet. No article: it is not kept here.
CREATE TABLE synced_articles (
    account_id INTEGER NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
    remote_id INTEGER NOT NULL,
    article_id INTEGER REFERENCES articles(id) ON DELETE SET NULL,
    is_unread INTEGER NOT NULL,
    is_starred INTEGER NOT NULL,
    PRIMARY KEY (account_id, remote_id)
) WITHOUT ROWID;
CREATE INDEX synced_articles_by_article ON synced_articles (article_id);
CREATE INDEX synced_articles_unread ON synced_articles (account_id, article_id) WHERE is_unread = 1;
CREATE INDEX synced_articles_starred ON synced_articles (account_id, article_id) WHERE is_starred = 1;

PRAGMA user_version = 18;
