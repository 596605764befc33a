#include "config/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/str.h"
#include "config/lines.h"
#include "text/clean.h"

enum { NAME_BYTES = 200 };

struct reading {
    struct rules *rules;
    struct config_lines lines;
    struct rules_rule *rule; // whose block is open; NULL
    int rule_line;
    int64_t now_ms;
    struct error *err;
};

static bool fail(const struct reading *reading, const char *at, const char *sentence)
{
    return config_complain(&reading->lines, at, reading->err, "%s", sentence);
}

/* ---- words, names, queries */

/* A name in quotation marks, cut off the front. */
static bool take_name(const struct reading *reading, struct slice *rest, const char **name)
{
    *rest = slice_trim(*rest);
    const char *const start = rest->data;
    const char *const end =
        rest->len > 1 && start[0] == '"' ? memchr(start + 1, '"', rest->len - 1) : NULL;
    if (!end)
        return fail(reading, start, _("expected a name in quotation marks"));
    const size_t len = (size_t)(end - start) - 1;
    if (slice_trim((struct slice){start + 1, len}).len == 0 || len > NAME_BYTES)
        return fail(reading, start, _("a name has 1 to 200 bytes"));
    struct str clean;
    str_init(&clean, NAME_BYTES * 4);
    text_clean_line(start + 1, len, &clean);
    *name = arena_strndup(&reading->rules->arena, clean.data, clean.len);
    str_release(&clean);
    slice_take(rest, len + 2);
    return true;
}

static bool take_sign(const struct reading *reading, struct slice *rest, char sign,
                      const char *sentence)
{
    *rest = slice_trim(*rest);
    if (rest->len == 0 || rest->data[0] != sign)
        return fail(reading, rest->data, sentence);
    slice_take(rest, 1);
    *rest = slice_trim(*rest);
    return true;
}

/* The byte at which a column begins. */
static const char *at_column(struct slice text, int column)
{
    size_t at = 0;
    for (int left = column - 1; left > 0 && at < text.len; left--)
        do
            at++;
        while (at < text.len && ((unsigned char)text.data[at] & 0xC0) == 0x80);
    return text.data + at;
}

/* A feed is named at `at`. */
static void note_feed(const struct reading *reading, const char *at, const char *text)
{
    struct rules_feed *const feed = vec_push(&reading->rules->feeds);
    feed->text = arena_strdup(&reading->rules->arena, text);
    config_place(&reading->lines, at, &feed->line, &feed->column);
}

/* Those that the query `text` names, in its order: it recurses to the left, as deep as a query has
 * terms (QUERY_TERMS). */
static void note_feeds(const struct reading *reading, const struct query_node *node,
                       struct slice text)
{
    for (; node->kind == QUERY_AND || node->kind == QUERY_OR; node = node->second)
        note_feeds(reading, node->first, text);
    if (node->kind == QUERY_NOT)
        note_feeds(reading, node->first, text);
    if (node->kind == QUERY_TEXT && node->field == QUERY_FEED)
        note_feed(reading, at_column(text, node->column), node->text);
}

/* A complaint about a query, at its place in the line. */
static struct query *read_query(const struct reading *reading, struct slice text, const char **kept)
{
    struct error why = {0};
    *kept = arena_strndup(&reading->rules->arena, text.data, text.len);
    struct query *const query = query_parse(*kept, reading->now_ms, &why);
    if (query)
        note_feeds(reading, query->root, text);
    else
        fail(reading, at_column(text, why.column), why.text);
    return query;
}

/* ---- smart "NAME" = QUERY */

static bool read_smart(struct reading *reading, struct slice rest)
{
    const char *const start = slice_trim(rest).data;
    struct rules_smart smart = {0};
    if (!take_name(reading, &rest, &smart.name) ||
        !take_sign(reading, &rest, '=', _("expected `=` and a query")))
        return false;
    for (size_t i = 0; i < reading->rules->smarts.count; i++) {
        const struct rules_smart *const other = vec_at(&reading->rules->smarts, i);
        if (strcmp(other->name, smart.name) == 0)
            return fail(reading, start, _("there is another smart feed of this name"));
    }
    struct query *const query = read_query(reading, rest, &smart.query);
    query_free(query);
    if (!query)
        return false;
    *(struct rules_smart *)vec_push(&reading->rules->smarts) = smart;
    return true;
}

/* ---- rule "NAME" { … } */

static struct rules_rule *rule_new(struct reading *reading, const char *name)
{
    struct rules_rule *const rule = vec_push(&reading->rules->rules);
    *rule = (struct rules_rule){.name = name, .until_ms = INT64_MAX};
    vec_init(&rule->actions, sizeof(struct rules_action));
    return rule;
}

