/*
 * A feed as courant understands it, whatever it was written in. Everything is in the feed's arena;
 * strings are NUL-terminated UTF-8, NULL where the document says nothing. Titles, names and
 * categories are clean plain text; `summary`, `content` and `description` are HTML; every URL is
 * absolute.
 */
#ifndef FEED_FEED_H
#define FEED_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/error.h"
#include "base/ticket.h"

enum feed_format {
    FEED_RSS_0_90,
    FEED_RSS_0_91,
    FEED_RSS_0_92,
    FEED_RSS_0_93,
    FEED_RSS_0_94,
    FEED_RSS_1_0,
    FEED_RSS_1_1,
    FEED_RSS_2_0,
    FEED_ATOM_0_3,
    FEED_ATOM_1_0,
    FEED_CDF,
    FEED_JSON_1_0,
    FEED_JSON_1_1,
};

struct feed_enclosure {
    const char *url;
    const char *type;
    int64_t length_bytes; // -1: not said
    struct feed_enclosure *next;
};

struct feed_category {
    const char *name;
    struct feed_category *next;
};

struct feed_entry {
    const char *id; // as the document gives it; NULL when it gives none
    const char *link;
    const char *title;
    const char *author;
    int64_t published_ms; // TIME_NONE when unknown, as all times here
    int64_t updated_ms;
    const char *summary; // HTML
    const char *content; // HTML
    struct feed_category *categories;
    struct feed_enclosure *enclosures;
    const char *image;
    const char *comments_link; // a page
    const char *comments_feed; // wfw:commentRss, rel=replies of a feed type
    int64_t comments_count;    // -1: not said
    const char *source;        // title of the feed it came from
    const char *source_link;
    const char *in_reply_to; // thr:in-reply-to ref
    const char *author_url;
    int64_t duration_seconds; // -1: not said
    int64_t episode;          // -1: not said
    const char *transcript;   // of an episode: what was said
    const char *chapters;     // of an episode: a list of them
    const char *location;     // plain text: a place's name, or latitude and longitude
    struct feed_entry *next;
};

/* How often a feed wants to be asked. */
struct feed_pace {
    int64_t ttl_minutes;    // -1: not said
    int64_t update_base_ms; // when one of the times of `ttl_minutes` began; TIME_NONE: not said
    uint32_t skip_hours;    // 1u << 0 to 23, in UTC: then it is not to be asked
    uint32_t skip_days;     // 1u << 0 (Sunday) to 6
};

struct feed {
    struct arena arena;
    enum feed_format format;
    bool is_well_formed; // nothing was mended, nothing left out
    bool is_cut;         // something was left out because a limit was met
    bool is_unfinished;  // the document ends before its elements do
    const char *title;
    const char *link;
    const char *description; // HTML
    const char *language;
    int64_t updated_ms;
    const char *author;
    const char *image;
    struct feed_pace pace;
    const char *hub;
    const char *next;           // RFC 5005 next page or previous archive
    struct feed_entry *entries; // in document order
    size_t entry_count;
};

/*
 * Read a feed document of any known format.
 *
 * bytes    as they came; the charset is found by text/decode.h's order
 * content_type  value of a Content-Type header, with parameters, or NULL
 * base     the document's address, or NULL
 * result   the caller frees with feed_free(); NULL on failure
 * errors   ERR_UNSUPPORTED when it is no feed (an HTML page says so), ERR_SYNTAX, ERR_LIMIT,
 *          ERR_CANCELLED
 * thread   any; pure
 * source   RSS 0.90 to 2.0, 1.0, 1.1, RFC 4287, Atom 0.3, CDF, JSON Feed 1.0 and 1.1; the modules
 *          of feed/vocabulary.c
 */
struct feed *feed_parse(const char *bytes, size_t len, const char *content_type, const char *base,
                        const struct ticket *ticket, struct error *err) ATTR_MUST_USE;
void feed_free(struct feed *feed); // NULL is fine

/* Where a large document goes while it is read. */
struct feed_parts {
    size_t part_bytes; // of memory that a part takes when it is handed on
    /* Takes a part: what is known of the head by then, and the entries since the one before. */
    void (*take)(void *context, struct feed *part);
    /* What stands before `offset` in the bytes is not read for a while; NULL: nobody cares. */
    void (*pass)(void *context, size_t offset);
    void *context;
};

/*
 * The same, in parts: the result is the last one. One that is small comes in one piece, and JSON
 * always does. After a failure the parts that were handed on stand as they are.
 */
struct feed *feed_parse_parts(const char *bytes, size_t len, const char *content_type,
                              const char *base, const struct feed_parts *parts,
                              const struct ticket *ticket, struct error *err) ATTR_MUST_USE;

/* `Sunday` (0) to `Saturday` (6), as skipDays writes them. */
enum { FEED_HOURS = 24, FEED_DAYS = 7 };
const char *feed_day_name(unsigned day);

/* The format's name in JSON: "rss-2.0". */
const char *feed_format_name(enum feed_format format);

#endif
