#include "ui/panes/thread.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "html/html.h"

// Deeper replies are not set in further than leaves this many cells for their text.
enum { LEAST_TEXT_CELLS = 32 };

size_t thread_count(const struct comments_pane *self)
{
    return self->has_thread ? self->thread.count : 0;
}

int thread_depth(const struct comments_pane *self, size_t index)
{
    return self->thread.items[index].comment.depth;
}

/* ---- loading */

void thread_drop(struct comments_pane *self)
{
    for (size_t i = 0; i < thread_count(self); i++)
        layout_free(self->views[i].layout);
    free(self->views);
    self->views = NULL;
    if (self->has_thread)
        store_comments_release(&self->thread);
    self->has_thread = false;
}

/* Is there no later comment on the same level below the same parent? */
static void find_last_siblings(struct comments_pane *self)
{
    bool has_later[64 + 1] = {false};
    for (size_t i = thread_count(self); i-- > 0;) {
        const int depth = thread_depth(self, i) < 64 ? thread_depth(self, i) : 64;
        self->views[i].is_last = !has_later[depth];
        has_later[depth] = true;
        for (int k = depth + 1; k <= 64; k++)
            has_later[k] = false;
    }
}

void thread_hide_folded(struct comments_pane *self)
{
    int folded_depth = -1; // of the thread that hides what follows
    for (size_t i = 0; i < thread_count(self); i++) {
        const int depth = thread_depth(self, i);
        if (folded_depth >= 0 && depth <= folded_depth)
            folded_depth = -1;
        self->views[i].is_hidden = folded_depth >= 0;
        if (folded_depth < 0 && self->views[i].is_folded)
            folded_depth = depth;
    }
}

void thread_unfold_to(struct comments_pane *self, size_t index)
{
    int depth = thread_depth(self, index);
    for (size_t i = index; i-- > 0 && depth > 0;) {
        if (thread_depth(self, i) >= depth)
            continue;
        depth = thread_depth(self, i);
        self->views[i].is_folded = false;
    }
    thread_hide_folded(self);
}

static size_t index_of(const struct comments_pane *self, int64_t id)
{
    for (size_t i = 0; i < thread_count(self); i++)
        if (self->thread.items[i].id == id)
            return i;
    return 0;
}

/* Carry over what the user did to the views: folds, by the comments' ids. */
static void keep_folds(const struct comments_pane *before, struct comments_pane *self)
{
    for (size_t i = 0; i < thread_count(before); i++) {
        if (!before->views[i].is_folded)
            continue;
        const int64_t id = before->thread.items[i].id;
        const size_t index = index_of(self, id);
        if (index < thread_count(self) && self->thread.items[index].id == id)
            self->views[index].is_folded = true;
    }
}

void thread_load(struct comments_pane *self)
{
    struct store_comments fresh = {0};
    struct error err = {0};
    if (!store_comments_list(self->pane.ui->store, self->article_id, &fresh, &err)) {
        ui_say_error(self->pane.ui, &err);
        return;
    }
    struct comments_pane before = *self;
    const int64_t cursor_id = thread_count(self) ? self->thread.items[self->cursor].id : 0;
    const int64_t top_id = thread_count(self) ? self->thread.items[self->top].id : 0;
    self->thread = fresh;
    self->has_thread = true;
    self->views = mem_zalloc((fresh.count + 1) * sizeof(struct view));
    find_last_siblings(self);
    keep_folds(&before, self);
    thread_hide_folded(self);
    self->cursor = index_of(self, cursor_id);
    self->top = index_of(self, top_id);
    thread_drop(&before);
}

/* ---- lines */

int thread_level(const struct comments_pane *self, size_t index)
{
    const int most = (self->pane.body.width - LEAST_TEXT_CELLS) / THREAD_INDENT;
    const int depth = thread_depth(self, index);
    return most < 0 ? 0 : depth < most ? depth : most;
}

/* Columns from the body's left edge: of the author's name, and of the text. */
int thread_text_column(const struct comments_pane *self, size_t index)
{
    return 1 + thread_level(self, index) * THREAD_INDENT + THREAD_INDENT;
}

const struct layout *thread_layout(const struct comments_pane *self, size_t index)
{
    struct view *const view = &self->views[index];
    const int measure = (int)self->pane.ui->settings.measure_cells;
    int width = self->pane.body.width - thread_text_column(self, index) - 1;
    width = width > measure ? measure : width < 8 ? 8 : width;
    const bool is_ascii = self->pane.ui->uses_ascii;
    if (view->layout && view->width == width && view->is_ascii == is_ascii)
        return view->layout;
    layout_free(view->layout);
    view->width = width;
    view->is_ascii = is_ascii;
    const char *const html = self->thread.items[index].comment.html;
    struct html_document *const doc =
        html_parse(html ? html : "", html ? strlen(html) : 0,
                   self->thread.items[index].comment.author_url, NULL, NULL);
    const struct layout_options options = {
        .width_cells = width,
        .links = LAYOUT_LINKS_FOOTNOTE,
        .uses_ascii = is_ascii,
    };
    view->layout = doc ? layout_new(doc, &options, NULL, NULL) : NULL;
    html_free(doc);
    return view->layout;
}

