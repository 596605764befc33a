/*
 * Entries with identities that nobody knows may be articles that are there: a site that moves gives
 * all its entries new ids, and one whose ids repeat has to be told apart by more. feed/identity.h
 * has the rules; here the entries of a document meet the newest articles of the feed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/vec.h"
#include "feed/identity.h"
#include "store/hash.h"
#include "store/internal.h"
#include "store/take.h"
#include "store/wording.h"
#include "web/url.h"

enum {
    LEAST_ARTICLES = 30, // so many of the newest are looked at,
    TIMES_ARTICLES = 3,  // or so many times the entries,
    MOST_ARTICLES = 1000,
    MANY = 3, // pairs that bear each other out
};

/* What there is to compare, of an entry as of an article. Hashes; 0: none. */
struct traits {
    uint64_t id; // of an address
    uint64_t link;
    uint64_t title;
    struct wording text;
    uint64_t enclosure;
    bool has_text; // the last two are there
};

struct candidate {
    struct taken taken;
    const char *guid;
    struct traits traits;
    int claims; // entries that would have it
};

/* An entry that is not known. */
struct stranger {
    struct identity *identity;
    struct traits traits;
    struct candidate *found;
    enum feed_verdict verdict;
    bool is_ambiguous;
};

struct meeting {
    struct take *take;
    struct arena arena;
    struct vec candidates;
    struct vec strangers;
    struct map entry_links; // how many of the document have it
    struct map article_links;
    bool is_most; // of the document is not known
};

static uint64_t key_of(const char *url)
{
    struct str key;
    if (!url || !*url)
        return 0;
    str_init(&key, LIMIT_URL_BYTES);
    url_key(url, &key);
    const uint64_t hash = store_hash(STORE_HASH_START, key.data) | 1;
    str_release(&key);
    return hash;
}

static void traits_name(struct traits *traits, const char *guid, const char *link,
                        const char *title)
{
    traits->id = guid && url_is_web(guid) ? key_of(guid) : 0;
    traits->link = key_of(link);
    traits->title = store_wording_line(title);
}

static void traits_read(struct traits *traits, const char *summary, const char *content,
                        const char *enclosure)
{
    traits->text = store_wording(content ? content : summary);
    traits->enclosure = key_of(enclosure);
    traits->has_text = true;
}

static void count(struct map *map, uint64_t hash)
{
    if (hash)
        map_add(map, (const char *)&hash, sizeof(hash), NULL)->value.number++;
}

static bool is_one(const struct map *map, uint64_t hash)
{
    const struct map_entry *const entry = map_find(map, (const char *)&hash, sizeof(hash));
    return entry && entry->value.number == 1;
}

/* ---- who is there */

static bool add_candidates(struct meeting *meeting, enum store_sql sql, int64_t limit,
                           const struct map *claimed, struct error *err)
{
    const struct store_value values[] = {value_integer(meeting->take->feed_id),
                                         value_integer(limit)};
    struct store_rows rows;
    if (!rows_open(&rows, meeting->take->store, sql, values, COUNT_OF(values), err))
        return false;
    while (rows_next(&rows)) {
        struct candidate candidate = {0};
        take_read_row(&rows, &candidate.taken);
        const int64_t id = candidate.taken.id;
        if (map_find(claimed, (const char *)&id, sizeof(id)))
            continue;
        candidate.guid = row_text(&rows, 6, &meeting->arena);
        traits_name(&candidate.traits, candidate.guid, row_text(&rows, 7, &meeting->arena),
                    row_text(&rows, 8, &meeting->arena));
        count(&meeting->article_links, candidate.traits.link);
        *(struct candidate *)vec_push(&meeting->candidates) = candidate;
    }
    return rows_close(&rows, err);
}

static bool gather_candidates(struct meeting *meeting, const struct vec *identities,
                              struct error *err)
{
    struct map claimed;
    map_init(&claimed);
    for (size_t i = 0; i < identities->count; i++) {
        const struct identity *const identity = vec_at(identities, i);
        if (identity->taken.id)
            map_add(&claimed, (const char *)&identity->taken.id, sizeof(int64_t), NULL);
    }
    int64_t limit = (int64_t)identities->count * TIMES_ARTICLES;
    limit = limit < LEAST_ARTICLES ? LEAST_ARTICLES : limit > MOST_ARTICLES ? MOST_ARTICLES : limit;
    const bool is_good = add_candidates(meeting, SQL_TAKE_CANDIDATES, limit, &claimed, err) &&
                         add_candidates(meeting, SQL_TAKE_CANDIDATES_OUT, limit, &claimed, err);
    map_release(&claimed);
    return is_good;
}

