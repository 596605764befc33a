/*
 * The feeds from inside: feeds.c knows the rows and what is chosen, feed_rows.c draws them.
 */
#ifndef UI_PANES_FEEDS_H
#define UI_PANES_FEEDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "base/vec.h"
#include "store/outline.h"
#include "store/smart.h"
#include "ui/internal.h"

enum { KEY_BYTES = 160 };

enum row_kind { ROW_UNREAD, ROW_ALL, ROW_STARRED, ROW_SMART, ROW_FOLDER, ROW_FEED };

struct row {
    enum row_kind kind;
    const char *label;
    const char *tag; // of a folder; of a feed, the folder it stands in; NULL
    int64_t feed_id;
    int64_t unread;
    const char *error; // why the last fetch failed; NULL
    const char *query; // of a smart feed; NULL
    bool is_folded;
    char key[KEY_BYTES];
};

struct feeds_pane {
    struct pane pane;
    struct store_outline feeds;           // as far as it was read
    struct store_outline_reader *reading; // what follows it; NULL: nothing changed
    int64_t unread;                       // of all feeds
    struct store_smarts smarts;
    bool hides_read;   // feeds without anything unread
    int64_t kept_id;   // but not this one, which was under the cursor
    int64_t sought_id; // to be under it when it is read; 0: what is there stays
    bool has_newsboat; // its list was found; looked for while there are no feeds
    struct vec rows;
    struct str folded; // names of folded folders, each with a line feed behind it
    size_t cursor;
    size_t top;
};

void feeds_title(const struct pane *pane, struct str *left, struct str *right);
void feeds_draw(const struct pane *pane, struct canvas *canvas);

#endif
