/* An article as text for a file or for another program. */
#include "unit/ui/stage.h"

static const char wanted[] = "Of \"salt\"; and `bread`\n"
                             "wire · 23 Dec 2023 11:00\n"
                             "https://wire.example/0\n"
                             "\n"
                             "Two words.[1]\n"
                             "\n"
                             "[1] https://wire.example/x\n";

static void open_one(struct stage *stage)
{
    static const char *const titles[] = {"Of \"salt\"; and `bread`"};
    static const char *const contents[] = {
        "<p>Two <a href='https://wire.example/x'>words.</a></p>"};
    struct store *const store = stage_home(stage);
    stage_feed(store, "wire", NULL, titles, contents, 1);
    stage_open(stage, store, 80, 24);
    setenv("HOME", stage->folder, 1);
    stage_type(stage, "\n");
}

static void holds(const struct stage *stage, const char *name, const char *text)
{
    char path[PATH_BYTES];
    struct str found;
    struct error err = {0};
    str_init(&found, 1 << 16);
    assert_true(path_join(path, stage->folder, name, &err));
    assert_true(file_read(path, 1 << 16, &found, &err));
    assert_string_equal(found.data, text);
    str_release(&found);
}

static void a_file_is_new_and_its_name_is_the_user_s(void **state)
{
    (void)state;
    struct stage stage;
    open_one(&stage);
    stage_type(&stage, "W");
    stage_shows(&stage, "Save as: ~/article-1.txt");
    stage_type(&stage, "\n");
    stage_settle(&stage);
    stage_shows(&stage, "saved: ");
    holds(&stage, "article-1.txt", wanted);
    char path[PATH_BYTES];
    assert_true(path_join(path, stage.folder, "kept", NULL));
    assert_true(file_write(path, "mine", 4, NULL));
    stage_type(&stage, ":save ~/kept\n");
    stage_settle(&stage);
    stage_shows(&stage, "is there already: give another name");
    holds(&stage, "kept", "mine");
    stage_type(&stage, ":save ~/no/where\n");
    stage_settle(&stage);
    stage_shows(&stage, "cannot be written: No such file or directory");
    stage_close(&stage);
}

static void a_command_gets_the_text_as_its_input_and_no_part_of_it_as_words(void **state)
{
    (void)state;
    struct stage stage;
    open_one(&stage);
    stage_type(&stage, "|");
    stage_shows(&stage, "Give it to the command:");
    stage_type(&stage, "sh -c 'cat > \"$HOME/piped\"; echo $# > \"$HOME/words\"' sh\n");
    stage_shows(&stage, "given to sh -c ");
    holds(&stage, "piped", wanted);
    holds(&stage, "words", "0\n");
    stage_type(&stage, ":pipe sh -c 'exit 3'\n");
    stage_shows(&stage, "sh -c 'exit 3' ended with 3");
    stage_type(&stage, ":pipe courant-has-no-such-program\n");
    stage_shows(&stage, "courant-has-no-such-program cannot be started");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_new_and_its_name_is_the_user_s),
        cmocka_unit_test(a_command_gets_the_text_as_its_input_and_no_part_of_it_as_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
