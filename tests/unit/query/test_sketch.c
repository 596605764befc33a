#include "unit/unit.h"

#include <string.h>

#include "base/str.h"
#include "query/sketch.h"

/* A generator of our own, so that a failure is the same everywhere. */
static unsigned next_random(uint64_t *state, unsigned below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(*state >> 33) % below;
}

static void make_text(uint64_t *state, bool is_han, struct str *text)
{
    str_clear(text);
    for (int i = 0; i < 200; i++) {
        if (is_han)
            str_add_code_point(text, 0x4E00 + next_random(state, 3000));
        else
            str_printf(text, "word%u ", next_random(state, 20000));
    }
}

static int alike(const char *a, const char *b)
{
    struct query_sketch first;
    struct query_sketch second;
    assert_true(query_sketch_make(a, strlen(a), &first));
    assert_true(query_sketch_make(b, strlen(b), &second));
    return query_sketch_alike(first.bins, second.bins);
}

static void case_accents_and_markup_of_words_do_not_count(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"The naïve Straße one two three four five six seven eight nine ten eleven twelve",
         "the NAIVE strasse, one two three four five; six (seven) eight nine ten eleven twelve!"},
        {"台湾当局会谈港口工人今天开始罢工货船等待", "台湾当局会谈港口工人今天开始罢工货船等待。"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(alike(rows[i][0], rows[i][1]), QUERY_SKETCH_BINS);
}

static void a_text_of_few_words_has_no_sketch(void **state)
{
    (void)state;
    static const char *const rows[] = {"", "one", "one two three four five six seven eight nine",
                                       "。。。", "港口罢工"};
    struct query_sketch sketch;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_false(query_sketch_make(rows[i], strlen(rows[i]), &sketch));
}

static void a_sketch_is_what_databases_hold(void **state)
{
    (void)state;
    struct query_sketch sketch;
    const char *const text = "one two three four five six seven eight nine ten eleven twelve "
                             "thirteen fourteen fifteen sixteen seventeen";
    assert_true(query_sketch_make(text, strlen(text), &sketch));
    assert_int_equal(sketch.shingle_count, 15);
    uint64_t sum = 0;
    for (int i = 0; i < QUERY_SKETCH_BINS; i++)
        sum = sum * 31 + sketch.bins[i];
    for (int i = 0; i < QUERY_SKETCH_BANDS; i++)
        sum = sum * 31 + sketch.bands[i];
    assert_int_equal(sum, UINT64_C(0xf5ceb0aa4a8f4ff6));
}

static void texts_of_other_words_are_others(void **state)
{
    (void)state;
    uint64_t random = 3;
    struct str texts[2];
    str_init(&texts[0], 1 << 16);
    str_init(&texts[1], 1 << 16);
    for (int i = 0; i < 50; i++) {
        make_text(&random, i % 2, &texts[0]);
        make_text(&random, i % 2, &texts[1]);
        assert_in_range(alike(texts[0].data, texts[1].data), 0, 4);
    }
    str_release(&texts[0]);
    str_release(&texts[1]);
}

/* Copies with 0 to 30 of 100 words changed, against as many others. */
static void copies_are_told_from_others(void **state)
{
    enum { STORIES = 600, WORDS = 150 };
    (void)state;
    uint64_t random = 11;
    int found = 0;
    for (int i = 0; i < STORIES; i++) {
        struct str texts[2];
        struct query_sketch sketches[2];
        str_init(&texts[0], 1 << 16);
        str_init(&texts[1], 1 << 16);
        for (int k = 0; k < WORDS; k++) {
            const unsigned word = next_random(&random, 20000);
            const bool is_kept = next_random(&random, 100) >= (unsigned)i % 31;
            str_printf(&texts[0], "word%u ", word);
            str_printf(&texts[1], "word%u ", is_kept ? word : next_random(&random, 20000));
        }
        bool shares_band = false;
        for (int k = 0; k < 2; k++)
            assert_true(query_sketch_make(texts[k].data, texts[k].len, &sketches[k]));
        for (int k = 0; k < QUERY_SKETCH_BANDS; k++)
            shares_band |= sketches[0].bands[k] == sketches[1].bands[k];
        found += shares_band &&
                 query_sketch_is_copy(query_sketch_alike(sketches[0].bins, sketches[1].bins),
                                      sketches[0].shingle_count);
        str_release(&texts[0]);
        str_release(&texts[1]);
    }
    assert_in_range(found, STORIES * 93 / 100, STORIES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_accents_and_markup_of_words_do_not_count),
        cmocka_unit_test(a_text_of_few_words_has_no_sketch),
        cmocka_unit_test(a_sketch_is_what_databases_hold),
        cmocka_unit_test(texts_of_other_words_are_others),
        cmocka_unit_test(copies_are_told_from_others),
    };
    return cmocka_run_group_tests_name("sketch", tests, NULL, NULL);
}
