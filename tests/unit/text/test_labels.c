/*
 * Every label of the Encoding Standard (WHATWG Encoding 4.2) and what the bytes under it mean.
 */
#include "unit/unit.h"

#include <iconv.h>
#include <string.h>

#include "base/attributes.h"
#include "base/limits.h"
#include "base/str.h"
#include "text/decode.h"
#include "text/internal.h"

static const struct {
    const char *charset; // as iconv calls what the standard means
    const char *labels;
} rows[] = {
    {"UTF-8", "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8"},
    {"IBM866", "866 cp866 csibm866 ibm866"},
    {"ISO-8859-2",
     "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2"},
    {"ISO-8859-3",
     "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3"},
    {"ISO-8859-4",
     "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4"},
    {"ISO-8859-5", "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 "
                   "iso_8859-5 iso_8859-5:1988"},
    {"ISO-8859-6",
     "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e "
     "iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"},
    {"ISO-8859-7", "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 "
                   "iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek"},
    {"ISO-8859-8",
     "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 "
     "iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical"},
    {"ISO-8859-10", "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6"},
    {"ISO-8859-13", "iso-8859-13 iso8859-13 iso885913"},
    {"ISO-8859-14", "iso-8859-14 iso8859-14 iso885914"},
    {"ISO-8859-15", "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9"},
    {"ISO-8859-16", "iso-8859-16"},
    {"KOI8-R", "cskoi8r koi koi8 koi8-r koi8_r"},
    {"KOI8-U", "koi8-ru koi8-u"},
    {"MACINTOSH", "csmacintosh mac macintosh x-mac-roman"},
    {"CP874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874"},
    {"CP1250", "cp1250 windows-1250 x-cp1250"},
    {"CP1251", "cp1251 windows-1251 x-cp1251"},
    {"CP1252",
     "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 "
     "iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252"},
    {"CP1253", "cp1253 windows-1253 x-cp1253"},
    {"CP1254", "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 "
               "iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254"},
    {"CP1255", "cp1255 windows-1255 x-cp1255"},
    {"CP1256", "cp1256 windows-1256 x-cp1256"},
    {"CP1257", "cp1257 windows-1257 x-cp1257"},
    {"CP1258", "cp1258 windows-1258 x-cp1258"},
    {"MAC-CYRILLIC", "x-mac-cyrillic x-mac-ukrainian"},
    {"GB18030",
     "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk gb18030"},
    {"BIG5-HKSCS", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"},
    {"EUC-JP-MS", "cseucpkdfmtjapanese euc-jp x-euc-jp"},
    {"ISO-2022-JP", "csiso2022jp iso-2022-jp"},
    {"CP932", "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis"},
    {"CP949", "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 "
              "ksc5601 ksc_5601 windows-949"},
    {"UTF-16BE", "unicodefffe utf-16be"},
    {"UTF-16LE", "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le"},
};

static void each_label_means_what_the_standard_says(void **state)
{
    (void)state;
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct slice rest = slice_of(rows[i].labels);
        struct slice piece;
        while (slice_next(&rest, ' ', &piece)) {
            char label[64];
            char name[TEXT_CHARSET_BYTES] = "";
            snprintf(label, sizeof(label), " %.*s\n", (int)piece.len, piece.data);
            label[1] = label[1] >= 'a' && label[1] <= 'z' ? (char)(label[1] - 'a' + 'A') : label[1];
            if (!text_charset_find(label, name) || strcmp(name, rows[i].charset) != 0)
                fail_msg("%s: %s instead of %s", label, name, rows[i].charset);
            count++;
        }
    }
    assert_int_equal(count, 221);
}

