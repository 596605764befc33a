-- Full-text search. `words` keeps the index alone, no text: the texts are in articles, contents and comments.
-- A text that changes gets a new document; what the index still knows of the old one points nowhere.

CREATE VIRTUAL TABLE words USING fts5 (title, author, text, comments, content='', tokenize='courant');
INSERT INTO words (words, rank) VALUES ('hashsize', 4194304);

-- The number of a document is the minute of the article's place in lists, times 16, and `shift`: so the index is
-- walked in the order of time. Never given twice.
CREATE TABLE documents (
    docid INTEGER PRIMARY KEY,
    article_id INTEGER REFERENCES articles(id) ON DELETE SET NULL, -- NULL: of a text that is no more
    shift INTEGER NOT NULL
);
CREATE UNIQUE INDEX documents_by_article ON documents (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX documents_by_shift ON documents (shift) WHERE shift >= 16;

-- Which articles are not in the index yet: those that came after this one (so a reload writes nothing for it),
CREATE TABLE indexed_until (article_id INTEGER NOT NULL);
INSERT INTO indexed_until VALUES (0);

-- and those that changed since.
CREATE TABLE unindexed (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE
);
CREATE VIEW waiting AS
    SELECT article_id FROM unindexed
    UNION ALL
    SELECT id FROM articles WHERE id > (SELECT article_id FROM indexed_until);

PRAGMA user_version = 3;
