#include "unit/ui/stage.h"

#include "text/cells.h"
#include "ui/command.h"

static void every_shipped_key_has_a_command(void **state)
{
    (void)state;
    char name[64];
    size_t count = 0;
    for (; keymap_builtin_name(count, name); count++) {
        size_t len = 0;
        const char *const text = keymap_builtin(name, &len);
        struct keymap *const keymap = keymap_new();
        struct error err = {0};
        const bool is_read = keymap_parse(keymap, text, len, command_check, NULL, &err);
        assert_string_equal(err.text, "");
        assert_true(is_read);
        keymap_free(keymap);
    }
    assert_int_equal(count, 2);
}

static void newsboat_s_keys_do_what_hands_expect(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *context; int key; const char *command; } rows[] = {
        {"feeds", 'r', "reload"}, {"feeds", 'R', "reload-all"}, {"articles", 'A', "mark-all-read"},
        {"articles", 'N', "toggle-read"}, {"article", 'N', "toggle-read"}, {"articles", 'n', "next-unread"},
        {"article", 'p', "previous-unread"}, {"article", 'o', "browse"}, {"articles", 'q', "back"},
        {"feeds", 'C', "mark-everything-read"}, {"article", 'J', "next-article"}, {"article", 'O', "browse ; mark-read"},
        {"articles", 14, "next-unread-feed"},
        {"feeds", 'Q', "quit"}, {"articles", '/', "search"}, {"articles", 5, "tag"}, {"feeds", 'j', "down"},
        {"articles", 'l', "right"}, {"feeds", '?', "help"},
    };
    // clang-format on
    size_t len = 0;
    const char *const text = keymap_builtin("newsboat", &len);
    struct keymap *const keymap = keymap_new();
    assert_true(keymap_parse(keymap, text, len, command_check, NULL, NULL));
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *command = NULL;
        assert_int_equal(keymap_find(keymap, rows[i].context, &rows[i].key, 1, &command),
                         KEYMAP_COMMAND);
        assert_string_equal(command, rows[i].command);
    }
    keymap_free(keymap);
}

static void every_command_is_told_of_and_found(void **state)
{
    (void)state;
    const struct command *command = NULL;
    size_t count = 0;
    for (; (command = command_at(count)) != NULL; count++) {
        assert_non_null(command->help);
        assert_non_null(command->run);
        assert_ptr_equal(command_find(command->name, strlen(command->name)), command);
        assert_true(!command->hint == !command->hint_panes);
        // What is asked for has a question.
        assert_true(!(command->needs & NEEDS_ARGUMENT) || command->asks);
    }
    assert_true(count > 40);
}

static void a_wrong_name_is_answered_with_the_nearest(void **state)
{
    (void)state;
    struct error err = {0};
    assert_false(command_check(NULL, "relod", &err));
    assert_string_equal(err.text, "there is no command `relod`; did you mean `reload`?");
    assert_false(command_check(NULL, "xyzzy", &err));
    assert_string_equal(err.text, "there is no command `xyzzy`");
    assert_true(command_check(NULL, "add https://x.example/", &err));
}

