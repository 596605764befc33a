#include "feed/handlers.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "web/url.h"

FEED_ON_START(feed_on_channel)
{
    (void)frame;
    parser->has_content = true;
    // RSS 1.0 and 1.1 name the channel; that is rarely the page, so it is only a guess.
    const char *const about = feed_attribute(element, "about");
    if (about && url_is_web(about))
        feed_field_store_plain(parser, FIELD_LINK, RANK_GUESS, about, NULL);
    const char *const language = feed_attribute(element, "lang");
    if (language)
        feed_field_store_plain(parser, FIELD_LANGUAGE, RANK_GUESS, language, NULL);
}

/* ---- links */

static int64_t number_of(const char *text)
{
    long long number;
    if (!text || !slice_to_int64(slice_trim(slice_of(text)), &number) || number < 0)
        return -1;
    return number;
}

FEED_ON_START(feed_on_link)
{
    (void)frame;
    struct arena *const arena = &parser->feed->arena;
    parser->link = (struct feed_link){.length = -1, .count = -1};
    if (element->attribute_count == 0)
        return;
    const char *href = feed_attribute(element, "href");
    if (!href)
        href = feed_attribute(element, "resource");
    parser->link.href = arena_strdup(arena, href);
    parser->link.rel = arena_strdup(arena, feed_attribute(element, "rel"));
    parser->link.type = arena_strdup(arena, feed_attribute(element, "type"));
    parser->link.length = number_of(feed_attribute(element, "length"));
    parser->link.count = number_of(feed_attribute(element, "count"));
}

/* Where each relation of RFC 4287 4.2.7.2, RFC 4685, RFC 5005 and WebSub goes. */
struct relation {
    const char *rel;
    void (*take)(struct feed_parser *parser, int rank, const struct feed_value *href);
};

static void take_alternate(struct feed_parser *parser, int rank, const struct feed_value *href)
{
    // Of several the first stays, but a page beats what is no page.
    const char *const type = parser->link.type;
    const bool is_page = !type || strstr(type, "html");
    const int better = rank + (is_page ? 2 : 1);
    if (feed_field_accepts(parser, FIELD_LINK, better - 1))
        feed_field_store(parser, FIELD_LINK, better, href);
}

static void take_enclosure(struct feed_parser *parser, int rank, const struct feed_value *href)
{
    (void)rank;
    char *const url = arena_strndup(&parser->feed->arena, href->text, href->len);
    feed_enclosure_add(parser, url, parser->link.type, parser->link.length, href->base);
}

static void take_replies(struct feed_parser *parser, int rank, const struct feed_value *href)
{
    const bool is_feed = feed_is_feed_type(parser->link.type);
    feed_field_store(parser, is_feed ? FIELD_COMMENTS_FEED : FIELD_COMMENTS_LINK, rank, href);
    if (parser->link.count >= 0)
        feed_field_store_number(parser, FIELD_COMMENTS_COUNT, RANK_MODULE, parser->link.count);
}

static void take_hub(struct feed_parser *parser, int rank, const struct feed_value *href)
{
    if (feed_field_accepts(parser, FIELD_HUB, rank))
        feed_field_store(parser, FIELD_HUB, rank + 1, href);
}

static void take_next(struct feed_parser *parser, int rank, const struct feed_value *href)
{
    feed_field_store(parser, FIELD_NEXT, rank + 1, href);
}

static void take_archive(struct feed_parser *parser, int rank, const struct feed_value *href)
{
    feed_field_store(parser, FIELD_NEXT, rank, href);
}

static const struct relation relations[] = {
    {"alternate", take_alternate},
    {"http://www.iana.org/assignments/relation/alternate", take_alternate},
    {"enclosure", take_enclosure},
    {"http://www.iana.org/assignments/relation/enclosure", take_enclosure},
    {"replies", take_replies},
    {"hub", take_hub},
    {"next", take_next},
    {"prev-archive", take_archive},
};

