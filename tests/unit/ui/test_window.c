#include "unit/unit.h"

#include "ui/window.h"
#include "unit/ui/dump.h"

static int width_of(const struct window_tree *tree, int pane)
{
    const struct window *const window = window_of(tree, pane);
    return window ? window->area.width : -1;
}

static void minimums_come_first_and_the_rest_goes_by_weight(void **state)
{
    (void)state;
    // clang-format off
    static const struct { int total; int fixed; int first; int second; } rows[] = {
        {122, 20, 25, 75}, // 100 for two with minimums 10 and 30: 60 by 1 to 3
        {62, 20, 10, 30},
        {42, 13, 6, 20},   // too little: everybody gets its part
        {2, 0, 0, 0},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct window_tree tree;
        window_init(&tree, WINDOW_COLUMNS);
        window_add(&tree, 0, &(struct window){.pane = 0, .fixed = 20});
        window_add(&tree, 0, &(struct window){.pane = 1, .minimum = 10, .weight = 1});
        window_add(&tree, 0, &(struct window){.pane = 2, .minimum = 30, .weight = 3});
        window_arrange(&tree, (struct rect){0, 1, rows[i].total, 10});
        assert_int_equal(width_of(&tree, 0), rows[i].fixed);
        assert_int_equal(width_of(&tree, 1), rows[i].first);
        assert_int_equal(width_of(&tree, 2), rows[i].second);
        assert_int_equal(width_of(&tree, 3), -1);
    }
}

static void a_place_belongs_to_a_pane_or_to_the_frame(void **state)
{
    (void)state;
    struct window_tree tree;
    window_init(&tree, WINDOW_COLUMNS);
    window_add(&tree, 0, &(struct window){.pane = 4, .fixed = 5});
    const int right = window_add(&tree, 0, &(struct window){.kind = WINDOW_ROWS, .weight = 1});
    window_add(&tree, right, &(struct window){.pane = 5, .fixed = 2});
    window_add(&tree, right, &(struct window){.pane = 6, .weight = 1});
    window_arrange(&tree, (struct rect){0, 0, 12, 6});
    assert_int_equal(window_pane_at(&tree, 0, 0), 4);
    assert_int_equal(window_pane_at(&tree, 5, 0), -1);
    assert_int_equal(window_pane_at(&tree, 6, 1), 5);
    assert_int_equal(window_pane_at(&tree, 6, 2), -1);
    assert_int_equal(window_pane_at(&tree, 11, 5), 6);
    struct canvas canvas;
    canvas_init(&canvas, 12, 6);
    window_draw_frames(&tree, &canvas, false);
    struct str shown;
    str_init(&shown, 1000);
    dump_canvas(&canvas, &shown);
    assert_string_equal(shown.data, "     │\n     │\n     ├──────\n     │\n     │\n     │\n");
    str_release(&shown);
    canvas_release(&canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minimums_come_first_and_the_rest_goes_by_weight),
        cmocka_unit_test(a_place_belongs_to_a_pane_or_to_the_frame),
    };
    return cmocka_run_group_tests_name("window", tests, NULL, NULL);
}
