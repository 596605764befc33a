#include "store/query_sql.h"

#include "base/limits.h"
#include "query/words.h"
#include "store/match_sql.h"
#include "text/fold.h"

void sql_init(struct sql *sql)
{
    arena_init(&sql->arena);
    str_init(&sql->text, LIMIT_STR_BYTES);
    vec_init(&sql->values, sizeof(struct store_value));
    sql->words = SQL_WORDS_ANYWHERE;
    sql->asks_index = false;
    sql->first_document = INT64_MIN;
    sql->last_document = INT64_MAX;
}

void sql_release(struct sql *sql)
{
    vec_release(&sql->values);
    str_release(&sql->text);
    arena_release(&sql->arena);
}

void sql_add(struct sql *sql, enum store_sql part)
{
    str_add(&sql->text, store_sql_texts[part].text);
    str_add_char(&sql->text, '\n');
}

void sql_bind(struct sql *sql, struct store_value value)
{
    struct store_value *const bound = vec_push(&sql->values);
    *bound = value;
}

void sql_add_number(struct sql *sql, enum store_sql part, int64_t number)
{
    sql_add(sql, part);
    sql_bind(sql, value_integer(number));
}

bool sql_open(const struct sql *sql, struct store *store, struct store_rows *rows,
              struct error *err)
{
    return rows_open_text(rows, store, sql->text.data, sql->values.items, sql->values.count, err);
}

bool sql_run(const struct sql *sql, struct store *store, struct error *err)
{
    struct store_rows rows;
    if (!sql_open(sql, store, &rows, err))
        return false;
    while (rows_next(&rows))
        continue;
    return rows_close(&rows, err);
}

void sql_add_key(struct sql *sql, const struct store_key *after, bool backwards)
{
    if (!after || !after->id)
        return;
    sql_add(sql, SQL_PART_AND);
    sql_add_number(sql, backwards ? SQL_PART_BEFORE : SQL_PART_BEHIND, after->published_ms);
    sql_bind(sql, value_integer(after->id));
}

const char *sql_fold(struct sql *sql, const char *text)
{
    struct str folded;
    str_init(&folded, LIMIT_STR_BYTES);
    text_fold(text, slice_of(text).len, &folded);
    const char *const kept = arena_strndup(&sql->arena, folded.data, folded.len);
    str_release(&folded);
    return kept;
}

/* How often a piece asks for the words and whether they are a prefix. */
static const struct {
    enum store_sql part;
    size_t pairs;
} word_parts[] = {
    [QUERY_ANY] = {SQL_PART_ANY, 7},
    [QUERY_TITLE] = {SQL_PART_TITLE, 1},
    [QUERY_AUTHOR] = {SQL_PART_AUTHOR, 1},
};

static void sql_add_read_words(struct sql *sql, const struct query_node *node)
{
    struct str words;
    str_init(&words, LIMIT_STR_BYTES);
    query_words(node->text, slice_of(node->text).len, &words);
    const char *const kept = arena_strndup(&sql->arena, words.data, words.len);
    str_release(&words);
    sql_add(sql, word_parts[node->field].part);
    for (size_t i = 0; i < word_parts[node->field].pairs; i++) {
        sql_bind(sql, value_text(kept));
        sql_bind(sql, value_integer(node->is_prefix));
    }
}

static void sql_add_indexed_words(struct sql *sql, const struct query_node *node)
{
    struct str match;
    str_init(&match, LIMIT_STR_BYTES);
    match_add_word(node, &match);
    sql_add(sql, SQL_PART_INDEXED);
    sql_bind(sql, value_text(arena_strndup(&sql->arena, match.data, match.len)));
    sql_bind(sql, value_integer(sql->first_document));
    sql_bind(sql, value_integer(sql->last_document));
    sql->asks_index = true;
    str_release(&match);
}

