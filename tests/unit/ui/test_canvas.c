#include "unit/unit.h"

#include <string.h>

#include "ui/paint.h"
#include "unit/ui/dump.h"

static void draw(struct canvas *canvas, int x, const char *text)
{
    const struct canvas_pen pen = {.clip = {0, 0, canvas->width, canvas->height}};
    canvas_add(canvas, &pen, x, 0, text);
    const char *const fault = dump_fault(canvas);
    assert_string_equal(fault ? fault : "", "");
}

static void text_stays_within_its_clip(void **state)
{
    (void)state;
    // clang-format off
    static const struct { int x; const char *text; const char *shown; } rows[] = {
        {0, "abcdef",      "abcdef"},
        {4, "abcdef",      "    abcd"},
        {-2, "abcdef",     "cdef"},
        {0, "日本語文字",   "日本語文"},
        {1, "日本語文字",   " 日本語"},
        {-1, "日本語文字",  " 本語文"},
        {0, "e\xCC\x81x",  "e\xCC\x81x"},
        {0, "a\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBBz", "a\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBBz"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct canvas canvas;
        canvas_init(&canvas, 8, 1);
        draw(&canvas, rows[i].x, rows[i].text);
        struct str shown;
        str_init(&shown, 200);
        canvas_row_text(&canvas, 0, &shown);
        assert_string_equal(shown.data, rows[i].shown);
        str_release(&shown);
        canvas_release(&canvas);
    }
}

static void what_must_not_reach_a_terminal_is_left_out(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 20, 1);
    draw(&canvas, 0, "a\x1b]52;c\x07 \xC2\x9B\x35m\xE2\x80\xAE\x7F\xFFz");
    struct str shown;
    str_init(&shown, 200);
    canvas_row_text(&canvas, 0, &shown);
    assert_string_equal(shown.data, "a]52;c 5mz");
    str_release(&shown);
    canvas_release(&canvas);
}

static void a_wide_cluster_that_is_cut_by_another_leaves_no_half(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 6, 1);
    draw(&canvas, 0, "日本語");
    draw(&canvas, 1, "x");
    draw(&canvas, 3, "字");
    struct str shown;
    str_init(&shown, 200);
    canvas_row_text(&canvas, 0, &shown);
    assert_string_equal(shown.data, " x 字");
    str_release(&shown);
    canvas_release(&canvas);
}

static void what_does_not_fit_ends_in_an_ellipsis(void **state)
{
    (void)state;
    struct canvas canvas;
    canvas_init(&canvas, 12, 1);
    const struct canvas_pen pen = {.clip = {0, 0, 12, 1}};
    canvas_text_in(&canvas, &pen, 1, 0, 8, "Top officers resume");
    struct str shown;
    str_init(&shown, 200);
    canvas_row_text(&canvas, 0, &shown);
    assert_string_equal(shown.data, " Top off…");
    str_release(&shown);
    canvas_release(&canvas);
}

/* ---- painting: a device that writes what it is asked for as words */

static void say_move(void *context, int x, int y, struct str *out)
{
    (void)context;
    str_printf(out, "<%d,%d>", x, y);
}

static void say_look(void *context, int role, int marks, struct str *out)
{
    (void)context;
    (void)marks;
    str_printf(out, "{%d}", role);
}

static const struct paint_device device = {NULL, say_move, say_look, false};

static void only_what_changed_is_painted(void **state)
{
    (void)state;
    struct canvas now;
    struct canvas shown;
    canvas_init(&now, 10, 2);
    canvas_init(&shown, 10, 2);
    draw(&now, 2, "ab");
    struct str out;
    str_init(&out, 1000);
    paint_difference(&now, &shown, false, &device, &out);
    assert_string_equal(out.data, "<2,0>{0}ab");
    str_clear(&out);
    paint_difference(&now, &shown, false, &device, &out);
    assert_string_equal(out.data, "");
    str_release(&out);
    canvas_release(&now);
    canvas_release(&shown);
}

static void the_corner_is_left_where_a_character_in_it_would_scroll(void **state)
{
    (void)state;
    const struct paint_device scrolling = {NULL, say_move, say_look, true};
    struct canvas now;
    struct canvas shown;
    canvas_init(&now, 3, 2);
    canvas_init(&shown, 3, 2);
    draw(&now, 0, "abc");
    struct str out;
    str_init(&out, 1000);
    paint_difference(&now, &shown, true, &scrolling, &out);
    assert_string_equal(out.data, "<0,0>{0}abc<0,1>  ");
    str_clear(&out);
    paint_difference(&now, &shown, false, &scrolling, &out);
    assert_string_equal(out.data, "");
    str_release(&out);
    canvas_release(&now);
    canvas_release(&shown);
}

