#include "base/intl.h"
#include "base/limits.h"
#include "query/internal.h"
#include "query/words.h"

/* What may stand in front of a colon, and how its value is read. */
enum value_kind {
    VALUE_TEXT,
    VALUE_IS,
    VALUE_HAS,
    VALUE_AFTER,
    VALUE_BEFORE,
    VALUE_NEWER,
    VALUE_OLDER
};

static const struct field {
    const char *name;
    enum value_kind kind;
    enum query_field field;
    const char *expected;
} fields[] = {
    {"title", VALUE_TEXT, QUERY_TITLE, N_("a word or a \"phrase\"")},
    {"author", VALUE_TEXT, QUERY_AUTHOR, N_("a word or a \"phrase\"")},
    {"feed", VALUE_TEXT, QUERY_FEED, N_("a part of the feed's title or address, or its number")},
    {"tag", VALUE_TEXT, QUERY_TAG, N_("a tag")},
    {"link", VALUE_TEXT, QUERY_LINK, N_("a part of an address")},
    {"is", VALUE_IS, QUERY_ANY, N_("unread, read, starred, hidden or changed")},
    {"has", VALUE_HAS, QUERY_ANY, N_("comments, enclosure or full")},
    {"after", VALUE_AFTER, QUERY_ANY, N_("a date like 2026-01-31")},
    {"before", VALUE_BEFORE, QUERY_ANY, N_("a date like 2026-01-31")},
    {"newer", VALUE_NEWER, QUERY_ANY, N_("a time like 3d (h, d, w, m, y)")},
    {"older", VALUE_OLDER, QUERY_ANY, N_("a time like 2w (h, d, w, m, y)")},
};

static const struct {
    const char *name;
    enum value_kind kind;
    enum query_state state;
} states[] = {
    {"unread", VALUE_IS, QUERY_UNREAD},
    {"read", VALUE_IS, QUERY_READ},
    {"starred", VALUE_IS, QUERY_STARRED},
    {"hidden", VALUE_IS, QUERY_HIDDEN},
    {"changed", VALUE_IS, QUERY_CHANGED},
    {"comments", VALUE_HAS, QUERY_HAS_COMMENTS},
    {"enclosure", VALUE_HAS, QUERY_HAS_ENCLOSURE},
    {"full", VALUE_HAS, QUERY_HAS_FULL},
};

/* A value as it was read. */
struct value {
    struct slice text;
    size_t at; // byte where it begins
    bool is_phrase;
    bool is_prefix;
};

static bool ends_word(char c)
{
    return ascii_is_space(c) || c == '(' || c == ')' || c == '"';
}

static struct slice take_word(struct query_parser *parser)
{
    const size_t start = parser->at;
    while (parser->at < parser->len && !ends_word(parser->text[parser->at]))
        parser->at++;
    return (struct slice){parser->text + start, parser->at - start};
}

/* The parser stands on the quotation mark. */
static bool take_phrase(struct query_parser *parser, struct value *value)
{
    const size_t start = parser->at + 1;
    size_t end = start;
    while (end < parser->len && parser->text[end] != '"')
        end++;
    if (end == parser->len)
        return error_set_at(parser->err, ERR_SYNTAX, 0, query_column(parser, parser->at),
                            _("the quotation mark is not closed"));
    value->text = (struct slice){parser->text + start, end - start};
    value->is_phrase = true;
    parser->at = end + 1;
    value->is_prefix = parser->at < parser->len && parser->text[parser->at] == '*';
    if (value->is_prefix)
        parser->at++;
    return true;
}

/* Is there a letter or a digit to look for? */
static bool has_words(struct slice text)
{
    struct str words;
    str_init(&words, LIMIT_QUERY_BYTES * 8);
    query_words(text.data, text.len, &words);
    const bool has_any = words.len > 0;
    str_release(&words);
    return has_any;
}

/* Text that holds no word (`&`) asks for nothing, and does not stand in the way. */
static struct query_node *node_of_text(struct query_parser *parser, enum query_field field,
                                       const struct value *value)
{
    const bool is_in_words = field == QUERY_ANY || field == QUERY_TITLE || field == QUERY_AUTHOR;
    struct slice text = value->text;
    bool is_prefix = value->is_prefix;
    if (is_in_words && !value->is_phrase && text.len > 1 && text.data[text.len - 1] == '*') {
        text.len--;
        is_prefix = true;
    }
    if (is_in_words && !has_words(text))
        return query_node_new(parser, QUERY_ALL);
    struct query_node *const node = query_node_new(parser, QUERY_TEXT);
    node->field = field;
    node->text = arena_strndup(&parser->query->arena, text.data, text.len);
    node->is_phrase = value->is_phrase;
    node->is_prefix = is_in_words && is_prefix;
    return node;
}