static void sql_add_words(struct sql *sql, const struct query_node *node)
{
    if (sql->words == SQL_WORDS_INDEXED) {
        sql_add_indexed_words(sql, node);
        return;
    }
    if (sql->words == SQL_WORDS_WAITING) {
        sql_add_read_words(sql, node);
        return;
    }
    sql_add(sql, SQL_PART_OPEN);
    sql_add_indexed_words(sql, node);
    sql_add(sql, SQL_PART_OR);
    sql_add(sql, SQL_PART_IS_WAITING);
    sql_add(sql, SQL_PART_AND);
    sql_add_read_words(sql, node);
    sql_add(sql, SQL_PART_CLOSE);
}

static void sql_add_feed(struct sql *sql, const struct query_node *node)
{
    long long id = 0;
    const bool is_number = slice_to_int64(slice_of(node->text), &id);
    const char *const folded = sql_fold(sql, node->text);
    sql_add(sql, SQL_PART_FEED);
    sql_bind(sql, value_text(folded));
    sql_bind(sql, value_text(folded));
    sql_bind(sql, value_integer(is_number ? id : 0));
}

static void sql_add_text(struct sql *sql, const struct query_node *node)
{
    switch (node->field) {
    case QUERY_FEED:
        sql_add_feed(sql, node);
        return;
    case QUERY_TAG:
        sql_add(sql, SQL_PART_TAG);
        sql_bind(sql, value_text(sql_fold(sql, node->text)));
        sql_bind(sql, value_text(sql_fold(sql, node->text)));
        return;
    case QUERY_LINK:
        sql_add(sql, SQL_PART_LINK);
        sql_bind(sql, value_text(sql_fold(sql, node->text)));
        return;
    default:
        sql_add_words(sql, node);
    }
}

static const enum store_sql state_parts[] = {
    [QUERY_UNREAD] = SQL_PART_UNREAD,
    [QUERY_READ] = SQL_PART_READ,
    [QUERY_STARRED] = SQL_PART_STARRED,
    [QUERY_HIDDEN] = SQL_PART_HIDDEN,
    [QUERY_CHANGED] = SQL_PART_CHANGED,
    [QUERY_HAS_COMMENTS] = SQL_PART_HAS_COMMENTS,
    [QUERY_HAS_ENCLOSURE] = SQL_PART_HAS_ENCLOSURE,
    [QUERY_HAS_FULL] = SQL_PART_HAS_FULL,
};

static void sql_add_time(struct sql *sql, const struct query_node *node)
{
    sql_add_number(sql, SQL_PART_SINCE, node->since_ms);
    sql_add(sql, SQL_PART_AND);
    sql_add_number(sql, SQL_PART_UNTIL, node->until_ms);
}

static void sql_add_leaf(struct sql *sql, const struct query_node *node)
{
    switch (node->kind) {
    case QUERY_TEXT:
        sql_add_text(sql, node);
        return;
    case QUERY_STATE:
        sql_add(sql, state_parts[node->state]);
        return;
    case QUERY_TIME:
        sql_add_time(sql, node);
        return;
    default:
        sql_add(sql, SQL_PART_TRUE);
    }
}

/*
 * The tree as a condition, by a walk with a stack of its own: a node is met once before its first
 * branch, once between the branches, once behind them (`met` counts). A chain of ANDs or of ORs is
 * written without brackets, since SQLite's parser takes only some tens of them inside one another;
 * LIMIT_QUERY_DEPTH bounds the rest.
 */
struct sql_visit {
    const struct query_node *node;
    bool has_brackets;
    int met;
};

static void sql_push(struct vec *stack, const struct query_node *node, enum query_kind parent)
{
    struct sql_visit *const visit = vec_push(stack);
    visit->node = node;
    visit->has_brackets = parent == QUERY_NOT || node->kind != parent;
}

