#include "feed/subscriptions.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "codec/xml.h"
#include "feed/subscriptions_internal.h"
#include "text/clean.h"
#include "text/decode.h"
#include "web/url.h"

enum { TAG_LIMIT = 64, SHOWN_BYTES = 120 };

struct feed_list_item {
    const char *url;
    const char *title;
    const char *link;
    const char *description;
    bool is_command;
    struct vec tags; // const char *
};

enum feed_address_kind feed_address_kind(const char *url)
{
    const struct slice text = slice_of(url);
    if (url_is_web(url))
        return FEED_ADDRESS_WEB;
    if (slice_starts(text, "exec:") || slice_starts(text, "filter:") || slice_starts(text, "|"))
        return FEED_ADDRESS_COMMAND;
    return slice_starts(text, "query:") ? FEED_ADDRESS_QUERY : FEED_ADDRESS_OTHER;
}

void feed_address_write(const char *text, size_t len, struct str *out)
{
    struct slice address = slice_trim((struct slice){text, len});
    if (slice_starts(address, "feed://")) {
        str_add(out, "http:");
        address = (struct slice){address.data + 5, address.len - 5};
    } else if (slice_starts(address, "feed:http")) {
        address = (struct slice){address.data + 5, address.len - 5};
    }
    str_append(out, address.data, address.len);
}

/* ---- building */

static char *clean(struct feed_list_builder *builder, const char *text, size_t len, size_t limit)
{
    struct str line;
    str_init(&line, limit);
    text_clean_line(text, len, &line);
    char *const kept = arena_strndup(&builder->list->arena, line.data, line.len);
    str_release(&line);
    return kept;
}

size_t feed_list_add(struct feed_list_builder *builder, const char *url)
{
    struct str key;
    str_init(&key, LIMIT_URL_BYTES);
    if (!url_normalise(url, &key)) {
        str_clear(&key);
        str_add(&key, url);
    }
    bool is_new;
    struct map_entry *const entry = map_add(&builder->by_url, key.data, key.len, &is_new);
    str_release(&key);
    if (!is_new)
        return (size_t)entry->value.number;
    entry->value.number = (int64_t)builder->items.count;
    struct feed_list_item *const item = vec_push(&builder->items);
    item->url = arena_strdup(&builder->list->arena, url);
    vec_init(&item->tags, sizeof(const char *));
    return builder->items.count - 1;
}

void feed_list_title(struct feed_list_builder *builder, size_t index, const char *title)
{
    struct feed_list_item *const item = vec_at(&builder->items, index);
    const char *const kept = clean(builder, title, strlen(title), LIMIT_TITLE_BYTES);
    if (!item->title && *kept)
        item->title = kept;
}

void feed_list_link(struct feed_list_builder *builder, size_t index, const char *link)
{
    struct feed_list_item *const item = vec_at(&builder->items, index);
    if (!item->link && url_is_web(link))
        item->link = arena_strdup(&builder->list->arena, link);
}

void feed_list_description(struct feed_list_builder *builder, size_t index, const char *description)
{
    struct feed_list_item *const item = vec_at(&builder->items, index);
    const char *const kept = clean(builder, description, strlen(description), LIMIT_TITLE_BYTES);
    if (!item->description && *kept)
        item->description = kept;
}

void feed_list_tag(struct feed_list_builder *builder, size_t index, const char *tag, size_t len)
{
    struct feed_list_item *const item = vec_at(&builder->items, index);
    const char *const kept = clean(builder, tag, len, LIMIT_TITLE_BYTES);
    if (!*kept || item->tags.count >= TAG_LIMIT)
        return;
    for (size_t i = 0; i < item->tags.count; i++)
        if (strcmp(((const char **)item->tags.items)[i], kept) == 0)
            return;
    *(const char **)vec_push(&item->tags) = kept;
}

static const char *const reasons[] = {
    [FEED_ADDRESS_COMMAND] =
        N_("is a command, and no command is run from a list: it is kept, but stays off"),
    [FEED_ADDRESS_QUERY] = N_("is a search of newsboat's and not a feed"),
    [FEED_ADDRESS_OTHER] = N_("is no address of a feed"),
};