static struct query_node *node_of_state(struct query_parser *parser, enum value_kind kind,
                                        struct slice text)
{
    for (size_t i = 0; i < COUNT_OF(states); i++) {
        if (states[i].kind != kind || !slice_is_nocase(text, states[i].name))
            continue;
        struct query_node *const node = query_node_new(parser, QUERY_STATE);
        node->state = states[i].state;
        parser->query->sees_hidden |= states[i].state == QUERY_HIDDEN;
        return node;
    }
    return NULL;
}

static struct query_node *node_of_time(struct query_parser *parser, enum value_kind kind,
                                       struct slice text)
{
    const bool is_date = kind == VALUE_AFTER || kind == VALUE_BEFORE;
    int64_t time_ms;
    if (is_date ? !query_parse_date(text, &time_ms)
                : !query_parse_age(text, parser->now_ms, &time_ms))
        return NULL;
    struct query_node *const node = query_node_new(parser, QUERY_TIME);
    if (kind == VALUE_AFTER || kind == VALUE_NEWER)
        node->since_ms = time_ms;
    else
        node->until_ms = time_ms;
    return node;
}

static struct query_node *node_of_value(struct query_parser *parser, const struct field *field,
                                        const struct value *value)
{
    if (value->text.len == 0)
        return NULL;
    switch (field->kind) {
    case VALUE_TEXT:
        return node_of_text(parser, field->field, value);
    case VALUE_IS:
    case VALUE_HAS:
        return node_of_state(parser, field->kind, value->text);
    default:
        return node_of_time(parser, field->kind, value->text);
    }
}

/* The parser stands behind the colon. */
static struct query_node *parse_field(struct query_parser *parser, const struct field *field)
{
    struct value value = {.at = parser->at};
    if (parser->at < parser->len && parser->text[parser->at] == '"') {
        if (!take_phrase(parser, &value))
            return NULL;
    } else {
        value.text = take_word(parser);
    }
    struct query_node *const node = node_of_value(parser, field, &value);
    if (node)
        node->column = query_column(parser, value.at);
    else
        error_set_at(parser->err, ERR_SYNTAX, 0, query_column(parser, value.at),
                     _("%s: is followed by %s"), field->name, _(field->expected));
    return node;
}

/* The length of the letters in front of a colon; 0 when there is none. An address (`http://`) is
 * text. */
static size_t field_name_len(const struct query_parser *parser)
{
    const char *const start = parser->text + parser->at;
    const size_t left = parser->len - parser->at;
    size_t len = 0;
    while (len < left && ascii_is_alpha(start[len]))
        len++;
    if (len == 0 || len == left || start[len] != ':')
        return 0;
    const bool is_address = left - len > 2 && start[len + 1] == '/' && start[len + 2] == '/';
    return is_address ? 0 : len;
}

static struct query_node *fail_unknown(struct query_parser *parser, struct slice name)
{
    error_set_at(parser->err, ERR_SYNTAX, 0, query_column(parser, parser->at),
                 _("there is no field %.*s:; there are title: author: feed: tag: link: is: has: "
                   "after: before: newer: older:"),
                 (int)name.len, name.data);
    return NULL;
}

struct query_node *query_parse_term(struct query_parser *parser)
{
    struct value value = {.at = parser->at};
    if (parser->text[parser->at] == '"')
        return take_phrase(parser, &value) ? node_of_text(parser, QUERY_ANY, &value) : NULL;
    const struct slice name = {parser->text + parser->at, field_name_len(parser)};
    for (size_t i = 0; name.len && i < COUNT_OF(fields); i++) {
        if (!slice_is_nocase(name, fields[i].name))
            continue;
        parser->at += name.len + 1;
        return parse_field(parser, &fields[i]);
    }
    // In a title that is pasted (`Ubuntu: 24`) a word may end in a colon; a query that ends in one
    // is a field whose value is still to come.
    const size_t behind = parser->at + name.len + 1;
    if (name.len && (behind >= parser->len || !ascii_is_space(parser->text[behind])))
        return fail_unknown(parser, name);
    value.text = take_word(parser);
    return node_of_text(parser, QUERY_ANY, &value);
}
