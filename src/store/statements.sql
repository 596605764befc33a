-- Every statement of courant, each under its name. src/gen/statements makes the enum and the table of them.
-- Those named part_... are pieces that store/query_sql.c puts together; what varies is always bound, never pasted.

-- ---- the connection

-- name: pragma_page_size
PRAGMA page_size = 16384;
-- name: pragma_wal
PRAGMA journal_mode = WAL;
-- name: pragma_foreign_keys
PRAGMA foreign_keys = ON;
-- name: pragma_foreign_keys_off
PRAGMA foreign_keys = OFF;
-- name: pragma_query_only
PRAGMA query_only = ON;
-- name: pragma_cache_size
PRAGMA cache_size = -4096;
-- What is deleted needs no zeros written over it.
-- name: pragma_secure_delete_off
PRAGMA secure_delete = OFF;
-- name: pragma_temp_store_memory
PRAGMA temp_store = MEMORY;
-- name: pragma_synchronous_normal
PRAGMA synchronous = NORMAL;
-- name: pragma_synchronous_full
PRAGMA synchronous = FULL;
-- name: pragma_data_version
PRAGMA data_version;
-- name: pragma_application_id
PRAGMA application_id;
-- name: pragma_user_version
PRAGMA user_version;
-- One statement, so that it is one moment's: another process may be making the file just now.
-- name: schema_look
SELECT user_version, application_id, (SELECT count(*) FROM sqlite_master)
FROM pragma_user_version, pragma_application_id;
-- name: begin
BEGIN IMMEDIATE;
-- name: begin_reading
BEGIN;
-- name: commit
COMMIT;
-- name: rollback
ROLLBACK;

-- A change inside a batch.
-- name: savepoint
SAVEPOINT change;
-- name: savepoint_keep
RELEASE change;
-- name: savepoint_undo
ROLLBACK TO change;

-- ---- state

-- name: state_get
SELECT value FROM state WHERE key = ?;
-- name: state_set
INSERT INTO state (key, value) VALUES (?, ?)
ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value;

-- ---- feeds

-- name: feeds_list
SELECT f.id, shown(f.url), coalesce(f.own_title, f.title, shown(f.url)), f.own_title, f.link, f.description,
       (SELECT group_concat(tag, char(31))
        FROM (SELECT tag FROM feed_tags WHERE feed_id = f.id ORDER BY position)),
       f.unread, f.total, f.copies_unread, f.last_fetched_ms, f.last_status, f.last_http, f.error, f.failures,
       f.next_due_ms, f.etag, f.last_modified,
       (SELECT folded FROM feed_tags WHERE feed_id = f.id ORDER BY position LIMIT 1) AS folder
FROM feeds AS f
WHERE f.removed_ms IS NULL
ORDER BY folder IS NULL, folder, f.sort_key, f.id;
-- As a list shows them: in each of their folders, and those that are in none.
-- name: outline_folders
SELECT t.folded, t.tag, t.position > (SELECT min(position) FROM feed_tags WHERE feed_id = f.id), f.id,
       coalesce(f.own_title, f.title, shown(f.url)), f.unread, f.error
FROM feed_tags AS t CROSS JOIN feeds AS f ON f.id = t.feed_id
WHERE f.removed_ms IS NULL
ORDER BY t.folded, f.sort_key, f.id;
-- name: outline_rest
SELECT NULL, NULL, 0, f.id, coalesce(f.own_title, f.title, shown(f.url)), f.unread, f.error
FROM feeds AS f
WHERE f.removed_ms IS NULL AND NOT EXISTS (SELECT 1 FROM feed_tags WHERE feed_id = f.id)
ORDER BY f.sort_key, f.id;
-- name: feeds_due
SELECT id, url, etag, last_modified, next_due_ms, failures, last_status, ttl_minutes, update_base_ms,
       skip_hours, skip_days
FROM feeds WHERE removed_ms IS NULL;
-- name: feeds_address
SELECT url FROM feeds WHERE id = ?;
-- name: feeds_tags
SELECT group_concat(tag, char(31)) FROM (SELECT tag FROM feed_tags WHERE feed_id = ? ORDER BY position);
-- How many articles each of the last weeks brought; the window is the one that the index gives.
-- name: feeds_rhythm
SELECT (?2 - published_ms) / 604800000, count(*) FROM articles
WHERE feed_id = ?1 AND is_hidden = 0 AND published_ms > ?2 - 8 * 604800000 AND published_ms <= ?2 GROUP BY 1;
-- name: feeds_get
SELECT f.id, shown(f.url), coalesce(f.own_title, f.title, shown(f.url)), f.own_title, f.link, f.description,
       (SELECT group_concat(tag, char(31))
        FROM (SELECT tag FROM feed_tags WHERE feed_id = f.id ORDER BY position)),
       f.unread, f.total, f.copies_unread, f.last_fetched_ms, f.last_status, f.last_http, f.error, f.failures,
       f.next_due_ms, f.etag, f.last_modified
FROM feeds AS f
WHERE f.id = ? AND f.removed_ms IS NULL;
-- name: feeds_id_of_url
SELECT id FROM feeds WHERE url_key = ?;
-- name: feeds_id_of_shown_url
SELECT id FROM feeds WHERE instr(url, '@') AND shown(url) = ? AND removed_ms IS NULL;
-- name: feeds_has
SELECT id FROM feeds WHERE id = ? AND removed_ms IS NULL;
-- name: feeds_insert
INSERT INTO feeds (url, url_key, own_title) VALUES (?, ?, ?);
-- name: feeds_delete
DELETE FROM feeds WHERE id = ?;
-- name: feeds_set_own_title
UPDATE feeds SET own_title = ? WHERE id = ?;
-- name: feeds_describe
UPDATE feeds SET link = coalesce(link, ?), description = coalesce(description, ?) WHERE id = ?;
-- name: feeds_turn_off
UPDATE feeds SET last_status = ?, error = ? WHERE id = ?;
-- name: feeds_set_sort_key
UPDATE feeds SET sort_key = fold(coalesce(own_title, title, shown(url))) WHERE id = ?;
-- name: feeds_count
UPDATE feeds SET total = total + ?2, unread = unread + ?3, copies = copies + ?4, copies_unread = copies_unread + ?5
WHERE id = ?1;
-- name: uncounted_list
SELECT feed_id, was_unread, was_hidden, was_copy_of, is_unread, is_hidden, copy_of FROM uncounted;
-- name: uncounted_clear
DELETE FROM uncounted;
-- name: feeds_tag
INSERT INTO feed_tags (feed_id, tag, folded, position)
SELECT ?1, ?2, fold(?2), 1 + coalesce(max(position), 0) FROM feed_tags WHERE feed_id = ?1
ON CONFLICT (feed_id, folded) DO NOTHING;
-- name: feeds_untag
DELETE FROM feed_tags WHERE feed_id = ? AND folded = fold(?);
-- name: feeds_set_document
UPDATE feeds SET title = ?1, link = ?2, description = ?3, image = ?4, language = ?5,
    sort_key = fold(coalesce(own_title, ?1, shown(url))), total = total + ?6, unread = unread + ?6,
    ttl_minutes = ?8, update_base_ms = ?9, skip_hours = ?10, skip_days = ?11