static void gather_strangers(struct meeting *meeting, const struct vec *identities)
{
    for (size_t i = 0; i < identities->count; i++) {
        struct identity *const identity = vec_at(identities, i);
        const struct feed_entry *const entry = identity->entry;
        struct traits traits = {0};
        traits_name(&traits, identity->plain, entry->link, entry->title);
        count(&meeting->entry_links, traits.link);
        if (!identity->taken.id)
            *(struct stranger *)vec_push(&meeting->strangers) =
                (struct stranger){.identity = identity, .traits = traits};
    }
}

/* ---- who is who */

static enum feed_relation relation(uint64_t a, uint64_t b)
{
    return !a || !b ? FEED_UNKNOWN : a == b ? FEED_SAME : FEED_OTHER;
}

static enum feed_relation relation_of_texts(const struct traits *a, const struct traits *b)
{
    const bool has_both =
        (a->text.words || a->text.pictures) && (b->text.words || b->text.pictures);
    if (!has_both)
        return FEED_UNKNOWN;
    return a->text.words == b->text.words && a->text.pictures == b->text.pictures ? FEED_SAME
                                                                                  : FEED_OTHER;
}

static void relate_dates(const struct feed_entry *entry, const struct taken *taken,
                         struct feed_likeness *like)
{
    enum { DAY_MS = 24 * 60 * 60 * 1000 };
    const int64_t place_ms = take_place(entry, taken->arrived_ms);
    if (place_ms == taken->arrived_ms || taken->published_ms >= taken->arrived_ms)
        return;
    like->date = place_ms == taken->published_ms ? FEED_SAME : FEED_OTHER;
    like->is_to_the_second = place_ms % DAY_MS != 0;
}

static struct feed_likeness relate(const struct meeting *meeting, const struct stranger *stranger,
                                   const struct candidate *candidate)
{
    const struct traits *const mine = &stranger->traits;
    const struct traits *const theirs = &candidate->traits;
    struct feed_likeness like = {.link = relation(mine->link, theirs->link),
                                 .title = relation(mine->title, theirs->title)};
    const struct identity *const identity = stranger->identity;
    const bool was_plain =
        identity->guid != identity->plain && strcmp(identity->plain, candidate->guid) == 0;
    if (was_plain || relation(mine->id, theirs->id) == FEED_SAME)
        like.id = FEED_SAME;
    // A link that several share says nothing.
    if (like.link == FEED_SAME && (!is_one(&meeting->entry_links, mine->link) ||
                                   !is_one(&meeting->article_links, theirs->link)))
        like.link = FEED_UNKNOWN;
    relate_dates(identity->entry, &candidate->taken, &like);
    return like;
}

static bool read_texts(struct meeting *meeting, struct stranger *stranger,
                       struct candidate *candidate, struct error *err)
{
    const struct feed_entry *const entry = stranger->identity->entry;
    if (!stranger->traits.has_text)
        traits_read(&stranger->traits, entry->summary, entry->content,
                    entry->enclosures ? entry->enclosures->url : NULL);
    if (candidate->traits.has_text)
        return true;
    const struct store_value values[] = {value_integer(candidate->taken.id)};
    struct store_rows rows;
    struct arena arena;
    if (!rows_open(&rows, meeting->take->store, SQL_TAKE_TEXT, values, COUNT_OF(values), err))
        return false;
    arena_init(&arena);
    if (rows_next(&rows))
        traits_read(&candidate->traits, row_text(&rows, 1, &arena), row_text(&rows, 2, &arena),
                    row_text(&rows, 3, &arena));
    arena_release(&arena);
    return rows_close(&rows, err);
}

static void note(struct stranger *stranger, struct candidate *candidate, enum feed_verdict verdict)
{
    candidate->claims++;
    stranger->is_ambiguous |= stranger->found != NULL;
    stranger->found = candidate;
    stranger->verdict = verdict;
}

/* Texts are read only where little else is missing. */
static bool meet(struct meeting *meeting, struct stranger *stranger, struct candidate *candidate,
                 struct error *err)
{
    struct feed_likeness like = relate(meeting, stranger, candidate);
    const bool is_dated_alike = like.date == FEED_SAME && like.title != FEED_OTHER;
    const bool is_titled_alike = like.date == FEED_UNKNOWN && like.title == FEED_SAME;
    if (like.id != FEED_SAME && like.link != FEED_SAME && !is_dated_alike && !is_titled_alike)
        return true;
    if (!read_texts(meeting, stranger, candidate, err))
        return false;
    like.text = relation_of_texts(&stranger->traits, &candidate->traits);
    like.enclosure = relation(stranger->traits.enclosure, candidate->traits.enclosure);
    const enum feed_verdict verdict = feed_likeness_judge(&like);
    if (verdict != FEED_ANOTHER)
        note(stranger, candidate, verdict);
    return true;
}

