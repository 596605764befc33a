#include "unit/unit.h"

#include <string.h>

#include "base/str.h"
#include "base/time.h"
#include "config/rules.h"

/* All that a file says, in one line. */
static void write_rules(const struct rules *rules, struct str *out)
{
    for (size_t i = 0; i < rules->smarts.count; i++) {
        const struct rules_smart *const smart = vec_at(&rules->smarts, i);
        str_printf(out, "smart<%s><%s>", smart->name, smart->query);
    }
    for (size_t i = 0; i < rules->rules.count; i++) {
        const struct rules_rule *const rule = vec_at(&rules->rules, i);
        str_printf(out, "rule<%s><%s>", rule->name, rule->text);
        for (size_t k = 0; k < rule->actions.count; k++) {
            str_add_char(out, ' ');
            rules_write_action(vec_at(&rule->actions, k), out);
        }
        if (rule->until_ms != INT64_MAX)
            str_printf(out, " until %lld", (long long)(rule->until_ms / 1000));
    }
    for (size_t i = 0; i < rules->keeps.count; i++) {
        const struct rules_keep *const keep = vec_at(&rules->keeps, i);
        str_printf(out, "keep<%s>%lldd%lld", keep->feed ? keep->feed : "", (long long)keep->days,
                   (long long)keep->count);
    }
}

static void a_file_says_what_it_says(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *says;
    } rows[] = {
        {"", ""},
        {"# nothing\n\n", ""},
        {"smart \"Long reads\" = has:full newer:7d\n", "smart<Long reads><has:full newer:7d>"},
        {"smart\"A\"=x\r\nsmart \"B\" =\n", "smart<A><x>smart<B><>"},
        {"rule \"Ports\" {\n  query = title:port* -author:press\n  actions = star, +harbour front ,"
         "notify,read,hide\n}\n",
         "rule<Ports><title:port* -author:press> star +harbour front notify read hide"},
        {"rule \"a\" {\nactions = read\nquery = a OR \"b = c\"\n}", "rule<a><a OR \"b = c\"> read"},
        {"mute \"election\" until 2026-12-01",
         "rule<mute election><\"election\"> hide until 1796083200"},
        {"mute \"elect*\"\nmute feed \"sport\"",
         "rule<mute elect*><\"elect\"*> hiderule<mute feed sport><feed:\"sport\"> hide"},
        {"mute feed \"x\" until 2027", "rule<mute feed x><feed:\"x\"> hide until 1798761600"},
        {"keep = 90d\nkeep \"sport\" = 1000\nkeep \"x\" = all\nkeep=2w",
         "keep<>90d0keep<sport>0d1000keep<x>0d0keep<>14d0"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {0};
        struct rules *const rules = rules_parse(rows[i].text, strlen(rows[i].text), 0, &err);
        if (!rules)
            fail_msg("%s: %d:%d: %s", rows[i].text, err.line, err.column, err.text);
        struct str out;
        str_init(&out, 1 << 16);
        write_rules(rules, &out);
        assert_string_equal(out.data, rows[i].says);
        str_release(&out);
        rules_free(rules);
    }
}

static void a_bad_line_is_told_with_its_place(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        const char *text;
        int line;
        int column;
        const char *says;
    } rows[] = {
        {"\nmust \"x\"",                              2, 1,  "a line begins with smart, rule, mute or keep"},
        {"smart Long = x",                            1, 7,  "expected a name in quotation marks"},
        {"smart \"Long = x",                          1, 7,  "expected a name in quotation marks"},
        {"smart \" \" = x",                           1, 7,  "a name has 1 to 200 bytes"},
        {"smart \"é\" x",                             1, 11, "expected `=` and a query"},
        {"smart \"é\" = x (y",                        1, 15, "the bracket is not closed"},
        {"smart \"é\" = is:odd",                      1, 16, "is: is followed by unread, read, starred, hidden or changed"},
        {"smart \"a\" = x\nsmart \"a\" = y",          2, 7,  "there is another smart feed of this name"},
        {"rule \"a\"\n{",                             1, 9,  "expected `{`"},
        {"rule \"a\" { query = x }",                  1, 12, "what a rule says stands on lines of its own"},
        {"rule \"a\" {\nquery = x\n",                 1, 1,  "the rule is not closed"},
        {"rule \"a\" {\nquery = x\n}",                3, 1,  "the rule has no `actions =`"},
        {"rule \"a\" {\nactions = read\n}",           3, 1,  "the rule has no `query =`"},
        {"rule \"a\" {\nquery = x\n  query = y\n}",   3, 3,  "the rule has a query already"},
        {"rule \"a\" {\n  query = \"x\n}",            2, 11, "the quotation mark is not closed"},
        {"rule \"a\" {\nactions = read, sing\n}",     2, 17, "an action is read, star, hide, notify or +TAG"},
        {"rule \"a\" {\nactions =\n}",                2, 10, "an action is read, star, hide, notify or +TAG"},
        {"rule \"a\" {\nname = x\n}",                 2, 1,  "expected `query = …`, `actions = …` or `}`"},
        {"rule \"a\" {\nquery = x\nactions = read\n} x", 4, 2, "nothing stands behind the bracket"},
        {"mute \"&\"",                                1, 6,  "there is no word in it"},
        {"mute \"x\" 2026-12-01",                     1, 10, "expected `until` and a date"},
        {"mute \"x\" until soon",                     1, 16, "expected a date like 2026-12-01"},
        {"mute \"x\" until",                          1, 15, "expected a date like 2026-12-01"},
        {"keep = 0",                                  1, 8,  "expected all, a time like 90d, or a number"},
        {"keep = d",                                  1, 8,  "expected all, a time like 90d, or a number"},
        {"keep \"x\" 3",                              1, 10, "expected `=` and all, 90d or 1000"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {0};
        if (rules_parse(rows[i].text, strlen(rows[i].text), 0, &err))
            fail_msg("%s was read", rows[i].text);
        if (err.kind != ERR_SYNTAX || err.line != rows[i].line || err.column != rows[i].column ||
            strcmp(err.text, rows[i].says) != 0)
            fail_msg("%s: %d:%d: %s", rows[i].text, err.line, err.column, err.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_says_what_it_says),
        cmocka_unit_test(a_bad_line_is_told_with_its_place),
    };
    return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
