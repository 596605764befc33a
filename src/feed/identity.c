#include "feed/identity.h"

#include <string.h>

#include "base/limits.h"
#include "base/time.h"
#include "web/url.h"

/* FNV-1a; only has to tell the entries of one feed apart. Kept in databases: it never changes. */
static const uint64_t hash_start = UINT64_C(0xCBF29CE484222325);

static uint64_t hash_add(uint64_t hash, const char *text)
{
    for (const char *at = text ? text : ""; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 0x100000001B3u;
    return (hash ^ 0xFF) * 0x100000001B3u;
}

static uint64_t hash_add_time(uint64_t hash, int64_t time_ms)
{
    for (int shift = 0; shift < 64; shift += 8)
        hash = (hash ^ ((uint64_t)time_ms >> shift & 0xFF)) * 0x100000001B3u;
    return hash;
}

static bool is_blank(const char *text)
{
    return !text || text[strspn(text, " \t\r\n")] == '\0';
}

static const char *text_of(const struct feed_entry *entry)
{
    return entry->content ? entry->content : entry->summary;
}

static int64_t date_of(const struct feed_entry *entry)
{
    return entry->published_ms != TIME_NONE ? entry->published_ms : entry->updated_ms;
}

const char *feed_entry_identity(const struct feed_entry *entry, struct arena *arena)
{
    if (!is_blank(entry->id))
        return entry->id;
    if (!is_blank(entry->link))
        return entry->link;
    const int64_t date_ms = date_of(entry);
    const bool is_enough = date_ms != TIME_NONE && !is_blank(entry->title);
    uint64_t hash = hash_add(hash_start, entry->title);
    if (!is_enough)
        hash = hash_add(hash, text_of(entry));
    if (date_ms != TIME_NONE)
        hash = hash_add_time(hash, date_ms);
    return arena_printf(arena, "hash:%016llx", (unsigned long long)hash);
}

static void link_key(const struct feed_entry *entry, struct str *key)
{
    str_init(key, LIMIT_URL_BYTES);
    if (!is_blank(entry->link))
        url_key(entry->link, key);
}

const char *feed_entry_qualified(const struct feed_entry *entry, const char *identity,
                                 struct arena *arena)
{
    struct str link;
    link_key(entry, &link);
    uint64_t hash = hash_add(hash_start, link.data);
    hash = hash_add(hash, entry->title);
    // Nothing else can tell them apart.
    if (is_blank(entry->id) && is_blank(entry->link))
        hash = hash_add(hash, text_of(entry));
    str_release(&link);
    return arena_printf(arena, "%s #%016llx", identity, (unsigned long long)hash);
}

static bool is_other(const char *a, const char *b)
{
    return !is_blank(a) && !is_blank(b) && strcmp(a, b) != 0;
}

static bool has_other_link(const struct feed_entry *a, const struct feed_entry *b)
{
    struct str first;
    struct str second;
    link_key(a, &first);
    link_key(b, &second);
    const bool has_both = first.len && second.len;
    const bool is_found = has_both && strcmp(first.data, second.data) != 0;
    str_release(&first);
    str_release(&second);
    return is_found;
}

bool feed_entries_differ(const struct feed_entry *a, const struct feed_entry *b,
                         enum feed_format format)
{
    if (has_other_link(a, b))
        return true;
    // RFC 4287 4.1.1: the same id is the same entry, at another time.
    if (format == FEED_ATOM_1_0 && !is_blank(a->id))
        return false;
    const bool has_name = !is_blank(a->id) || !is_blank(a->link);
    return is_other(text_of(a), text_of(b)) && (!has_name || is_other(a->title, b->title));
}

/* ---- likeness */

static enum feed_verdict judge_same_date(const struct feed_likeness *like)
{
    const bool has_link = like->link == FEED_SAME;
    const bool has_text = like->text == FEED_SAME;
    if (like->title == FEED_SAME)
        return has_link || has_text || like->is_to_the_second ? FEED_THE_SAME : FEED_ANOTHER;
    if (like->title == FEED_OTHER)
        return has_link && has_text ? FEED_THE_SAME : FEED_ANOTHER;
    return has_text || (has_link && like->is_to_the_second) ? FEED_THE_SAME : FEED_ANOTHER;
}

static enum feed_verdict judge_without_date(const struct feed_likeness *like)
{
    const bool has_link = like->link == FEED_SAME;
    const bool has_text = like->text == FEED_SAME;
    if (like->title == FEED_OTHER || like->text == FEED_OTHER)
        return FEED_ANOTHER;
    if (has_link && has_text)
        return FEED_THE_SAME;
    return like->title == FEED_SAME && (has_link || has_text) ? FEED_PERHAPS : FEED_ANOTHER;
}

/* A move may give entries new dates; a column of the same name and text every week has them, too.
 */
static enum feed_verdict judge_other_date(const struct feed_likeness *like)
{
    return like->link == FEED_SAME && like->title == FEED_SAME && like->text == FEED_SAME &&
                   like->enclosure != FEED_OTHER
               ? FEED_PERHAPS
               : FEED_ANOTHER;
}

enum feed_verdict feed_likeness_judge(const struct feed_likeness *like)
{
    if (like->id == FEED_SAME) {
        const bool agrees = like->title == FEED_SAME || like->link == FEED_SAME ||
                            like->date == FEED_SAME || like->text == FEED_SAME;
        const bool contradicts = like->title == FEED_OTHER && like->text == FEED_OTHER;
        return agrees && !contradicts ? FEED_THE_SAME : FEED_ANOTHER;
    }
    switch (like->date) {
    case FEED_SAME:
        return judge_same_date(like);
    case FEED_OTHER:
        return judge_other_date(like);
    default:
        return judge_without_date(like);
    }
}
