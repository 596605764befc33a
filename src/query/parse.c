#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "query/internal.h"

/*
 *     any   = all *( "OR" all )
 *     all   = one *( ["AND"] one )
 *     one   = "-" one / "(" any ")" / term
 */
static struct query_node *parse_any(struct query_parser *parser);

struct query_node *query_node_new(struct query_parser *parser, enum query_kind kind)
{
    struct query_node *const node = arena_zalloc(&parser->query->arena, sizeof(*node));
    node->kind = kind;
    node->text = "";
    node->since_ms = INT64_MIN;
    node->until_ms = INT64_MAX;
    return node;
}

int query_column(const struct query_parser *parser, size_t at)
{
    return 1 + (int)utf8_count(parser->text, at);
}

static struct query_node *parse_fail(struct query_parser *parser, enum error_kind kind,
                                     const char *sentence)
{
    error_set_at(parser->err, kind, 0, query_column(parser, parser->at), "%s", sentence);
    return NULL;
}

static void skip_space(struct query_parser *parser)
{
    while (parser->at < parser->len && ascii_is_space(parser->text[parser->at]))
        parser->at++;
}

static bool stands_on(const struct query_parser *parser, char c)
{
    return parser->at < parser->len && parser->text[parser->at] == c;
}

/* Does the keyword stand here, as a word of its own? */
static bool stands_on_word(const struct query_parser *parser, const char *keyword)
{
    const size_t len = strlen(keyword);
    const size_t left = parser->len - parser->at;
    if (left < len || memcmp(parser->text + parser->at, keyword, len) != 0)
        return false;
    const char behind = left == len ? ' ' : parser->text[parser->at + len];
    return ascii_is_space(behind) || behind == '(' || behind == ')' || behind == '"';
}

/* What asks for nothing falls away. */
static struct query_node *join(struct query_parser *parser, enum query_kind kind,
                               struct query_node *first, struct query_node *second)
{
    if (first->kind == QUERY_ALL)
        return second;
    if (second->kind == QUERY_ALL)
        return first;
    struct query_node *const node = query_node_new(parser, kind);
    node->first = first;
    node->second = second;
    return node;
}

static struct query_node *negate(struct query_parser *parser, struct query_node *node)
{
    if (node->kind == QUERY_ALL)
        return node;
    if (node->kind == QUERY_NOT)
        return node->first;
    struct query_node *const negation = query_node_new(parser, QUERY_NOT);
    negation->first = node;
    return negation;
}

static struct query_node *parse_group(struct query_parser *parser)
{
    const size_t opened = parser->at++;
    struct query_node *const node = parse_any(parser);
    if (!node)
        return NULL;
    if (!stands_on(parser, ')')) {
        error_set_at(parser->err, ERR_SYNTAX, 0, query_column(parser, opened),
                     _("the bracket is not closed"));
        return NULL;
    }
    parser->at++;
    return node;
}

static struct query_node *parse_negation(struct query_parser *parser);

static struct query_node *parse_one(struct query_parser *parser)
{
    if (parser->at == parser->len || ascii_is_space(parser->text[parser->at]))
        return parse_fail(parser, ERR_SYNTAX, _("a word, a \"phrase\" or a bracket is missing"));
    if (stands_on(parser, ')'))
        return parse_fail(parser, ERR_SYNTAX, _("something is missing before this bracket"));
    if (stands_on_word(parser, "OR") || stands_on_word(parser, "AND"))
        return parse_fail(parser, ERR_SYNTAX,
                          _("something is missing before this word; to search for it, write it in "
                            "quotation marks or small letters"));
    if (parser->depth == LIMIT_QUERY_DEPTH)
        return parse_fail(parser, ERR_LIMIT, _("the query is nested too deeply"));
    struct query_node *node;
    parser->depth++;
    if (stands_on(parser, '('))
        node = parse_group(parser);
    else if (stands_on(parser, '-'))
        node = parse_negation(parser);
    else if (parser->term_count++ == QUERY_TERMS)
        node = parse_fail(parser, ERR_LIMIT, _("the query has too many words"));
    else
        node = query_parse_term(parser);
    parser->depth--;
    return node;
}

/* A dash that stands alone is one of the signs between words, as in a title that is pasted. */
static struct query_node *parse_negation(struct query_parser *parser)
{
    parser->at++;
    if (parser->at < parser->len && ascii_is_space(parser->text[parser->at]))
        return query_node_new(parser, QUERY_ALL);
    struct query_node *const node = parse_one(parser);
    return node ? negate(parser, node) : NULL;
}

static struct query_node *parse_all(struct query_parser *parser)
{
    skip_space(parser);
    struct query_node *node = parse_one(parser);
    while (node) {
        skip_space(parser);
        if (parser->at == parser->len || stands_on(parser, ')') || stands_on_word(parser, "OR"))
            break;
        if (stands_on_word(parser, "AND")) {
            parser->at += strlen("AND");
            skip_space(parser);
        }
        struct query_node *const next = parse_one(parser);
        node = next ? join(parser, QUERY_AND, node, next) : NULL;
    }
    return node;
}

static struct query_node *parse_any(struct query_parser *parser)
{
    struct query_node *node = parse_all(parser);
    while (node && stands_on_word(parser, "OR")) {
        parser->at += strlen("OR");
        struct query_node *const next = parse_all(parser);
        node = next ? join(parser, QUERY_OR, node, next) : NULL;
    }
    return node;
}

static struct query_node *parse_whole(struct query_parser *parser)
{
    if (parser->len > LIMIT_QUERY_BYTES) {
        error_set(parser->err, ERR_LIMIT, _("a query is at most %d bytes long"), LIMIT_QUERY_BYTES);
        return NULL;
    }
    skip_space(parser);
    if (parser->at == parser->len)
        return query_node_new(parser, QUERY_ALL);
    struct query_node *const root = parse_any(parser);
    if (root && parser->at < parser->len)
        return parse_fail(parser, ERR_SYNTAX, _("this bracket was not opened"));
    return root;
}

struct query *query_parse(const char *text, int64_t now_ms, struct error *err)
{
    struct query *const query = mem_zalloc(sizeof(*query));
    arena_init(&query->arena);
    struct query_parser parser = {
        .text = text, .len = strlen(text), .now_ms = now_ms, .query = query, .err = err};
    query->root = parse_whole(&parser);
    if (query->root)
        return query;
    query_free(query);
    return NULL;
}

void query_free(struct query *query)
{
    if (!query)
        return;
    arena_release(&query->arena);
    free(query);
}
