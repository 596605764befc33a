#include "comments/thread.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/time.h"

/*
 * Arranging works on places: indexes into the thread as it was read. NOWHERE is none. Replies hang
 * from their parent as a list (first_reply, next_sibling), and top-level comments from a place
 * after the last one, the root.
 */
enum { NOWHERE = UINT32_MAX };

struct place {
    uint32_t index;
    uint32_t parent;
    uint32_t first_reply;
    uint32_t next_sibling;
    int64_t time_ms; // what siblings are ordered by
    enum { PLACE_NEW, PLACE_ON_PATH, PLACE_DONE } state;
};

void comments_thread_init(struct comments_thread *thread)
{
    memset(thread, 0, sizeof(*thread));
    arena_init(&thread->arena);
    vec_init(&thread->comments, sizeof(struct comment));
    thread->total = -1;
}

void comments_thread_release(struct comments_thread *thread)
{
    vec_release(&thread->comments);
    arena_release(&thread->arena);
}

/* Keep the first of each id; `ids` then says where each one is. */
static void drop_duplicates(struct vec *comments, struct map *ids)
{
    struct comment *const all = comments->items;
    size_t kept = 0;
    for (size_t i = 0; i < comments->count; i++) {
        bool is_new = true;
        struct map_entry *const entry = map_add(ids, all[i].id, strlen(all[i].id), &is_new);
        if (!is_new)
            continue;
        entry->value.number = (int64_t)kept;
        all[kept++] = all[i];
    }
    while (comments->count > kept)
        vec_pop(comments);
}

/* Find each comment's parent. A comment without a time counts as written with the one before it. */
static void fill_places(const struct vec *comments, const struct map *ids, struct place *places)
{
    const struct comment *const all = comments->items;
    int64_t time_ms = TIME_NONE;
    for (size_t i = 0; i < comments->count; i++) {
        const char *const parent = all[i].parent;
        const struct map_entry *const entry = parent ? map_find(ids, parent, strlen(parent)) : NULL;
        if (all[i].published_ms != TIME_NONE)
            time_ms = all[i].published_ms;
        places[i] = (struct place){.index = (uint32_t)i,
                                   .parent = entry ? (uint32_t)entry->value.number : NOWHERE,
                                   .first_reply = NOWHERE,
                                   .next_sibling = NOWHERE,
                                   .time_ms = time_ms};
    }
}

/* Walk up from each place; the step that would come back onto the path is cut. */
static void cut_circles(struct place *places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t at = (uint32_t)i;
        while (places[at].state == PLACE_NEW) {
            places[at].state = PLACE_ON_PATH;
            const uint32_t up = places[at].parent;
            if (up == NOWHERE)
                break;
            if (places[up].state == PLACE_ON_PATH) {
                places[at].parent = NOWHERE;
                break;
            }
            at = up;
        }
        for (at = (uint32_t)i; at != NOWHERE && places[at].state == PLACE_ON_PATH;
             at = places[at].parent)
            places[at].state = PLACE_DONE;
    }
}

static int compare_places(const void *a, const void *b)
{
    const struct place *const left = *(struct place *const *)a;
    const struct place *const right = *(struct place *const *)b;
    if (left->time_ms != right->time_ms)
        return left->time_ms < right->time_ms ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

/* Hang every place under its parent (or the root), siblings by time. */
static void hang_replies(struct place *places, size_t count)
{
    struct place **const order = mem_alloc(size_mul(count, sizeof(struct place *)));
    for (size_t i = 0; i < count; i++)
        order[i] = &places[i];
    qsort(order, count, sizeof(struct place *), compare_places);
    // Each goes to the front of its list, so the newest is hung first.
    for (size_t i = count; i-- > 0;) {
        struct place *const parent =
            &places[order[i]->parent == NOWHERE ? count : order[i]->parent];
        order[i]->next_sibling = parent->first_reply;
        parent->first_reply = order[i]->index;
    }
    free(order);
}

static uint32_t next_after(const struct place *places, uint32_t at, int *depth)
{
    while (at != NOWHERE && places[at].next_sibling == NOWHERE) {
        at = places[at].parent;
        --*depth;
    }
    return at == NOWHERE ? NOWHERE : places[at].next_sibling;
}

/* Parents before replies: the comments in the order of a walk from the root. */
static void write_order(struct vec *comments, const struct place *places)
{
    const size_t count = comments->count;
    struct comment *const old = vec_steal(comments);
    int depth = 0;
    uint32_t at = places[count].first_reply;
    while (at != NOWHERE) {
        struct comment *const comment = vec_push(comments);
        *comment = old[at];
        comment->depth = depth;
        if (places[at].parent == NOWHERE)
            comment->parent = NULL;
        if (places[at].first_reply != NOWHERE) {
            at = places[at].first_reply;
            depth++;
        } else {
            at = next_after(places, at, &depth);
        }
    }
    free(old);
}

void comments_thread_arrange(struct comments_thread *thread)
{
    struct vec *const comments = &thread->comments;
    if (comments->count == 0)
        return;
    struct map ids;
    map_init(&ids);
    drop_duplicates(comments, &ids);
    const size_t count = comments->count;
    struct place *const places = mem_alloc(size_mul(count + 1, sizeof(struct place)));
    fill_places(comments, &ids, places);
    places[count] = (struct place){.first_reply = NOWHERE};
    cut_circles(places, count);
    hang_replies(places, count);
    write_order(comments, places);
    free(places);
    map_release(&ids);
}
