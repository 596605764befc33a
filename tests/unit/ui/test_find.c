#include "unit/ui/stage.h"

#include "text/cells.h"
#include "ui/command.h"

static const char *const titles[] = {"Harbour rates rise", "A quiet week", "Letters"};
static const char *const contents[] = {
    "<p>The harbour has new rates for boats.</p>",
    "<p>Nothing happened, and a boat went by.</p>",
    "<p>Who pays for the harbour?</p>",
};

static void open_paper(struct stage *stage, int width, int height)
{
    struct store *const store = stage_home(stage);
    stage_feed(store, "wire", "News", titles, contents, 3);
    stage_open(stage, store, width, height);
}

/* Type and wait for what is found. */
static void search(struct stage *stage, const char *keys)
{
    stage_type(stage, keys);
    stage_settle(stage);
}

/* The role of the first cell of a text on the screen; -1: it is not there. */
static int role_of(const struct stage *stage, const char *text)
{
    const struct canvas *const canvas = &stage->ui->canvas;
    for (int y = 0; y < canvas->height; y++) {
        struct str row;
        str_init(&row, 1 << 16);
        canvas_row_text(canvas, y, &row);
        const char *const found = strstr(row.data, text);
        const int x = found ? text_cells(row.data, (size_t)(found - row.data)) : -1;
        str_release(&row);
        if (found)
            return canvas_cell_at(canvas, x, y)->role;
    }
    return -1;
}

static void what_is_found_shows_as_one_types(void **state)
{
    (void)state;
    static const int sizes[][2] = {{40, 10}, {80, 24}, {120, 40}, {200, 60}};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        struct stage stage;
        open_paper(&stage, sizes[i][0], sizes[i][1]);
        stage_type(&stage, "\x06");
        stage_shows(&stage, "SEARCH EVERYWHERE");
        search(&stage, "harbour");
        stage_shows(&stage, "Harbour rates rise");
        stage_shows(&stage, "The harbour has new rates for boats.");
        stage_lacks(&stage, "Nothing happened");
        assert_int_equal(role_of(&stage, "harbour has"), THEME_SEARCH_HIT);
        assert_int_equal(role_of(&stage, "has new"), THEME_ARTICLE_META);
        search(&stage, " pays");
        stage_shows(&stage, "Letters");
        stage_lacks(&stage, "Harbour rates rise");
        search(&stage, " whales");
        stage_shows(&stage, "Nothing found.");
        stage_close(&stage);
    }
}

static void a_word_half_typed_finds_what_begins_so(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 80, 24);
    stage_type(&stage, "\x06");
    search(&stage, "harb");
    stage_shows(&stage, "Harbour rates rise");
    assert_string_equal(find_query(stage.ui->panes[PANE_FIND]), "harb*");
    search(&stage, " rat");
    stage_shows(&stage, "Nothing found.");
    assert_string_equal(find_query(stage.ui->panes[PANE_FIND]), "harb rat");
    stage_type(&stage, "\x1b");
    stage_type(&stage, "\x06\x15");
    // A word that is there as it was typed is not looked for as a beginning.
    search(&stage, "boat");
    stage_shows(&stage, "A quiet week");
    stage_lacks(&stage, "Harbour rates rise");
    assert_string_equal(find_query(stage.ui->panes[PANE_FIND]), "boat");
    stage_close(&stage);
}

static void from_a_hit_one_comes_back_to_what_was_found(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 80, 24);
    stage_type(&stage, "\x06");
    search(&stage, "harbour");
    stage_key(&stage, KEY_SPECIAL | KEY_DOWN_);
    stage_type(&stage, "\n");
    stage_shows(&stage, "Who pays for the harbour?");
    assert_int_equal(stage.ui->focus, PANE_ARTICLE);
    stage_type(&stage, "s");
    stage_settle(&stage);
    stage_type(&stage, "q");
    assert_int_equal(stage.ui->focus, PANE_FIND);
    stage_shows(&stage, "● Harbour rates rise");
    stage_shows(&stage, "★ Letters");
    stage_type(&stage, "\n");
    stage_shows(&stage, "Who pays for the harbour?");
    stage_type(&stage, "q\x1b");
    assert_int_equal(stage.ui->focus, PANE_FEEDS);
    // From another article than the one that was found the way is as ever.
    stage_type(&stage, "\x06");
    stage_settle(&stage);
    stage_type(&stage, "\nJ");
    stage_shows(&stage, "Nothing happened");
    stage_type(&stage, "q");
    assert_int_equal(stage.ui->focus, PANE_ARTICLES);
    stage_close(&stage);
}

static void a_bad_query_is_marked_at_its_character(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 80, 24);
    stage_type(&stage, "\x06");
    search(&stage, "harbour");
    stage_type(&stage, " (");
    stage_shows(&stage, "^");
    // What was found stays until the query is mended.
    stage_shows(&stage, "Harbour rates rise");
    stage_key(&stage, KEY_SPECIAL | KEY_BACKSPACE_);
    stage_type(&stage, "newer:soon");
    stage_shows(&stage, " ⌕ harbour newer:soon\n"
                        "                 ^ newer: is followed by a time");
    stage_settle(&stage);
    stage_close(&stage);
}

static void words_behind_the_command_are_searched(void **state)
{
    (void)state;
    struct stage stage;
    open_paper(&stage, 80, 24);
    search(&stage, ":find title:letters\n");
    stage_shows(&stage, "Letters");
    stage_lacks(&stage, "Harbour rates");
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_found_shows_as_one_types),
        cmocka_unit_test(a_word_half_typed_finds_what_begins_so),
        cmocka_unit_test(from_a_hit_one_comes_back_to_what_was_found),
        cmocka_unit_test(a_bad_query_is_marked_at_its_character),
        cmocka_unit_test(words_behind_the_command_are_searched),
    };
    return cmocka_run_group_tests_name("find", tests, NULL, NULL);
}
