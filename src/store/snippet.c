#include "store/snippet.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "query/words.h"
#include "store/match_sql.h"
#include "text/clean.h"

enum {
    BEFORE_BYTES = 60, // of a snippet, in front of what was found
    SNIPPET_BYTES = 240,
    HAYSTACK_BYTES = 256 << 10, // further on nothing is looked for
};

struct haystack_word {
    size_t start; // in the line
    size_t end;
    size_t folded; // in `folded`
    size_t folded_len;
    bool is_joined;
};

struct haystack_find {
    size_t start;
    size_t end;
};

/* ---- needles */

static void needles_add(struct needles *needles, const struct query_node *node)
{
    struct vec words;
    struct query_reader reader;
    vec_init(&words, sizeof(struct needle_word));
    query_reader_init(&reader, node->text, strlen(node->text));
    while (query_reader_next(&reader)) {
        struct needle_word *const word = vec_push(&words);
        word->text = arena_strndup(&needles->arena, reader.word, reader.word_len);
        word->len = reader.word_len;
        word->is_joined = reader.is_joined;
    }
    query_reader_release(&reader);
    struct needle *const needle = vec_push(&needles->items);
    const size_t size = words.count * sizeof(struct needle_word);
    struct needle_word *const kept = arena_alloc(&needles->arena, size);
    memcpy(kept, words.items, size);
    *needle = (struct needle){node, kept, words.count, node->is_prefix};
    vec_release(&words);
}

struct wanted {
    const struct query_node *node;
    bool is_refused;
};

void needles_init(struct needles *needles, const struct query *query)
{
    arena_init(&needles->arena);
    vec_init(&needles->items, sizeof(struct needle));
    if (!query || !query->root)
        return;
    struct vec stack;
    vec_init(&stack, sizeof(struct wanted));
    *(struct wanted *)vec_push(&stack) = (struct wanted){query->root, false};
    while (stack.count) {
        const struct wanted wanted = *(struct wanted *)vec_at(&stack, stack.count - 1);
        const struct query_node *const node = wanted.node;
        vec_pop(&stack);
        if (node->kind == QUERY_AND || node->kind == QUERY_OR)
            *(struct wanted *)vec_push(&stack) = (struct wanted){node->second, wanted.is_refused};
        if (node->kind == QUERY_AND || node->kind == QUERY_OR || node->kind == QUERY_NOT)
            *(struct wanted *)vec_push(&stack) =
                (struct wanted){node->first, wanted.is_refused != (node->kind == QUERY_NOT)};
        else if (match_is_word(node) && !wanted.is_refused)
            needles_add(needles, node);
    }
    vec_release(&stack);
}

void needles_release(struct needles *needles)
{
    vec_release(&needles->items);
    arena_release(&needles->arena);
}

/* ---- looking */

void haystack_init(struct haystack *haystack)
{
    str_init(&haystack->line, HAYSTACK_BYTES);
    str_init(&haystack->folded, LIMIT_STR_BYTES);
    vec_init(&haystack->words, sizeof(struct haystack_word));
    vec_init(&haystack->finds, sizeof(struct haystack_find));
    query_reader_init(&haystack->reader, "", 0);
}

void haystack_release(struct haystack *haystack)
{
    query_reader_release(&haystack->reader);
    str_release(&haystack->line);
    str_release(&haystack->folded);
    vec_release(&haystack->words);
    vec_release(&haystack->finds);
}

void haystack_set(struct haystack *haystack, const char *text, size_t len)
{
    str_clear(&haystack->line);
    str_clear(&haystack->folded);
    vec_clear(&haystack->words);
    vec_clear(&haystack->finds);
    text_clean_line(text, len, &haystack->line);
    query_reader_release(&haystack->reader);
    query_reader_init(&haystack->reader, haystack->line.data, haystack->line.len);
}

/* Has it so many words? They are read as they are asked for. */
static bool has_words(struct haystack *haystack, size_t count)
{
    struct query_reader *const reader = &haystack->reader;
    while (haystack->words.count < count && query_reader_next(reader)) {
        struct haystack_word *const word = vec_push(&haystack->words);
        *word = (struct haystack_word){reader->start, reader->end, haystack->folded.len,
                                       reader->word_len, reader->is_joined};
        str_append(&haystack->folded, reader->word, reader->word_len);
    }
    return haystack->words.count >= count;
}

static bool word_is(const struct haystack *haystack, const struct haystack_word *word,
                    const struct needle_word *wanted, bool is_prefix)
{
    const bool is_long_enough =
        is_prefix ? word->folded_len >= wanted->len : word->folded_len == wanted->len;
    return is_long_enough &&
           memcmp(haystack->folded.data + word->folded, wanted->text, wanted->len) == 0;
}

static bool stands_at(struct haystack *haystack, size_t at, const struct needle *needle)
{
    if (!needle->word_count || !has_words(haystack, at + needle->word_count))
        return false;
    const struct haystack_word *const words = haystack->words.items;
    for (size_t i = 0; i < needle->word_count; i++) {
        const bool is_prefix = needle->is_prefix && i + 1 == needle->word_count;
        if ((i > 0 && needle->words[i].is_joined != words[at + i].is_joined) ||
            !word_is(haystack, &words[at + i], &needle->words[i], is_prefix))
            return false;
    }
    return true;
}

