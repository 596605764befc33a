#include "query/words.h"

#include "base/attributes.h"
#include "base/limits.h"
#include "text/fold.h"
#include "unit/unit.h"

#include <string.h>

static void a_text_is_brought_to_its_words(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *words;
    } rows[] = {
        {"", ""},
        {" - ", ""},
        {"Two  words.", "two words"},
        {"naïve Straße ŒUVRE", "naive strasse oeuvre"},
        {"нет, Ёж!", "нет еж"},
        {"½ cup", "1 2 cup"},
        {"台湾当局。会谈", "台湾当局 会谈"},
        {"台湾abc会谈", "台湾 abc 会谈"},
        {"ガギグ ﾊﾟﾋﾟ", "ガギグ パピ"},
        {"か\xE3\x82\x99", "が"},
        {"뉴스 \xE1\x84\x82\xE1\x85\xB2\xE1\x84\x89\xE1\x85\xB3", "뉴스 뉴스"},
        {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한"},
        {"I ❤\xEF\xB8\x8F you", "i ❤ you"},
        {"ok😀😀", "ok 😀😀"},
        {"e\xCC\x81t\xC3\xA9", "ete"},
        {"a\xC2\xAD"
         "b",
         "a b"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str words;
        str_init(&words, LIMIT_STR_BYTES);
        query_words(rows[i].text, strlen(rows[i].text), &words);
        assert_string_equal(words.data, rows[i].words);
        str_release(&words);
    }
}

static void a_reader_tells_where_each_word_stands(void **state)
{
    (void)state;
    static const char text[] = "The Straße, 台湾 ﬃ";
    static const struct {
        const char *word;
        const char *as_written;
        bool is_joined;
    } words[] = {{"the", "The", false},
                 {"strasse", "Straße", false},
                 {"台", "台", false},
                 {"湾", "湾", true},
                 {"ffi", "ﬃ", false}};
    struct query_reader reader;
    query_reader_init(&reader, text, strlen(text));
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        assert_true(query_reader_next(&reader));
        assert_string_equal(reader.word, words[i].word);
        assert_int_equal(reader.end - reader.start, strlen(words[i].as_written));
        assert_memory_equal(text + reader.start, words[i].as_written, reader.end - reader.start);
        assert_int_equal(reader.is_joined, words[i].is_joined);
    }
    assert_false(query_reader_next(&reader));
    query_reader_release(&reader);
}

/* Inside of a word letters are read by a shorter way than at its beginning. */
static void a_letter_is_read_alike_wherever_it_stands_in_a_word(void **state)
{
    (void)state;
    struct str alone;
    struct str inside;
    str_init(&alone, LIMIT_STR_BYTES);
    str_init(&inside, LIMIT_STR_BYTES);
    size_t letters = 0;
    for (unsigned point = 0x80; point < 0x780; point++) {
        const char text[] = {'a', (char)(0xC0 | point >> 6), (char)(0x80 | (point & 0x3F)), '\0'};
        str_clear(&alone);
        str_clear(&inside);
        query_words(text + 1, 2, &alone);
        query_words(text, 3, &inside);
        // Some fold to a blank and an accent or letter behind it.
        const size_t gap = text_fold_known(point)[0] == ' ' && alone.len > 0;
        if (inside.data[0] != 'a' || strcmp(inside.data + 1 + gap, alone.data) != 0)
            fail_msg("U+%04X is `%s`, and behind an a `%s`", point, alone.data, inside.data);
        letters += alone.len > 0;
    }
    assert_true(letters > 1000);
    str_release(&alone);
    str_release(&inside);
}

static void of_an_endless_word_the_beginning_counts(void **state)
{
    (void)state;
    char text[1000];
    memset(text, 'x', sizeof(text));
    struct str words;
    str_init(&words, LIMIT_STR_BYTES);
    query_words(text, sizeof(text), &words);
    assert_int_equal(words.len, QUERY_WORD_BYTES);
    str_release(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_brought_to_its_words),
        cmocka_unit_test(a_reader_tells_where_each_word_stands),
        cmocka_unit_test(a_letter_is_read_alike_wherever_it_stands_in_a_word),
        cmocka_unit_test(of_an_endless_word_the_beginning_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