FEED_ON_END(feed_on_atom_link_end)
{
    struct feed_value href = *value;
    if (parser->link.href) {
        href.text = parser->link.href;
        href.len = strlen(href.text);
    }
    const struct slice rel = slice_trim(slice_of(parser->link.rel ? parser->link.rel : ""));
    const struct relation *relation = rel.len ? NULL : &relations[0];
    for (size_t i = 0; i < COUNT_OF(relations) && !relation; i++)
        if (slice_is_nocase(rel, relations[i].rel))
            relation = &relations[i];
    if (!relation)
        return;
    const bool is_in_source =
        ((const struct feed_frame *)vec_at(&parser->frames, parser->frames.count - 2))->scope ==
        SCOPE_SOURCE;
    if (!is_in_source)
        relation->take(parser, frame->rank, &href);
    else if (relation->take == take_alternate && !parser->entry->source_link)
        feed_field_store(parser, FIELD_SOURCE_LINK, frame->rank, &href);
}

FEED_ON_END(feed_on_rss_link_end)
{
    // Some write Atom's link without its namespace.
    if (slice_trim((struct slice){value->text, value->len}).len == 0 && parser->link.href) {
        const char *const rel = parser->link.rel;
        if (rel && !ascii_equal_nocase(rel, "alternate"))
            feed_on_atom_link_end(parser, frame, value);
        else
            feed_field_store_plain(parser, FIELD_LINK, frame->rank, parser->link.href, value->base);
        return;
    }
    feed_field_store(parser, FIELD_LINK, frame->rank, value);
}

FEED_ON_START(feed_on_guid)
{
    (void)frame;
    const char *const said = feed_attribute(element, "isPermaLink");
    parser->is_permalink = !said || !ascii_equal_nocase(said, "false");
}

FEED_ON_END(feed_on_guid_end)
{
    feed_field_store(parser, FIELD_ID, frame->rank, value);
    if (parser->is_permalink && parser->entry->id && url_is_web(parser->entry->id))
        feed_field_store(parser, FIELD_LINK, RANK_MODULE - 1, value);
}

/* ---- categories */

FEED_ON_START(feed_on_category)
{
    (void)frame;
    const char *name = feed_attribute(element, "label");
    if (!name || !*name)
        name = feed_attribute(element, "term");
    if (name)
        feed_category_add(parser, name, strlen(name));
}

FEED_ON_END(feed_on_category_end)
{
    (void)frame;
    feed_category_add(parser, value->text, value->len);
}

FEED_ON_END(feed_on_keywords_end)
{
    (void)frame;
    struct slice rest = {value->text, value->len};
    struct slice piece;
    while (slice_next(&rest, ',', &piece))
        feed_category_add(parser, piece.data, piece.len);
}

FEED_ON_START(feed_on_itunes_category)
{
    (void)frame;
    const char *const name = feed_attribute(element, "text");
    if (name)
        feed_category_add(parser, name, strlen(name));
}

/* ---- enclosures and images */

FEED_ON_START(feed_on_enclosure)
{
    const char *url = feed_attribute(element, "url");
    if (!url)
        url = feed_attribute(element, "href");
    if (!url)
        url = feed_attribute(element, "resource");
    feed_enclosure_add(parser, url, feed_attribute(element, "type"),
                       number_of(feed_attribute(element, "length")), frame->base);
}

FEED_ON_START(feed_on_media_content)
{
    const char *const url = feed_attribute(element, "url");
    const char *const type = feed_attribute(element, "type");
    const char *const medium = feed_attribute(element, "medium");
    const bool is_image =
        medium ? ascii_equal_nocase(medium, "image") : type && feed_is_image_type(type);
    if (url && is_image && feed_field_accepts(parser, FIELD_IMAGE, RANK_GUESS + 2))
        feed_field_store_plain(parser, FIELD_IMAGE, RANK_GUESS + 2, url, frame->base);
    feed_enclosure_add(parser, url, type, number_of(feed_attribute(element, "fileSize")),
                       frame->base);
    const int64_t duration = number_of(feed_attribute(element, "duration"));
    if (duration >= 0)
        feed_field_store_number(parser, FIELD_DURATION, RANK_GUESS, duration);
}

FEED_ON_START(feed_on_media_thumbnail)
{
    // Of several the first is the best (Media RSS, media:thumbnail).
    const char *const url = feed_attribute(element, "url");
    const int rank = RANK_GUESS + 2;
    if (url && feed_field_accepts(parser, FIELD_IMAGE, rank))
        feed_field_store_plain(parser, FIELD_IMAGE, rank + 1, url, frame->base);
}

FEED_ON_START(feed_on_media_player)
{
    const char *const url = feed_attribute(element, "url");
    if (url)
        feed_field_store_plain(parser, FIELD_LINK, RANK_GUESS, url, frame->base);
}