unsigned haystack_count(struct haystack *haystack, const struct needle *needle)
{
    unsigned count = 0;
    for (size_t i = 0; has_words(haystack, i + 1); i++)
        count += stands_at(haystack, i, needle);
    return count;
}

static void look_at(struct haystack *haystack, size_t at, const struct needles *needles)
{
    for (size_t i = 0; i < needles->items.count; i++) {
        const struct needle *const needle = vec_at(&needles->items, i);
        if (needle->node->field != QUERY_ANY || !stands_at(haystack, at, needle))
            continue;
        const struct haystack_word *const words = haystack->words.items;
        *(struct haystack_find *)vec_push(&haystack->finds) =
            (struct haystack_find){words[at].start, words[at + needle->word_count - 1].end};
    }
}

bool haystack_look(struct haystack *haystack, const struct needles *needles)
{
    size_t until = SIZE_MAX;
    for (size_t i = 0; has_words(haystack, i + 1); i++) {
        const struct haystack_word *const word = vec_at(&haystack->words, i);
        const size_t start = word->start;
        if (start >= until)
            break;
        look_at(haystack, i, needles);
        if (haystack->finds.count && until == SIZE_MAX)
            until = start + SNIPPET_BYTES;
    }
    return haystack->finds.count > 0;
}

/* ---- the piece that is shown */

static int compare_finds(const void *a, const void *b)
{
    const struct haystack_find *const first = a;
    const struct haystack_find *const second = b;
    if (first->start != second->start)
        return first->start < second->start ? -1 : 1;
    return first->end < second->end ? -1 : first->end > second->end;
}

/* Not in the middle of a word, nor of a character. */
static size_t cut_before(const struct haystack *haystack, size_t at)
{
    const struct haystack_word *const words = haystack->words.items;
    for (size_t i = haystack->words.count; i-- > 0;)
        if (words[i].start <= at)
            return at < words[i].end || i == 0 ? words[i].start : at;
    return 0;
}

static size_t cut_behind(struct haystack *haystack, size_t at)
{
    size_t end = 0;
    for (size_t i = 0; has_words(haystack, i + 1); i++) {
        const struct haystack_word *const word = vec_at(&haystack->words, i);
        if (word->end > at)
            break;
        end = word->end;
    }
    return end;
}

static bool is_on_character(const struct haystack *haystack, size_t at)
{
    return ((unsigned char)haystack->line.data[at] & 0xC0) != 0x80;
}

/* Parts of two finds that overlap are one mark. */
static void snippet_mark(const struct haystack *haystack, size_t from, size_t to, size_t shift,
                         struct arena *arena, struct store_snippet *snippet)
{
    struct vec marks;
    vec_init(&marks, sizeof(struct store_span));
    size_t marked_until = from;
    for (size_t i = 0; i < haystack->finds.count; i++) {
        const struct haystack_find *const find = vec_at(&haystack->finds, i);
        const size_t start = find->start > marked_until ? find->start : marked_until;
        if (find->end > to || find->end <= start)
            continue;
        const struct store_span *const last = marks.count ? vec_at(&marks, marks.count - 1) : NULL;
        if (last && start == marked_until && start - from + shift == last->start + last->len)
            ((struct store_span *)vec_at(&marks, marks.count - 1))->len += find->end - start;
        else
            *(struct store_span *)vec_push(&marks) =
                (struct store_span){start - from + shift, find->end - start};
        marked_until = find->end;
    }
    snippet->mark_count = marks.count;
    struct store_span *const kept = arena_alloc(arena, marks.count * sizeof(*kept));
    if (marks.count)
        memcpy(kept, marks.items, marks.count * sizeof(*kept));
    snippet->marks = kept;
    vec_release(&marks);
}

void haystack_snippet(struct haystack *haystack, struct arena *arena, struct store_snippet *snippet)
{
    static const char dots[] = "…";
    if (haystack->finds.count)
        qsort(haystack->finds.items, haystack->finds.count, sizeof(struct haystack_find),
              compare_finds);
    const struct haystack_find *const first =
        haystack->finds.count ? vec_at(&haystack->finds, 0) : NULL;
    size_t from = first && first->start > BEFORE_BYTES
                      ? cut_before(haystack, first->start - BEFORE_BYTES)
                      : 0;
    while (from > 0 && (!is_on_character(haystack, from) || haystack->line.data[from] == ' '))
        from += is_on_character(haystack, from) ? 1 : (size_t)-1;
    size_t to = haystack->line.len;
    if (to - from > SNIPPET_BYTES)
        to = cut_behind(haystack, from + SNIPPET_BYTES);
    // A phrase that is longer than a snippet is shown whole.
    if (first && to < first->end)
        to = first->end;
    struct str text;
    str_init(&text, HAYSTACK_BYTES);
    str_add(&text, from > 0 ? dots : "");
    const size_t shift = text.len;
    str_append(&text, haystack->line.data + from, to > from ? to - from : 0);
    str_add(&text, to < haystack->line.len ? dots : "");
    snippet->text = arena_strndup(arena, text.data, text.len);
    str_release(&text);
    snippet_mark(haystack, from, to, shift, arena, snippet);
}
