#include "unit/unit.h"

#include <iconv.h>
#include <string.h>

#include "base/attributes.h"
#include "base/limits.h"
#include "text/decode.h"
#include "text/utf8.h"

#define BYTES(text) text, sizeof(text) - 1

static const struct row {
    const char *bytes;
    size_t len;
    const char *protocol;
    const char *declared;
    const char *text;
    const char *charset;
    bool is_from_protocol;
    bool had_errors;
} rows[] = {
    {BYTES(""), NULL, NULL, "", "UTF-8", false, false},
    {BYTES("plain"), NULL, NULL, "plain", "UTF-8", false, false},
    // marks
    {BYTES("\xEF\xBB\xBF"
           "é"),
     "latin1", "latin1", "é", "UTF-8", false, false},
    {BYTES("\xFF\xFE\xE9\0"), "utf-8", NULL, "é", "UTF-16LE", false, false},
    {BYTES("\xFE\xFF\0\xE9\xD8\x3D\xDE\x00"), NULL, NULL, "é\U0001F600", "UTF-16BE", false, false},
    {BYTES("\xFF\xFE\0\0\xE9\0\0\0"), NULL, NULL, "é", "UTF-32LE", false, false},
    // patterns
    {BYTES("\0<\0?"), NULL, "utf-8", "<?", "UTF-16BE", false, false},
    {BYTES("<\0?\0"), "utf-8", NULL, "<?", "UTF-16LE", false, false},
    {BYTES("\0\0\0<"), NULL, NULL, "<", "UTF-32BE", false, false},
    // the protocol before the declaration before the bytes
    {BYTES("\xE9"), "latin1", "koi8-r", "é", "CP1252", true, false},
    {BYTES("\xC1"), NULL, "koi8-r", "а", "KOI8-R", false, false},
    {BYTES("\xC3\xA9\xC3\xA9"), "latin1", NULL, "Ã©Ã©", "CP1252", true, false},
    {BYTES("\xC3\xA9\xC3\xA9"), NULL, "iso-8859-1", "éé", "UTF-8", false, true},
    {BYTES("\xC3\xA9"), NULL, "iso-8859-1", "Ã©", "CP1252", false, false},
    {BYTES("gr\xFC\xDF"
           "e"),
     NULL, NULL, "grüße", "CP1252", false, false},
    {BYTES("\x93x\x94 \x80"), NULL, "utf-8", "“x” €", "CP1252", false, true},
    {BYTES("\xC3\xA9\xC3\xA9\xFF"), NULL, "utf-8", "éé\uFFFD", "UTF-8", false, true},
    {BYTES("\xC3\xA9"), "us-ascii", "utf-8", "é", "UTF-8", false, true},
    {BYTES("\xE9"), "no-such", NULL, "é", "CP1252", false, true},
    {BYTES("plain"), NULL, "utf-16", "plain", "UTF-8", false, true},
    // labels mean what WHATWG says
    {BYTES("\x93x\x94"), " \"ISO-8859-1\" ", NULL, "“x”", "CP1252", true, false},
    {BYTES("\x93\xFA\x96\x7B"), "Shift_JIS", NULL, "日本", "CP932", true, false},
    {BYTES("\xD6\xD0\x81\x30\x81\x30"), "gb2312", NULL, "中\xC2\x80", "GB18030", true, false},
    {BYTES("\xB3\xE2\x8C\x63"), "euc-kr", NULL, "년똠", "CP949", true, false},
    {BYTES("\xE0\xE1"), "windows-1255", NULL, "אב", "CP1255", true, false},
    {BYTES("\x1B$B\x46\x7C\x1B(B"), "iso-2022-jp", NULL, "日", "ISO-2022-JP", true, false},
    {BYTES("\x81\x82"), "cp437", NULL, "üé", "cp437", true, false},
    // what is broken
    {BYTES("a\x93"), "shift_jis", NULL, "a\uFFFD", "CP932", true, true},
    {BYTES("\0\xD8z\0"), "utf-16le", NULL, "\uFFFDz", "UTF-16LE", true, true},
    {BYTES("a\0b"), NULL, NULL, "ab", "UTF-8", false, false},
};

static void bytes_become_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const struct row *const row = &rows[i];
        struct str out;
        str_init(&out, LIMIT_STR_BYTES);
        struct text_charset found;
        text_decode(row->bytes, row->len, row->protocol, row->declared, &out, &found);
        if (strcmp(out.data, row->text) != 0 || strcmp(found.name, row->charset) != 0 ||
            found.is_from_protocol != row->is_from_protocol || found.had_errors != row->had_errors)
            fail_msg("row %zu: '%s' as %s, protocol %d, errors %d", i, out.data, found.name,
                     found.is_from_protocol, found.had_errors);
        str_release(&out);
    }
}

