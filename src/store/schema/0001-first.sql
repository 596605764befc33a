-- The first schema. Released files of this folder are never edited: a change is the next number.
-- Times are milliseconds since 1970 in UTC, NULL where unknown. `folded` is text as it is compared.
-- Ids of what a person or a script may hold on to are never given twice (AUTOINCREMENT).

CREATE TABLE feeds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL,
    url_key TEXT NOT NULL UNIQUE,         -- the address normalised: two spellings are one feed
    own_title TEXT,                       -- the user's
    title TEXT,                           -- the document's
    sort_key TEXT NOT NULL DEFAULT '',    -- the shown title, folded
    link TEXT,
    image TEXT,
    language TEXT,
    unread INTEGER NOT NULL DEFAULT 0,    -- kept by triggers, as total is
    total INTEGER NOT NULL DEFAULT 0,
    last_fetched_ms INTEGER,
    last_status INTEGER NOT NULL DEFAULT 0,
    last_http INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    next_due_ms INTEGER,
    etag TEXT,
    last_modified TEXT,
    description TEXT
);

CREATE TABLE feed_tags (
    feed_id INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
    folded TEXT NOT NULL,
    position INTEGER NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (feed_id, folded)
) WITHOUT ROWID;
CREATE INDEX feed_tags_by_tag ON feed_tags (folded, feed_id);

-- What a list shows; the text is in `contents`, so that lists stay small.
CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
    guid TEXT NOT NULL,
    published_ms INTEGER NOT NULL,        -- its place in lists; never after it came
    arrived_ms INTEGER NOT NULL,
    updated_ms INTEGER,
    hash INTEGER NOT NULL,                -- of everything a reader sees, to notice changes
    is_unread INTEGER NOT NULL DEFAULT 1,
    is_starred INTEGER NOT NULL DEFAULT 0,
    has_full INTEGER NOT NULL DEFAULT 0,
    has_enclosure INTEGER NOT NULL DEFAULT 0,
    comments_count INTEGER NOT NULL DEFAULT -1,
    comments_unread INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL DEFAULT '',
    author TEXT,
    link TEXT,
    UNIQUE (feed_id, guid)
);
-- The row's id ends every index, so each list is in order (published_ms, id) without sorting.
CREATE INDEX articles_by_time ON articles (published_ms);
CREATE INDEX articles_by_feed ON articles (feed_id, published_ms);
CREATE INDEX articles_unread ON articles (published_ms) WHERE is_unread = 1;
CREATE INDEX articles_unread_by_feed ON articles (feed_id, published_ms) WHERE is_unread = 1;
CREATE INDEX articles_starred ON articles (published_ms) WHERE is_starred = 1;

CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
    UPDATE feeds SET total = total + 1, unread = unread + NEW.is_unread WHERE id = NEW.feed_id;
END;
CREATE TRIGGER articles_removed AFTER DELETE ON articles BEGIN
    UPDATE feeds SET total = total - 1, unread = unread - OLD.is_unread WHERE id = OLD.feed_id;
END;
CREATE TRIGGER articles_marked AFTER UPDATE OF is_unread ON articles
WHEN OLD.is_unread <> NEW.is_unread BEGIN
    UPDATE feeds SET unread = unread + NEW.is_unread - OLD.is_unread WHERE id = NEW.feed_id;
END;

CREATE TABLE article_tags (
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    folded TEXT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (article_id, folded)
) WITHOUT ROWID;
CREATE INDEX article_tags_by_tag ON article_tags (folded, article_id);

-- Short columns first: a long text behind them is not read to get at them.
CREATE TABLE contents (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
    image TEXT,
    comments_link TEXT,
    comments_feed TEXT,
    source TEXT,                          -- title of the feed it came from
    source_link TEXT,
    author_url TEXT,
    in_reply_to TEXT,
    duration_seconds INTEGER,
    episode INTEGER,
    categories TEXT,                      -- the feed's, a line each
    summary TEXT,
    content TEXT,
    full TEXT                             -- of the fetched page
);

CREATE TABLE enclosures (
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    type TEXT,
    length_bytes INTEGER,
    PRIMARY KEY (article_id, position)
) WITHOUT ROWID;

-- What an article said before it was changed, newest last.
CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    replaced_ms INTEGER NOT NULL,
    title TEXT,
    summary TEXT,
    content TEXT
);
CREATE INDEX revisions_by_article ON revisions (article_id);

-- Articles that were deleted: they never come back with a later reload.
CREATE TABLE tombstones (
    feed_id INTEGER NOT NULL REFERENCES feeds(id) ON DELETE CASCADE,
    guid TEXT NOT NULL,
    PRIMARY KEY (feed_id, guid)
) WITHOUT ROWID;

-- An article's discussion as a whole; `state` is enum comments_state.
CREATE TABLE threads (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
    state INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT -1,
    fetched_ms INTEGER,
    more_url TEXT,
    form TEXT                             -- JSON
);

CREATE TABLE comments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    source_id TEXT NOT NULL,              -- the site's own name for it
    parent_id INTEGER NOT NULL DEFAULT 0, -- ours; 0 at the top level
    parent TEXT,                          -- the site's name of the parent
    position INTEGER NOT NULL,            -- in the thread as it was last read
    published_ms INTEGER,
    score INTEGER,
    is_unread INTEGER NOT NULL DEFAULT 1,
    is_thread_author INTEGER NOT NULL DEFAULT 0,
    author TEXT,
    author_url TEXT,
    html TEXT,
    UNIQUE (article_id, source_id)
);

-- One an article and comment that is answered (0: the article itself).
CREATE TABLE drafts (
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    parent_id INTEGER NOT NULL DEFAULT 0,
    saved_ms INTEGER NOT NULL,
    name TEXT,
    email TEXT,
    url TEXT,
    body TEXT,
    PRIMARY KEY (article_id, parent_id)
) WITHOUT ROWID;

-- Replies on their way. No foreign key: what a person wrote outlives a feed that is removed.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL,
    article_title TEXT NOT NULL,
    parent_id INTEGER NOT NULL DEFAULT 0,
    parent TEXT,
    queued_ms INTEGER NOT NULL,
    claimed_until_ms INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    is_refused INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    name TEXT,
    email TEXT,
    url TEXT,
    body TEXT
);

CREATE TABLE state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

PRAGMA application_id = 1668248946; -- 'cour'
PRAGMA user_version = 1;