WHERE id = ?7;
-- name: feeds_set_url
UPDATE OR IGNORE feeds SET url = ?, url_key = ? WHERE id = ?;
-- name: feeds_fetch_worked
UPDATE feeds SET last_status = ?, last_http = ?, error = NULL, failures = 0, last_fetched_ms = ?,
    next_due_ms = ?, etag = ?, last_modified = ?
WHERE id = ?;
-- name: feeds_fetch_unchanged
UPDATE feeds SET last_status = ?, last_http = ?, error = NULL, failures = 0, last_fetched_ms = ?,
    next_due_ms = ?, etag = coalesce(?, etag), last_modified = coalesce(?, last_modified)
WHERE id = ?;
-- name: feeds_fetch_same
UPDATE feeds SET last_status = ?, last_http = 304, last_fetched_ms = ?, next_due_ms = ? WHERE id = ?;
-- name: feeds_fetch_failed
UPDATE feeds SET last_status = ?, last_http = ?, error = ?, failures = failures + 1,
    last_fetched_ms = ?, next_due_ms = ?
WHERE id = ?;

-- name: holds_list
SELECT host, until_ms FROM holds WHERE until_ms > ?;
-- name: holds_forget
DELETE FROM holds WHERE until_ms <= ?;
-- name: holds_add
INSERT INTO holds (host, until_ms) VALUES (?, ?)
ON CONFLICT (host) DO UPDATE SET until_ms = max(until_ms, excluded.until_ms);

-- ---- taking a document in

-- name: take_has_known
SELECT 1 FROM articles WHERE feed_id = ? LIMIT 1;
-- name: take_find
SELECT id, hash, published_ms, arrived_ms, comments_count, is_hidden
FROM articles WHERE feed_id = ? AND guid = ?;
-- name: take_has_deleted
SELECT 1 FROM articles WHERE feed_id = ? AND is_hidden > 0 AND is_hidden > 1 LIMIT 1;
-- name: take_candidates
SELECT id, hash, published_ms, arrived_ms, comments_count, is_hidden, guid, link, title
FROM articles WHERE feed_id = ? AND is_hidden = 0 ORDER BY published_ms DESC LIMIT ?;
-- name: take_candidates_out
SELECT id, hash, published_ms, arrived_ms, comments_count, is_hidden, guid, link, title
FROM articles WHERE feed_id = ? AND is_hidden > 0 ORDER BY published_ms DESC LIMIT ?;
-- name: take_text
SELECT a.title, c.summary, c.content,
       (SELECT url FROM enclosures WHERE article_id = a.id ORDER BY position LIMIT 1)
FROM articles AS a LEFT JOIN contents AS c ON c.article_id = a.id WHERE a.id = ?;
-- name: take_identity
UPDATE articles SET guid = ? WHERE id = ?;
-- name: take_insert
INSERT INTO articles (feed_id, guid, published_ms, arrived_ms, updated_ms, hash, has_enclosure,
    comments_count, title, author, link)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- name: take_update
UPDATE articles SET updated_ms = ?, hash = ?, has_enclosure = ?, title = ?, author = ?, link = ?
WHERE id = ?;
-- name: take_place
UPDATE articles SET published_ms = ? WHERE id = ?;
-- name: take_comments_count
UPDATE articles SET comments_count = ? WHERE id = ?;
-- name: take_revision
INSERT INTO revisions (article_id, replaced_ms, title, summary, content)
SELECT a.id, ?, a.title, c.summary, c.content
FROM articles AS a JOIN contents AS c ON c.article_id = a.id WHERE a.id = ?;
-- An article that changes at every fetch (a counter, an advertisement) must not fill the disk.
-- name: take_revision_prune
DELETE FROM revisions WHERE article_id = ?1 AND id NOT IN
    (SELECT id FROM (SELECT id, row_number() OVER newest AS place,
            sum(length(title) + coalesce(length(summary), 0) + coalesce(length(content), 0)) OVER newest AS bytes
        FROM revisions WHERE article_id = ?1 WINDOW newest AS (ORDER BY id DESC))
    WHERE place <= 5 AND bytes <= 1048576);
-- name: take_changed
UPDATE articles SET changed_ms = ?1 WHERE id = ?2 AND is_unread = 0;
-- name: take_content
INSERT INTO contents (article_id, image, comments_link, comments_feed, source, source_link,
    author_url, in_reply_to, duration_seconds, episode, categories, summary, content)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- name: take_content_anew
INSERT INTO contents (article_id, image, comments_link, comments_feed, source, source_link,
    author_url, in_reply_to, duration_seconds, episode, categories, summary, content)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (article_id) DO UPDATE SET image = excluded.image,
    comments_link = excluded.comments_link, comments_feed = excluded.comments_feed,
    source = excluded.source, source_link = excluded.source_link,
    author_url = excluded.author_url, in_reply_to = excluded.in_reply_to,
    duration_seconds = excluded.duration_seconds, episode = excluded.episode,
    categories = excluded.categories, summary = excluded.summary, content = excluded.content;
-- name: take_enclosures_clear
DELETE FROM enclosures WHERE article_id = ?;
-- name: take_enclosure
INSERT INTO enclosures (article_id, position, url, type, length_bytes) VALUES (?, ?, ?, ?, ?);

-- ---- articles

-- name: articles_get
SELECT a.id, a.feed_id, coalesce(f.own_title, f.title, shown(f.url)), a.title, a.link, a.author,
       a.published_ms, a.published_ms < a.arrived_ms, a.is_unread, a.is_starred, a.has_full, a.has_enclosure, a.comments_count,
       a.comments_unread, (SELECT group_concat(tag, char(31)) FROM article_tags WHERE article_id = a.id),
       a.changed_ms, coalesce(a.copy_of, a.id),
       (SELECT group_concat(id, char(31)) FROM articles WHERE copy_of = coalesce(a.copy_of, a.id)),
       CASE a.title WHEN '' THEN (SELECT substr(coalesce(nullif(content, ''), summary), 1, 400) FROM contents WHERE article_id = a.id) END
FROM articles AS a JOIN feeds AS f ON f.id = a.feed_id
WHERE a.id = ? AND a.is_hidden < 2;
-- name: articles_see
UPDATE articles SET changed_ms = NULL WHERE id = ? AND changed_ms IS NOT NULL;
-- name: revisions_list
SELECT replaced_ms, title FROM revisions WHERE article_id = ? ORDER BY id DESC;
-- name: revisions_get
SELECT title, summary, content FROM revisions WHERE article_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?;
-- name: articles_has
SELECT id FROM articles WHERE id = ? AND is_hidden < 2;
-- name: articles_text
SELECT c.summary, c.content, c.full, coalesce(a.link, f.link, shown(f.url)), c.image, c.comments_link,
       c.comments_feed, t.form, t.state, t.fetched_ms