/* Headlines in charsets that nobody names. */
static const struct guess_row {
    const char *text;
    const char *charset;
} guess_rows[] = {
    {"Президент подписал указ о создании комиссии", "KOI8-R"},
    {"Президент подписал указ о создании комиссии", "CP1251"},
    {"Президент подписал указ о создании комиссии", "ISO-8859-5"},
    {"Президент подписал указ о создании комиссии", "IBM866"},
    {"Η κυβέρνηση ανακοίνωσε σήμερα τα νέα μέτρα", "CP1253"},
    {"הממשלה הודיעה היום על צעדים חדשים", "CP1255"},
    {"أعلنت الحكومة اليوم عن إجراءات جديدة", "CP1256"},
    {"รัฐบาลประกาศมาตรการใหม่", "CP874"},
    {"政府は本日、新しい対策を発表しました。", "CP932"},
    {"政府は本日、新しい対策を発表しました。", "EUC-JP-MS"},
    {"政府は本日、新しい対策を発表しました。", "ISO-2022-JP"},
    {"정부는 오늘 새로운 대책을 발표했습니다", "CP949"},
    {"政府今天宣布了改善经济的新措施", "GB18030"},
    {"政府今天宣布了改善經濟的新措施", "BIG5-HKSCS"},
    {"Rząd ogłosił dziś nowe środki mające na celu poprawę", "CP1250"},
    {"Rząd ogłosił dziś nowe środki mające na celu poprawę", "ISO-8859-2"},
    {"Hükümet bugün ekonomiyi iyileştirmek için önlemler açıkladı", "CP1254"},
    {"Maßnahmen für größere Städte, grüße", "CP1252"},
    {"Où ça ? Là-bas, même l’été à 30°C et 35°C", "CP1252"},
    {"The “new measures” — it costs £5 or €6", "CP1252"},
    {"¿Qué pasará mañana? Los niños están aquí.", "CP1252"},
};

static size_t encode(const struct guess_row *row, char *bytes, size_t size)
{
    const iconv_t converter = iconv_open(row->charset, "UTF-8");
    assert_true(converter != (iconv_t)-1);
    char *from = (char *)row->text;
    size_t left = strlen(row->text);
    char *to = bytes;
    size_t room = size;
    assert_int_equal(iconv(converter, &from, &left, &to, &room), 0);
    iconv(converter, NULL, NULL, &to, &room);
    iconv_close(converter);
    return size - room;
}

static void an_unnamed_charset_is_guessed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(guess_rows); i++) {
        char bytes[400];
        const size_t len = encode(&guess_rows[i], bytes, sizeof(bytes));
        struct str out;
        str_init(&out, LIMIT_STR_BYTES);
        struct text_charset found;
        text_decode(bytes, len, NULL, NULL, &out, &found);
        if (strcmp(out.data, guess_rows[i].text) != 0)
            fail_msg("%s, in %s, taken for %s", guess_rows[i].text, guess_rows[i].charset,
                     found.name);
        str_release(&out);
    }
}

static void good_utf8_is_borrowed(void **state)
{
    (void)state;
    struct str out;
    str_init(&out, 100);
    static const char text[] = "\xEF\xBB\xBFgrüße";
    struct slice slice = text_decode_borrow(text, strlen(text), NULL, NULL, &out, NULL);
    assert_ptr_equal(slice.data, text + 3);
    assert_int_equal(slice.len, strlen(text) - 3);
    slice = text_decode_borrow("gr\xFC", 3, NULL, NULL, &out, NULL);
    assert_ptr_equal(slice.data, out.data);
    assert_string_equal(slice.data, "grü");
    str_release(&out);
}

static void the_limit_cuts_between_characters(void **state)
{
    (void)state;
    static const char *const charsets[] = {"utf-8", "utf-16", "latin1"};
    static const char text[] = "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9";
    for (size_t limit = 0; limit < 8; limit++)
        for (size_t i = 0; i < COUNT_OF(charsets); i++) {
            struct str out;
            str_init(&out, limit);
            text_decode(text, strlen(text), charsets[i], NULL, &out, NULL);
            assert_true(text_is_utf8(out.data, out.len));
            assert_true(out.is_truncated);
            str_release(&out);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_become_text),
        cmocka_unit_test(an_unnamed_charset_is_guessed),
        cmocka_unit_test(good_utf8_is_borrowed),
        cmocka_unit_test(the_limit_cuts_between_characters),
    };
    return cmocka_run_group_tests_name("decode", tests, NULL, NULL);
}
