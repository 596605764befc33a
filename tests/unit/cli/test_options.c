#include "unit/unit.h"

#include <string.h>

#include "cli/options.h"

static enum cli_wish read_words(struct cli_call *call, struct error *err, int argc,
                                const char *const *argv)
{
    enum cli_wish wish = CLI_WISH_UI;
    if (!cli_call_read(argc, (char **)(uintptr_t)argv, call, &wish, err))
        assert_int_not_equal(err->kind, ERR_NONE);
    return wish;
}

#define READ(call, err, ...)                                                                       \
    read_words(call, err, (int)COUNT_OF(((const char *[]){"courant", __VA_ARGS__})),               \
               (const char *const[]){"courant", __VA_ARGS__})

static void options_stand_anywhere(void **state)
{
    (void)state;
    struct cli_call call;
    struct error err = {0};
    assert_int_equal(READ(&call, &err, "--home", "/h", "add", "--tag=a b", "x.org", "--tag", "c"),
                     CLI_WISH_COMMAND);
    assert_string_equal(call.command->name, "add");
    assert_string_equal(call.home, "/h");
    assert_string_equal(cli_operand(&call, 0), "x.org");
    assert_null(cli_operand(&call, 1));
    assert_int_equal(call.given.count, 2);
    assert_string_equal(cli_value(&call, "tag"), "c");
    assert_null(cli_value(&call, "title"));
    cli_call_release(&call);
}

static void signed_words_are_operands_where_they_mean_something(void **state)
{
    (void)state;
    struct cli_call call;
    struct error err = {0};
    assert_int_equal(READ(&call, &err, "mark", "-old", "7"), CLI_WISH_COMMAND);
    assert_string_equal(cli_operand(&call, 0), "-old");
    cli_call_release(&call);
}

static void after_two_dashes_everything_is_an_operand(void **state)
{
    (void)state;
    struct cli_call call;
    struct error err = {0};
    assert_int_equal(READ(&call, &err, "show", "--", "--full"), CLI_WISH_COMMAND);
    assert_string_equal(cli_operand(&call, 0), "--full");
    assert_false(cli_has(&call, "full"));
    cli_call_release(&call);
}

static void a_wrong_word_names_the_nearest_right_one(void **state)
{
    (void)state;
    static const struct {
        const char *words[3];
        const char *sentence;
    } rows[] = {
        {{"artcles"}, "there is no command 'artcles': did you mean 'articles'?"},
        {{"reload", "--forse"}, "there is no option '--forse': did you mean '--force'?"},
        {{"xyzzy"}, "there is no command 'xyzzy': 'courant --help' lists them"},
        {{"show"}, "'show' needs more words: 'courant show ID'"},
        {{"feeds", "a"}, "'a' is one word too many: 'courant feeds'"},
        {{"show", "1", "--width"}, "--width needs a value: N"},
        {{"feeds", "--json=1"}, "--json takes no value"},
        {{"show", "-x"}, "there is no option '-x': options are written in full, as --help"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *argv[] = {"courant", rows[i].words[0], rows[i].words[1], rows[i].words[2]};
        int argc = 1;
        while (argc < 4 && argv[argc])
            argc++;
        struct cli_call call;
        struct error err = {0};
        read_words(&call, &err, argc, argv);
        assert_int_equal(err.kind, ERR_USAGE);
        assert_string_equal(err.text, rows[i].sentence);
        cli_call_release(&call);
    }
}

static void numbers_have_their_bounds(void **state)
{
    (void)state;
    struct cli_call call;
    struct error err = {0};
    int64_t number;
    READ(&call, &err, "show", "1", "--width", "0");
    assert_false(cli_number(&call, "width", 1, 4096, 80, &number, &err));
    assert_string_equal(err.text, "--width takes a number from 1 to 4096, not '0'");
    assert_true(cli_number(&call, "none", 1, 2, 80, &number, &err));
    assert_int_equal(number, 80);
    cli_call_release(&call);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_stand_anywhere),
        cmocka_unit_test(signed_words_are_operands_where_they_mean_something),
        cmocka_unit_test(after_two_dashes_everything_is_an_operand),
        cmocka_unit_test(a_wrong_word_names_the_nearest_right_one),
        cmocka_unit_test(numbers_have_their_bounds),
    };
    return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