void feed_list_skip(struct feed_list_builder *builder, int line, const char *what,
                    enum feed_address_kind kind)
{
    struct arena *const arena = &builder->list->arena;
    const char *const shown = clean(builder, what, strlen(what), SHOWN_BYTES);
    const char *const reason = _(reasons[kind]);
    *(const char **)vec_push(&builder->skipped) =
        line ? arena_printf(arena, _("line %d: “%s” %s"), line, shown, reason)
             : arena_printf(arena, _("“%s” %s"), shown, reason);
}

ptrdiff_t feed_list_take(struct feed_list_builder *builder, int line, const char *url)
{
    const enum feed_address_kind kind = feed_address_kind(url);
    if (kind != FEED_ADDRESS_WEB)
        feed_list_skip(builder, line, url, kind);
    if (kind != FEED_ADDRESS_WEB && kind != FEED_ADDRESS_COMMAND)
        return -1;
    const size_t index = feed_list_add(builder, url);
    struct feed_list_item *const item = vec_at(&builder->items, index);
    item->is_command = kind == FEED_ADDRESS_COMMAND;
    return (ptrdiff_t)index;
}

static void finish(struct feed_list_builder *builder)
{
    struct feed_subscriptions *const list = builder->list;
    struct arena *const arena = &list->arena;
    list->count = builder->items.count;
    list->items = arena_zalloc(arena, (list->count + 1) * sizeof(*list->items));
    for (size_t i = 0; i < list->count; i++) {
        const struct feed_list_item *const item = vec_at(&builder->items, i);
        const size_t bytes = item->tags.count * sizeof(const char *);
        const char **const tags = arena_alloc(arena, bytes + 1);
        if (bytes)
            memcpy(tags, item->tags.items, bytes);
        list->items[i] =
            (struct feed_subscription){item->url,        item->title,       item->link,      tags,
                                       item->tags.count, item->description, item->is_command};
    }
    const size_t bytes = builder->skipped.count * sizeof(const char *);
    const char **const skipped = arena_alloc(arena, bytes + 1);
    if (bytes)
        memcpy(skipped, builder->skipped.items, bytes);
    list->skipped = skipped;
    list->skipped_count = builder->skipped.count;
}

static void builder_release(struct feed_list_builder *builder)
{
    for (size_t i = 0; i < builder->items.count; i++)
        vec_release(&((struct feed_list_item *)vec_at(&builder->items, i))->tags);
    vec_release(&builder->items);
    vec_release(&builder->skipped);
    map_release(&builder->by_url);
}

/* ---- reading */

static bool read_text(struct feed_list_builder *builder, const char *text, size_t len,
                      struct error *err)
{
    const struct slice trimmed = slice_trim((struct slice){text, len});
    if (trimmed.len && trimmed.data[0] == '<')
        return feed_opml_read(builder, text, len, err);
    return feed_urls_read(builder, text, len, err);
}

bool feed_subscriptions_parse(const char *bytes, size_t len, struct feed_subscriptions *list,
                              struct error *err)
{
    *list = (struct feed_subscriptions){0};
    if (len > LIMIT_SUBSCRIPTIONS_BYTES)
        return error_set(err, ERR_LIMIT, _("the list is larger than %d MiB"),
                         LIMIT_SUBSCRIPTIONS_BYTES >> 20);
    struct str declared;
    struct str text;
    str_init(&declared, 128);
    str_init(&text, LIMIT_STR_BYTES);
    const bool is_declared = xml_declared_charset(bytes, len, &declared);
    text_decode(bytes, len, NULL, is_declared ? declared.data : NULL, &text, NULL);
    arena_init(&list->arena);
    struct feed_list_builder builder = {.list = list};
    vec_init(&builder.items, sizeof(struct feed_list_item));
    vec_init(&builder.skipped, sizeof(const char *));
    map_init(&builder.by_url);
    const bool is_good = read_text(&builder, text.data, text.len, err);
    if (is_good)
        finish(&builder);
    builder_release(&builder);
    if (!is_good)
        feed_subscriptions_release(list);
    str_release(&text);
    str_release(&declared);
    return is_good;
}

void feed_subscriptions_release(struct feed_subscriptions *list)
{
    arena_release(&list->arena);
    *list = (struct feed_subscriptions){0};
}
