#include "unit/unit.h"

#include <string.h>

#include "base/attributes.h"
#include "text/breaks.h"

#include <unistring/version.h>

/* The text with | where a line may end and ! where it must. */
static const char *const rows[] = {
    "",
    "word",
    "two |words",
    "two  |words",
    "a\n!b\r\n!c",
    "a\n!\n!b",
    "a\xC2\x85!b",
    "a\u2028!b",
    "no\u00A0break",
    "soft\u00AD|hyphen",
    "hyphen-|ated",
    "0,5-Promille-|Grenze",
    "die |0,5-Gr\u00F6\u00DFe",
    "die |5-ча\u0301сть",
    "zero\u200B|width",
    "日|本|語",
    "日|本。|語",
    "「日|本」",
    "日 ；|本 |[1] 。|日",
    "(in |brackets)",
    "a|—|b",
    "1,234.56 |€",
    "a/|b",
    "https://e.org/|a.b?|x=1",
    "e.g. |this",
    // clusters stay whole
    "x |\U0001F469\u200D\U0001F4BB |y",
    "x |\U0001F44D\U0001F3FD|\U0001F44D |y",
    "\U0001F1E9\U0001F1EA|\U0001F1EB\U0001F1F7",
    "\u2764\uFE0F\u200D\U0001F525",
    "e\u0301 |e\u0301",
    "한|국|어",
    "ภาษา",
};

static void lines_end_where_they_may(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[200];
        char wanted[200] = "";
        size_t len = 0;
        for (const char *c = rows[i]; *c; c++) {
            if (*c == '|' || *c == '!')
                wanted[len] = *c;
            else
                text[len++] = *c;
        }
        unsigned char breaks[200];
        text_breaks(text, len, breaks);
        for (size_t at = 0; at < len; at++) {
            const unsigned char want = wanted[at] == '|'   ? TEXT_BREAK_ALLOWED
                                       : wanted[at] == '!' ? TEXT_BREAK_MUST
                                                           : TEXT_BREAK_NONE;
            if (breaks[at] != want)
                fail_msg("%s: %d instead of %d at %zu", rows[i], breaks[at], want, at);
        }
    }
}

/* All triples of printable ASCII, with text around them. */
static void one_place_is_told_as_all_are(void **state)
{
    (void)state;
    char text[] = "a?? ?b";
    unsigned char breaks[sizeof(text)];
    for (int first = ' '; first < 0x7F; first++)
        for (int second = ' '; second < 0x7F; second++)
            for (int third = ' '; third < 0x7F; third++) {
                text[1] = (char)first;
                text[2] = (char)second;
                text[4] = (char)third;
                text_breaks(text, strlen(text), breaks);
                for (size_t at = 0; at < strlen(text); at++)
                    if (text_may_break(text, at) != (breaks[at] == TEXT_BREAK_ALLOWED))
                        fail_msg("'%s' at %zu", text, at);
            }
}

/* The same of simple characters that are not ASCII, with one of each class beside them. */
static void two_simple_characters_tell_what_unicode_tells(void **state)
{
    (void)state;
    // Our table is of Unicode 15. Since 16 (LB25) signs beside numbers hold less together.
    if (_libunistring_version >= 0x010300)
        return;
    static const char *const some[] = {"\u00E9", "\u03B1", "\u0436", "\u4E00", "\u9FA5", "a", "1",
                                       " ",      "!",      "'",      "$",      "%",      "(", ")",
                                       ",",      "-",      "/",      "|",      "}"};
    for (size_t i = 0; i < COUNT_OF(some) * COUNT_OF(some) * COUNT_OF(some); i++) {
        char text[32];
        // Behind the dash comes what is not simple: then libunistring tells of all of it.
        snprintf(text, sizeof(text), "%s%s %s\u2014", some[i % COUNT_OF(some)],
                 some[i / COUNT_OF(some) % COUNT_OF(some)],
                 some[i / COUNT_OF(some) / COUNT_OF(some)]);
        const size_t len = strlen(text) - 3;
        unsigned char breaks[32];
        text_breaks(text, strlen(text), breaks);
        assert_true(text_is_simple(text, len));
        assert_false(text_is_simple(text, strlen(text)));
        for (size_t at = 0; at < len; at++)
            if (text_may_break(text, at) != (breaks[at] == TEXT_BREAK_ALLOWED))
                fail_msg("'%s' at %zu", text, at);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_where_they_may),
        cmocka_unit_test(one_place_is_told_as_all_are),
        cmocka_unit_test(two_simple_characters_tell_what_unicode_tells),
    };
    return cmocka_run_group_tests_name("breaks", tests, NULL, NULL);
}
