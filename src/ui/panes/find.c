/*
 * Words searched in a thread: the comments that hold them, in their author's name or their text.
 */
#include <string.h>

#include "base/intl.h"
#include "html/html.h"
#include "text/fold.h"
#include "ui/panes/panes.h"
#include "ui/panes/thread.h"

enum { COMMENT_TEXT_BYTES = 1 << 20 };

static struct comments_pane *self_of(struct pane *pane)
{
    return (struct comments_pane *)pane;
}

static bool holds_words(const struct comments_pane *self, size_t index, struct str *text)
{
    const struct comment *const comment = &self->thread.items[index].comment;
    const char *const author = comment->author ? comment->author : "";
    const char *const html = comment->html ? comment->html : "";
    if (text_contains_folded(author, strlen(author), self->words.data))
        return true;
    str_clear(text);
    html_fragment_text(html, strlen(html), text);
    return text_contains_folded(text->data, text->len, self->words.data);
}

/* The indices of all that hold the words, as size_t. */
static void find_all(const struct comments_pane *self, struct vec *found)
{
    struct str text;
    str_init(&text, COMMENT_TEXT_BYTES);
    for (size_t i = 0; i < thread_count(self); i++)
        if (holds_words(self, i, &text))
            *(size_t *)vec_push(found) = i;
    str_release(&text);
}

static size_t found_at(const struct vec *found, size_t number)
{
    return *(const size_t *)vec_at(found, number);
}

static void go_to_found(struct comments_pane *self, const struct vec *found, size_t number,
                        const char *wrapped)
{
    const size_t index = found_at(found, number);
    thread_unfold_to(self, index);
    thread_go_to(self, index);
    ui_say(self->pane.ui, THEME_STATUS, _("%zu of %zu%s%s"), number + 1, found->count,
           wrapped[0] ? "; " : "", wrapped);
}

void comments_search(struct pane *pane, const char *words)
{
    struct comments_pane *const self = self_of(pane);
    str_clear(&self->words);
    text_fold(words, strlen(words), &self->words);
    if (self->words.len == 0)
        return;
    struct vec found;
    vec_init(&found, sizeof(size_t));
    find_all(self, &found);
    size_t number = 0;
    while (number < found.count && found_at(&found, number) < self->cursor)
        number++;
    if (found.count == 0) {
        ui_say(pane->ui, THEME_STATUS_ERROR, _("\"%s\" is in none of these comments"), words);
        str_clear(&self->words);
    } else {
        const bool is_past = number == found.count;
        go_to_found(self, &found, is_past ? 0 : number, is_past ? _("from the first again") : "");
    }
    vec_release(&found);
}

/* The number of the next that is found behind the cursor, or before it; the count: none. */
static size_t number_beside(const struct comments_pane *self, const struct vec *found, int by)
{
    size_t number = found->count;
    for (size_t i = 0; i < found->count; i++) {
        const size_t index = found_at(found, i);
        if (by > 0 && index > self->cursor)
            return i;
        if (by < 0 && index < self->cursor)
            number = i;
    }
    return number;
}

bool comments_next_hit(struct pane *pane, int by)
{
    struct comments_pane *const self = self_of(pane);
    if (self->words.len == 0)
        return false;
    struct vec found;
    vec_init(&found, sizeof(size_t));
    find_all(self, &found);
    const int step = by > 0 ? 1 : -1;
    for (int i = 0; i < by * step && i < 1000 && found.count > 0; i++) {
        const size_t number = number_beside(self, &found, step);
        if (number < found.count)
            go_to_found(self, &found, number, "");
        else if (step > 0)
            go_to_found(self, &found, 0, _("from the first again"));
        else
            go_to_found(self, &found, found.count - 1, _("from the last again"));
    }
    const bool is_found = found.count > 0;
    vec_release(&found);
    return is_found;
}

bool comments_end_search(struct pane *pane)
{
    const bool is_searched = self_of(pane)->words.len > 0;
    str_clear(&self_of(pane)->words);
    return is_searched;
}