static void sql_meet(struct sql *sql, struct vec *stack)
{
    struct sql_visit *const visit = vec_at(stack, stack->count - 1);
    const struct query_node *const node = visit->node;
    const bool has_brackets = visit->has_brackets;
    const bool is_pair = node->kind == QUERY_AND || node->kind == QUERY_OR;
    const int met = visit->met++;
    if (met == 0 && has_brackets)
        sql_add(sql, SQL_PART_OPEN);
    if (met == 0 && node->kind == QUERY_NOT)
        sql_add(sql, SQL_PART_NOT);
    if (met == 0 && (is_pair || node->kind == QUERY_NOT)) {
        sql_push(stack, node->first, node->kind);
        return;
    }
    if (met == 1 && is_pair) {
        sql_add(sql, node->kind == QUERY_AND ? SQL_PART_AND : SQL_PART_OR);
        sql_push(stack, node->second, node->kind);
        return;
    }
    if (met == 0)
        sql_add_leaf(sql, node);
    if (has_brackets)
        sql_add(sql, SQL_PART_CLOSE);
    vec_pop(stack);
}

static void sql_add_tree(struct sql *sql, const struct query_node *root)
{
    struct vec stack;
    vec_init(&stack, sizeof(struct sql_visit));
    sql_push(&stack, root, QUERY_NOT);
    while (stack.count)
        sql_meet(sql, &stack);
    vec_release(&stack);
}

void sql_add_node(struct sql *sql, const struct query_node *node)
{
    sql_add(sql, SQL_PART_AND);
    sql_add_tree(sql, node);
}

void sql_add_frame(struct sql *sql, const struct store_selection *selection, bool with_unread)
{
    // Something to start from, so that every condition begins with AND.
    const bool sees_hidden = selection && selection->query && selection->query->sees_hidden;
    sql_add(sql, sees_hidden ? SQL_PART_NOT_DELETED : SQL_PART_SHOWN);
    if (!selection)
        return;
    if (with_unread && selection->only_unread) {
        sql_add(sql, SQL_PART_AND);
        sql_add(sql, SQL_PART_UNREAD);
    }
    if (selection->feed_id) {
        sql_add(sql, SQL_PART_AND);
        sql_add_number(sql, SQL_PART_OF_FEED, selection->feed_id);
    }
    if (selection->tag) {
        sql_add(sql, SQL_PART_AND);
        sql_add(sql, SQL_PART_OF_FOLDER);
        sql_bind(sql, value_text(sql_fold(sql, selection->tag)));
    }
}

void sql_add_selection(struct sql *sql, const struct store_selection *selection, bool with_unread)
{
    sql_add_frame(sql, selection, with_unread);
    if (selection && selection->query && selection->query->root)
        sql_add_node(sql, selection->query->root);
}

static void sql_add_also(struct sql *sql, enum store_sql also, const struct store_value *value)
{
    sql_add(sql, SQL_PART_AND);
    sql_add(sql, also);
    if (value)
        sql_bind(sql, *value);
}

static void sql_add_matched_ids(struct sql *sql, const struct store_selection *selection,
                                const struct match *match, enum store_sql also,
                                const struct store_value *value)
{
    sql->words = SQL_WORDS_INDEXED;
    sql_add(sql, SQL_PART_HITS_IDS);
    sql_bind(sql, value_text(arena_strdup(&sql->arena, match->text.data)));
    sql_add(sql, SQL_PART_AND);
    sql_add_frame(sql, selection, true);
    for (size_t i = 0; i < match->others.count; i++)
        sql_add_node(sql, *(const struct query_node *const *)vec_at(&match->others, i));
    sql_add_also(sql, also, value);
    sql->words = SQL_WORDS_WAITING;
    sql_add(sql, SQL_PART_UNION_ALL);
    sql_add(sql, SQL_PART_WAITING_IDS);
    sql_add_selection(sql, selection, true);
    sql_add_also(sql, also, value);
    sql->words = SQL_WORDS_ANYWHERE;
}

void sql_add_ids(struct sql *sql, const struct store_selection *selection, enum store_sql also,
                 const struct store_value *value)
{
    struct match match;
    match_init(&match, selection ? selection->query : NULL);
    if (match.text.len) {
        sql_add_matched_ids(sql, selection, &match, also, value);
    } else {
        sql_add(sql, SQL_PART_IDS);
        sql_add_selection(sql, selection, true);
        sql_add_also(sql, also, value);
    }
    match_release(&match);
}