static void a_few_letters_are_written_again_rather_than_moved_over(void **state)
{
    (void)state;
    static const struct {
        const char *before;
        const char *after;
        const char *painted;
    } rows[] = {
        {"abcdefghijkl", "aXcdefghYjkl", "<1,0>{0}XcdefghY"},
        {"abcdefghijkl", "XbcdefghYjkl", "<0,0>{0}X<8,0>Y"},
        {"aécdefghijkl", "Xécdefghijkl", "<0,0>{0}X"},
        {"aécdefghijkl", "XéYdefghijkl", "<0,0>{0}X<2,0>Y"},
        {"a日defghijkl", "X日Yefghijkl", "<0,0>{0}X<3,0>Y"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct canvas now;
        struct canvas shown;
        canvas_init(&now, 12, 1);
        canvas_init(&shown, 12, 1);
        draw(&now, 0, rows[i].after);
        draw(&shown, 0, rows[i].before);
        struct str out;
        str_init(&out, 1000);
        paint_difference(&now, &shown, false, &device, &out);
        assert_string_equal(out.data, rows[i].painted);
        // Not across what looks otherwise.
        draw(&shown, 0, "abcdefghijkl");
        draw(&now, 0, "XbYdefghijkl");
        canvas_cell_at(&now, 1, 0)->role = canvas_cell_at(&shown, 1, 0)->role = 1;
        str_clear(&out);
        paint_difference(&now, &shown, false, &device, &out);
        assert_string_equal(out.data, "<0,0>{0}X<2,0>Y");
        str_release(&out);
        canvas_release(&now);
        canvas_release(&shown);
    }
}

static void the_cursor_is_set_behind_every_wide_cluster(void **state)
{
    (void)state;
    struct canvas now;
    struct canvas shown;
    canvas_init(&now, 10, 1);
    canvas_init(&shown, 10, 1);
    draw(&now, 0, "日本x");
    struct str out;
    str_init(&out, 1000);
    paint_difference(&now, &shown, false, &device, &out);
    assert_string_equal(out.data, "<0,0>{0}日<2,0>本<4,0>x");
    str_release(&out);
    canvas_release(&now);
    canvas_release(&shown);
}

static void behind_a_composed_cluster_the_row_is_painted_anew(void **state)
{
    (void)state;
    struct canvas now;
    struct canvas shown;
    canvas_init(&now, 6, 1);
    canvas_init(&shown, 6, 1);
    draw(&now, 2, "xyz");
    struct str out;
    str_init(&out, 1000);
    paint_difference(&now, &shown, true, &device, &out);
    draw(&now, 0, "\xE2\x9D\xA4\xEF\xB8\x8F");
    str_clear(&out);
    paint_difference(&now, &shown, false, &device, &out);
    assert_string_equal(out.data, "<0,0>{0}  <0,0>\xE2\x9D\xA4\xEF\xB8\x8F<2,0>xyz ");
    str_release(&out);
    canvas_release(&now);
    canvas_release(&shown);
}

/* Four people with joiners between them: 25 bytes, of which a cell holds the first four. */
#define FAMILY(last)                                                                               \
    "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7\xE2\x80\x8D\xF0\x9F" \
    "\x91" last

static void a_long_cluster_is_whole_and_compared_to_its_end(void **state)
{
    (void)state;
    struct canvas now;
    struct canvas shown;
    canvas_init(&now, 6, 2);
    canvas_init(&shown, 6, 2);
    draw(&now, 1, FAMILY("\xA6"));
    struct str out;
    str_init(&out, 1000);
    paint_difference(&now, &shown, false, &device, &out);
    assert_string_equal(out.data, "<1,0>{0}  <1,0>" FAMILY("\xA6") "<3,0>   ");
    str_clear(&out);
    paint_difference(&now, &shown, false, &device, &out);
    assert_string_equal(out.data, "");
    // Another one of whose bytes only the last differs.
    draw(&now, 1, FAMILY("\xA7"));
    paint_difference(&now, &shown, false, &device, &out);
    assert_string_equal(out.data, "<1,0>{0}  <1,0>" FAMILY("\xA7") "<3,0>   ");
    str_clear(&out);
    canvas_row_text(&shown, 0, &out);
    assert_string_equal(out.data, " " FAMILY("\xA7"));
    // As a whole the row is painted to its end, however far the cluster may spill.
    canvas_resize(&now, 14, 1);
    canvas_resize(&shown, 14, 1);
    draw(&now, 0, FAMILY("\xA6") "            ");
    str_clear(&out);
    paint_difference(&now, &shown, true, &device, &out);
    str_clear(&out);
    paint_difference(&now, &shown, true, &device, &out);
    assert_string_equal(out.data, "<0,0>{0}  <0,0>" FAMILY("\xA6") "<2,0>            ");
    // Exactly as long as a cell's room, shorter, longer.
    static const char *const marked[] = {"\xC3\xA9\xCC\x81", "e\xCC\x81",
                                         "\xC3\xA9\xCC\x81\xCC\x81"};
    for (size_t i = 0; i < COUNT_OF(marked); i++) {
        char cluster[CANVAS_CLUSTER_BYTES];
        draw(&now, 4, marked[i]);
        assert_string_equal(canvas_cluster(&now, 4, 0, cluster), marked[i]);
        draw(&now, 4, "x");
        assert_string_equal(canvas_cluster(&now, 4, 0, cluster), "x");
    }
    str_release(&out);
    canvas_release(&now);
    canvas_release(&shown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_stays_within_its_clip),
        cmocka_unit_test(what_must_not_reach_a_terminal_is_left_out),
        cmocka_unit_test(a_wide_cluster_that_is_cut_by_another_leaves_no_half),
        cmocka_unit_test(what_does_not_fit_ends_in_an_ellipsis),
        cmocka_unit_test(only_what_changed_is_painted),
        cmocka_unit_test(the_corner_is_left_where_a_character_in_it_would_scroll),
        cmocka_unit_test(a_few_letters_are_written_again_rather_than_moved_over),
        cmocka_unit_test(the_cursor_is_set_behind_every_wide_cluster),
        cmocka_unit_test(behind_a_composed_cluster_the_row_is_painted_anew),
        cmocka_unit_test(a_long_cluster_is_whole_and_compared_to_its_end),
    };
    return cmocka_run_group_tests_name("canvas", tests, NULL, NULL);
}
