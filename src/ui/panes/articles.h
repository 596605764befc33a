/*
 * The list of articles from inside: articles.c knows the rows and what is chosen, rows.c draws
 * them.
 */
#ifndef UI_PANES_ARTICLES_H
#define UI_PANES_ARTICLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/vec.h"
#include "query/query.h"
#include "store/articles.h"
#include "store/feeds.h"
#include "ui/internal.h"

struct articles_pane {
    struct pane pane;
    char key[160]; // of the choice that is shown
    char *label;
    char *folder;
    char *tag;
    char *query_text; // what the user searches; NULL: the choice's own query, if it has one
    char *own_query;  // of the choice; NULL
    struct query *query;
    struct store_selection selection;
    bool is_toggled;  // unread only against what the choice says
    struct vec pages; // struct store_articles, which own the rows
    struct vec rows;  // struct store_article *, newest first
    bool has_newer;   // there is more before the first row
    bool has_older;
    // What was marked read while it stood here stays until another choice is made.
    struct arena kept_arena;
    struct vec kept; // struct store_article *, in that arena
    int64_t count;
    int64_t rhythm[STORE_RHYTHM_WEEKS]; // articles a week, of a feed that is shown alone
    int64_t fetched_ms;                 // when it was fetched last; TIME_NONE: never, or no feed
    size_t cursor;
    size_t top; // first shown row
};

struct store_article *articles_row(const struct articles_pane *self, size_t index);

/* Does a line with the day's name stand above this row? */
bool articles_begins_day(const struct articles_pane *self, size_t index);

void articles_title(const struct pane *pane, struct str *left, struct str *right);
void articles_draw(const struct pane *pane, struct canvas *canvas);

#endif
