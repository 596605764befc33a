-- What stands in v1.db, beside the schema. A saved database is made once, when a version of the schema is released:
--   (echo 'PRAGMA page_size = 1024; BEGIN;'; cat src/store/schema/0001-*.sql tests/data/store/v1.sql; echo 'COMMIT;') | sqlite3 tests/data/store/v1.db
-- (small pages, so that the file is small). Saved databases are never made anew afterwards.
INSERT INTO feeds (url, url_key, title, sort_key) VALUES ('https://a.example/', 'https://a.example/', 'Alpha', 'alpha');
INSERT INTO articles (feed_id, guid, published_ms, arrived_ms, hash, title, is_starred) VALUES
    (1, '1', 1700000000000, 1700000001000, 1, 'First', 1),
    (1, '2', 1700000000500, 1700000001000, 2, 'Second', 0);
INSERT INTO contents (article_id, content) VALUES (1, '<p>one</p>'), (2, '<p>two</p>');
INSERT INTO comments (article_id, source_id, position, html) VALUES (1, '77', 0, '<p>yes</p>');
UPDATE articles SET comments_count = 1, comments_unread = 1 WHERE id = 1;
INSERT INTO drafts (article_id, parent_id, saved_ms, body) VALUES (1, 0, 1700000002000, 'I think');
INSERT INTO outbox (article_id, article_title, queued_ms, name, body) VALUES (2, 'Second', 1700000003000, 'Ada', 'Well said');
