#include "store/match_sql.h"

#include "base/limits.h"
#include "query/words.h"

bool match_is_word(const struct query_node *node)
{
    return node->kind == QUERY_TEXT &&
           (node->field == QUERY_ANY || node->field == QUERY_TITLE || node->field == QUERY_AUTHOR);
}

void match_add_word(const struct query_node *node, struct str *text)
{
    static const char *const columns[] = {
        [QUERY_ANY] = "", [QUERY_TITLE] = "title:", [QUERY_AUTHOR] = "author:"};
    struct str words;
    str_init(&words, LIMIT_STR_BYTES);
    query_words(node->text, slice_of(node->text).len, &words);
    // Nothing but letters, digits and blanks is in there. A character by itself is found as the
    // beginning of a pair.
    const bool is_prefix =
        node->is_prefix || query_words_end_alone((struct slice){words.data, words.len});
    str_add(text, columns[node->field]);
    str_add_char(text, '"');
    str_append(text, words.data, words.len);
    str_add(text, is_prefix ? "\"*" : "\"");
    str_release(&words);
}

/* A word, or alternatives that are all words. */
static bool is_flat(const struct query_node *node)
{
    for (; node->kind == QUERY_OR; node = node->first)
        if (!match_is_word(node->second))
            return false;
    return match_is_word(node);
}

/* Both grow to the left. */
static void add_flat(const struct query_node *node, struct str *text)
{
    str_add_char(text, '(');
    for (; node->kind == QUERY_OR; node = node->first) {
        match_add_word(node->second, text);
        str_add(text, " OR ");
    }
    match_add_word(node, text);
    str_add_char(text, ')');
}

static void add_condition(struct match *match, struct str *without, const struct query_node *node)
{
    if (is_flat(node)) {
        if (match->text.len)
            str_add(&match->text, " AND ");
        add_flat(node, &match->text);
        return;
    }
    if (node->kind == QUERY_NOT && is_flat(node->first)) {
        if (without->len)
            str_add(without, " OR ");
        add_flat(node->first, without);
        return;
    }
    *(const struct query_node **)vec_push(&match->others) = node;
}

/* The conditions of a chain of ANDs, also of one in brackets within another. */
static void add_conditions(struct match *match, struct str *without, const struct query_node *root)
{
    struct vec stack;
    vec_init(&stack, sizeof(root));
    *(const struct query_node **)vec_push(&stack) = root;
    while (stack.count) {
        const struct query_node *node =
            *(const struct query_node *const *)vec_at(&stack, stack.count - 1);
        vec_pop(&stack);
        for (; node->kind == QUERY_AND; node = node->first)
            *(const struct query_node **)vec_push(&stack) = node->second;
        add_condition(match, without, node);
    }
    vec_release(&stack);
}

/* Without a word that must be there, nothing leads. */
static void match_give_up(struct match *match, const struct query_node *root)
{
    str_clear(&match->text);
    vec_clear(&match->others);
    *(const struct query_node **)vec_push(&match->others) = root;
}

/* NOT binds more than AND. */
static void match_subtract(struct match *match, const struct str *without)
{
    struct str whole;
    str_init(&whole, LIMIT_STR_BYTES);
    str_printf(&whole, "(%s) NOT (%s)", match->text.data, without->data);
    str_release(&match->text);
    match->text = whole;
}

void match_init(struct match *match, const struct query *query)
{
    str_init(&match->text, LIMIT_STR_BYTES);
    vec_init(&match->others, sizeof(const struct query_node *));
    if (!query || !query->root)
        return;
    struct str without;
    str_init(&without, LIMIT_STR_BYTES);
    add_conditions(match, &without, query->root);
    if (match->text.len == 0)
        match_give_up(match, query->root);
    else if (without.len)
        match_subtract(match, &without);
    if (match->text.is_truncated)
        match_give_up(match, query->root);
    str_release(&without);
}

void match_release(struct match *match)
{
    str_release(&match->text);
    vec_release(&match->others);
}