FEED_ON_START(feed_on_media_text)
{
    (void)parser;
    const char *const type = feed_attribute(element, "type");
    if (type && ascii_equal_nocase(type, "html"))
        frame->form = FORM_HTML;
}

FEED_ON_START(feed_on_media_credit)
{
    (void)parser;
    const char *const role = feed_attribute(element, "role");
    if (role && !ascii_equal_nocase(role, "author"))
        frame->form = FORM_NONE;
}

FEED_ON_START(feed_on_image)
{
    const char *const resource = feed_attribute(element, "resource");
    if (resource)
        feed_field_store_plain(parser, FIELD_IMAGE, RANK_GUESS, resource, frame->base);
}

FEED_ON_START(feed_on_image_address)
{
    const char *address = feed_attribute(element, "href");
    if (!address)
        address = feed_attribute(element, "url");
    if (address)
        feed_field_store_plain(parser, FIELD_IMAGE, frame->rank, address, frame->base);
}

/* How the first podcasts named their picture: <itunes:link rel="image" href="…">. */
FEED_ON_START(feed_on_image_link)
{
    const char *const rel = feed_attribute(element, "rel");
    if (rel && slice_is_nocase(slice_trim(slice_of(rel)), "image"))
        feed_on_image_address(parser, frame, element);
}

FEED_ON_END(feed_on_image_end)
{
    // Properly the address stands in an element or attribute, but some write it right here.
    const struct slice address = slice_trim((struct slice){value->text, value->len});
    if (slice_starts(address, "http:") || slice_starts(address, "https:"))
        feed_field_store(parser, FIELD_IMAGE, frame->rank, value);
}

/* ---- people */

FEED_ON_START(feed_on_person)
{
    (void)frame;
    (void)element;
    parser->person = (struct feed_person){0};
}

static const char *person_part(struct feed_parser *parser, const struct feed_value *value)
{
    const struct slice text = slice_trim((struct slice){value->text, value->len});
    return text.len ? arena_strndup(&parser->feed->arena, text.data, text.len) : NULL;
}

FEED_ON_END(feed_on_person_name_end)
{
    (void)frame;
    parser->person.name = person_part(parser, value);
}

FEED_ON_END(feed_on_person_email_end)
{
    (void)frame;
    parser->person.email = person_part(parser, value);
}

FEED_ON_END(feed_on_person_url_end)
{
    (void)frame;
    parser->person.url = person_part(parser, value);
}

FEED_ON_END(feed_on_person_end)
{
    const struct feed_person *const person = &parser->person;
    if (!person->name && !person->email) {
        feed_field_store(parser, FIELD_AUTHOR, frame->rank, value);
        return;
    }
    struct str written;
    str_init(&written, LIMIT_TITLE_BYTES);
    feed_person_write_parts(person->name, person->email, &written);
    const bool is_first = feed_field_accepts(parser, FIELD_AUTHOR, frame->rank - 1);
    const struct feed_value text = {written.data, written.len, FORM_TEXT, value->base};
    feed_field_store(parser, FIELD_AUTHOR, frame->rank, &text);
    if (person->url && is_first)
        feed_field_store_plain(parser, FIELD_AUTHOR_URL, frame->rank, person->url, value->base);
    str_release(&written);
}

/* ---- what else belongs to an episode, and where things are */

FEED_ON_START(feed_on_podcast_transcript)
{
    // Of several the first: they are the same words in other file formats.
    const char *const url = feed_attribute(element, "url");
    if (url && !parser->entry->transcript)
        feed_field_store_plain(parser, FIELD_TRANSCRIPT, RANK_OWN, url, frame->base);
}

FEED_ON_START(feed_on_podcast_chapters)
{
    const char *const url = feed_attribute(element, "url");
    if (url)
        feed_field_store_plain(parser, FIELD_CHAPTERS, RANK_OWN, url, frame->base);
}

/* The two numbers come in either order; the second of them makes the point. */
static void store_point(struct feed_parser *parser, int rank)
{
    const struct feed_point *const point = &parser->point;
    if (!point->latitude || !point->longitude)
        return;
    char text[2 * FEED_COORDINATE_BYTES];
    snprintf(text, sizeof(text), "%s %s", point->latitude, point->longitude);
    feed_field_store_plain(parser, FIELD_LOCATION, rank, text, NULL);
}

