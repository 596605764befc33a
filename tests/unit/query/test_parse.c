#include "base/str.h"
#include "base/time.h"
#include "query/query.h"
#include "unit/unit.h"

#include <string.h>

static int64_t now_ms(void)
{
    // The last of March: a month back there is no 31st.
    return time_from_civil(&(struct time_civil){.year = 2024, .month = 3, .day = 31, .hour = 12});
}

static void dump_time(int64_t time_ms, const char *sign, struct str *out)
{
    char buffer[TIME_TEXT_BYTES];
    if (time_ms != INT64_MIN && time_ms != INT64_MAX)
        str_printf(out, "%s%s", sign, time_format(time_ms, buffer));
}

static void dump_text(const struct query_node *node, struct str *out)
{
    static const char *const fields[] = {"", "title:", "author:", "feed:", "tag:", "link:"};
    str_printf(out, node->is_phrase ? "%s\"%s\"%s" : "%s%s%s", fields[node->field], node->text,
               node->is_prefix ? "*" : "");
}

/* The tree with all its brackets. */
static void dump(const struct query_node *node, struct str *out)
{
    static const char *const states[] = {"unread",  "read",         "starred",       "hidden",
                                         "changed", "has:comments", "has:enclosure", "has:full"};
    static const char *const signs[] = {[QUERY_AND] = " ", [QUERY_OR] = " | "};
    switch (node->kind) {
    case QUERY_ALL:
        str_add(out, "ALL");
        return;
    case QUERY_NOT:
        str_add(out, "-");
        dump(node->first, out);
        return;
    case QUERY_AND:
    case QUERY_OR:
        str_add(out, "(");
        dump(node->first, out);
        str_add(out, signs[node->kind]);
        dump(node->second, out);
        str_add(out, ")");
        return;
    case QUERY_TEXT:
        dump_text(node, out);
        return;
    case QUERY_STATE:
        str_add(out, states[node->state]);
        return;
    case QUERY_TIME:
        dump_time(node->since_ms, ">=", out);
        dump_time(node->until_ms, "<", out);
        return;
    }
}

static void queries_become_trees(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *tree;
    } rows[] = {
        {"", "ALL"},
        {"  \t ", "ALL"},
        {"ports", "ports"},
        {"ports strike", "(ports strike)"},
        {"a b c", "((a b) c)"},
        {"a OR b", "(a | b)"},
        {"a b OR c d", "((a b) | (c d))"},
        {"a OR b OR c", "((a | b) | c)"},
        {"ports AND rate", "(ports rate)"},
        {"a or b", "((a or) b)"},
        {"ORACLE ANDES", "(ORACLE ANDES)"},
        {"a (b OR c)", "(a (b | c))"},
        {"(a)(b)", "(a b)"},
        {"((a))", "a"},
        {"-a", "-a"},
        {"--a", "a"},
        {"-(a b)", "-(a b)"},
        {"re-open", "re-open"},
        {"-\"quiet week\"", "-\"quiet week\""},
        {"a\"b c\"d", "((a \"b c\") d)"},
        {"pre*", "pre*"},
        {"\"two wor\"*", "\"two wor\"*"},
        {"title:pre*", "title:pre*"},
        {"TITLE:\"a b\"", "title:\"a b\""},
        {"author:ada feed:3 tag:news link:example.org/x",
         "(((author:ada feed:3) tag:news) link:example.org/x)"},
        {"tag:c*", "tag:c*"},
        {"http://example.org/", "http://example.org/"},
        {"10:30", "10:30"},
        {"Ubuntu: 24", "(Ubuntu: 24)"},
        {"\"foo:\"", "\"foo:\""},
        {"C & A", "(C A)"},
        {"&", "ALL"},
        {"-&", "ALL"},
        {"& OR a", "a"},
        {"a - b", "(a b)"},
        {"\"OR\"", "\"OR\""},
        {"is:unread", "unread"},
        {"is:READ -is:starred", "(read -starred)"},
        {"has:comments has:enclosure has:full", "((has:comments has:enclosure) has:full)"},
        {"after:2026-01-31", ">=2026-01-31T00:00:00Z"},
        {"before:2024-02-29", "<2024-02-29T00:00:00Z"},
        {"after:2026", ">=2026-01-01T00:00:00Z"},
        {"after:2026-07", ">=2026-07-01T00:00:00Z"},
        {"newer:3d", ">=2024-03-28T12:00:00Z"},
        {"older:2w", "<2024-03-17T12:00:00Z"},
        {"newer:36h", ">=2024-03-30T00:00:00Z"},
        {"newer:1m", ">=2024-02-29T12:00:00Z"},
        {"newer:13M", ">=2023-02-28T12:00:00Z"},
        {"older:1y", "<2023-03-31T12:00:00Z"},
        {"newer:99999y", ">=-97975-03-31T12:00:00Z"},
        {"台湾 会谈", "(台湾 会谈)"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {0};
        struct query *const query = query_parse(rows[i].text, now_ms(), &err);
        if (!query)
            fail_msg("%s: %s", rows[i].text, err.text);
        struct str tree;
        str_init(&tree, 4096);
        dump(query->root, &tree);
        assert_string_equal(tree.data, rows[i].tree);
        str_release(&tree);
        query_free(query);
    }
}

