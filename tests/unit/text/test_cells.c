#include "unit/unit.h"

#include <string.h>

#include "base/attributes.h"
#include "text/cells.h"

static const struct row {
    const char *text;
    size_t first_bytes; // of the first cluster
    int first_cells;
    int cells; // of all
} rows[] = {
    {"", 0, 0, 0},
    {"abc", 1, 1, 3},
    {"e\u0301x", 3, 1, 2},
    {"\u00e9", 2, 1, 1},
    {"\u65e5\u672c", 3, 2, 4},
    {"\u00adx", 2, 0, 1},
    {"\u0301", 2, 0, 0},
    {"\U0001F469\u200D\U0001F4BB!", 11, 2, 3},             // woman, joiner, laptop
    {"\u2764\uFE0F", 6, 2, 2},                             // red heart
    {"\u2764", 3, 1, 1},                                   // the same as text
    {"\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7", 8, 2, 4}, // two flags
    {"1\uFE0F\u20E3", 7, 2, 2},                            // keycap
    {"\U0001F44D\U0001F3FD", 8, 2, 2},                     // thumb with a skin colour
    {"\u1112\u1161\u11ab", 9, 2, 2},                       // Hangul in pieces
    {"\r\nx", 2, 0, 1},
    {"\x1b[", 1, 0, 1},
    {"\xff\xfe", 1, 1, 2}, // each broken byte is a U+FFFD
};

static void clusters_have_their_bytes_and_cells(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int cells;
        const size_t len = strlen(rows[i].text);
        assert_int_equal(text_cluster(rows[i].text, len, &cells), rows[i].first_bytes);
        assert_int_equal(cells, rows[i].first_cells);
        assert_int_equal(text_cells(rows[i].text, len), rows[i].cells);
    }
}

static const struct fit_row {
    const char *text;
    int width_cells;
    size_t bytes;
    int cells;
} fit_rows[] = {
    {"hello", 3, 3, 3},        {"hello", 9, 5, 5},       {"hello", 0, 0, 0},
    {"\u65e5\u672c", 3, 3, 2}, {"ae\u0301b", 2, 4, 2},   {"ae\u0301b", 1, 1, 1},
    {"ab\u0301", 2, 4, 2},     {"a\U0001F600", 2, 1, 1}, {"abc\u00adx", 3, 5, 3},
};

static void whole_clusters_are_fitted(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(fit_rows); i++) {
        int cells;
        const struct fit_row *const row = &fit_rows[i];
        assert_int_equal(text_fit(row->text, strlen(row->text), row->width_cells, &cells),
                         row->bytes);
        assert_int_equal(cells, row->cells);
    }
}

static void a_cluster_has_a_bound(void **state)
{
    (void)state;
    char text[1 + 2 * 100] = "a";
    for (size_t i = 0; i < 100; i++)
        memcpy(text + 1 + 2 * i, "\u0301", 2);
    int cells;
    assert_int_equal(text_cluster(text, sizeof(text), &cells), 1 + 2 * 31);
    assert_int_equal(cells, 1);
    assert_int_equal(text_cells(text, sizeof(text)), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clusters_have_their_bytes_and_cells),
        cmocka_unit_test(whole_clusters_are_fitted),
        cmocka_unit_test(a_cluster_has_a_bound),
    };
    return cmocka_run_group_tests_name("cells", tests, NULL, NULL);
}
