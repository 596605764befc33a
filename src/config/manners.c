#include "config/manners.h"

#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "config/lines.h"
#include "config/values.h"
#include "text/clean.h"
#include "text/fold.h"
#include "web/url.h"

enum manner_kind {
    MANNER_TEXT,
    MANNER_BOOL,
    MANNER_DURATION,
    MANNER_PROXY,
    MANNER_AUTH,
    MANNER_HEADER,
};

struct manner {
    const char *name;
    const char *help;
    enum manner_kind kind;
    size_t offset;
};

#define AT(member) offsetof(struct manners, member)

// clang-format off
static const struct manner manners_table[] = {
    {"interval",         N_("How often it is asked at most (30m, 2h, 1d), in place of what the feed and its server say of that. A server that wants a pause has it all the same."), MANNER_DURATION, AT(interval_ms)},
    {"user-agent",       N_("What courant calls itself there."), MANNER_TEXT, AT(user_agent)},
    {"header",           N_("A header more, `Name: value`; may be said several times. It is not sent on to another host."), MANNER_HEADER, AT(headers)},
    {"user",             N_("The name for a feed that wants a password."), MANNER_TEXT, AT(user)},
    {"password-command", N_("The command whose first line of output is the password, or the token; it is run without a shell, once as long as courant runs."), MANNER_TEXT, AT(password_command)},
    {"auth",             N_("How the password is told: any (basic, or digest once the server asks for that), basic, digest, or bearer (the password is a token)."), MANNER_AUTH, AT(auth)},
    {"netrc",            N_("Take name and password from ~/.netrc."), MANNER_BOOL, AT(uses_netrc)},
    {"cookies",          N_("Keep the site's cookies, also for the next start."), MANNER_BOOL, AT(keeps_cookies)},
    {"full",             N_("Its articles are read as full pages: what the feed brings is a summary, and the page is fetched when an article is opened. `:set full` in the interface says so, too, and counts more."), MANNER_BOOL, AT(reads_full)},
    {"proxy",            N_("The proxy it is asked by: http://…, https://…, socks5://… or socks5h://… (which looks names up itself), or none. The pages of its articles go the same way."), MANNER_PROXY, AT(proxy)},
};
// clang-format on

/* One thing said, and of which feeds: exactly one of `pattern` and `tag` is given. */
struct said {
    const char *pattern;
    const char *tag; // folded
    const struct manner *manner;
    union {
        const char *text;
        int64_t number;
        bool is_so;
        struct web_header header;
    } value;
};

struct section {
    const char *pattern;
    const char *tag;
};

/* ---- reading */

static const char *keep_line(struct manners_book *book, struct slice text)
{
    struct str line;
    str_init(&line, LIMIT_CONFIG_BYTES);
    text_clean_line(text.data, text.len, &line);
    const char *const kept = arena_strndup(&book->arena, line.data, line.len);
    str_release(&line);
    return kept;
}

static bool read_section(struct manners_book *book, const struct config_lines *lines,
                         struct slice line, struct section *section, struct error *err)
{
    struct slice rest = line;
    struct slice kind;
    *section = (struct section){0};
    slice_take(&rest, 1);
    if (rest.len && rest.data[rest.len - 1] == ']')
        rest.len--;
    else
        return config_complain(lines, line.data, err, _("a section ends with `]`"));
    config_word(&rest, &kind);
    rest = slice_trim(rest);
    if (slice_is(kind, "feed") && (slice_is(rest, "*") || memmem(rest.data, rest.len, "://", 3))) {
        section->pattern = keep_line(book, rest);
        return true;
    }
    if (slice_is(kind, "tag") && rest.len) {
        struct str folded;
        str_init(&folded, LIMIT_CONFIG_BYTES);
        text_fold(rest.data, rest.len, &folded);
        section->tag = arena_strndup(&book->arena, folded.data, folded.len);
        str_release(&folded);
        book->has_tags = true;
        return true;
    }
    return config_complain(lines, line.data, err,
                           _("expected `[feed https://…]` or `[tag …]`, found `%.*s`"),
                           config_quote_len(line), line.data);
}

static bool read_auth(struct slice value, int64_t *auth)
{
    static const char *const words[] = {
        [WEB_AUTH_ANY] = "any",
        [WEB_AUTH_BASIC] = "basic",
        [WEB_AUTH_DIGEST] = "digest",
        [WEB_AUTH_BEARER] = "bearer",
    };
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (slice_is_nocase(value, words[i]))
            return *auth = (int64_t)i, true;
    return false;
}

static bool read_header(struct manners_book *book, struct slice value, struct web_header *header)
{
    struct slice name;
    if (!slice_next(&value, ':', &name) || !value.data || !web_is_token(name))
        return false;
    header->name = arena_strndup(&book->arena, name.data, name.len);
    header->value = keep_line(book, slice_trim(value));
    return true;
}

/* NULL, or what the value has to be. */
static const char *read_value(struct manners_book *book, struct slice value, struct said *said)
{
    switch (said->manner->kind) {
    case MANNER_TEXT:
        said->value.text = keep_line(book, value);
        return value.len ? NULL : N_("%s must say something");
    case MANNER_PROXY:
        said->value.text = slice_is_nocase(value, "none") ? "" : keep_line(book, value);
        return slice_is_nocase(value, "none") || config_is_proxy(value)
                   ? NULL
                   : N_("%s is none, or an address such as socks5h://127.0.0.1:9050");
    case MANNER_BOOL:
        return config_bool(value, &said->value.is_so) ? NULL : N_("%s is yes or no");
    case MANNER_DURATION:
        return config_duration(value, &said->value.number)
                   ? NULL
                   : N_("%s is a time such as 30m, 2h or 1d");
    case MANNER_AUTH:
        return read_auth(value, &said->value.number)
                   ? NULL
                   : N_("%s is one of any, basic, digest, bearer");
    case MANNER_HEADER:
        break;
    }
    return read_header(book, value, &said->value.header) ? NULL : N_("%s is `Name: value`");
}

