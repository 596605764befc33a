/*
 * Values into the fields of a feed or of the entry that is open.
 */
#include <string.h>

#include "base/limits.h"
#include "base/time.h"
#include "codec/date.h"
#include "feed/internal.h"
#include "web/url.h"

enum field_kind {
    KIND_NONE,
    KIND_LINE,     // one line of plain text
    KIND_HTML,     // HTML with absolute addresses
    KIND_ID,       // as it is, without the blanks around it
    KIND_URL,      // absolute
    KIND_TIME,     // milliseconds
    KIND_NUMBER,   // not negative
    KIND_DURATION, // seconds
    KIND_AUTHOR,   // a person; those of one rank are added up
    KIND_CATEGORY,
};

struct field_place {
    enum field_kind kind;
    size_t in_feed; // offsets, or NOWHERE
    size_t in_entry;
};

#define IN_BOTH(name)       offsetof(struct feed, name), offsetof(struct feed_entry, name)
#define IN_FEED_ONLY(name)  offsetof(struct feed, name), NOWHERE
#define IN_ENTRY_ONLY(name) NOWHERE, offsetof(struct feed_entry, name)

enum { NOWHERE = 0xFFFF };

static const struct field_place places[FIELD_COUNT] = {
    [FIELD_NONE] = {KIND_NONE, NOWHERE, NOWHERE},
    [FIELD_ID] = {KIND_ID, IN_ENTRY_ONLY(id)},
    [FIELD_TITLE] = {KIND_LINE, IN_BOTH(title)},
    [FIELD_LINK] = {KIND_URL, IN_BOTH(link)},
    [FIELD_SUMMARY] = {KIND_HTML, offsetof(struct feed, description),
                       offsetof(struct feed_entry, summary)},
    [FIELD_CONTENT] = {KIND_HTML, IN_ENTRY_ONLY(content)},
    [FIELD_PUBLISHED] = {KIND_TIME, IN_ENTRY_ONLY(published_ms)},
    [FIELD_UPDATED] = {KIND_TIME, IN_BOTH(updated_ms)},
    [FIELD_AUTHOR] = {KIND_AUTHOR, IN_BOTH(author)},
    [FIELD_AUTHOR_URL] = {KIND_URL, IN_ENTRY_ONLY(author_url)},
    [FIELD_LANGUAGE] = {KIND_LINE, IN_FEED_ONLY(language)},
    [FIELD_IMAGE] = {KIND_URL, IN_BOTH(image)},
    [FIELD_TTL] = {KIND_NUMBER, IN_FEED_ONLY(pace.ttl_minutes)},
    [FIELD_UPDATE_BASE] = {KIND_TIME, IN_FEED_ONLY(pace.update_base_ms)},
    [FIELD_HUB] = {KIND_URL, IN_FEED_ONLY(hub)},
    [FIELD_NEXT] = {KIND_URL, IN_FEED_ONLY(next)},
    [FIELD_CATEGORY] = {KIND_CATEGORY, IN_ENTRY_ONLY(categories)},
    [FIELD_COMMENTS_LINK] = {KIND_URL, IN_ENTRY_ONLY(comments_link)},
    [FIELD_COMMENTS_FEED] = {KIND_URL, IN_ENTRY_ONLY(comments_feed)},
    [FIELD_COMMENTS_COUNT] = {KIND_NUMBER, IN_ENTRY_ONLY(comments_count)},
    [FIELD_SOURCE] = {KIND_LINE, IN_ENTRY_ONLY(source)},
    [FIELD_SOURCE_LINK] = {KIND_URL, IN_ENTRY_ONLY(source_link)},
    [FIELD_IN_REPLY_TO] = {KIND_ID, IN_ENTRY_ONLY(in_reply_to)},
    [FIELD_DURATION] = {KIND_DURATION, IN_ENTRY_ONLY(duration_seconds)},
    [FIELD_EPISODE] = {KIND_NUMBER, IN_ENTRY_ONLY(episode)},
    [FIELD_TRANSCRIPT] = {KIND_URL, IN_ENTRY_ONLY(transcript)},
    [FIELD_CHAPTERS] = {KIND_URL, IN_ENTRY_ONLY(chapters)},
    [FIELD_LOCATION] = {KIND_LINE, IN_ENTRY_ONLY(location)},
};

