#include "unit/unit.h"

#include <string.h>

#include "config/keymap.h"
#include "ui/input.h"

/* All events of some bytes, as words. */
static void events_of(struct input *input, bool is_over, struct str *out)
{
    struct event event;
    while (input_next(input, is_over, &event)) {
        if (out->len > 0)
            str_add_char(out, ' ');
        if (event.kind == EVENT_PASTE)
            str_printf(out, "paste(%.*s)", (int)event.len, event.text);
        else if (event.kind == EVENT_MOUSE)
            str_printf(out, "mouse%d(%d,%d)", (int)event.mouse, event.x, event.y);
        else if (event.key & KEY_SPECIAL)
            str_printf(out, "special%d", event.key & ~KEY_SPECIAL);
        else
            str_printf(out, "%x", (unsigned)event.key);
    }
}

static void bytes_become_events(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *bytes; const char *events; } rows[] = {
        {"aé日",                    "61 e9 65e5"},
        {"\r\n\t\x7F\x08",          "special1 special1 special3 special5 special5"},
        {"\x04\x13",                "4 13"},
        {"\033[A\033[B\033OC",      "special7 special8 special10"},
        {"\033[5~\033[6~\033[3~",   "special13 special14 special6"},
        {"\033[1;5C",               "special10"},
        {"\033[Z",                  "special4"},
        {"\033OP\033[24~",          "special16 special27"},
        {"\033[<0;3;4M\033[<0;3;4m", "mouse0(2,3) mouse2(2,3)"},
        {"\033[<64;1;1M\033[<65;1;1M", "mouse3(0,0) mouse4(0,0)"},
        {"\033[<32;9;2M",           "mouse1(8,1)"},
        {"\033[200~a\nb\033[201~c", "paste(a\nb) 63"},
        {"\033[200~x\033[31my\x9B\033[201~", "paste(x[31my\xEF\xBF\xBD)"},
        {"\033[?62;c\033]11;rgb:0/0/0\007x", "78"},
        {"\033P1$r0m\033\\x",       "78"},
        {"\033[999999999999999999999;1~x", "78"},
        {"\xFF\xFEq",               "71"},
        {"\033x",                   "special2 78"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct input input;
        input_init(&input);
        struct str out;
        str_init(&out, 1000);
        input_feed(&input, rows[i].bytes, strlen(rows[i].bytes), 0);
        events_of(&input, false, &out);
        assert_string_equal(out.data, rows[i].events);
        str_release(&out);
        input_release(&input);
    }
}

static void bytes_may_come_one_by_one(void **state)
{
    (void)state;
    static const char bytes[] = "\033[<65;12;3Mé\033[200~日\033[201~\033[6~";
    struct input input;
    input_init(&input);
    struct str out;
    str_init(&out, 1000);
    for (size_t i = 0; i + 1 < sizeof(bytes); i++) {
        input_feed(&input, &bytes[i], 1, 0);
        events_of(&input, false, &out);
    }
    assert_string_equal(out.data, "mouse4(11,2) e9 paste(日) special14");
    assert_int_equal(input_wait_ms(&input, 0), -1);
    str_release(&out);
    input_release(&input);
}

static void an_escape_alone_counts_when_nothing_follows(void **state)
{
    (void)state;
    struct input input;
    input_init(&input);
    struct str out;
    str_init(&out, 1000);
    input_feed(&input, "\033", 1, 5000);
    events_of(&input, false, &out);
    assert_string_equal(out.data, "");
    // However often one looks meanwhile.
    assert_int_equal(input_wait_ms(&input, 5000), INPUT_WAIT_MS);
    assert_int_equal(input_wait_ms(&input, 5001), INPUT_WAIT_MS - 1);
    assert_int_equal(input_wait_ms(&input, 5000 + INPUT_WAIT_MS), 0);
    assert_int_equal(input_wait_ms(&input, 6000), 0);
    events_of(&input, true, &out);
    assert_string_equal(out.data, "special2");
    assert_int_equal(input_wait_ms(&input, 6000), -1);
    str_release(&out);
    input_release(&input);
}

static void a_terminals_own_sequence_comes_first(void **state)
{
    (void)state;
    struct input input;
    input_init(&input);
    input_add_key(&input, "\033[[A", KEY_SPECIAL | KEY_F1_);
    struct str out;
    str_init(&out, 1000);
    input_feed(&input, "\033[[Ax", 5, 0);
    events_of(&input, false, &out);
    assert_string_equal(out.data, "special16 78");
    str_release(&out);
    input_release(&input);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_become_events),
        cmocka_unit_test(bytes_may_come_one_by_one),
        cmocka_unit_test(an_escape_alone_counts_when_nothing_follows),
        cmocka_unit_test(a_terminals_own_sequence_comes_first),
    };
    return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