/* The number as text; NULL for what is none. */
static const char *coordinate(struct feed_parser *parser, const struct feed_value *value)
{
    const struct slice text = slice_trim((struct slice){value->text, value->len});
    if (text.len == 0 || text.len >= FEED_COORDINATE_BYTES)
        return NULL;
    for (size_t i = 0; i < text.len; i++)
        if (!ascii_is_digit(text.data[i]) && !strchr("+-.", text.data[i]))
            return NULL;
    return arena_strndup(&parser->feed->arena, text.data, text.len);
}

FEED_ON_END(feed_on_latitude_end)
{
    parser->point.latitude = coordinate(parser, value);
    store_point(parser, frame->rank);
}

FEED_ON_END(feed_on_longitude_end)
{
    parser->point.longitude = coordinate(parser, value);
    store_point(parser, frame->rank);
}

/* ---- the rest */

FEED_ON_START(feed_on_rss_source)
{
    const char *const url = feed_attribute(element, "url");
    if (url)
        feed_field_store_plain(parser, FIELD_SOURCE_LINK, frame->rank, url, frame->base);
}

FEED_ON_START(feed_on_atom_content)
{
    // Content that stands elsewhere: there is nothing to collect, but it can be opened.
    const char *const address = feed_attribute(element, "src");
    if (address)
        feed_field_store_plain(parser, FIELD_LINK, RANK_GUESS, address, frame->base);
}

FEED_ON_START(feed_on_in_reply_to)
{
    (void)frame;
    const char *const ref = feed_attribute(element, "ref");
    if (ref && !parser->entry->in_reply_to)
        feed_field_store_plain(parser, FIELD_IN_REPLY_TO, RANK_OWN, ref, NULL);
}

FEED_ON_START(feed_on_cdf_channel)
{
    if (parser->frames.count > 1)
        frame->scope = SCOPE_PART;
    else
        feed_on_cdf_attributes(parser, frame, element);
}

FEED_ON_START(feed_on_cdf_attributes)
{
    const char *const address = feed_attribute(element, "href");
    if (address)
        feed_field_store_plain(parser, FIELD_LINK, RANK_OWN, address, frame->base);
    const char *const modified = feed_attribute(element, "lastmod");
    if (modified)
        feed_field_store_plain(parser, FIELD_UPDATED, RANK_OWN, modified, NULL);
}

struct period {
    const char *name;
    int64_t minutes;
};

static const struct period periods[] = {
    {"hourly", 60}, {"daily", 1440}, {"weekly", 10080}, {"monthly", 43200}, {"yearly", 525600},
};

static void store_period(struct feed_parser *parser, int rank)
{
    if (parser->update_period_minutes == 0)
        return;
    const int64_t frequency = parser->update_frequency > 0 ? parser->update_frequency : 1;
    feed_field_store_number(parser, FIELD_TTL, rank, parser->update_period_minutes / frequency);
}

FEED_ON_END(feed_on_update_period_end)
{
    const struct slice said = slice_trim((struct slice){value->text, value->len});
    for (size_t i = 0; i < COUNT_OF(periods); i++)
        if (slice_is_nocase(said, periods[i].name))
            parser->update_period_minutes = periods[i].minutes;
    store_period(parser, frame->rank);
}

FEED_ON_END(feed_on_update_frequency_end)
{
    long long number;
    if (slice_to_int64(slice_trim((struct slice){value->text, value->len}), &number))
        parser->update_frequency = number;
    store_period(parser, frame->rank);
}

/* Midnight is 0, and 24 where hours were counted from 1 (RSS 0.91). */
FEED_ON_END(feed_on_skip_hour_end)
{
    (void)frame;
    long long hour;
    if (slice_to_int64(slice_trim((struct slice){value->text, value->len}), &hour) && hour >= 0 &&
        hour <= 24)
        parser->feed->pace.skip_hours |= 1u << hour % 24;
}

FEED_ON_END(feed_on_skip_day_end)
{
    (void)frame;
    const struct slice said = slice_trim((struct slice){value->text, value->len});
    for (unsigned day = 0; day < FEED_DAYS; day++)
        if (slice_is_nocase(said, feed_day_name(day)))
            parser->feed->pace.skip_days |= 1u << day;
}