static uint8_t *rank_of(struct feed_parser *parser, enum feed_field field)
{
    return parser->entry ? &parser->entry_ranks[field] : &parser->feed_ranks[field];
}

bool feed_field_accepts(struct feed_parser *parser, enum feed_field field, int rank)
{
    return *rank_of(parser, field) <= rank;
}

/* Where the field is, or NULL. */
static void *place_of(struct feed_parser *parser, enum feed_field field)
{
    const struct field_place *const place = &places[field];
    const size_t offset = parser->entry ? place->in_entry : place->in_feed;
    if (offset == NOWHERE)
        return NULL;
    return (char *)(parser->entry ? (void *)parser->entry : (void *)parser->feed) + offset;
}

static const char *keep(struct feed_parser *parser, const struct str *text)
{
    return text->len ? arena_strndup(&parser->feed->arena, text->data, text->len) : NULL;
}

static const char *make_line(struct feed_parser *parser, const struct feed_value *value)
{
    struct str *const line = &parser->scratch;
    str_clear(line);
    feed_line(value, line);
    str_cut(line, utf8_fit(line->data, line->len, LIMIT_TITLE_BYTES));
    return keep(parser, line);
}

/*
 * What an address is relative to where no xml:base says it: RSS means the site that its channel
 * names, which is not always where the feed comes from; Atom means the document (RFC 4287 2).
 */
static const char *base_of(const struct feed_parser *parser, const char *base)
{
    const char *const site = parser->feed->link;
    const bool is_rss = parser->native == &feed_rss_vocabulary;
    const bool is_said = base != parser->base;
    if (is_said || !parser->entry || !site || !url_is_web(site))
        return base;
    return is_rss || !base ? site : base;
}

static const char *make_html(struct feed_parser *parser, const struct feed_value *value)
{
    struct slice html = slice_trim((struct slice){value->text, value->len});
    if (html.len == 0)
        return NULL;
    if (value->form == FORM_TEXT) {
        str_clear(&parser->scratch);
        feed_escape(html.data, html.len, &parser->scratch);
        return keep(parser, &parser->scratch);
    }
    str_clear(&parser->markup);
    const char *const base = base_of(parser, value->base);
    if (feed_links_resolve(html.data, html.len, base, &parser->markup))
        return keep(parser, &parser->markup);
    return arena_strndup(&parser->feed->arena, html.data, html.len);
}

