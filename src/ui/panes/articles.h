/*
 * The list of articles from inside: articles.c knows what is chosen, stretch.c the rows that are
 * there, rows.c draws them.
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
#include "ui/panes/order.h"

struct articles_pane {
    struct pane pane;
    char key[160]; // of the choice that is shown
    char *label;
    char *folder;
    char *tag;
    char *query_text; // what the user searches in it; NULL
    char *own_query;  // of the choice; NULL
    struct query *query;
    struct store_selection selection;
    enum order order;  // of this list
    struct str orders; // of all lists, as they are kept (order.h)
    bool is_cut;       // there is more than can be sorted
    bool is_toggled;   // unread only against what the choice says
    struct vec pages;  // struct store_articles, which own the rows
    struct vec rows;   // struct store_article *, in that order
    bool has_newer;    // there is more than the rows
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

/* ---- the rows that are there (stretch.c) */
void stretch_clear(struct articles_pane *self) ATTR_NONNULL;

/* Begin anew at the list's beginning (NULL), or around a key, whose own row is included; how many
 * articles the list has is known, or (-1) asked. */
void stretch_begin(struct articles_pane *self, const struct store_key *around, int64_t known);

/* The same rows again, from the database: the cursor and the first shown row stay what they are. */
void stretch_reload(struct articles_pane *self) ATTR_NONNULL;

/* Ask for more where the cursor comes near an end. */
void stretch_extend(struct articles_pane *self) ATTR_NONNULL;

/* The same before it is needed; false: nothing was. */
bool stretch_get_ahead(struct articles_pane *self) ATTR_NONNULL;

/* Rows on either side of the cursor, so that none is missing wherever it stands in the pane. */
size_t stretch_sight(const struct articles_pane *self) ATTR_NONNULL;
bool stretch_has(const struct articles_pane *self, int64_t id, size_t *index) ATTR_NONNULL;

/* Put the cursor on the row of a key, or on the nearest behind it; on the first or the last of the
 * whole list. */
void stretch_go_to(struct articles_pane *self, const struct store_key *key) ATTR_NONNULL;
void stretch_go_to_end(struct articles_pane *self, bool is_last) ATTR_NONNULL;

void articles_title(const struct pane *pane, struct str *left, struct str *right);
void articles_draw(const struct pane *pane, struct canvas *canvas);

#endif