FROM articles AS a JOIN feeds AS f ON f.id = a.feed_id
LEFT JOIN contents AS c ON c.article_id = a.id
LEFT JOIN threads AS t ON t.article_id = a.id
WHERE a.id = ?;
-- name: articles_enclosures
SELECT url, type, length_bytes FROM enclosures WHERE article_id = ? ORDER BY position;
-- name: articles_set_full
INSERT INTO contents (article_id, full, image) VALUES (?, ?, ?)
ON CONFLICT (article_id) DO UPDATE SET full = excluded.full, image = coalesce(excluded.image, image);
-- name: articles_set_has_full
UPDATE articles SET has_full = ? WHERE id = ?;
-- name: gone_pages_has
SELECT count(*) FROM gone_pages WHERE article_id = ? AND until_ms > ?;
-- name: gone_pages_add
INSERT INTO gone_pages (article_id, until_ms) VALUES (?, ?)
ON CONFLICT (article_id) DO UPDATE SET until_ms = excluded.until_ms;
-- name: gone_pages_remove
DELETE FROM gone_pages WHERE article_id = ?;
-- name: count_of_all
SELECT articles, unread FROM totals;
-- name: count_of_feed
SELECT total, unread FROM feeds WHERE id = ?;
-- name: count_of_tag
SELECT coalesce(sum(total), 0), coalesce(sum(unread), 0) FROM feeds
WHERE id IN (SELECT feed_id FROM feed_tags WHERE folded = fold(?));

-- name: mark_unread
UPDATE articles SET is_unread = ?1, changed_ms = NULL
WHERE id = ?2 AND (is_unread <> ?1 OR changed_ms IS NOT NULL);
-- name: mark_starred
UPDATE articles SET is_starred = ?1 WHERE id = ?2 AND is_starred <> ?1;
-- name: mark_hidden
UPDATE articles SET is_hidden = is_hidden & 6 | ?1 WHERE id = ?2 AND is_hidden & 1 <> ?1;
-- name: mark_tag
INSERT INTO article_tags (article_id, tag, folded) VALUES (?2, ?1, fold(?1))
ON CONFLICT (article_id, folded) DO NOTHING;
-- name: mark_untag
DELETE FROM article_tags WHERE folded = fold(?1) AND article_id = ?2;

-- ---- smart feeds

-- name: smart_list
SELECT id, name, query, unread, total, state FROM smart_feeds ORDER BY position;
-- name: smart_unplace
UPDATE smart_feeds SET position = -1;
-- name: smart_set
INSERT INTO smart_feeds (name, position, query) VALUES (?, ?, ?)
ON CONFLICT (name) DO UPDATE SET position = excluded.position, query = excluded.query,
    state = iif(query = excluded.query, state, 1);
-- name: smart_drop_unplaced
DELETE FROM smart_feeds WHERE position = -1;
-- name: smart_touch
UPDATE smart_feeds SET state = 1 WHERE state <> 1;
-- name: smart_begin_count
UPDATE smart_feeds SET state = 2 WHERE state = 1;
-- name: smart_end_count
UPDATE smart_feeds SET unread = ?, total = ?, state = iif(state = 2, 0, state) WHERE id = ?;

-- ---- the full-text index

-- name: fts5_api
SELECT fts5(?);
-- name: waiting_some
SELECT u.article_id, a.published_ms, a.title, a.author, c.summary, c.content, c.full
FROM waiting AS u CROSS JOIN articles AS a ON a.id = u.article_id
    LEFT JOIN contents AS c ON c.article_id = a.id
LIMIT ?;
-- name: waiting_count
SELECT count(*) FROM (SELECT 1 FROM waiting LIMIT ?);
-- name: indexed_until
UPDATE indexed_until SET article_id = ?1 WHERE article_id < ?1;
-- name: unindexed_add
INSERT INTO unindexed SELECT ?1
WHERE ?1 NOT IN unindexed AND ?1 <= (SELECT article_id FROM indexed_until);
-- name: unindexed_drop
DELETE FROM unindexed WHERE article_id = ?;
-- name: documents_forget
UPDATE documents SET article_id = NULL WHERE article_id = ?;
-- Zero is a number, too.
-- name: documents_add
INSERT INTO documents (docid, article_id, shift) VALUES (?, ?, ?) ON CONFLICT (docid) DO NOTHING;
-- name: documents_drop
DELETE FROM documents WHERE docid = ?;
-- name: documents_shift
SELECT max(shift) FROM documents WHERE shift >= 16;
-- name: index_texts
SELECT a.title, a.author, c.summary, c.content, c.full
FROM articles AS a LEFT JOIN contents AS c ON c.article_id = a.id WHERE a.id = ?;
-- name: index_comments
SELECT author, html FROM comments WHERE article_id = ?;
-- name: words_add
INSERT INTO words (rowid, title, author, text, comments) VALUES (?, ?, ?, ?, ?);

-- ---- what is kept

-- name: retention_by_age
SELECT a.id FROM articles AS a
WHERE a.feed_id = ?1 AND a.is_hidden = 0 AND a.published_ms < ?2 AND a.is_starred = 0
    AND NOT EXISTS (SELECT 1 FROM article_tags WHERE article_id = a.id)
ORDER BY a.published_ms LIMIT ?3;
-- name: retention_by_count
SELECT a.id FROM (SELECT id, is_starred FROM articles WHERE feed_id = ?1 AND is_hidden = 0
    ORDER BY published_ms DESC, id DESC LIMIT -1 OFFSET ?2) AS a
WHERE a.is_starred = 0 AND NOT EXISTS (SELECT 1 FROM article_tags WHERE article_id = a.id) LIMIT ?3;

-- ---- copies

-- name: copies_known
SELECT 1 FROM sketches WHERE article_id = ?;
-- name: copies_subject
SELECT feed_id, published_ms, is_hidden, title, link, guid, coalesce(copy_of, id) FROM articles WHERE id = ?;
-- name: copies_sketch
SELECT link_key, guid_key, sketch FROM sketches WHERE article_id = ?;
-- name: copies_find
SELECT article_id FROM (SELECT article_id, feed_id FROM sketch_parts WHERE period = ? AND part = ? ORDER BY article_id DESC LIMIT ?)
WHERE feed_id <> ? LIMIT ?;
-- name: copies_remember
INSERT INTO sketches (article_id, link_key, guid_key, sketch) VALUES (?, ?, ?, ?);
-- name: copies_add_part
INSERT OR IGNORE INTO sketch_parts (period, part, article_id, feed_id) VALUES (?, ?, ?, ?);
-- OR FAIL: to be able to take back the statement alone, SQLite would have FTS5 write down what it has gathered.
-- name: copies_merge
UPDATE OR FAIL articles SET copy_of = ?1 WHERE copy_of = ?2 OR id = ?2;
-- name: copies_join
UPDATE OR FAIL articles SET copy_of = ? WHERE id = ? AND copy_of IS NULL;

-- ---- pieces of article lists (store/query_sql.c)