/* Absolute, and written as url_resolve() would write it? Nearly all are. */
static bool is_resolved(struct slice url)
{
    static const bool is_plain[256] = {
        ['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['0' ... '9'] = true, ['-'] = true,
        ['_'] = true,         ['/'] = true,         [':'] = true,         ['?'] = true,
        ['='] = true,         ['&'] = true,         ['%'] = true,         ['#'] = true,
        ['+'] = true,         [','] = true,         [';'] = true,         ['~'] = true,
    };
    if (!slice_starts(url, "https://") && !slice_starts(url, "http://"))
        return false;
    for (size_t i = 0; i < url.len; i++) {
        const bool is_inner_dot = url.data[i] == '.' && url.data[i - 1] != '/';
        if (!is_plain[(unsigned char)url.data[i]] && !is_inner_dot)
            return false;
    }
    return true;
}

static const char *make_url(struct feed_parser *parser, const struct feed_value *value)
{
    const struct slice reference = slice_trim((struct slice){value->text, value->len});
    if (reference.len == 0 || reference.len > LIMIT_URL_BYTES)
        return NULL;
    if (is_resolved(reference))
        return arena_strndup(&parser->feed->arena, reference.data, reference.len);
    str_clear(&parser->scratch);
    url_resolve(base_of(parser, value->base), reference.data, reference.len, &parser->scratch);
    return keep(parser, &parser->scratch);
}

/* RFC 4287 4.2.6 wants an absolute IRI; a path is taken as one that was cut short. */
static const char *make_id(struct feed_parser *parser, const struct feed_value *value)
{
    const struct slice id = slice_trim((struct slice){value->text, value->len});
    if (id.len == 0)
        return NULL;
    struct url parts;
    if (parser->native == &feed_atom_vocabulary && value->base && memchr(id.data, '/', id.len) &&
        url_split(id.data, id.len, &parts) && !parts.scheme.data)
        return make_url(parser, value);
    return arena_strndup(&parser->feed->arena, id.data, id.len);
}

/* Is the author one of those before? "Ann" is none of "Anna Lee, Bob". */
static bool is_named(const char *before, const char *author)
{
    const size_t len = strlen(author);
    for (const char *at = strstr(before, author); at; at = strstr(at + 1, author)) {
        const bool is_begun = at == before || (at >= before + 2 && memcmp(at - 2, ", ", 2) == 0);
        if (is_begun && (at[len] == '\0' || at[len] == ','))
            return true;
    }
    return false;
}

static const char *make_author(struct feed_parser *parser, const struct feed_value *value,
                               const char *before)
{
    struct str *const written = &parser->scratch;
    str_clear(written);
    if (before && strlen(before) > LIMIT_TITLE_BYTES)
        return before;
    if (value->form == FORM_TEXT)
        feed_line(value, written);
    else
        feed_person_write(value->text, value->len, written);
    str_cut(written, utf8_fit(written->data, written->len, LIMIT_TITLE_BYTES));
    if (written->len == 0)
        return before;
    if (!before)
        return keep(parser, written);
    if (is_named(before, written->data))
        return before;
    return arena_printf(&parser->feed->arena, "%s, %s", before, written->data);
}

/* `1:02:03`, `62:03` or `3723`, with a fraction that does not count. */
static int64_t duration_of(struct slice text)
{
    int64_t total = 0;
    struct slice piece;
    text = slice_trim(text);
    if (text.len == 0)
        return -1;
    while (slice_next(&text, ':', &piece)) {
        const char *const point = memchr(piece.data, '.', piece.len);
        if (point)
            piece.len = (size_t)(point - piece.data);
        long long number;
        if (!slice_to_int64(slice_trim(piece), &number) || number < 0 || number > 100000000 ||
            total > INT64_MAX / 1000)
            return -1;
        total = total * 60 + number;
    }
    return total;
}

static int64_t whole_number_of(struct slice text)
{
    long long number;
    text = slice_trim(text);
    const char *const point = memchr(text.data, '.', text.len);
    if (point)
        text.len = (size_t)(point - text.data);
    return slice_to_int64(text, &number) && number >= 0 ? number : -1;
}

static bool store_text(const char **place, const char *text)
{
    if (text)
        *place = text;
    return text != NULL;
}

static bool store_number(int64_t *place, int64_t number)
{
    if (number >= 0)
        *place = number;
    return number >= 0;
}

static bool store_time(int64_t *place, const struct feed_value *value)
{
    const struct slice text = slice_trim((struct slice){value->text, value->len});
    return date_parse(text.data, text.len, place);
}

static bool store(struct feed_parser *parser, enum field_kind kind, void *place, bool is_another,
                  const struct feed_value *value)
{
    const struct slice text = {value->text, value->len};
    switch (kind) {
    case KIND_LINE:
        return store_text(place, make_line(parser, value));
    case KIND_HTML:
        return store_text(place, make_html(parser, value));
    case KIND_ID:
        return store_text(place, make_id(parser, value));
    case KIND_URL:
        return store_text(place, make_url(parser, value));
    case KIND_AUTHOR:
        return store_text(place,
                          make_author(parser, value, is_another ? *(const char **)place : NULL));
    case KIND_TIME:
        return store_time(place, value);
    case KIND_NUMBER:
        return store_number(place, whole_number_of(text));
    case KIND_DURATION:
        return store_number(place, duration_of(text));
    case KIND_CATEGORY:
        feed_category_add(parser, value->text, value->len);
        return true;
    case KIND_NONE:
        break;
    }
    return false;
}

static bool is_over_budget(struct feed_parser *parser)
{
    const bool is_over =
        parser->handed_bytes + parser->feed->arena.size_bytes > parser->budget_bytes;
    parser->was_cut |= is_over;
    return is_over;
}

void feed_field_store(struct feed_parser *parser, enum feed_field field, int rank,
                      const struct feed_value *value)
{
    if (is_over_budget(parser))
        return;
    void *const place = place_of(parser, field);
    const enum field_kind kind = places[field].kind;
    if (!place || (kind != KIND_CATEGORY && !feed_field_accepts(parser, field, rank)))
        return;
    uint8_t *const stored_rank = rank_of(parser, field);
    if (store(parser, kind, place, *stored_rank == rank, value))
        *stored_rank = (uint8_t)rank;
}

void feed_field_store_plain(struct feed_parser *parser, enum feed_field field, int rank,
                            const char *text, const char *base)
{
    const struct feed_value value = {text, strlen(text), FORM_PLAIN, base};
    feed_field_store(parser, field, rank, &value);
}

void feed_field_store_number(struct feed_parser *parser, enum feed_field field, int rank,
                             int64_t number)
{
    int64_t *const place = place_of(parser, field);
    if (!place || !feed_field_accepts(parser, field, rank))
        return;
    if (store_number(place, number))
        *rank_of(parser, field) = (uint8_t)rank;
}

struct feed_entry *feed_entry_add(struct feed_parser *parser)
{
    struct feed *const feed = parser->feed;
    parser->has_content = true;
    const bool is_full = parser->handed_count + feed->entry_count >= LIMIT_FEED_ENTRIES;
    parser->was_cut |= is_full;
    if (is_full || is_over_budget(parser))
        return NULL;
    struct feed_entry *const entry = arena_zalloc(&feed->arena, sizeof(*entry));
    entry->published_ms = entry->updated_ms = TIME_NONE;
    entry->comments_count = entry->duration_seconds = entry->episode = -1;
    *parser->tail = entry;
    parser->tail = &entry->next;
    parser->category_tail = &entry->categories;
    parser->enclosure_tail = &entry->enclosures;
    parser->category_count = parser->enclosure_count = 0;
    parser->point = (struct feed_point){0};
    memset(parser->entry_ranks, 0, sizeof(parser->entry_ranks));
    feed->entry_count++;
    return entry;
}

enum { LIST_LIMIT = 256 }; // categories or enclosures of one entry; both are searched

void feed_category_add(struct feed_parser *parser, const char *text, size_t len)
{
    if (!parser->entry || parser->category_count >= LIST_LIMIT || is_over_budget(parser))
        return;
    const struct feed_value value = {text, len, FORM_HTML, NULL};
    const char *const name = make_line(parser, &value);
    if (!name)
        return;
    for (const struct feed_category *i = parser->entry->categories; i; i = i->next)
        if (strcmp(i->name, name) == 0)
            return;
    parser->category_count++;
    struct feed_category *const category = arena_zalloc(&parser->feed->arena, sizeof(*category));
    category->name = name;
    *parser->category_tail = category;
    parser->category_tail = &category->next;
}

void feed_enclosure_add(struct feed_parser *parser, const char *url, const char *type,
                        int64_t length, const char *base)
{
    if (!parser->entry || !url || parser->enclosure_count >= LIST_LIMIT || is_over_budget(parser))
        return;
    const struct feed_value value = {url, strlen(url), FORM_PLAIN, base};
    const char *const absolute = make_url(parser, &value);
    if (!absolute)
        return;
    struct arena *const arena = &parser->feed->arena;
    for (struct feed_enclosure *i = parser->entry->enclosures; i; i = i->next) {
        if (strcmp(i->url, absolute) != 0)
            continue;
        // The same file by a module: what it knows more is taken over.
        if (!i->type && type)
            i->type = arena_strdup(arena, type);
        if (i->length_bytes < 0)
            i->length_bytes = length;
        return;
    }
    parser->enclosure_count++;
    struct feed_enclosure *const enclosure = arena_zalloc(arena, sizeof(*enclosure));
    enclosure->url = absolute;
    const struct slice said = slice_trim(slice_of(type ? type : ""));
    enclosure->type = said.len ? arena_strndup(arena, said.data, said.len) : NULL;
    enclosure->length_bytes = length;
    *parser->enclosure_tail = enclosure;
    parser->enclosure_tail = &enclosure->next;
    if (feed_is_image_type(type) && feed_field_accepts(parser, FIELD_IMAGE, 0))
        feed_field_store_plain(parser, FIELD_IMAGE, RANK_GUESS, absolute, NULL);
}

bool feed_is_image_type(const char *type)
{
    return type && slice_starts(slice_of(type), "image/");
}

bool feed_is_feed_type(const char *type)
{
    return type && (strstr(type, "atom") || strstr(type, "rss") || strstr(type, "rdf") ||
                    strstr(type, "xml") || strstr(type, "json"));
}
