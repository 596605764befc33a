/*
 * One article, printed: its head, its text, and what is known of its comments.
 */
#ifndef CLI_ARTICLE_PRINT_H
#define CLI_ARTICLE_PRINT_H

#include "base/error.h"
#include "base/str.h"
#include "cli/lines.h"
#include "store/articles.h"

enum article_format { ARTICLE_TEXT, ARTICLE_ANSI, ARTICLE_HTML, ARTICLE_JSON };

/*
 * Append the article to `out`. The headline is there once, also where the text repeats it.
 *
 * looks      for ARTICLE_ANSI
 * revisions  what is told of its older texts, in JSON; NULL: nothing
 */
bool article_print(const struct store_article *article, const struct store_text *text,
                   const struct store_revisions *revisions, int width_cells,
                   enum article_format format, const struct cli_looks *looks, struct str *out,
                   struct error *err);

#endif
