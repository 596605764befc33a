#include "store/wording.h"

#include <string.h>

#include "base/limits.h"
#include "base/str.h"
#include "store/hash.h"
#include "store/strip.h"

/* The text with each stretch of blanks (also those that do not break) as one, none at its ends. */
static void fold_blanks(struct slice text, struct str *out)
{
    bool is_between = false;
    while (text.len) {
        const bool is_wide = text.len > 1 && text.data[0] == '\xC2' && text.data[1] == '\xA0';
        if (is_wide || strchr(" \t\r\n\f", text.data[0])) {
            is_between = out->len > 0;
            slice_take(&text, is_wide ? 2 : 1);
            continue;
        }
        if (is_between)
            str_add_char(out, ' ');
        is_between = false;
        str_add_char(out, text.data[0]);
        slice_take(&text, 1);
    }
}

static uint64_t hash_words(struct slice text)
{
    struct str folded;
    str_init(&folded, LIMIT_STR_BYTES);
    fold_blanks(text, &folded);
    const uint64_t hash = folded.len ? store_hash(STORE_HASH_START, folded.data) | 1 : 0;
    str_release(&folded);
    return hash;
}

uint64_t store_wording_line(const char *text)
{
    return text ? hash_words(slice_of(text)) : 0;
}

/* The last part of the path in `src="…"`, which begins behind the tag's name. */
static struct slice picture_name(const char *tag)
{
    const size_t len = strcspn(tag, ">");
    const char *const source = memmem(tag, len, "src=", 4);
    if (!source)
        return (struct slice){NULL, 0};
    const char *from = source + 4;
    from += *from == '"' || *from == '\'';
    const char *const end = from + strcspn(from, "\"'> ?#");
    for (const char *at = from; at < end; at++)
        if (*at == '/' && at + 1 < end)
            from = at + 1;
    return (struct slice){from, (size_t)(end - from)};
}

static uint64_t hash_pictures(const char *html)
{
    struct str names;
    str_init(&names, LIMIT_STR_BYTES);
    for (const char *at = strcasestr(html, "<img"); at; at = strcasestr(at, "<img")) {
        at += 4;
        const struct slice name = picture_name(at);
        str_append(&names, name.data ? name.data : "", name.len);
        str_add_char(&names, '\n');
    }
    const uint64_t hash = names.len ? store_hash(STORE_HASH_START, names.data) | 1 : 0;
    str_release(&names);
    return hash;
}

struct wording store_wording(const char *html)
{
    struct str plain;
    if (!html)
        return (struct wording){0};
    str_init(&plain, LIMIT_STR_BYTES);
    store_strip(html, strlen(html), &plain);
    const struct wording wording = {hash_words((struct slice){plain.data, plain.len}),
                                    hash_pictures(html)};
    str_release(&plain);
    return wording;
}
