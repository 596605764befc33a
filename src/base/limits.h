/*
 * The ceilings. Every size that comes from outside meets one of these; reaching it is ERR_LIMIT or
 * a marked truncation, never a crash.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

enum {
    LIMIT_HTML_BYTES = 16 << 20, // one page or article
    LIMIT_HTML_DEPTH = 256,      // deeper tags are dropped, their text is kept
    LIMIT_HTML_NODES = 1000000,  // of one document
    LIMIT_HTML_ATTRIBUTE_BYTES = 64 << 10,
    LIMIT_FEED_BYTES = 64 << 20,  // one feed document, decoded
    LIMIT_FEED_ENTRIES = 100000,  // of one feed document
    LIMIT_ARCHIVE_PAGES = 200,    // that one feed is followed back through
    LIMIT_FEED_DEPTH = 256,       // elements of XML, levels of JSON
    LIMIT_FIELD_BYTES = 16 << 20, // one content of one entry
    LIMIT_TITLE_BYTES = 4 << 10,  // a title, a name, a tag
    LIMIT_URL_BYTES = 8 << 10,
    LIMIT_HEADER_BYTES = 256 << 10, // all headers of one response
    LIMIT_BODY_BYTES = 64 << 20,    // one response, decoded
    LIMIT_REDIRECTS = 10,
    LIMIT_COMMENTS = 20000,   // of one thread
    LIMIT_COMMENT_DEPTH = 64, // deeper replies are drawn at this depth
    LIMIT_FORM_FIELDS = 64,
    LIMIT_CONFIG_BYTES = 1 << 20,         // one file of settings, keys or a theme
    LIMIT_SUBSCRIPTIONS_BYTES = 32 << 20, // one OPML file or url list
    LIMIT_LINES = 2000000,                // of one layout
    LIMIT_WIDTH_CELLS = 4096,             // of one line
    LIMIT_QUERY_BYTES = 4 << 10,
    LIMIT_QUERY_DEPTH = 16,      // SQLite's parser takes about 25
    LIMIT_STR_BYTES = 128 << 20, // a buffer that has no tighter limit
};

#endif