static const struct manner *manner_find(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(manners_table); i++)
        if (slice_is(name, manners_table[i].name))
            return &manners_table[i];
    return NULL;
}

// The formats are those of read_value(); the compiler cannot see that.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static bool read_line(struct manners_book *book, const struct config_lines *lines,
                      const struct section *section, struct slice line, struct error *err)
{
    struct slice name;
    struct slice value;
    if (!config_assignment(line, &name, &value))
        return config_complain(lines, line.data, err, _("expected `name = value`, found `%.*s`"),
                               config_quote_len(line), line.data);
    struct said said = {section->pattern, section->tag, manner_find(name), {0}};
    if (!said.manner)
        return config_complain(lines, name.data, err, _("feeds have no setting `%.*s`"),
                               config_quote_len(name), name.data);
    const char *const complaint = read_value(book, value, &said);
    if (complaint)
        return config_complain(lines, value.data, err, _(complaint), said.manner->name);
    *(struct said *)vec_push(&book->lines) = said;
    return true;
}
#pragma GCC diagnostic pop

bool manners_parse(struct manners_book *book, const char *text, size_t len, struct error *err)
{
    *book = (struct manners_book){0};
    arena_init(&book->arena);
    vec_init(&book->lines, sizeof(struct said));
    struct config_lines lines;
    config_lines_init(&lines, text, len);
    struct section section = {0};
    struct slice line;
    while (config_lines_next(&lines, &line)) {
        const bool is_head = line.data[0] == '[';
        if (is_head && !read_section(book, &lines, line, &section, err))
            return false;
        const bool is_inside = section.pattern || section.tag;
        if (!is_head && is_inside && !read_line(book, &lines, &section, line, err))
            return false;
    }
    return true;
}

void manners_release(struct manners_book *book)
{
    vec_release(&book->lines);
    arena_release(&book->arena);
}

/* ---- looking up */

/* Where the path of an address or of a pattern begins. */
static const char *path_of(const char *text)
{
    const char *const authority = strstr(text, "://");
    return authority ? authority + 3 + strcspn(authority + 3, "/?#") : text;
}

/*
 * Does the pattern fit? A star before the path takes no character that ends a host. Only the last
 * star that was met is tried with more, which is enough for those of the path; where it is not for
 * those of the host, the pattern does not fit.
 */
static bool is_fit(const char *pattern, const char *url)
{
    const char *const pattern_path = path_of(pattern);
    const char *const url_path = path_of(url);
    const char *star = NULL;
    const char *taken = NULL;
    const char *p = pattern;
    const char *u = url;
    while (*u) {
        const bool is_host = u < url_path;
        if (*p == '*') {
            star = p++;
            taken = u;
        } else if (*p && (p < pattern_path) == is_host &&
                   (is_host ? ascii_lower(*p) == ascii_lower(*u) : *p == *u)) {
            p++, u++;
        } else if (star && (star >= pattern_path || taken < url_path)) {
            u = ++taken;
            p = star + 1;
        } else {
            return false;
        }
    }
    while (*p == '*')
        p++;
    return *p == '\0';
}

static bool has_tag(const char *const *tags, size_t tag_count, const char *folded)
{
    bool is_there = false;
    struct str tag;
    str_init(&tag, LIMIT_CONFIG_BYTES);
    for (size_t i = 0; i < tag_count && !is_there; i++) {
        str_clear(&tag);
        text_fold(tags[i], strlen(tags[i]), &tag);
        is_there = strcmp(tag.data, folded) == 0;
    }
    str_release(&tag);
    return is_there;
}

static void say(const struct said *said, struct manners *manners)
{
    void *const place = (char *)manners + said->manner->offset;
    switch (said->manner->kind) {
    case MANNER_TEXT:
    case MANNER_PROXY:
        *(const char **)place = said->value.text;
        break;
    case MANNER_BOOL:
        *(bool *)place = said->value.is_so;
        break;
    case MANNER_DURATION:
    case MANNER_AUTH:
        *(int64_t *)place = said->value.number;
        break;
    case MANNER_HEADER:
        if (manners->header_count < MANNERS_HEADERS)
            manners->headers[manners->header_count++] = said->value.header;
        break;
    }
}

void manners_find(const struct manners_book *book, const char *url, const char *const *tags,
                  size_t tag_count, struct manners *manners)
{
    *manners = (struct manners){.interval_ms = -1, .auth = WEB_AUTH_ANY};
    if (!book->lines.count)
        return;
    struct str plain;
    str_init(&plain, LIMIT_URL_BYTES);
    url_without_user(url, &plain);
    const struct said *const lines = book->lines.items;
    for (size_t i = 0; i < book->lines.count; i++) {
        const struct said *const line = &lines[i];
        const bool is_meant =
            line->tag ? has_tag(tags, tag_count, line->tag)
                      : strcmp(line->pattern, "*") == 0 || is_fit(line->pattern, plain.data);
        if (is_meant)
            say(line, manners);
    }
    str_release(&plain);
}

const char *manners_name(size_t index)
{
    return index < COUNT_OF(manners_table) ? manners_table[index].name : NULL;
}

const char *manners_help(size_t index)
{
    return index < COUNT_OF(manners_table) ? _(manners_table[index].help) : NULL;
}