static bool read_rule(struct reading *reading, struct slice rest)
{
    const char *name;
    if (!take_name(reading, &rest, &name) || !take_sign(reading, &rest, '{', _("expected `{`")))
        return false;
    if (rest.len)
        return fail(reading, rest.data, _("what a rule says stands on lines of its own"));
    reading->rule_line = reading->lines.number;
    reading->rule = rule_new(reading, name);
    return true;
}

static const struct {
    const char *word;
    enum rules_action_kind kind;
} action_words[] = {
    {"read", RULES_READ},
    {"star", RULES_STAR},
    {"hide", RULES_HIDE},
    {"notify", RULES_NOTIFY},
};

static bool read_action(struct reading *reading, struct slice word)
{
    struct rules_action action = {0};
    bool is_known = false;
    for (size_t i = 0; i < COUNT_OF(action_words); i++) {
        if (!slice_is(word, action_words[i].word))
            continue;
        action.kind = action_words[i].kind;
        is_known = true;
    }
    if (word.len > 1 && word.len <= NAME_BYTES && word.data[0] == '+') {
        struct str tag;
        str_init(&tag, NAME_BYTES * 4);
        text_clean_line(word.data + 1, word.len - 1, &tag);
        action.kind = RULES_TAG;
        action.tag = arena_strndup(&reading->rules->arena, tag.data, tag.len);
        is_known = tag.len > 0;
        str_release(&tag);
    }
    if (!is_known)
        return fail(reading, word.data, _("an action is read, star, hide, notify or +TAG"));
    *(struct rules_action *)vec_push(&reading->rule->actions) = action;
    return true;
}

static bool read_actions(struct reading *reading, struct slice rest)
{
    struct slice word;
    if (rest.len == 0)
        return fail(reading, rest.data, _("an action is read, star, hide, notify or +TAG"));
    while (rest.len && slice_next(&rest, ',', &word))
        if (!read_action(reading, slice_trim(word)))
            return false;
    return true;
}

static bool end_rule(struct reading *reading, struct slice line)
{
    if (line.len > 1)
        return fail(reading, line.data + 1, _("nothing stands behind the bracket"));
    if (!reading->rule->query)
        return fail(reading, line.data, _("the rule has no `query =`"));
    if (reading->rule->actions.count == 0)
        return fail(reading, line.data, _("the rule has no `actions =`"));
    reading->rule = NULL;
    return true;
}

/* A line within a block. */
static bool read_part(struct reading *reading, struct slice line)
{
    if (line.data[0] == '}')
        return end_rule(reading, line);
    struct slice name;
    struct slice value;
    const bool is_assignment = config_assignment(line, &name, &value);
    const bool is_query = slice_is(name, "query");
    if (!is_assignment || (!is_query && !slice_is(name, "actions")))
        return fail(reading, line.data, _("expected `query = …`, `actions = …` or `}`"));
    if (!is_query)
        return read_actions(reading, value);
    if (reading->rule->query)
        return fail(reading, line.data, _("the rule has a query already"));
    reading->rule->query = read_query(reading, value, &reading->rule->text);
    return reading->rule->query != NULL;
}

/* ---- mute [feed] "TEXT" [until DATE] */

/* The first moment of a day, from the query language's own word for it. */
static bool read_day(const struct reading *reading, struct slice text, int64_t *time_ms)
{
    struct str word;
    str_init(&word, NAME_BYTES);
    str_printf(&word, "after:%.*s", config_quote_len(text), text.data);
    struct query *const query =
        memchr(text.data, ' ', text.len) ? NULL : query_parse(word.data, reading->now_ms, NULL);
    const bool is_day = text.len && query && query->root->kind == QUERY_TIME;
    if (is_day)
        *time_ms = query->root->since_ms;
    query_free(query);
    str_release(&word);
    return is_day || fail(reading, text.data, _("expected a date like 2026-12-01"));
}

static bool read_mute(struct reading *reading, struct slice rest)
{
    struct slice word = rest;
    struct slice first;
    const char *name;
    const bool is_feed = config_word(&word, &first) && slice_is(first, "feed");
    if (is_feed)
        rest = word;
    const char *const start = slice_trim(rest).data;
    if (!take_name(reading, &rest, &name))
        return false;
    struct rules_rule *const rule = rule_new(
        reading, arena_printf(&reading->rules->arena, is_feed ? "mute feed %s" : "mute %s", name));
    *(struct rules_action *)vec_push(&rule->actions) = (struct rules_action){.kind = RULES_HIDE};
    const size_t len = strlen(name);
    const bool is_prefix = len > 1 && name[len - 1] == '*';
    rule->text = arena_printf(&reading->rules->arena, "%s\"%.*s\"%s", is_feed ? "feed:" : "",
                              (int)(len - is_prefix), name, is_prefix ? "*" : "");
    rule->query = query_parse(rule->text, reading->now_ms, NULL);
    if (!rule->query || rule->query->root->kind == QUERY_ALL)
        return fail(reading, start, _("there is no word in it"));
    if (is_feed)
        note_feed(reading, start, rule->query->root->text);
    if (!config_word(&rest, &first))
        return true;
    if (!slice_is(first, "until"))
        return fail(reading, first.data, _("expected `until` and a date"));
    return read_day(reading, slice_trim(rest), &rule->until_ms);
}