size_t thread_next(const struct comments_pane *self, size_t index)
{
    size_t next = index + 1;
    while (next < thread_count(self) && self->views[next].is_hidden)
        next++;
    return next;
}

size_t thread_previous(const struct comments_pane *self, size_t index)
{
    size_t before = index;
    while (before > 0 && self->views[--before].is_hidden)
        continue;
    return before;
}

static bool thread_is_last(const struct comments_pane *self, size_t index)
{
    return thread_next(self, index) >= thread_count(self);
}

int thread_text_lines(const struct comments_pane *self, size_t index)
{
    if (self->views[index].is_folded)
        return 0;
    const struct layout *const layout = thread_layout(self, index);
    return layout ? (int)layout_line_count(layout) : 0;
}

/* The head, the text, an empty line; behind the last, room for the line that tells of more. */
int thread_height(const struct comments_pane *self, size_t index)
{
    const bool has_more = self->thread.more_url && thread_is_last(self, index);
    return 1 + thread_text_lines(self, index) + 1 + (has_more ? 2 : 0);
}

/* ---- scrolling */

void thread_scroll_down(struct comments_pane *self, int lines)
{
    self->top_line += lines;
    while (self->top_line >= thread_height(self, self->top)) {
        if (thread_is_last(self, self->top)) {
            self->top_line = thread_height(self, self->top) - 1;
            return;
        }
        self->top_line -= thread_height(self, self->top);
        self->top = thread_next(self, self->top);
    }
}

void thread_scroll_up(struct comments_pane *self, int lines)
{
    self->top_line -= lines;
    while (self->top_line < 0) {
        if (self->top == 0) {
            self->top_line = 0;
            return;
        }
        self->top = thread_previous(self, self->top);
        self->top_line += thread_height(self, self->top);
    }
}

/* Lines from the first shown one to the end of `index`, counted no further than `most`. */
static int lines_to_end(const struct comments_pane *self, size_t index, int most)
{
    int lines = -self->top_line;
    for (size_t i = self->top; i <= index && lines < most; i = thread_next(self, i))
        lines += thread_height(self, i);
    return lines;
}

void thread_clamp(struct comments_pane *self)
{
    if (thread_count(self) == 0)
        return;
    while (self->views[self->top].is_hidden)
        self->top = thread_previous(self, self->top);
    if (self->top_line >= thread_height(self, self->top))
        self->top_line = thread_height(self, self->top) - 1;
    const int height = self->pane.body.height;
    const int lines = lines_to_end(self, thread_count(self) - 1, height);
    if (lines < height)
        thread_scroll_up(self, height - lines);
}

void thread_show_cursor(struct comments_pane *self)
{
    if (self->cursor < self->top || (self->cursor == self->top && self->top_line > 0)) {
        self->top = self->cursor;
        self->top_line = 0;
        return;
    }
    const int height = self->pane.body.height;
    // Scroll until its end is in sight, or its head is at the top.
    while (self->top != self->cursor &&
           lines_to_end(self, self->cursor, height + thread_height(self, self->cursor)) - 1 >
               height)
        thread_scroll_down(self, 1);
}

void thread_go_to(struct comments_pane *self, size_t index)
{
    self->cursor = index;
    thread_show_cursor(self);
}

/* Is the end of the comment under the cursor below the screen, and its head at the top or above? */
static bool has_rest_below(const struct comments_pane *self)
{
    const int height = self->pane.body.height;
    return self->top == self->cursor &&
           thread_height(self, self->cursor) - self->top_line - 1 > height;
}

void thread_step_down(struct comments_pane *self)
{
    if (has_rest_below(self))
        thread_scroll_down(self, 1);
    else if (!thread_is_last(self, self->cursor))
        thread_go_to(self, thread_next(self, self->cursor));
}

void thread_step_up(struct comments_pane *self)
{
    if (self->top == self->cursor && self->top_line > 0)
        thread_scroll_up(self, 1);
    else if (self->cursor > 0)
        thread_go_to(self, thread_previous(self, self->cursor));
}

/* After scrolling the cursor stands on a comment that is in sight. */
void thread_cursor_follows(struct comments_pane *self)
{
    thread_clamp(self);
    if (self->cursor < self->top || (self->cursor == self->top && self->top_line > 0 &&
                                     !has_rest_below(self) && !thread_is_last(self, self->top)))
        self->cursor = self->top_line > 0 ? thread_next(self, self->top) : self->top;
    const int height = self->pane.body.height;
    while (self->cursor > self->top &&
           lines_to_end(self, thread_previous(self, self->cursor), height) >= height)
        self->cursor = thread_previous(self, self->cursor);
}
