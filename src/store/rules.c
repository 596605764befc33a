#include "store/rules.h"

#include "base/limits.h"
#include "store/internal.h"
#include "store/strip.h"
#include "store/take.h"

void store_set_rules(struct store *store, const struct store_rules *rules)
{
    store->rules = rules && rules->count ? rules : NULL;
}

/* The feed as its entries are matched, read once a document. */
static bool feed_look_up(struct take *take, struct error *err)
{
    if (take->feed)
        return true;
    if (!store_feeds_get(take->store, take->feed_id, &take->feeds, err))
        return false;
    take->feed = &take->feeds.items[0];
    return true;
}

/* What the feed is called once the document is taken in: the first one brings its name along. */
static const char *feed_title(const struct take *take)
{
    const bool has_title = take->title && *take->title && !take->feed->own_title;
    return has_title ? take->title : take->feed->title;
}

/* As the index reads it: summary, then content. */
static void add_text(const char *html, struct str *text)
{
    if (!html || !*html)
        return;
    if (text->len)
        str_add_char(text, '\x1e');
    store_strip(html, slice_of(html).len, text);
}

static bool run_marks(struct store *store, const struct store_rule *rule, int64_t id,
                      struct error *err)
{
    for (size_t i = 0; i < rule->mark_count; i++)
        if (!store_mark_one(store, rule->marks[i].mark, rule->marks[i].tag, id, err))
            return false;
    return true;
}

static bool run_rules(struct take *take, const struct query_subject *subject, int64_t id,
                      struct error *err)
{
    const struct store_rules *const rules = take->store->rules;
    for (size_t i = 0; i < rules->count; i++) {
        const struct store_rule *const rule = &rules->items[i];
        if (take->now_ms >= rule->until_ms || !query_match(rule->query, subject))
            continue;
        if (!run_marks(take->store, rule, id, err))
            return false;
        if (rule->notifies && rules->notify)
            rules->notify(rules->context, rule, id, subject->title);
    }
    return true;
}

bool store_rules_run(struct take *take, const struct feed_entry *entry, int64_t id,
                     int64_t published_ms, struct error *err)
{
    if (!take->store->rules)
        return true;
    if (!feed_look_up(take, err))
        return false;
    struct str text;
    str_init(&text, LIMIT_STR_BYTES);
    add_text(entry->summary, &text);
    add_text(entry->content, &text);
    const struct query_subject subject = {
        .title = entry->title ? entry->title : "",
        .author = entry->author,
        .text = text.data,
        .link = entry->link,
        .feed_title = feed_title(take),
        .feed_url = take->feed->url,
        .feed_id = take->feed_id,
        .tags = take->feed->tags,
        .tag_count = take->feed->tag_count,
        .published_ms = published_ms,
        .is_unread = true,
        .has_comments = entry->comments_count > 0,
        .has_enclosure = entry->enclosures != NULL,
    };
    const bool is_good = run_rules(take, &subject, id, err);
    str_release(&text);
    return is_good;
}