/* ---- keep ["FEED"] = all | 90d | 1000 */

static bool read_keep(struct reading *reading, struct slice rest)
{
    static const struct {
        char letter;
        int64_t days;
    } units[] = {{'d', 1}, {'w', 7}, {'m', 30}, {'y', 365}};
    struct rules_keep keep = {0};
    long long number = 0;
    rest = slice_trim(rest);
    const char *const start = rest.data;
    if (rest.len && start[0] == '"' && !take_name(reading, &rest, &keep.feed))
        return false;
    if (keep.feed)
        note_feed(reading, start, keep.feed);
    if (!take_sign(reading, &rest, '=', _("expected `=` and all, 90d or 1000")))
        return false;
    struct slice digits = rest;
    int64_t days = 0;
    for (size_t i = 0; rest.len && i < COUNT_OF(units); i++)
        if (rest.data[rest.len - 1] == units[i].letter)
            days = units[i].days;
    digits.len -= days > 0;
    const bool is_all = slice_is(rest, "all");
    if (!is_all && (!slice_to_int64(digits, &number) || number < 1 || number > 100000000))
        return fail(reading, rest.data, _("expected all, a time like 90d, or a number"));
    keep.days = days * number;
    keep.count = days ? 0 : number;
    *(struct rules_keep *)vec_push(&reading->rules->keeps) = keep;
    return true;
}

/* ---- the file */

static const struct {
    const char *word;
    bool (*read)(struct reading *reading, struct slice rest);
} statements[] = {
    {"smart", read_smart},
    {"rule", read_rule},
    {"mute", read_mute},
    {"keep", read_keep},
};

static bool read_line(struct reading *reading, struct slice line)
{
    if (reading->rule)
        return read_part(reading, line);
    struct slice rest = line;
    size_t len = 0;
    while (len < line.len && ascii_is_alpha(line.data[len]))
        len++;
    const struct slice word = slice_take(&rest, len);
    for (size_t i = 0; i < COUNT_OF(statements); i++)
        if (slice_is(word, statements[i].word))
            return statements[i].read(reading, rest);
    return fail(reading, line.data, _("a line begins with smart, rule, mute or keep"));
}

static bool read_all(struct reading *reading)
{
    struct slice line;
    while (config_lines_next(&reading->lines, &line))
        if (!read_line(reading, line))
            return false;
    return !reading->rule || error_set_at(reading->err, ERR_SYNTAX, reading->rule_line, 1,
                                          _("the rule is not closed"));
}

struct rules *rules_parse(const char *text, size_t len, int64_t now_ms, struct error *err)
{
    struct rules *const rules = mem_zalloc(sizeof(*rules));
    arena_init(&rules->arena);
    vec_init(&rules->smarts, sizeof(struct rules_smart));
    vec_init(&rules->rules, sizeof(struct rules_rule));
    vec_init(&rules->keeps, sizeof(struct rules_keep));
    vec_init(&rules->feeds, sizeof(struct rules_feed));
    struct reading reading = {.rules = rules, .now_ms = now_ms, .err = err};
    config_lines_init(&reading.lines, text, len);
    if (read_all(&reading))
        return rules;
    rules_free(rules);
    return NULL;
}

void rules_free(struct rules *rules)
{
    if (!rules)
        return;
    for (size_t i = 0; i < rules->rules.count; i++) {
        struct rules_rule *const rule = vec_at(&rules->rules, i);
        query_free(rule->query);
        vec_release(&rule->actions);
    }
    vec_release(&rules->smarts);
    vec_release(&rules->rules);
    vec_release(&rules->keeps);
    vec_release(&rules->feeds);
    arena_release(&rules->arena);
    free(rules);
}

void rules_write_action(const struct rules_action *action, struct str *out)
{
    if (action->kind == RULES_TAG)
        str_printf(out, "+%s", action->tag);
    for (size_t i = 0; i < COUNT_OF(action_words); i++)
        if (action_words[i].kind == action->kind)
            str_add(out, action_words[i].word);
}
