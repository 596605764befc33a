/*
 * The comments' pane from inside: the thread as a tree of small documents, and where it is scrolled
 * to. Scrolling is anchored at a comment and a line within it, so that only what comes into sight
 * is laid out.
 */
#ifndef UI_PANES_THREAD_H
#define UI_PANES_THREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "layout/layout.h"
#include "store/discussion.h"
#include "ui/internal.h"

enum { THREAD_INDENT = 2 };

/* How one comment is shown. */
struct view {
    struct layout *layout;
    int width; // of the layout
    bool is_ascii;
    bool is_folded;
    bool is_hidden; // within a folded thread
    bool is_last;   // of its siblings
};

struct comments_pane {
    struct pane pane;
    int64_t article_id;
    struct store_comments thread;
    bool has_thread;    // false: not read before the pane is on the screen
    struct view *views; // one a comment
    size_t cursor;
    size_t top; // the first comment that is shown, at least in part
    int top_line;
    int shown_width; // of the body when it was last arranged
    int shown_height;
    struct str words;           // searched, folded; empty: nothing is
    bool is_seen;               // it had the focus: what was new is new no more once it is left
    char why[ERROR_TEXT_BYTES]; // the last fetch failed; empty: it did not
    // A reply was posted: the cursor goes to it once it is in the thread.
    bool is_awaiting_own;
    char own_author[SETTING_TEXT_BYTES];
    int64_t newest_before; // our ids of what was there before are not above this
};

size_t thread_count(const struct comments_pane *self);
int thread_depth(const struct comments_pane *self, size_t index);

/* Read the thread anew; folds, the cursor and the first shown comment stay, by their ids. */
void thread_load(struct comments_pane *self);
void thread_drop(struct comments_pane *self);
void thread_hide_folded(struct comments_pane *self);

/* Unfold the threads that hide a comment. */
void thread_unfold_to(struct comments_pane *self, size_t index);

/* How deep a comment is drawn: its depth, as far as the width allows. */
int thread_level(const struct comments_pane *self, size_t index);

/* The column of a comment's text, from the body's left edge. */
int thread_text_column(const struct comments_pane *self, size_t index);
const struct layout *thread_layout(const struct comments_pane *self, size_t index);

/* The next comment that is not folded away (the count behind the last), and the one before. */
size_t thread_next(const struct comments_pane *self, size_t index);
size_t thread_previous(const struct comments_pane *self, size_t index);

/* Lines of the text, and of all: the head, the text, an empty line, what tells of more. */
int thread_text_lines(const struct comments_pane *self, size_t index);
int thread_height(const struct comments_pane *self, size_t index);

void thread_scroll_down(struct comments_pane *self, int lines);
void thread_scroll_up(struct comments_pane *self, int lines);

/* Not past the ends. */
void thread_clamp(struct comments_pane *self);

/* Bring the comment under the cursor into sight; the cursor onto a comment that is in sight. */
void thread_show_cursor(struct comments_pane *self);
void thread_cursor_follows(struct comments_pane *self);
void thread_go_to(struct comments_pane *self, size_t index);

/* To the next or previous comment; within a comment that is taller than the pane, line by line. */
void thread_step_down(struct comments_pane *self);
void thread_step_up(struct comments_pane *self);

#endif
