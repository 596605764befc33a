#include "unit/unit.h"

#include <string.h>

#include "base/str.h"
#include "extract/meta.h"

static void a_byline_gives_the_name_in_it(void **state)
{
    (void)state;
    static const struct {
        const char *byline;
        const char *name; // NULL: nobody's
    } rows[] = {
        {"Ida Lund", "Ida Lund"},
        {"By Ida Lund", "By Ida Lund"},
        {"Written by Ida Lund Edited by Per Vang", "Written by Ida Lund Edited by Per Vang"},
        {"von Ida Lund", "Ida Lund"},
        {"Von Ida Lund Fr, 18. Oktober 2019", "Ida Lund"},
        {"Ida Lund Do 9 Apr 2020", "Ida Lund"},
        {"Veröffentlicht vonIda Lund", "Ida Lund"},
        {"Post author By Ida Lund", "Ida Lund"},
        {"Author: Bo2 am 29.12.2010, 13:36 Uhr", "Bo2"},
        {"| Ida Lund", "Ida Lund"},
        {", par Ida Lund", "Ida Lund"},
        {"Por Ida Lund @idalund -", "Ida Lund"},
        {"di Ida Lund", "Ida Lund"},
        {"Di Pietro", "Di Pietro"},
        {"Di Lorenzo Moretti", "Di Lorenzo Moretti"},
        {"Von Trapp", "Von Trapp"},
        {"Par Lagerkvist", "Par Lagerkvist"},
        {"Von dpa", "dpa"},
        {"Von AFP", "AFP"},
        {"Von: Ida", "Ida"},
        {"Mari Vang", "Mari Vang"},
        {"Vondel", "Vondel"},
        {"r23", "r23"},
        {"史蒂文", "史蒂文"},
        {"Published by Ida Lund", "Ida Lund"},
        {"Écrit par Ida Lund", "Ida Lund"},
        {"Автор: Ида Лунд", "Ида Лунд"},
        {"Posted on", NULL},
        {"Published 3 March 2024", NULL},
        {"By", NULL},
        {"Written by: ", NULL},
        {"Veröffentlicht am 3. März 2024", NULL},
        {"von ", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str name;
        str_init(&name, 200);
        const bool is_named = extract_author_name(rows[i].byline, &name);
        if (is_named != (rows[i].name != NULL) ||
            (is_named && strcmp(name.data, rows[i].name) != 0))
            fail_msg("%s: got %s", rows[i].byline, is_named ? name.data : "nobody");
        str_release(&name);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_byline_gives_the_name_in_it),
    };
    return cmocka_run_group_tests_name("extract/author", tests, NULL, NULL);
}
