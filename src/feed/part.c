/*
 * A document of many megabytes is handed on while it is read: a part is a feed of its own, with
 * what is known of the head so far and the entries since the part before.
 */
#include "base/memory.h"
#include "base/time.h"
#include "feed/internal.h"

struct feed *feed_new(void)
{
    struct feed *const feed = mem_zalloc(sizeof(*feed));
    arena_init(&feed->arena);
    feed->pace = (struct feed_pace){.ttl_minutes = -1, .update_base_ms = TIME_NONE};
    feed->updated_ms = TIME_NONE;
    return feed;
}

static void copy_head(const struct feed *from, struct feed *to)
{
    struct arena *const arena = &to->arena;
    to->title = arena_strdup(arena, from->title);
    to->link = arena_strdup(arena, from->link);
    to->description = arena_strdup(arena, from->description);
    to->language = arena_strdup(arena, from->language);
    to->updated_ms = from->updated_ms;
    to->author = arena_strdup(arena, from->author);
    to->image = arena_strdup(arena, from->image);
    to->pace = from->pace;
    to->hub = arena_strdup(arena, from->hub);
    to->next = arena_strdup(arena, from->next);
}

/* RFC 4287 4.2.1, and JSON Feed 1.1: `authors` of the feed. */
void feed_entries_inherit(struct feed *feed)
{
    const bool is_atom = feed->format == FEED_ATOM_1_0 || feed->format == FEED_ATOM_0_3;
    const bool is_json = feed->format == FEED_JSON_1_0 || feed->format == FEED_JSON_1_1;
    if (!feed->author || (!is_atom && !is_json))
        return;
    for (struct feed_entry *entry = feed->entries; entry; entry = entry->next)
        if (!entry->author)
            entry->author = feed->author;
}

void feed_part_end(struct feed_parser *parser)
{
    struct feed *const part = parser->feed;
    const struct feed_parts *const parts = parser->parts;
    if (!parts || part->arena.size_bytes < parts->part_bytes)
        return;
    part->format = parser->format >= 0 ? (enum feed_format)parser->format : FEED_RSS_1_0;
    feed_entries_inherit(part);
    struct feed *const next = feed_new();
    copy_head(part, next);
    parser->handed_bytes += part->arena.size_bytes;
    parser->handed_count += part->entry_count;
    parser->feed = next;
    parser->tail = &next->entries;
    // What these point to goes with the part; between two entries nobody looks at them.
    parser->link = (struct feed_link){0};
    parser->person = (struct feed_person){0};
    parser->point = (struct feed_point){0};
    parts->take(parts->context, part);
}
