/*
 * Articles that are too large to be laid out between two keys: the beginning stands at once, the
 * rest follows from a worker.
 */
#include "unit/ui/stage.h"

#include "base/limits.h"
#include "layout/layout.h"

enum { PARAGRAPHS = 3000 };

static void open_large(struct stage *stage, int width)
{
    static const char *const titles[] = {"A large one", "The one behind"};
    struct str text;
    str_init(&text, LIMIT_STR_BYTES);
    for (int i = 0; i < PARAGRAPHS; i++)
        str_printf(&text,
                   "<p>Paragraph %04d has some words, so that it takes two lines in a pane"
                   " of any width that people like to read.</p>",
                   i);
    const char *const contents[] = {text.data, "<p>Short.</p>"};
    struct store *const store = stage_home(stage);
    stage_feed(store, "wire", NULL, titles, contents, 2);
    str_release(&text);
    stage_open(stage, store, width, 30);
    stage_type(stage, "\n\n");
}

/* Wait until the worker has laid the article out. */
static void wait_for_text(struct stage *stage)
{
    stage_screen(stage);
    const struct layout *layout;
    while (!(layout = reader_layout(stage->ui->panes[PANE_ARTICLE])) ||
           layout_line_count(layout) <= PARAGRAPHS) {
        stage_wait(stage->ui->jobs);
        stage_screen(stage);
    }
}

static void the_beginning_stands_at_once(void **state)
{
    (void)state;
    struct stage stage;
    open_large(&stage, 80);
    // Whether the worker is ready or not: the text is there with the first drawing, and stays.
    stage_shows(&stage, "Paragraph 0000");
    wait_for_text(&stage);
    stage_shows(&stage, "Paragraph 0000");
    stage_type(&stage, "G");
    stage_shows(&stage, "Paragraph 2999");
    stage_settle(&stage);
    stage_close(&stage);
}

static void its_place_is_kept_at_another_width(void **state)
{
    (void)state;
    struct stage stage;
    open_large(&stage, 80);
    wait_for_text(&stage);
    struct pane *const reader = stage.ui->panes[PANE_ARTICLE];
    reader_go_to_line(reader, layout_line_count(reader_layout(reader)) / 2);
    char words[] = "Paragraph 0000";
    const char *const shown = strstr(stage_screen(&stage), "Paragraph ");
    assert_non_null(shown);
    memcpy(words, shown, strlen(words));
    static const int widths[] = {50, 120, 33, 80};
    for (size_t i = 0; i < COUNT_OF(widths); i++) {
        ui_resize(stage.ui, widths[i], 30);
        stage_screen(&stage);
        wait_for_text(&stage);
        stage_shows(&stage, words);
    }
    stage_settle(&stage);
    stage_close(&stage);
}

/* A few large ones would take more memory than everything else. */
static void one_that_is_left_is_not_kept(void **state)
{
    (void)state;
    struct stage stage;
    open_large(&stage, 120);
    wait_for_text(&stage);
    stage_type(&stage, "qj");
    stage_shows(&stage, "Short.");
    stage_type(&stage, "k");
    assert_true(layout_line_count(reader_layout(stage.ui->panes[PANE_ARTICLE])) < PARAGRAPHS);
    wait_for_text(&stage);
    stage_shows(&stage, "Paragraph 0000");
    stage_settle(&stage);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_beginning_stands_at_once),
        cmocka_unit_test(one_that_is_left_is_not_kept),
        cmocka_unit_test(its_place_is_kept_at_another_width),
    };
    return cmocka_run_group_tests_name("large", tests, NULL, NULL);
}