static const struct {
    const char *label;
    const char *bytes;
    const char *text;
} samples[] = {
    {"x-unicode20utf8", "\xC3\xA9\xE6\x97\xA5", "é日"},
    {"ibm866", "\x86\xE3\xAA", "Жук"},
    {"latin2", "\xBF\xF3\xB3\xE6", "żółć"},
    {"latin3", "\xE6\xF8\xB1", "ĉĝħ"},
    {"latin4", "\xB1\xF3\xB3", "ąķŗ"},
    {"iso_8859-5:1988", "\xB6\xE3\xDA", "Жук"},
    {"iso_8859-6:1987", "\xD3\xE4\xC7\xE5", "سلام"},
    {"sun_eu_greek", "\xA4\xEB\xFC\xE3\xEF\xF2", "€λόγος"},
    {"logical", "\xF9\xEC\xE5\xED", "שלום"},
    {"latin6", "\xB1\xB5\xB9", "ąĩđ"},
    {"iso885913", "\xE0\xFE\x75\x6F", "ąžuo"},
    {"iso885914", "\xF0\xFE\xA2", "ŵŷḃ"},
    {"l9", "\xA4\xBD\xB4", "€œŽ"},
    {"iso-8859-16", "\xFE\xBA\xE3", "țșă"},
    {"koi8_r", "\xF6\xD5\xCB", "Жук"},
    {"koi8-u", "\xB7\xD6\xC1\xCB", "Їжак"},
    {"x-mac-roman", "\x8E\xDB\xDE", "é€ﬁ"},
    {"windows-874", "\xE4\xB7\xC2\x80", "ไทย€"},
    {"x-cp1250", "\x9E\x6C\x75\x9D\x80", "žluť€"},
    {"x-cp1251", "\xC6\xF3\xEA\x88", "Жук€"},
    {"x-cp1252", "\xE9\x80\x93\x94", "é€“”"},
    {"x-cp1253", "\xEB\xFC\xE3\xEF\xF2\x80", "λόγος€"},
    {"x-cp1254", "\xFD\xF0\xFE\x80", "ığş€"},
    {"x-cp1255", "\xF9\xEC\xE5\xED\xA4", "שלום₪"},
    {"x-cp1256", "\xD3\xE1\xC7\xE3\x80", "سلام€"},
    {"x-cp1257", "\xE0\xFE\x75\x6F\x6C\x80", "ąžuol€"},
    {"x-cp1258", "\xF0\xF5\xFD\xFE", "đơư₫"},
    {"x-mac-ukrainian", "\x86\xF3\xEA", "Жук"},
    {"gb18030", "\xD6\xD0\xCE\xC4\xA2\xE3", "中文€"},
    {"x-x-big5", "\xA4\xA4\xA4\xE5\xF9\xD6", "中文碁"},
    {"x-euc-jp", "\xC6\xFC\xCB\xDC\xAD\xA1\xA1\xC1", "日本①～"},
    {"iso-2022-jp", "\x1B\x24\x42\x46\x7C\x4B\x5C\x1B\x28\x42", "日本"},
    {"x-sjis", "\x93\xFA\x96\x7B\x87\x40\x81\x60", "日本①～"},
    {"windows-949", "\xC7\xD1\xB1\xDB\x8C\x63", "한글똠"},
    {"utf-16be", "\x65\xE5\x67\x2C\x8A\x9E", "日本語"},
    {"utf-16le", "\xE5\x65\x2C\x67\x9E\x8A", "日本語"},
    {"gbk", "\x80", "€"},
    {"x-user-defined", "\xE9", "é"},
    {"no-such-charset", "\xC3\xA9", "é"},
};

static void bytes_under_a_label_are_read_as_it_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        struct str out;
        str_init(&out, LIMIT_STR_BYTES);
        text_decode(samples[i].bytes, strlen(samples[i].bytes), samples[i].label, NULL, &out, NULL);
        if (strcmp(out.data, samples[i].text) != 0)
            fail_msg("%s: %s instead of %s", samples[i].label, out.data, samples[i].text);
        str_release(&out);
    }
}

/* What the charset has for each byte beyond ASCII goes back to that byte; what it lacks is U+FFFD.
 */
static void check_bytes(const char *charset)
{
    const iconv_t back = iconv_open(charset, "UTF-8");
    assert_true(back != (iconv_t)-1);
    for (unsigned byte = 0x80; byte < 0x100; byte++) {
        const char in[] = {'a', (char)byte, 'z'};
        char out[16] = "";
        struct str text;
        str_init(&text, LIMIT_STR_BYTES);
        text_decode(in, sizeof(in), charset, NULL, &text, NULL);
        char *from = text.data;
        size_t left = text.len;
        char *to = out;
        size_t room = sizeof(out) - 1;
        const bool has_it = !strstr(text.data, "\uFFFD");
        if (has_it)
            iconv(back, &from, &left, &to, &room);
        if (has_it && memcmp(out, in, sizeof(in)) != 0)
            fail_msg("%s: %02X is %s, which is something else", charset, byte, text.data);
        str_release(&text);
    }
    iconv_close(back);
}

static void bytes_come_back(void **state)
{
    (void)state;
    static const char *const charsets[] = {
        "IBM866",      "ISO-8859-2", "ISO-8859-3",  "ISO-8859-4",  "ISO-8859-5",  "ISO-8859-6",
        "ISO-8859-7",  "ISO-8859-8", "ISO-8859-10", "ISO-8859-13", "ISO-8859-14", "ISO-8859-15",
        "ISO-8859-16", "KOI8-R",     "KOI8-U",      "MACINTOSH",   "CP874",       "CP1250",
        "CP1251",      "CP1253",     "CP1254",      "CP1256",      "CP1257",
    };
    for (size_t i = 0; i < COUNT_OF(charsets); i++)
        check_bytes(charsets[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_label_means_what_the_standard_says),
        cmocka_unit_test(bytes_under_a_label_are_read_as_it_says),
        cmocka_unit_test(bytes_come_back),
    };
    return cmocka_run_group_tests_name("labels", tests, NULL, NULL);
}