static void the_best_completion_comes_first(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *typed; const char *better; const char *worse; } rows[] = {
        {"th", "theme", "next-thread"},
        {"nu", "next-unread", "continue"},
        {"rel", "reload", "reload-all"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_true(command_match(rows[i].typed, rows[i].better) >
                    command_match(rows[i].typed, rows[i].worse));
    assert_int_equal(command_match("zq", "quit"), -1);
}

static void open_any(struct stage *stage, int width)
{
    static const char *const titles[] = {"One", "Two"};
    struct store *const store = stage_home(stage);
    stage_feed(store, "wire", "News", titles, NULL, 2);
    stage_open(stage, store, width, 24);
}

static int column_of(struct stage *stage, const char *words)
{
    const char *const screen = stage_screen(stage);
    const char *const at = strstr(screen, words);
    if (!at)
        fail_msg("`%s` is not on the screen:\n%s", words, screen);
    const char *line = at;
    while (line > screen && line[-1] != '\n')
        line--;
    return text_cells(line, (size_t)(at - line));
}

static void what_the_palette_says_stands_in_a_column(void **state)
{
    (void)state;
    static const int widths[] = {40, 80, 200};
    for (size_t i = 0; i < COUNT_OF(widths); i++) {
        struct stage stage;
        open_any(&stage, widths[i]);
        stage_type(&stage, ":previous-unread");
        const int column = column_of(&stage, "Open the prev");
        assert_int_equal(column_of(&stage, "To the prev"), column);
        assert_true(column <= widths[i] / 2 + 3);
        if (widths[i] > 40)
            stage_shows(&stage, " previous-unread-feed  ");
        stage_close(&stage);
    }
}

static void the_palette_completes_and_runs(void **state)
{
    (void)state;
    struct stage stage;
    open_any(&stage, 80);
    stage_type(&stage, ":hel");
    stage_shows(&stage, "The keys and commands");
    stage_type(&stage, "\n");
    stage_shows(&stage, "KEYS AND COMMANDS");
    stage_type(&stage, "q:nonsense\n");
    stage_shows(&stage, "there is no command `nonsense`");
    stage_type(&stage, ":theme mono\n");
    assert_string_equal(stage.ui->theme.name, "mono");
    stage_type(&stage, ":theme none\n");
    stage_shows(&stage, "there is no theme `none`; there are default, mono, dark");
    stage_type(&stage, ":set measure 60\n");
    assert_int_equal(stage.ui->settings.measure_cells, 60);
    stage_close(&stage);
}

static void a_key_of_another_pane_is_told_with_its_name(void **state)
{
    (void)state;
    struct stage stage;
    open_any(&stage, 80);
    stage_type(&stage, "?/thread\n");
    stage_shows(&stage,
                "   ]                :next-thread           To the next thread (comments)\n");
    stage_type(&stage, "q?/match\n");
    stage_shows(&stage,
                "   n                :next-match (article, comments)\n"
                "                    Next place of a search, else the next unread article\n");
    stage_type(&stage, "q\n\n?/match\n");
    stage_shows(&stage, "   n                :next-match\n");
    stage_type(&stage, "q?/(comm\n");
    stage_shows(&stage, ":next-thread");
    stage_lacks(&stage, ":next-match");
    stage_close(&stage);
}

static void the_log_shows_the_whole_of_what_the_last_line_cut(void **state)
{
    (void)state;
    struct stage stage;
    open_any(&stage, 60);
    stage_type(&stage, ":theme zzz\n");
    stage_shows(&stage, " there is no theme `zzz`; there are default, mono, dark");
    stage_lacks(&stage, "high-contrast");
    stage_type(&stage, ":log\n");
    stage_shows(&stage, "  there is no theme `zzz`; there are default,\n");
    stage_shows(&stage, "\n           light, gruvbox, nord, high-contrast\n");
    // The last of them is in sight, and the first is gone to.
    stage_type(&stage, "q:theme xyz\n");
    for (int i = 0; i < 9; i++)
        stage_type(&stage, ":theme xyz\n");
    stage_type(&stage, ":log\n");
    stage_shows(&stage, "\n           light, gruvbox, nord, high-contrast\n");
    stage_lacks(&stage, "zzz");
    stage_type(&stage, "g");
    stage_shows(&stage, "zzz");
    stage_close(&stage);
}

static void what_is_to_be_chosen_may_be_typed_in_part(void **state)
{
    (void)state;
    struct stage stage;
    open_any(&stage, 80);
    stage_type(&stage, ":theme gruv\n");
    assert_string_equal(stage.ui->theme.name, "gruvbox");
    stage_type(&stage, ":go ire");
    // A feed stands there once, however often it has a row.
    const char *const first = strstr(stage_screen(&stage), "─\n wire\n");
    assert_non_null(first);
    assert_ptr_equal(strstr(first + strlen("─\n wire\n"), "wire\n"), NULL);
    stage_type(&stage, "\n");
    stage_shows(&stage, "News › wire");
    stage_type(&stage, ":sort old\n");
    assert_int_equal(articles_order(stage.ui->panes[PANE_ARTICLES]), ORDER_OLDEST);
    stage_settle(&stage);
    stage_close(&stage);
}

static void a_theme_is_shown_while_one_looks_for_it(void **state)
{
    (void)state;
    struct stage stage;
    open_any(&stage, 80);
    struct ui *const ui = stage.ui;
    stage_type(&stage, ":theme \t");
    assert_string_equal(ui->theme.name, "default");
    stage_key(&stage, KEY_SPECIAL | KEY_DOWN_);
    assert_string_equal(ui->theme.name, "mono");
    stage_key(&stage, KEY_SPECIAL | KEY_DOWN_);
    assert_string_equal(ui->theme.name, "dark");
    stage_key(&stage, KEY_SPECIAL | KEY_UP_);
    assert_string_equal(ui->theme.name, "mono");
    stage_type(&stage, "\x1b");
    assert_string_equal(ui->theme.name, "default");
    assert_string_equal(ui->settings.theme, "default");
    stage_type(&stage, ":theme nord");
    assert_string_equal(ui->theme.name, "nord");
    stage_type(&stage, "\x1b");
    assert_string_equal(ui->theme.name, "default");
    stage_type(&stage, ":theme \t\t\t\n");
    assert_string_equal(ui->theme.name, "dark");
    assert_string_equal(ui->settings.theme, "dark");
    stage_close(&stage);
}

static void what_is_pasted_counts_as_typed(void **state)
{
    (void)state;
    struct stage stage;
    open_any(&stage, 80);
    struct ui *const ui = stage.ui;
    stage_type(&stage, ":theme \t");
    assert_int_equal(ui->prompt.chosen, 0);
    ui_handle_event(ui, &(struct event){.kind = EVENT_PASTE, .text = "mono\n", .len = 5});
    assert_string_equal(ui->prompt.editor.text.data, "theme mono ");
    assert_true(ui->prompt.chosen == SIZE_MAX);
    stage_key(&stage, KEY_SPECIAL | KEY_BACKSPACE_);
    stage_type(&stage, "\x1b:theme ");
    ui_handle_event(ui, &(struct event){.kind = EVENT_PASTE, .text = "dark", .len = 4});
    assert_string_equal(ui->theme.name, "dark");
    stage_close(&stage);
}

static void what_was_typed_comes_back_unless_there_may_be_a_password_in_it(void **state)
{
    (void)state;
    struct stage stage;
    open_any(&stage, 80);
    stage_type(&stage, ":nonsense https://a.example/@ada\n");
    stage_type(&stage, ":nonsense https://ada:word@a.example/\n");
    stage_type(&stage, ":");
    stage_key(&stage, KEY_SPECIAL | KEY_UP_);
    assert_string_equal(stage.ui->prompt.editor.text.data, "nonsense https://a.example/@ada");
    stage_close(&stage);
}

static void a_setting_takes_effect_at_once_or_not_at_all(void **state)
{
    (void)state;
    struct stage stage;
    open_any(&stage, 120);
    struct ui *const ui = stage.ui;
    stage_type(&stage, ":set theme = gruvbox\n");
    assert_string_equal(ui->theme.name, "gruvbox");
    stage_type(&stage, ":set theme nowhere\n");
    stage_shows(&stage, "there is no theme `nowhere`");
    assert_string_equal(ui->settings.theme, "gruvbox");
    stage_type(&stage, ":set ascii yes\n");
    stage_lacks(&stage, "│");
    stage_shows(&stage, "|");
    stage_type(&stage, ":set keys emacs\n");
    stage_shows(&stage, "there is no key map `emacs`");
    assert_string_equal(ui->settings.keys, "default");
    stage_type(&stage, ":set theme\n");
    stage_shows(&stage, "theme = gruvbox");
    stage_type(&stage, ":set nothing\n");
    stage_shows(&stage, "there is no setting `nothing`");
    stage_type(&stage, ":set keys newsboat\n*");
    assert_true(ui_article(ui)->is_starred);
    stage_type(&stage, ":set keys def\t\n");
    stage_settle(&stage);
    stage_close(&stage);
}

static void a_command_that_needs_more_says_so(void **state)
{
    (void)state;
    struct stage stage;
    struct store *const store = stage_home(&stage);
    stage_open(&stage, store, 80, 24);
    stage_type(&stage, "s");
    stage_shows(&stage, "no article is chosen");
    stage_type(&stage, ":send\n");
    stage_shows(&stage, "no reply is being written");
    stage_close(&stage);
}

static void the_user_s_keys_stand_over_the_shipped_ones(void **state)
{
    (void)state;
    struct stage stage;
    static const char *const titles[] = {"One", "Two"};
    struct store *const store = stage_home(&stage);
    stage_feed(store, "wire", "News", titles, NULL, 2);
    stage_configure(&stage, "keys", "[all]\nxx = help\nq = none\n");
    stage_open(&stage, store, 80, 24);
    stage_type(&stage, "q");
    assert_false(stage.ui->is_over);
    stage_type(&stage, "xx");
    stage_shows(&stage, "KEYS AND COMMANDS");
    stage_close(&stage);
}

static void the_last_line_tells_the_keys_in_use(void **state)
{
    (void)state;
    struct stage stage;
    static const char *const titles[] = {"One", "Two"};
    struct store *const store = stage_home(&stage);
    stage_feed(store, "wire", "News", titles, NULL, 2);
    stage_open(&stage, store, 80, 24);
    stage_shows(&stage, "j/k move");
    stage_shows(&stage, "q quit");
    stage_type(&stage, "\n");
    stage_shows(&stage, "q back");
    stage_configure(&stage, "keys", "[all]\n? <F1> = none\nxy = help\n");
    assert_true(ui_read_configuration(stage.ui));
    stage_type(&stage, "j"); // the notice goes
    stage_shows(&stage, "xy keys");
    stage_lacks(&stage, "? keys");
    stage_close(&stage);
}

static void a_key_may_have_several_commands(void **state)
{
    (void)state;
    struct stage stage;
    static const char *const titles[] = {"One", "Two"};
    struct store *const store = stage_home(&stage);
    stage_feed(store, "wire", "News", titles, NULL, 2);
    stage_configure(&stage, "keys",
                    "[all]\nb = toggle-star ; tag later ; down\n"
                    "B = send ; quit\nX = search One;Two\n");
    stage_open(&stage, store, 80, 24);
    stage_type(&stage, "\n");
    struct pane *const list = stage.ui->panes[PANE_ARTICLES];
    const int64_t id = articles_current(list)->id;
    stage_type(&stage, "b");
    stage_settle(&stage);
    struct store_articles one = {0};
    assert_true(store_articles_get(stage.ui->store, id, &one, NULL));
    assert_true(one.items[0].is_starred);
    assert_string_equal(one.items[0].tags[0], "later");
    store_articles_release(&one);
    assert_string_equal(articles_current(list)->title, "Two");
    // What cannot be run ends the line.
    stage_type(&stage, "B");
    stage_shows(&stage, "no reply is being written");
    assert_false(stage.ui->is_over);
    // Without the blanks the sign belongs to the argument.
    stage_type(&stage, "X");
    assert_string_equal(articles_query(list), "One;Two");
    // What is typed is one command: text from outside may stand in it.
    stage_type(&stage, ":search One ; quit\n");
    assert_false(stage.ui->is_over);
    assert_string_equal(articles_query(list), "One ; quit");
    struct error err = {0};
    assert_false(command_check(NULL, "browse ; fly", &err));
    assert_string_equal(err.text, "there is no command `fly`");
    assert_true(command_check(NULL, "browse ; mark-read ; next-article", &err));
    stage_close(&stage);
}

static void what_a_key_asks_for_has_a_question_and_its_own_history(void **state)
{
    (void)state;
    struct stage stage;
    open_any(&stage, 80);
    stage_type(&stage, ":go wire\nqN");
    stage_shows(&stage, "New title: wire");
    stage_lacks(&stage, ":rename-feed");
    stage_type(&stage, " ; quit\n");
    stage_settle(&stage);
    stage_shows(&stage, "wire ; quit");
    assert_false(stage.ui->is_over);
    // Nothing typed is nothing asked for.
    stage_type(&stage, "t\n");
    assert_int_equal(stage.ui->prompt.kind, PROMPT_NONE);
    // Up finds what was typed to this question, and to no other.
    stage_type(&stage, "\n");
    stage_type(&stage, "tlater\n:set measure 60\n");
    stage_type(&stage, "t");
    stage_key(&stage, KEY_SPECIAL | KEY_UP_);
    stage_shows(&stage, "Tag (with - in front: take it away): later");
    stage_type(&stage, "\x1bS\t\t\n");
    assert_int_equal(articles_order(stage.ui->panes[PANE_ARTICLES]), ORDER_OLDEST);
    stage_settle(&stage);
    stage_close(&stage);
}

static void a_bad_file_is_told_with_name_line_and_column(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *name; const char *text; const char *says; } rows[] = {
        {"config", "theme = mono\nmeasure = x\n", "config:2:11: measure is a number from 20 to 400"},
        {"config", "theme = nowhere\n", "config:1:9: there is no theme `nowhere`; there are default, mono"},
        {"config", "ascii = no\n  keys = nowhere\n", "config:2:10: there is no key map `nowhere`; there are "},
        {"keys", "j = fly away\n", "keys:1:5: there is no command `fly`"},
        {"themes/default.theme", "text = default\nfeed = ultraviolet\n", "default.theme:2:8: `ultraviolet` is no colour"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct stage stage;
        store_close(stage_home(&stage));
        stage_configure(&stage, rows[i].name, rows[i].text);
        struct error err = {0};
        stage.app = app_new(&(struct app_options){.home = stage.folder}, &err);
        assert_null(ui_new(&(struct ui_options){.app = stage.app}, &err));
        if (!strstr(err.text, rows[i].says))
            fail_msg("%s says: %s", rows[i].name, err.text);
        stage_close(&stage);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shipped_key_has_a_command),
        cmocka_unit_test(newsboat_s_keys_do_what_hands_expect),
        cmocka_unit_test(a_key_of_another_pane_is_told_with_its_name),
        cmocka_unit_test(the_log_shows_the_whole_of_what_the_last_line_cut),
        cmocka_unit_test(what_is_to_be_chosen_may_be_typed_in_part),
        cmocka_unit_test(a_theme_is_shown_while_one_looks_for_it),
        cmocka_unit_test(what_is_pasted_counts_as_typed),
        cmocka_unit_test(what_was_typed_comes_back_unless_there_may_be_a_password_in_it),
        cmocka_unit_test(a_setting_takes_effect_at_once_or_not_at_all),
        cmocka_unit_test(every_command_is_told_of_and_found),
        cmocka_unit_test(a_wrong_name_is_answered_with_the_nearest),
        cmocka_unit_test(the_best_completion_comes_first),
        cmocka_unit_test(what_the_palette_says_stands_in_a_column),
        cmocka_unit_test(the_palette_completes_and_runs),
        cmocka_unit_test(a_command_that_needs_more_says_so),
        cmocka_unit_test(the_user_s_keys_stand_over_the_shipped_ones),
        cmocka_unit_test(the_last_line_tells_the_keys_in_use),
        cmocka_unit_test(a_key_may_have_several_commands),
        cmocka_unit_test(what_a_key_asks_for_has_a_question_and_its_own_history),
        cmocka_unit_test(a_bad_file_is_told_with_name_line_and_column),
    };
    return cmocka_run_group_tests_name("command", tests, NULL, NULL);
}
