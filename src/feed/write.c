#include "feed/write.h"

static void write_categories(struct json_writer *json, const struct feed_entry *entry)
{
    json_key(json, "categories");
    json_begin_array(json);
    for (const struct feed_category *i = entry->categories; i; i = i->next)
        json_write_string(json, i->name);
    json_end_array(json);
}

static void write_enclosures(struct json_writer *json, const struct feed_entry *entry)
{
    json_key(json, "enclosures");
    json_begin_array(json);
    for (const struct feed_enclosure *i = entry->enclosures; i; i = i->next) {
        json_begin_object(json);
        json_key_text(json, "url", i->url);
        json_key_text(json, "type", i->type);
        json_key_int_or_null(json, "length", i->length_bytes >= 0, i->length_bytes);
        json_end_object(json);
    }
    json_end_array(json);
}

/* Only where the feed says them: most do not. */
static void write_rare(struct json_writer *json, const struct feed_entry *entry)
{
    const struct {
        const char *key, *value;
    } rows[] = {
        {"transcript", entry->transcript},
        {"chapters", entry->chapters},
        {"location", entry->location},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (rows[i].value)
            json_key_text(json, rows[i].key, rows[i].value);
}

void feed_write_entry(const struct feed_entry *entry, struct json_writer *json)
{
    json_begin_object(json);
    json_key_text(json, "id", entry->id);
    json_key_text(json, "link", entry->link);
    json_key_text(json, "title", entry->title);
    json_key_text(json, "author", entry->author);
    json_key_time(json, "published", entry->published_ms);
    json_key_time(json, "updated", entry->updated_ms);
    json_key_text(json, "summary", entry->summary);
    json_key_text(json, "content", entry->content);
    write_categories(json, entry);
    write_enclosures(json, entry);
    json_key_text(json, "image", entry->image);
    json_key_text(json, "comments_link", entry->comments_link);
    json_key_text(json, "comments_feed", entry->comments_feed);
    json_key_int_or_null(json, "comments_count", entry->comments_count >= 0, entry->comments_count);
    json_key_text(json, "source", entry->source);
    json_key_text(json, "source_link", entry->source_link);
    json_key_text(json, "in_reply_to", entry->in_reply_to);
    json_key_int_or_null(json, "duration_seconds", entry->duration_seconds >= 0,
                         entry->duration_seconds);
    json_key_int_or_null(json, "episode", entry->episode >= 0, entry->episode);
    write_rare(json, entry);
    json_end_object(json);
}

/* Only where the feed says them: most do not. */
static void write_skips(struct json_writer *json, const struct feed *feed)
{
    if (feed->pace.skip_hours) {
        json_key(json, "skip_hours");
        json_begin_array(json);
        for (unsigned hour = 0; hour < FEED_HOURS; hour++)
            if (feed->pace.skip_hours & 1u << hour)
                json_write_int(json, hour);
        json_end_array(json);
    }
    if (feed->pace.skip_days) {
        json_key(json, "skip_days");
        json_begin_array(json);
        for (unsigned day = 0; day < FEED_DAYS; day++)
            if (feed->pace.skip_days & 1u << day)
                json_write_string(json, feed_day_name(day));
        json_end_array(json);
    }
}

void feed_write_head(const struct feed *feed, struct json_writer *json)
{
    json_key_text(json, "format", feed_format_name(feed->format));
    json_key_text(json, "title", feed->title);
    json_key_text(json, "link", feed->link);
    json_key_text(json, "description", feed->description);
    json_key_text(json, "language", feed->language);
    json_key_time(json, "updated", feed->updated_ms);
    json_key_text(json, "author", feed->author);
    json_key_text(json, "image", feed->image);
    json_key_int_or_null(json, "ttl_minutes", feed->pace.ttl_minutes >= 0, feed->pace.ttl_minutes);
    write_skips(json, feed);
    json_key_text(json, "hub", feed->hub);
    json_key_text(json, "next", feed->next);
}

void feed_write_json(const struct feed *feed, struct str *out)
{
    struct json_writer json;
    json_writer_init(&json, out);
    json_begin_object(&json);
    feed_write_head(feed, &json);
    json_key(&json, "entries");
    json_begin_array(&json);
    for (const struct feed_entry *entry = feed->entries; entry; entry = entry->next)
        feed_write_entry(entry, &json);
    json_end_array(&json);
    json_end_object(&json);
}