static bool meet_all(struct meeting *meeting, struct error *err)
{
    for (size_t i = 0; i < meeting->strangers.count; i++) {
        struct stranger *const stranger = vec_at(&meeting->strangers, i);
        const bool is_shared = stranger->identity->guid != stranger->identity->plain;
        for (size_t k = 0; k < meeting->candidates.count; k++) {
            struct candidate *const candidate = vec_at(&meeting->candidates, k);
            if (!meeting->is_most && !is_shared && !candidate->taken.is_deleted)
                continue;
            if (!meet(meeting, stranger, candidate, err))
                return false;
        }
    }
    return true;
}

/* ---- the outcome */

static bool is_clear(const struct stranger *stranger)
{
    return stranger->found && !stranger->is_ambiguous && stranger->found->claims == 1;
}

/* The article is known by its new identity from now on. */
static bool adopt(struct meeting *meeting, const struct stranger *stranger, struct error *err)
{
    struct identity *const identity = stranger->identity;
    identity->taken = stranger->found->taken;
    const struct store_value values[] = {value_text(identity->guid),
                                         value_integer(identity->taken.id)};
    return store_run(meeting->take->store, SQL_TAKE_IDENTITY, values, COUNT_OF(values), err);
}

static bool adopt_all(struct meeting *meeting, struct error *err)
{
    size_t clear_count = 0;
    for (size_t i = 0; i < meeting->strangers.count; i++)
        clear_count += is_clear(vec_at(&meeting->strangers, i));
    const bool are_many =
        meeting->is_most && clear_count >= MANY && clear_count * 2 >= meeting->strangers.count;
    for (size_t i = 0; i < meeting->strangers.count; i++) {
        const struct stranger *const stranger = vec_at(&meeting->strangers, i);
        if (is_clear(stranger) && (stranger->verdict == FEED_THE_SAME || are_many) &&
            !adopt(meeting, stranger, err))
            return false;
    }
    return true;
}

static void meeting_init(struct meeting *meeting, struct take *take)
{
    *meeting = (struct meeting){.take = take};
    arena_init(&meeting->arena);
    vec_init(&meeting->candidates, sizeof(struct candidate));
    vec_init(&meeting->strangers, sizeof(struct stranger));
    map_init(&meeting->entry_links);
    map_init(&meeting->article_links);
}

static void meeting_release(struct meeting *meeting)
{
    map_release(&meeting->article_links);
    map_release(&meeting->entry_links);
    vec_release(&meeting->strangers);
    vec_release(&meeting->candidates);
    arena_release(&meeting->arena);
}

/* Is it worth a look? Not when only some entries are new, as is usual, and nothing was deleted. */
static bool is_called_for(struct take *take, const struct vec *identities, bool *is_most,
                          bool *answer, struct error *err)
{
    size_t unknown = 0;
    *answer = false;
    for (size_t i = 0; i < identities->count; i++) {
        const struct identity *const identity = vec_at(identities, i);
        unknown += identity->taken.id == 0;
        *answer |= identity->taken.id == 0 && identity->guid != identity->plain;
    }
    *is_most = unknown * 2 > identities->count;
    *answer |= *is_most;
    if (unknown == 0 || *answer)
        return true;
    const struct store_value values[] = {value_integer(take->feed_id)};
    int64_t has_deleted;
    if (!store_ask(take->store, SQL_TAKE_HAS_DELETED, values, COUNT_OF(values), 0, &has_deleted,
                   err))
        return false;
    *answer = has_deleted;
    return true;
}

bool take_recognise(struct take *take, struct vec *identities, struct error *err)
{
    struct meeting meeting;
    bool is_most = false;
    bool is_needed = false;
    if (!take->has_known)
        return true;
    if (!is_called_for(take, identities, &is_most, &is_needed, err))
        return false;
    if (!is_needed)
        return true;
    meeting_init(&meeting, take);
    meeting.is_most = is_most;
    gather_strangers(&meeting, identities);
    const bool is_good = gather_candidates(&meeting, identities, err) && meet_all(&meeting, err) &&
                         adopt_all(&meeting, err);
    meeting_release(&meeting);
    return is_good;
}
