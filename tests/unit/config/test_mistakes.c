#include "unit/unit.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "config/mistakes.h"

/* A small language: a line is `ok`, a `[section]`, or `block {` with lines up to `}`; a block of
 * which something is missing is told at its end. */
struct language {
    int parses;
};

static bool parse(void *context, const char *text, size_t len, struct error *err)
{
    struct language *const language = context;
    struct slice rest = {text, len};
    struct slice line;
    int ok_count = 0;
    language->parses++;
    for (int number = 1; slice_next(&rest, '\n', &line); number++) {
        const char *const start = line.data;
        line = slice_trim(line);
        ok_count = slice_is(line, "block {") ? 0 : ok_count + slice_is(line, "ok");
        const bool is_short = slice_is(line, "}") && ok_count < 2;
        const bool is_fine = line.len == 0 || slice_is(line, "ok") || slice_is(line, "block {") ||
                             slice_is(line, "}") || slice_is(line, "[section]");
        if (is_short || !is_fine)
            return error_set_at(err, ERR_SYNTAX, number, 1 + (int)(line.data - start), "%.*s",
                                (int)line.len, line.data);
    }
    return true;
}

static void every_mistake_is_found_and_none_that_follows_from_one(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *found;
    } rows[] = {
        {"", ""},
        {"ok\n[section]\nblock {\nok\nok\n}\n", ""},
        {"bad", "1:1 bad;"},
        {"bad\r\nok\n  worse\n", "1:1 bad;3:3 worse;"},
        {"[no]\nbad\nok\n[section]\nworse\n[no]\nbad", "1:1 [no];5:1 worse;6:1 [no];"},
        {"[ bad\nworse\n", "1:1 [ bad;2:1 worse;"},
        {"block {\nok\nbad\n}\nbad", "3:1 bad;5:1 bad;"},
        {"block {\nok\n}\nbad", "3:1 };4:1 bad;"},
        {"blok {\nbad\n}\nworse", "1:1 blok {;4:1 worse;"},
        {"blok {\nbad", "1:1 blok {;"},
        {"}\nbad", "1:1 };2:1 bad;"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct language language = {0};
        struct vec mistakes;
        struct str found;
        vec_init(&mistakes, sizeof(struct error));
        str_init(&found, 1024);
        config_mistakes(rows[i].text, strlen(rows[i].text), parse, &language, &mistakes);
        for (size_t k = 0; k < mistakes.count; k++) {
            const struct error *const err = vec_at(&mistakes, k);
            str_printf(&found, "%d:%d %s;", err->line, err->column, err->text);
        }
        assert_string_equal(found.data, rows[i].found);
        str_release(&found);
        vec_release(&mistakes);
    }
}

static void there_is_an_end_to_it(void **state)
{
    (void)state;
    struct language language = {0};
    struct vec mistakes;
    struct str text;
    vec_init(&mistakes, sizeof(struct error));
    str_init(&text, 1 << 16);
    for (int i = 0; i < 3 * CONFIG_MISTAKES; i++)
        str_add(&text, "bad\n");
    config_mistakes(text.data, text.len, parse, &language, &mistakes);
    assert_int_equal(mistakes.count, CONFIG_MISTAKES);
    assert_int_equal(language.parses, CONFIG_MISTAKES);
    str_release(&text);
    vec_release(&mistakes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_mistake_is_found_and_none_that_follows_from_one),
        cmocka_unit_test(there_is_an_end_to_it),
    };
    return cmocka_run_group_tests_name("mistakes", tests, NULL, NULL);
}
