#include "ui/panes/search.h"

#include <string.h>

#include "base/limits.h"
#include "text/cells.h"
#include "text/fold.h"

enum { WORDS_BYTES = 1024, HITS_MOST = 10000 };

/* Where a cluster of the text stands on the screen. */
struct spot {
    size_t start; // in the folded text
    size_t line;
    int x;
    int cells;
};

struct folded {
    struct str text;
    struct vec spots; // struct spot, by start
};

void search_init(struct search *search)
{
    *search = (struct search){0};
    str_init(&search->words, WORDS_BYTES);
    vec_init(&search->hits, sizeof(struct search_hit));
}

void search_release(struct search *search)
{
    str_release(&search->words);
    vec_release(&search->hits);
}

void search_clear(struct search *search)
{
    str_clear(&search->words);
    vec_clear(&search->hits);
    search->count = search->current = 0;
}

void search_set(struct search *search, const char *words)
{
    search_clear(search);
    text_fold(words, strlen(words), &search->words);
}

static void fold_run(struct folded *folded, const struct layout_run *run, size_t line, int *x)
{
    size_t at = 0;
    while (at < run->len) {
        int cells = 0;
        const size_t step = text_cluster(run->text + at, run->len - at, &cells);
        *(struct spot *)vec_push(&folded->spots) =
            (struct spot){.start = folded->text.len, .line = line, .x = *x, .cells = cells};
        text_fold(run->text + at, step, &folded->text);
        *x += cells;
        at += step;
    }
}

static void fold_layout(struct folded *folded, const struct layout *layout)
{
    const size_t count = layout_line_count(layout);
    for (size_t i = 0; i < count; i++) {
        const struct layout_line *const line = layout_line(layout, i);
        int x = 0;
        for (uint32_t k = 0; k < line->count; k++)
            fold_run(folded, &line->runs[k], i, &x);
        *(struct spot *)vec_push(&folded->spots) =
            (struct spot){.start = folded->text.len, .line = i, .x = x, .cells = 0};
        str_add_char(&folded->text, ' ');
    }
}

/* The last spot that begins at or before a byte. */
static size_t spot_of(const struct folded *folded, size_t byte)
{
    size_t low = 0;
    size_t high = folded->spots.count;
    while (low + 1 < high) {
        const size_t middle = low + (high - low) / 2;
        const struct spot *const spot = vec_at(&folded->spots, middle);
        if (spot->start <= byte)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void add_hit(struct search *search, const struct folded *folded, size_t start, size_t len)
{
    struct search_hit *hit = NULL;
    for (size_t i = spot_of(folded, start); i < folded->spots.count; i++) {
        const struct spot *const spot = vec_at(&folded->spots, i);
        if (spot->start >= start + len)
            break;
        if (hit && hit->line == spot->line) {
            hit->cells += spot->cells;
            continue;
        }
        hit = vec_push(&search->hits);
        *hit = (struct search_hit){
            .line = spot->line, .x = spot->x, .cells = spot->cells, .number = search->count};
    }
    search->count++;
}

void search_run(struct search *search, const struct layout *layout)
{
    vec_clear(&search->hits);
    search->count = 0;
    if (search->words.len == 0 || !layout)
        return;
    struct folded folded;
    str_init(&folded.text, LIMIT_HTML_BYTES);
    vec_init(&folded.spots, sizeof(struct spot));
    fold_layout(&folded, layout);
    const char *at = folded.text.data;
    while (search->count < HITS_MOST && (at = strstr(at, search->words.data)) != NULL) {
        add_hit(search, &folded, (size_t)(at - folded.text.data), search->words.len);
        at += search->words.len;
    }
    if (search->current >= search->count)
        search->current = 0;
    str_release(&folded.text);
    vec_release(&folded.spots);
}

const struct search_hit *search_current(const struct search *search)
{
    for (size_t i = 0; i < search->hits.count; i++) {
        const struct search_hit *const hit = vec_at(&search->hits, i);
        if (hit->number == search->current)
            return hit;
    }
    return NULL;
}

bool search_start(struct search *search, size_t line)
{
    search->current = 0;
    for (size_t i = search->hits.count; i > 0; i--) {
        const struct search_hit *const hit = vec_at(&search->hits, i - 1);
        if (hit->line >= line)
            search->current = hit->number;
    }
    return search->count > 0;
}

bool search_step(struct search *search, int by)
{
    if (search->count == 0)
        return false;
    const long long count = (long long)search->count;
    const long long next = ((long long)search->current + by) % count;
    search->current = (size_t)(next < 0 ? next + count : next);
    return true;
}

void search_draw(const struct search *search, struct canvas *canvas, struct rect clip, size_t line,
                 int x, int y)
{
    for (size_t i = 0; i < search->hits.count; i++) {
        const struct search_hit *const hit = vec_at(&search->hits, i);
        if (hit->line != line)
            continue;
        const int left = x + hit->x;
        const int right = left + hit->cells;
        const int edge = clip.x + clip.width;
        const struct rect area = {left, y, (right < edge ? right : edge) - left, 1};
        canvas_restyle(canvas, area,
                       hit->number == search->current ? THEME_CURSOR : THEME_SEARCH_HIT);
    }
}