static void what_cannot_be_read_points_at_the_character(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int column;
        const char *sentence;
    } rows[] = {
        {"a \"b", 3, "the quotation mark is not closed"},
        {"(a b", 1, "the bracket is not closed"},
        {"a b)", 4, "this bracket was not opened"},
        {"ä ö)", 4, "this bracket was not opened"},
        {"()", 2, "something is missing before this bracket"},
        {"a OR", 5, "a word, a \"phrase\" or a bracket is missing"},
        {"a AND ", 7, "a word, a \"phrase\" or a bracket is missing"},
        {"-", 2, "a word, a \"phrase\" or a bracket is missing"},
        {"OR a", 1,
         "something is missing before this word; to search for it, write it in quotation marks or "
         "small letters"},
        {"is:new", 4, "is: is followed by unread, read, starred, hidden or changed"},
        {"x has:", 7, "has: is followed by comments, enclosure or full"},
        {"title:", 7, "title: is followed by a word or a \"phrase\""},
        {"title:\"\"", 7, "title: is followed by a word or a \"phrase\""},
        {"title:\"x", 7, "the quotation mark is not closed"},
        {"after:2023-02-29", 7, "after: is followed by a date like 2026-01-31"},
        {"after:26-1-1", 7, "after: is followed by a date like 2026-01-31"},
        {"before:2023-13-01", 8, "before: is followed by a date like 2026-01-31"},
        {"newer:3", 7, "newer: is followed by a time like 3d (h, d, w, m, y)"},
        {"older:-3d", 7, "older: is followed by a time like 2w (h, d, w, m, y)"},
        {"newer:100000d", 7, "newer: is followed by a time like 3d (h, d, w, m, y)"},
        {"a titel:b", 3,
         "there is no field titel:; there are title: author: feed: tag: link: is: has: after: "
         "before: newer: older:"},
        {"foo:", 1,
         "there is no field foo:; there are title: author: feed: tag: link: is: has: after: "
         "before: newer: older:"},
        {"(a OR foo:)", 7,
         "there is no field foo:; there are title: author: feed: tag: link: is: has: after: "
         "before: newer: older:"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {0};
        struct query *const query = query_parse(rows[i].text, now_ms(), &err);
        if (query)
            fail_msg("%s was read", rows[i].text);
        assert_string_equal(err.text, rows[i].sentence);
        assert_int_equal(err.kind, ERR_SYNTAX);
        assert_int_equal(err.column, rows[i].column);
    }
}

static char *repeat(const char *piece, int count, const char *end)
{
    struct str text;
    str_init(&text, 1 << 20);
    for (int i = 0; i < count; i++)
        str_add(&text, piece);
    str_add(&text, end);
    char *const all = str_steal(&text);
    str_release(&text);
    return all;
}

static void a_query_has_limits(void **state)
{
    (void)state;
    static const struct {
        const char *piece;
        int count;
        const char *end;
        bool is_good;
    } rows[] = {
        {"a ", QUERY_TERMS, "", true},
        {"a ", QUERY_TERMS + 1, "", false},
        {"-", 10, "a", true},
        {"-", 5000, "a", false},
        {"(", 3000, "", false},
        {"(a OR ", 10, "b))))))))))", true},
        {"aaaaaaaaaa", 1000, "", false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {0};
        char *const text = repeat(rows[i].piece, rows[i].count, rows[i].end);
        struct query *const query = query_parse(text, now_ms(), &err);
        assert_int_equal(query != NULL, rows[i].is_good);
        if (!query)
            assert_int_equal(err.kind, ERR_LIMIT);
        query_free(query);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(queries_become_trees),
        cmocka_unit_test(what_cannot_be_read_points_at_the_character),
        cmocka_unit_test(a_query_has_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