-- The join with feeds never leads: the order of the index of articles is the order of the list.
-- name: part_list
SELECT a.id, a.feed_id, coalesce(f.own_title, f.title, shown(f.url)), a.title, a.link, a.author,
       a.published_ms, a.published_ms < a.arrived_ms, a.is_unread, a.is_starred, a.has_full, a.has_enclosure, a.comments_count,
       a.comments_unread, (SELECT group_concat(tag, char(31)) FROM article_tags WHERE article_id = a.id),
       a.changed_ms, coalesce(a.copy_of, a.id),
       (SELECT group_concat(id, char(31)) FROM articles WHERE copy_of = coalesce(a.copy_of, a.id)),
       CASE a.title WHEN '' THEN (SELECT substr(coalesce(nullif(content, ''), summary), 1, 400) FROM contents WHERE article_id = a.id) END
FROM articles AS a CROSS JOIN feeds AS f ON f.id = a.feed_id WHERE
-- name: part_ids
SELECT a.id FROM articles AS a WHERE
-- name: part_count
SELECT count(*) FROM (
-- What the index knows, newest document first; and what it does not know yet.
-- name: part_hits
SELECT a.id, a.published_ms, words.rowid, 0.0, coalesce(a.copy_of, a.id)
FROM words CROSS JOIN documents AS d ON d.docid = words.rowid
CROSS JOIN articles AS a ON a.id = d.article_id WHERE words MATCH ?
-- name: part_hits_scored
SELECT a.id, a.published_ms, words.rowid, score(words), coalesce(a.copy_of, a.id)
FROM words CROSS JOIN documents AS d ON d.docid = words.rowid
CROSS JOIN articles AS a ON a.id = d.article_id WHERE words MATCH ?
-- name: part_hits_ids
SELECT a.id FROM words CROSS JOIN documents AS d ON d.docid = words.rowid
CROSS JOIN articles AS a ON a.id = d.article_id WHERE words MATCH ?
-- Where a condition leaves few articles, the index is asked for each of those.
-- name: few_of_feed
SELECT total FROM feeds WHERE id = ?;
-- name: few_starred
SELECT count(*) FROM (SELECT 1 FROM articles WHERE is_starred = 1 LIMIT ?);
-- name: few_unread
SELECT count(*) FROM (SELECT 1 FROM articles WHERE is_unread = 1 LIMIT ?);
-- name: part_plus
+
-- name: part_few_of_feed
words.rowid IN (SELECT e.docid FROM articles AS n CROSS JOIN documents AS e ON e.article_id = n.id WHERE n.feed_id = ?)
-- name: part_few_starred
words.rowid IN (SELECT e.docid FROM articles AS n CROSS JOIN documents AS e ON e.article_id = n.id WHERE n.is_starred = 1)
-- name: part_few_unread
words.rowid IN (SELECT e.docid FROM articles AS n CROSS JOIN documents AS e ON e.article_id = n.id WHERE n.is_unread = 1)
-- name: part_waiting
SELECT a.id, a.published_ms, 0, 0.0, coalesce(a.copy_of, a.id)
FROM waiting AS u CROSS JOIN articles AS a ON a.id = u.article_id WHERE
-- name: part_waiting_ids
SELECT a.id FROM waiting AS u CROSS JOIN articles AS a ON a.id = u.article_id WHERE
-- name: part_union_all
UNION ALL
-- name: part_document_until
words.rowid <= ?
-- name: part_document_since
words.rowid >= ?
-- name: part_latest_documents
ORDER BY words.rowid DESC
-- name: part_earliest_documents
ORDER BY words.rowid
-- The moment of the article that stands so many behind one, or before it.
-- name: stretch_behind
SELECT published_ms FROM articles WHERE is_hidden = 0 AND published_ms <= ? ORDER BY published_ms DESC LIMIT 1 OFFSET ?;
-- name: stretch_before
SELECT published_ms FROM articles WHERE is_hidden = 0 AND published_ms >= ? ORDER BY published_ms LIMIT 1 OFFSET ?;
-- name: part_unread_or_id
(a.is_unread = 1 OR a.id = ?)
-- name: part_list_of_ids
a.id IN (SELECT id FROM (
-- name: part_union
) UNION ALL
-- name: part_close
)
-- name: part_open
(
-- name: part_true
1
-- name: part_false
0
-- name: part_and
AND
-- name: part_or
OR
-- name: part_not
NOT
-- name: part_newest_first
ORDER BY a.published_ms DESC, a.id DESC LIMIT ?
-- name: part_oldest_first
ORDER BY a.published_ms, a.id LIMIT ?
-- name: part_behind
(a.published_ms, a.id) < (?, ?)
-- name: part_before
(a.published_ms, a.id) > (?, ?)
-- name: part_of_feed
a.feed_id = ?
-- The plus keeps the walk in the order of time: one page is read, not all of the folder.
-- name: part_of_folder
+a.feed_id IN (SELECT feed_id FROM feed_tags WHERE folded = ?)
-- name: part_is_id
a.id = ?
-- name: part_unread
a.is_unread = 1
-- name: part_read
a.is_unread = 0
-- name: part_changed
a.changed_ms IS NOT NULL
-- name: part_starred
a.is_starred = 1
-- name: part_unstarred
a.is_starred = 0
-- name: part_untagged
NOT EXISTS (SELECT 1 FROM article_tags WHERE article_id = a.id AND folded = fold(?))
-- name: part_tagged
EXISTS (SELECT 1 FROM article_tags WHERE article_id = a.id AND folded = fold(?))
-- name: part_first_of_story
a.copy_of IS NULL
-- name: part_shown
a.is_hidden = 0
-- name: part_not_deleted
a.is_hidden < 2
-- name: part_hidden
a.is_hidden = 1
-- name: part_has_comments
a.comments_count > 0
-- name: part_has_enclosure
a.has_enclosure = 1
-- name: part_has_full
a.has_full = 1
-- name: part_since
a.published_ms >= ?
-- name: part_until
a.published_ms < ?
-- name: part_title
holds(a.title, ?, ?)
-- name: part_author
holds(a.author, ?, ?)
-- Of an article that is not in the index yet: each text is read and folded.
-- name: part_any
(holds(a.title, ?, ?) OR holds(a.author, ?, ?) OR EXISTS (SELECT 1 FROM contents AS c
WHERE c.article_id = a.id AND (holds_html(c.summary, ?, ?) OR holds_html(c.content, ?, ?)
OR holds_html(c.full, ?, ?))) OR EXISTS (SELECT 1 FROM comments AS k
WHERE k.article_id = a.id AND (holds(k.author, ?, ?) OR holds_html(k.html, ?, ?))))
-- The plus keeps the walk in the order of time.
-- name: part_indexed
+a.id IN (SELECT d.article_id FROM words CROSS JOIN documents AS d ON d.docid = words.rowid
WHERE words MATCH ? AND words.rowid >= ? AND words.rowid <= ? AND d.article_id IS NOT NULL)
-- name: part_is_waiting
+a.id IN waiting
-- name: part_link
contains(a.link, ?)
-- name: part_feed
+a.feed_id IN (SELECT id FROM feeds
WHERE contains(coalesce(own_title, title, shown(url)), ?) OR contains(shown(url), ?) OR id = ?)
-- name: part_tag
(+a.feed_id IN (SELECT feed_id FROM feed_tags WHERE folded = ?)
OR +a.id IN (SELECT article_id FROM article_tags WHERE folded = ?))
-- OR FAIL: what fails is taken back with its transaction; to be able to take back the statement alone, SQLite would keep a
-- copy of each page that it touches, since there are triggers. So it is with those of undo. No trigger may call a function.
-- name: part_mark_read
UPDATE OR FAIL articles SET is_unread = 0, changed_ms = NULL
WHERE (is_unread = 1 OR changed_ms IS NOT NULL) AND id IN (
-- name: part_mark_unread
UPDATE OR FAIL articles SET is_unread = 1, changed_ms = NULL WHERE is_unread = 0 AND id IN (
-- name: part_mark_star
UPDATE OR FAIL articles SET is_starred = 1 WHERE is_starred = 0 AND id IN (
-- name: part_mark_unstar
UPDATE OR FAIL articles SET is_starred = 0 WHERE is_starred = 1 AND id IN (
-- name: part_mark_hide
UPDATE OR FAIL articles SET is_hidden = 1 WHERE is_hidden = 0 AND id IN (
-- name: part_mark_show
UPDATE OR FAIL articles SET is_hidden = 0 WHERE is_hidden = 1 AND id IN (
-- name: part_mark_tag
INSERT OR IGNORE INTO article_tags (tag, folded, article_id)
SELECT ?, ?, id FROM articles WHERE id IN (
-- name: part_mark_untag
DELETE FROM article_tags WHERE folded = ? AND article_id IN (

-- ---- comments

-- name: comments_size
SELECT count(*) + coalesce(sum(length(html)), 0) FROM comments WHERE article_id = ?;
-- name: comments_find
SELECT id FROM comments WHERE article_id = ? AND source_id = ?;
-- name: comments_insert
INSERT INTO comments (article_id, source_id, parent_id, parent, position, published_ms, score,
    is_thread_author, author, author_url, html)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- name: comments_update
UPDATE comments SET parent_id = ?, parent = ?, position = ?, published_ms = ?, score = ?,
    is_thread_author = ?, author = ?, author_url = ?, html = ?
WHERE id = ?;
-- name: comments_unplace
UPDATE comments SET position = -1 WHERE article_id = ?;
-- name: comments_drop_unplaced
DELETE FROM comments WHERE article_id = ? AND position = -1;
-- name: comments_count
UPDATE articles SET
    comments_unread = (SELECT count(*) FROM comments WHERE article_id = ?1 AND is_unread = 1),
    comments_count = max(?2, (SELECT count(*) FROM comments WHERE article_id = ?1),
        iif(?3, -1, comments_count))
WHERE id = ?1;
-- name: comments_thread
INSERT INTO threads (article_id, total, fetched_ms, more_url) VALUES (?, ?, ?, ?)
ON CONFLICT (article_id) DO UPDATE SET total = excluded.total, fetched_ms = excluded.fetched_ms,
    more_url = excluded.more_url;
-- name: comments_form
INSERT INTO threads (article_id, form, state) VALUES (?, ?, ?)
ON CONFLICT (article_id) DO UPDATE SET form = excluded.form, state = excluded.state;
-- name: comments_site_form
SELECT t.form FROM threads AS t JOIN articles AS a ON a.id = t.article_id
WHERE a.feed_id = (SELECT feed_id FROM articles WHERE id = ?) AND t.form IS NOT NULL
ORDER BY t.article_id DESC LIMIT 1;
-- name: comments_head
SELECT total, fetched_ms, more_url FROM threads WHERE article_id = ?;
-- name: comments_list
SELECT id, source_id, parent_id, parent, published_ms, score, is_unread, is_thread_author, author,
       author_url, html
FROM comments WHERE article_id = ? ORDER BY position, id;
-- name: comments_mark_read
UPDATE comments SET is_unread = 0 WHERE article_id = ? AND is_unread = 1;
-- name: comments_mark_article
UPDATE articles SET comments_unread = 0 WHERE id = ? AND comments_unread <> 0;
-- name: comments_mark_own
UPDATE comments SET is_unread = 0 WHERE article_id = ?1 AND is_unread = 1 AND fold(author) = fold(?2);
-- name: comments_count_unread
UPDATE articles SET
    comments_unread = (SELECT count(*) FROM comments WHERE article_id = ?1 AND is_unread = 1)
WHERE id = ?1;
-- name: comments_fetched
SELECT fetched_ms FROM threads WHERE article_id = ?;
-- ---- pictures

-- name: pictures_find
SELECT file FROM pictures WHERE url = ?;
-- name: pictures_keep
INSERT INTO pictures (url, file, bytes, kept_ms) VALUES (?, ?, ?, ?)
ON CONFLICT (url) DO UPDATE SET file = excluded.file, bytes = excluded.bytes, kept_ms = max(kept_ms, excluded.kept_ms);
-- name: pictures_bytes
SELECT coalesce(sum(bytes), 0) FROM (SELECT max(bytes) AS bytes FROM pictures GROUP BY file);
-- name: pictures_oldest
SELECT file, bytes FROM pictures ORDER BY kept_ms, url LIMIT 1;
-- name: pictures_forget
DELETE FROM pictures WHERE file = ?;
-- ---- accounts

-- name: accounts_list
SELECT id, service, server, user, password_command, synced_ms, error,
    (SELECT max(remote_id) FROM synced_articles WHERE account_id = accounts.id)
FROM accounts WHERE ?1 IS NULL OR id = ?1 ORDER BY id;
-- name: accounts_add
INSERT INTO accounts (service, server, user, password_command) VALUES (?, ?, ?, ?)
ON CONFLICT (service, server, user) DO UPDATE SET password_command = excluded.password_command, error = NULL;
-- name: accounts_find
SELECT id FROM accounts WHERE service = ? AND server = ? AND user = ?;
-- name: accounts_remove
DELETE FROM accounts WHERE id = ?;
-- name: accounts_synced
UPDATE accounts SET synced_ms = coalesce(?, synced_ms), error = ? WHERE id = ?;

-- name: synced_feed_is_here
SELECT EXISTS (SELECT 1 FROM feeds WHERE id = feed_id AND removed_ms IS NULL)
FROM synced_feeds WHERE account_id = ? AND remote_id = ?;
-- name: synced_feed_find
SELECT f.id FROM synced_feeds AS s JOIN feeds AS f ON f.id = s.feed_id AND f.removed_ms IS NULL
WHERE s.account_id = ? AND s.remote_id = ?;
-- A feed that was removed here keeps its row, so that taking the removal back brings the feed back to the account, too.
-- name: synced_feed_link
INSERT INTO synced_feeds (account_id, remote_id, feed_id, listed_ms) VALUES (?, ?, ?, ?)
ON CONFLICT (account_id, remote_id) DO UPDATE SET feed_id = coalesce(excluded.feed_id, feed_id),
    listed_ms = excluded.listed_ms;
-- name: synced_feed_listed
UPDATE synced_feeds SET listed_ms = ? WHERE account_id = ? AND remote_id = ?;
-- name: synced_feed_name
UPDATE feeds SET title = coalesce(title, ?), link = coalesce(link, ?) WHERE id = ?;
-- name: synced_feeds_unlisted
DELETE FROM synced_feeds WHERE account_id = ? AND listed_ms <> ?;
-- name: synced_find
SELECT article_id, is_unread, is_starred FROM synced_articles WHERE account_id = ? AND remote_id = ?;
-- name: synced_add
INSERT OR REPLACE INTO synced_articles (account_id, remote_id, article_id, is_unread, is_starred) VALUES (?, ?, ?, ?, ?);
-- name: synced_forget
DELETE FROM synced_articles WHERE account_id = ? AND remote_id = ?;
-- name: synced_set_unread
UPDATE synced_articles SET is_unread = ? WHERE account_id = ? AND remote_id = ?;
-- name: synced_set_starred
UPDATE synced_articles SET is_starred = ? WHERE account_id = ? AND remote_id = ?;
-- name: synced_mark_unread
UPDATE articles SET is_unread = ?1 WHERE id = ?2 AND is_unread <> ?1;
-- name: synced_mark_starred
UPDATE articles SET is_starred = ?1 WHERE id = ?2 AND is_starred <> ?1;
-- name: synced_unread
SELECT remote_id FROM synced_articles WHERE account_id = ? AND is_unread = 1;
-- name: synced_starred
SELECT remote_id FROM synced_articles WHERE account_id = ? AND is_starred = 1;
-- What is marked otherwise than the service last said. The smaller side leads: what is unread, what has a star.
-- name: synced_waiting_read
SELECT s.remote_id FROM synced_articles AS s CROSS JOIN articles AS a ON a.id = s.article_id
WHERE s.account_id = ? AND s.is_unread = 1 AND a.is_unread = 0;
-- name: synced_waiting_unread
SELECT s.remote_id FROM articles AS a CROSS JOIN synced_articles AS s ON s.article_id = a.id
WHERE s.account_id = ? AND s.is_unread = 0 AND a.is_unread = 1;
-- name: synced_waiting_star
SELECT s.remote_id FROM articles AS a CROSS JOIN synced_articles AS s ON s.article_id = a.id
WHERE s.account_id = ? AND s.is_starred = 0 AND a.is_starred = 1;
-- name: synced_waiting_unstar
SELECT s.remote_id FROM synced_articles AS s CROSS JOIN articles AS a ON a.id = s.article_id
WHERE s.account_id = ? AND s.is_starred = 1 AND a.is_starred = 0;
-- name: synced_candidates
SELECT a.id, a.link, a.title, a.published_ms,
    EXISTS (SELECT 1 FROM synced_articles WHERE article_id = a.id AND account_id = ?2)
FROM articles AS a WHERE a.feed_id = ?1;
-- name: synced_has_any
SELECT 1 FROM articles WHERE feed_id = ? AND guid >= 'synced:' AND guid < 'synced;' LIMIT 1;

-- ---- drafts and the outbox

-- name: drafts_save
INSERT INTO drafts (article_id, parent_id, saved_ms, name, email, url, body)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (article_id, parent_id) DO UPDATE SET saved_ms = excluded.saved_ms,
    name = excluded.name, email = excluded.email, url = excluded.url, body = excluded.body;
-- name: drafts_get
SELECT name, email, url, body, saved_ms FROM drafts WHERE article_id = ? AND parent_id = ?;
-- name: drafts_drop
DELETE FROM drafts WHERE article_id = ? AND parent_id = ?;
-- name: outbox_add
INSERT INTO outbox (article_id, article_title, parent_id, parent, queued_ms, name, email, url, body)
SELECT a.id, a.title, ?2, coalesce(?3, (SELECT source_id FROM comments WHERE id = ?2)), ?4, ?5, ?6,
       ?7, ?8
FROM articles AS a WHERE a.id = ?1;
-- name: outbox_list
SELECT id, article_id, article_title, parent_id, parent, name, email, url, body, queued_ms, tries,
       error, is_refused
FROM outbox ORDER BY id;
-- name: outbox_claim
UPDATE outbox SET claimed_until_ms = ?1 + ?2 WHERE id = ?3 AND claimed_until_ms <= ?1;
-- name: outbox_failed
UPDATE outbox SET tries = tries + 1, claimed_until_ms = 0, error = ?, is_refused = ? WHERE id = ?;
-- name: outbox_drop
DELETE FROM outbox WHERE id = ?;

-- ---- undo

-- name: undo_forget
DELETE FROM changes WHERE is_undone = 1 OR made_ms < ?;
-- name: undo_begin
INSERT INTO changes (made_ms, mark, tag) VALUES (?, ?, ?);
-- A day after an article was deleted only its row stays; its texts and what hangs on them go.
-- name: bury_question
SELECT 1 FROM changes WHERE mark = ?1 AND is_undone = 0 AND made_ms < ?2 LIMIT 1;
-- name: part_bury_contents
UPDATE contents SET image = NULL, comments_link = NULL, comments_feed = NULL, source = NULL,
    source_link = NULL, author_url = NULL, in_reply_to = NULL, duration_seconds = NULL,
    episode = NULL, categories = NULL, summary = NULL, content = NULL, full = NULL
WHERE article_id
-- name: part_bury_row
UPDATE articles SET has_full = 0, has_enclosure = 0, comments_count = -1, comments_unread = 0
WHERE id
-- name: part_bury_enclosures
DELETE FROM enclosures
WHERE article_id
-- name: part_bury_revisions
DELETE FROM revisions
WHERE article_id
-- name: part_bury_comments
DELETE FROM comments
WHERE article_id
-- name: part_bury_threads
DELETE FROM threads
WHERE article_id
-- name: part_bury_tags
DELETE FROM article_tags
WHERE article_id
-- name: part_bury_documents
UPDATE documents SET article_id = NULL
WHERE article_id
-- name: part_buried
IN (SELECT article_id FROM changed_articles WHERE change_id IN
    (SELECT id FROM changes WHERE mark = ? AND is_undone = 0 AND made_ms < ?));
-- name: bury_feeds
DELETE FROM feeds WHERE removed_ms < ?;
-- name: undo_drop
DELETE FROM changes WHERE id = ?;
-- name: undo_last
SELECT id, mark, tag, (SELECT count(*) FROM changed_articles WHERE change_id = changes.id),
       (SELECT min(article_id) FROM changed_articles WHERE change_id = changes.id)
FROM changes WHERE is_undone = 0 AND made_ms >= ? ORDER BY id DESC LIMIT 1;
-- name: undo_next
SELECT id, mark, tag, (SELECT count(*) FROM changed_articles WHERE change_id = changes.id),
       (SELECT min(article_id) FROM changed_articles WHERE change_id = changes.id)
FROM changes WHERE is_undone = 1 AND made_ms >= ? ORDER BY id LIMIT 1;
-- name: undo_turn
UPDATE changes SET is_undone = ?1 WHERE id = ?2;
-- name: undo_set_unread
UPDATE OR FAIL articles SET is_unread = ?1, changed_ms = NULL WHERE is_unread <> ?1
    AND id IN (SELECT article_id FROM changed_articles WHERE change_id = ?2);
-- name: undo_set_starred
UPDATE OR FAIL articles SET is_starred = ?1 WHERE is_starred <> ?1
    AND id IN (SELECT article_id FROM changed_articles WHERE change_id = ?2);
-- name: undo_set_hidden
UPDATE OR FAIL articles SET is_hidden = is_hidden & 6 | ?1 WHERE is_hidden & 1 <> ?1
    AND id IN (SELECT article_id FROM changed_articles WHERE change_id = ?2);
-- name: undo_set_tag
INSERT OR IGNORE INTO article_tags (tag, folded, article_id)
SELECT ?1, fold(?1), id FROM articles
WHERE id IN (SELECT article_id FROM changed_articles WHERE change_id = ?2);
-- name: undo_set_untag
DELETE FROM article_tags WHERE folded = fold(?1)
    AND article_id IN (SELECT article_id FROM changed_articles WHERE change_id = ?2);
-- name: undo_set_deleted
UPDATE OR FAIL articles SET is_hidden = is_hidden & 5 | ?1 WHERE is_hidden & 2 <> ?1
    AND id IN (SELECT article_id FROM changed_articles WHERE change_id = ?2);
-- name: undo_remove_feed
UPDATE feeds SET removed_ms = ?, url_key = 'removed:' || id || ' ' || url_key WHERE id = ?;
-- name: undo_restore_feed
UPDATE feeds SET removed_ms = NULL, url_key = substr(url_key, length('removed:' || id || ' ') + 1)
WHERE id = ? AND removed_ms IS NOT NULL;
-- name: undo_feed_rival
SELECT 1 FROM feeds
WHERE url_key = (SELECT substr(url_key, length('removed:' || id || ' ') + 1) FROM feeds WHERE id = ?);
-- name: undo_feed_articles
UPDATE articles SET is_hidden = is_hidden & 3 | ?1 WHERE feed_id = ?2;
-- The articles that a mark will change.
-- name: undo_keep_copies
INSERT OR IGNORE INTO changed_articles
SELECT ?1, c.id FROM changed_articles AS n JOIN articles AS a ON a.id = n.article_id
    JOIN articles AS c ON c.copy_of = coalesce(a.copy_of, a.id) WHERE n.change_id = ?1 AND c.is_unread = 1
UNION ALL
SELECT ?1, c.id FROM changed_articles AS n JOIN articles AS a ON a.id = n.article_id
    JOIN articles AS c ON c.id = a.copy_of WHERE n.change_id = ?1 AND c.is_unread = 1;
-- name: undo_keep_unread
INSERT OR IGNORE INTO changed_articles SELECT ?1, id FROM articles
WHERE is_unread <> ?2 AND id = ?3;
-- name: undo_keep_starred
INSERT OR IGNORE INTO changed_articles SELECT ?1, id FROM articles
WHERE is_starred <> ?2 AND id = ?3;
-- name: undo_keep_hidden
INSERT OR IGNORE INTO changed_articles SELECT ?1, id FROM articles
WHERE is_hidden & 1 <> ?2 AND id = ?3;
-- name: undo_keep_deleted
INSERT OR IGNORE INTO changed_articles SELECT ?1, id FROM articles
WHERE is_hidden & 2 <> ?2 AND id = ?3;
-- name: undo_keep_tag
INSERT OR IGNORE INTO changed_articles SELECT ?1, id FROM articles
WHERE NOT EXISTS (SELECT 1 FROM article_tags WHERE article_id = id AND folded = fold(?2)) AND id = ?3;
-- name: undo_keep_untag
INSERT OR IGNORE INTO changed_articles SELECT ?1, id FROM articles
WHERE EXISTS (SELECT 1 FROM article_tags WHERE article_id = id AND folded = fold(?2)) AND id = ?3;
-- name: part_undo_keep
INSERT OR IGNORE INTO changed_articles SELECT ?, id FROM (
-- ---- looking after it

-- name: examine_pages
PRAGMA integrity_check(8);
-- name: reindex
REINDEX;
-- name: examine_words
INSERT INTO words (words) VALUES ('integrity-check');
-- name: examine_orphans
SELECT (SELECT count(*) FROM articles WHERE feed_id NOT IN (SELECT id FROM feeds))
    + (SELECT count(*) FROM contents WHERE article_id NOT IN (SELECT id FROM articles))
    + (SELECT count(*) FROM comments WHERE article_id NOT IN (SELECT id FROM articles));
-- name: examine_counts
SELECT count(*) FROM feeds AS f
WHERE total <> (SELECT count(*) FROM articles WHERE feed_id = f.id AND is_hidden = 0)
    OR unread <> (SELECT count(*) FROM articles WHERE feed_id = f.id AND is_unread = 1 AND is_hidden = 0)
    OR copies <> (SELECT count(*) FROM articles WHERE feed_id = f.id AND is_hidden = 0 AND copy_of IS NOT NULL)
    OR copies_unread <> (SELECT count(*) FROM articles WHERE feed_id = f.id AND is_unread = 1 AND is_hidden = 0
        AND copy_of IS NOT NULL);
-- name: examine_recount
UPDATE feeds SET total = (SELECT count(*) FROM articles WHERE feed_id = feeds.id AND is_hidden = 0),
    unread = (SELECT count(*) FROM articles WHERE feed_id = feeds.id AND is_unread = 1 AND is_hidden = 0),
    copies = (SELECT count(*) FROM articles WHERE feed_id = feeds.id AND is_hidden = 0 AND copy_of IS NOT NULL),
    copies_unread = (SELECT count(*) FROM articles WHERE feed_id = feeds.id AND is_unread = 1 AND is_hidden = 0
        AND copy_of IS NOT NULL);
-- name: examine_totals
SELECT (SELECT count(*) FROM totals) <> 1
    OR (SELECT articles FROM totals) <> (SELECT coalesce(sum(total - copies), 0) FROM feeds)
    OR (SELECT unread FROM totals) <> (SELECT coalesce(sum(unread - copies_unread), 0) FROM feeds);
-- name: totals_clear
DELETE FROM totals;
-- name: totals_add
INSERT INTO totals SELECT coalesce(sum(total - copies), 0), coalesce(sum(unread - copies_unread), 0) FROM feeds;
-- name: examine_index
SELECT count(*) FROM articles AS a
WHERE a.is_hidden < 2 AND a.id <= (SELECT article_id FROM indexed_until) AND a.id NOT IN unindexed
    AND NOT EXISTS (SELECT 1 FROM documents AS d JOIN words_docsize AS s ON s.id = d.docid
        WHERE d.article_id = a.id);
-- name: words_clear
INSERT INTO words (words) VALUES ('delete-all');
-- name: documents_clear
DELETE FROM documents;
-- name: unindexed_clear
DELETE FROM unindexed;
-- name: indexed_nothing
UPDATE indexed_until SET article_id = 0;
-- A file that is shorter than its head says is read up to its end.
-- name: salvage_leniently
PRAGMA writable_schema = ON;
-- name: salvage_last
SELECT max(seq) FROM sqlite_sequence;
-- The feed is lost, its articles are not; this is no address that is asked.
-- name: orphan_articles
INSERT INTO feeds (id, url, url_key, title)
SELECT DISTINCT feed_id, 'lost:' || feed_id, 'lost:' || feed_id, 'Lost feed ' || feed_id
FROM articles WHERE feed_id NOT IN (SELECT id FROM feeds);
-- name: orphan_places
INSERT INTO contents (article_id) SELECT id FROM articles WHERE id NOT IN (SELECT article_id FROM contents);
-- name: orphan_full
UPDATE articles SET has_full = NOT has_full
WHERE has_full <> (SELECT full IS NOT NULL FROM contents WHERE article_id = articles.id);
-- name: orphan_contents
DELETE FROM contents WHERE article_id NOT IN (SELECT id FROM articles);
-- name: orphan_comments
DELETE FROM comments WHERE article_id NOT IN (SELECT id FROM articles);
-- A file that could not be brought up to date lacks the newer columns. Then their names mean what stands beside the table.
-- name: salvage_feeds
SELECT t.id, url, url_key, own_title, title, sort_key, link, image, language, unread,
    total, last_fetched_ms, last_status, last_http, error, failures, next_due_ms,
    etag, last_modified, description,
    (SELECT removed_ms FROM feeds AS i WHERE i.id = t.id)
FROM (SELECT NULL AS removed_ms) CROSS JOIN feeds AS t WHERE t.id BETWEEN ? AND ?;
-- name: restore_feeds
INSERT OR IGNORE INTO feeds (id, url, url_key, own_title, title, sort_key, link, image, language, unread,
    total, last_fetched_ms, last_status, last_http, error, failures, next_due_ms,
    etag, last_modified, description, removed_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- name: salvage_feed_tags
SELECT feed_id, folded, position, tag
FROM feed_tags WHERE feed_id BETWEEN ? AND ?;
-- name: restore_feed_tags
INSERT OR IGNORE INTO feed_tags (feed_id, folded, position, tag)
VALUES (?, ?, ?, ?);
-- name: salvage_articles
SELECT t.id, feed_id, guid, published_ms, arrived_ms, updated_ms, hash, is_unread,
    is_starred, has_full, has_enclosure, comments_count, comments_unread, title,
    author, link, (SELECT is_hidden FROM articles AS i WHERE i.id = t.id),
    (SELECT changed_ms FROM articles AS i WHERE i.id = t.id),
    (SELECT copy_of FROM articles AS i WHERE i.id = t.id)
FROM (SELECT 0 AS is_hidden, NULL AS changed_ms, NULL AS copy_of) CROSS JOIN articles AS t WHERE t.id BETWEEN ? AND ?;
-- name: restore_articles
INSERT OR IGNORE INTO articles (id, feed_id, guid, published_ms, arrived_ms, updated_ms, hash, is_unread,
    is_starred, has_full, has_enclosure, comments_count, comments_unread, title,
    author, link, is_hidden, changed_ms, copy_of)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- name: salvage_article_tags
SELECT article_id, folded, tag
FROM article_tags WHERE article_id BETWEEN ? AND ?;
-- name: restore_article_tags
INSERT OR IGNORE INTO article_tags (article_id, folded, tag)
VALUES (?, ?, ?);
-- name: salvage_contents
SELECT article_id, image, comments_link, comments_feed, source, source_link, author_url,
    in_reply_to, duration_seconds, episode, categories, summary, content, full
FROM contents WHERE article_id BETWEEN ? AND ?;
-- name: restore_contents
INSERT OR IGNORE INTO contents (article_id, image, comments_link, comments_feed, source, source_link, author_url,
    in_reply_to, duration_seconds, episode, categories, summary, content, full)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- name: salvage_enclosures
SELECT article_id, position, url, type, length_bytes
FROM enclosures WHERE article_id BETWEEN ? AND ?;
-- name: restore_enclosures
INSERT OR IGNORE INTO enclosures (article_id, position, url, type, length_bytes)
VALUES (?, ?, ?, ?, ?);
-- name: salvage_revisions
SELECT id, article_id, replaced_ms, title, summary, content
FROM revisions WHERE id BETWEEN ? AND ?;
-- name: restore_revisions
INSERT OR IGNORE INTO revisions (id, article_id, replaced_ms, title, summary, content)
VALUES (?, ?, ?, ?, ?, ?);
-- name: salvage_threads
SELECT article_id, state, total, fetched_ms, more_url, form
FROM threads WHERE article_id BETWEEN ? AND ?;
-- name: restore_threads
INSERT OR IGNORE INTO threads (article_id, state, total, fetched_ms, more_url, form)
VALUES (?, ?, ?, ?, ?, ?);
-- name: salvage_comments
SELECT id, article_id, source_id, parent_id, parent, position, published_ms, score,
    is_unread, is_thread_author, author, author_url, html
FROM comments WHERE id BETWEEN ? AND ?;
-- name: restore_comments
INSERT OR IGNORE INTO comments (id, article_id, source_id, parent_id, parent, position, published_ms, score,
    is_unread, is_thread_author, author, author_url, html)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- name: salvage_drafts
SELECT article_id, parent_id, saved_ms, name, email, url, body
FROM drafts WHERE article_id BETWEEN ? AND ?;
-- name: restore_drafts
INSERT OR IGNORE INTO drafts (article_id, parent_id, saved_ms, name, email, url, body)
VALUES (?, ?, ?, ?, ?, ?, ?);
-- name: salvage_outbox
SELECT id, article_id, article_title, parent_id, parent, queued_ms, claimed_until_ms,
    tries, is_refused, error, name, email, url, body
FROM outbox WHERE id BETWEEN ? AND ?;
-- name: restore_outbox
INSERT OR IGNORE INTO outbox (id, article_id, article_title, parent_id, parent, queued_ms, claimed_until_ms,
    tries, is_refused, error, name, email, url, body)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
-- name: salvage_accounts
SELECT id, service, server, user, password_command, synced_ms, error
FROM accounts WHERE id BETWEEN ? AND ?;
-- name: restore_accounts
INSERT OR IGNORE INTO accounts (id, service, server, user, password_command, synced_ms, error)
VALUES (?, ?, ?, ?, ?, ?, ?);
-- name: salvage_synced_feeds
SELECT account_id, remote_id, feed_id, listed_ms
FROM synced_feeds WHERE account_id BETWEEN ? AND ?;
-- name: restore_synced_feeds
INSERT OR IGNORE INTO synced_feeds (account_id, remote_id, feed_id, listed_ms)
VALUES (?, ?, ?, ?);
-- name: salvage_synced_articles
SELECT account_id, remote_id, article_id, is_unread, is_starred
FROM synced_articles WHERE account_id BETWEEN ? AND ?;
-- name: restore_synced_articles
INSERT OR IGNORE INTO synced_articles (account_id, remote_id, article_id, is_unread, is_starred)
VALUES (?, ?, ?, ?, ?);
-- name: salvage_state
SELECT key, value
FROM state WHERE ? <= ?;
-- name: restore_state
INSERT OR IGNORE INTO state (key, value)
VALUES (?, ?);
