/*
 * How well an article answers a search: a number, the higher the better. A hit in the title counts
 * most; the tenth hit in a text counts hardly any more; a short text that says a word twice is
 * nearer to it than a long one. How rare a word is among all articles plays no part, so nothing
 * has to be counted in the archive.
 */
#ifndef STORE_RANK_H
#define STORE_RANK_H

#include <sqlite3.h>
#include <stddef.h>

/* The columns of `words`. */
enum rank_column { RANK_TITLE, RANK_AUTHOR, RANK_TEXT, RANK_COMMENTS, RANK_COLUMNS };

/* What one word or phrase adds.
 *
 * hits        in each column
 * text_words  length of the text
 */
double rank_phrase(const unsigned hits[RANK_COLUMNS], size_t text_words);

/* score(words): of the row that FTS5 stands on. */
void rank_score(const Fts5ExtensionApi *api, Fts5Context *row, sqlite3_context *context, int count,
                sqlite3_value **values);

#endif
