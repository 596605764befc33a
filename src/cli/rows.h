/*
 * One row of a list, as JSON and as text: the same for every command that prints such a row.
 */
#ifndef CLI_ROWS_H
#define CLI_ROWS_H

#include "base/str.h"
#include "codec/json_write.h"
#include "store/articles.h"
#include "store/discussion.h"
#include "store/feeds.h"
#include "store/search.h"
#include "store/smart.h"

/* Members of an object that is open. Their names are a promise to scripts: none is ever renamed. */
void row_feed_json(const struct store_feed *feed, struct json_writer *json);
void row_smart_json(const struct store_smart *smart, struct json_writer *json);
void row_article_json(const struct store_article *article, struct json_writer *json);
/* `snippet` with **marks** around what was found, and `rank`. */
void row_hit_json(double rank, const struct store_snippet *snippet, struct json_writer *json);
/* What every comment has, wherever it stands; `text` is its text without markup. */
void row_said_json(const struct comment *comment, const char *text, struct json_writer *json);
void row_comment_json(const struct store_comment *comment, struct json_writer *json);

/* Lines for a person, with their line feeds. */
void row_smart_text(const struct store_smart *smart, struct str *out);
void row_feed_text(const struct store_feed *feed, struct str *out);
void row_article_text(const struct store_article *article, struct str *out);
void row_snippet_text(const struct store_snippet *snippet, struct str *out);
void row_comment_text(const struct store_comment *comment, int width_cells, struct str *out);

/* The word for how a fetch ended: "ok", "unchanged", "failed", "gone"; NULL for never. */
const char *row_status(enum store_fetch_status status);

#endif
