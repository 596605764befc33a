#include "config/keynames.h"

#include <string.h>

#include "base/attributes.h"
#include "config/keymap.h"
#include "text/utf8.h"

struct keyname {
    const char *written; // within the angle brackets
    const char *shown;
    int key;
};

// clang-format off
static const struct keyname keynames[] = {
    {"Enter",     "Enter",     KEY_SPECIAL | KEY_ENTER_},
    {"Esc",       "Esc",       KEY_SPECIAL | KEY_ESCAPE_},
    {"Tab",       "Tab",       KEY_SPECIAL | KEY_TAB_},
    {"S-Tab",     "Shift-Tab", KEY_SPECIAL | KEY_BACKTAB_},
    {"Backspace", "Backspace", KEY_SPECIAL | KEY_BACKSPACE_},
    {"Delete",    "Del",       KEY_SPECIAL | KEY_DELETE_},
    {"Up",        "↑",         KEY_SPECIAL | KEY_UP_},
    {"Down",      "↓",         KEY_SPECIAL | KEY_DOWN_},
    {"Left",      "←",         KEY_SPECIAL | KEY_LEFT_},
    {"Right",     "→",         KEY_SPECIAL | KEY_RIGHT_},
    {"Home",      "Home",      KEY_SPECIAL | KEY_HOME_},
    {"End",       "End",       KEY_SPECIAL | KEY_END_},
    {"PageUp",    "PgUp",      KEY_SPECIAL | KEY_PAGEUP_},
    {"PageDown",  "PgDn",      KEY_SPECIAL | KEY_PAGEDOWN_},
    {"Insert",    "Ins",       KEY_SPECIAL | KEY_INSERT_},
    {"Space",     "Space",     ' '},
    {"Lt",        "<",         '<'},
    {"Hash",      "#",         '#'},
    {"Equal",     "=",         '='},
};
// clang-format on

enum { KEYNAME_BYTES = 16 };

/* F1 to F12, C-a to C-z. */
static int key_of_pattern(struct slice name)
{
    if (name.len == 3 && name.data[0] == 'C' && name.data[1] == '-' && ascii_is_alpha(name.data[2]))
        return ascii_lower(name.data[2]) - 'a' + 1;
    long long number = 0;
    const bool is_function = name.len >= 2 && name.data[0] == 'F' &&
                             slice_to_int64((struct slice){name.data + 1, name.len - 1}, &number);
    return is_function && number >= 1 && number <= 12 ? (KEY_SPECIAL | KEY_F1_) + (int)number - 1
                                                      : -1;
}

static int key_of_name(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(keynames); i++)
        if (slice_is_nocase(name, keynames[i].written))
            return keynames[i].key;
    return key_of_pattern(name);
}

size_t keyname_parse(struct slice text, int *key)
{
    if (text.len == 0)
        return 0;
    if (text.data[0] != '<') {
        unsigned code_point = 0;
        const size_t len = text_next(text.data, text.len, &code_point);
        *key = (int)code_point;
        return code_point <= ' ' || code_point == 0x7F || code_point == 0xFFFD ? 0 : len;
    }
    const char *const end =
        memchr(text.data, '>', text.len < KEYNAME_BYTES ? text.len : KEYNAME_BYTES);
    if (!end)
        return 0;
    *key = key_of_name((struct slice){text.data + 1, (size_t)(end - text.data - 1)});
    return *key < 0 ? 0 : (size_t)(end - text.data + 1);
}

void keyname_add(int key, struct str *out)
{
    for (size_t i = 0; i < COUNT_OF(keynames); i++) {
        if (keynames[i].key == key) {
            str_add(out, keynames[i].shown);
            return;
        }
    }
    if (key >= 1 && key <= 26)
        str_printf(out, "Ctrl-%c", 'a' + key - 1);
    else if (key & KEY_SPECIAL)
        str_printf(out, "F%d", key - (KEY_SPECIAL | KEY_F1_) + 1);
    else
        str_add_code_point(out, (unsigned)key);
}
