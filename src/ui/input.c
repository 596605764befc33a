#include "ui/input.h"

#include <string.h>

#include "config/keymap.h"
#include "text/clean.h"
#include "text/utf8.h"

enum { ESCAPE = 0x1B, BELL = 0x07, PARAMETERS = 4, SEQUENCE_LIMIT = 4096 };

#define PASTE_START "\033[200~"
#define PASTE_END   "\033[201~"

/* What reading the front of the pending bytes came to. */
enum step {
    STEP_EVENT,   // there is one
    STEP_NOTHING, // bytes were used up, but they mean nothing
    STEP_MORE,    // more bytes are needed
};

struct final_key {
    char final;
    int key;
};

// clang-format off
static const struct final_key final_keys[] = { // CSI … final, SS3 final
    {'A', KEY_UP_}, {'B', KEY_DOWN_}, {'C', KEY_RIGHT_}, {'D', KEY_LEFT_}, {'H', KEY_HOME_}, {'F', KEY_END_},
    {'Z', KEY_BACKTAB_}, {'P', KEY_F1_}, {'Q', KEY_F1_ + 1}, {'R', KEY_F1_ + 2}, {'S', KEY_F1_ + 3}, {'M', KEY_ENTER_},
};

static const struct { int number; int key; } tilde_keys[] = { // CSI number ~
    {1, KEY_HOME_}, {2, KEY_INSERT_}, {3, KEY_DELETE_}, {4, KEY_END_}, {5, KEY_PAGEUP_}, {6, KEY_PAGEDOWN_},
    {7, KEY_HOME_}, {8, KEY_END_}, {11, KEY_F1_}, {12, KEY_F1_ + 1}, {13, KEY_F1_ + 2}, {14, KEY_F1_ + 3},
    {15, KEY_F1_ + 4}, {17, KEY_F1_ + 5}, {18, KEY_F1_ + 6}, {19, KEY_F1_ + 7}, {20, KEY_F1_ + 8},
    {21, KEY_F1_ + 9}, {23, KEY_F1_ + 10}, {24, KEY_F1_ + 11},
};
// clang-format on

void input_init(struct input *input)
{
    *input = (struct input){0};
    str_init(&input->pending, INPUT_PASTE_BYTES);
    str_init(&input->paste, INPUT_PASTE_BYTES);
    str_init(&input->clean, INPUT_PASTE_BYTES * 2);
}

void input_release(struct input *input)
{
    str_release(&input->pending);
    str_release(&input->paste);
    str_release(&input->clean);
}

void input_add_key(struct input *input, const char *sequence, int key)
{
    const size_t len = strlen(sequence);
    if (len < 2 || len >= INPUT_SEQUENCE_BYTES || sequence[0] != ESCAPE ||
        input->key_count == INPUT_KEYS)
        return;
    struct input_key *const made = &input->keys[input->key_count++];
    memcpy(made->sequence, sequence, len + 1);
    made->key = key;
}

void input_feed(struct input *input, const char *bytes, size_t len, int64_t now_ms)
{
    input->fed_ms = now_ms;
    str_append(&input->pending, bytes, len);
}

static void drop_front(struct str *str, size_t len)
{
    memmove(str->data, str->data + len, str->len - len);
    str_cut(str, str->len - len);
}

static enum step give_key(struct input *input, size_t used, int key, struct event *event)
{
    drop_front(&input->pending, used);
    *event = (struct event){.kind = EVENT_KEY, .key = key};
    return STEP_EVENT;
}

static enum step give_nothing(struct input *input, size_t used)
{
    drop_front(&input->pending, used);
    return STEP_NOTHING;
}

/* ---- control sequences */

struct sequence {
    char private; // '<', '?' … or NUL
    int parameters[PARAMETERS];
    size_t count;
    char final;
    size_t len; // with the introducer
};

/* Read `ESC [ parameters intermediates final` (ECMA-48 5.4). */
static enum step read_sequence(const struct str *pending, struct sequence *sequence)
{
    *sequence = (struct sequence){0};
    size_t i = 2;
    if (i < pending->len && strchr("<=>?", pending->data[i]) && pending->data[i])
        sequence->private = pending->data[i++];
    for (; i < pending->len && i < SEQUENCE_LIMIT; i++) {
        const char c = pending->data[i];
        if (ascii_is_digit(c)) {
            int *const number =
                &sequence->parameters[sequence->count < PARAMETERS ? sequence->count : 3];
            if (*number < 100000)
                *number = *number * 10 + (c - '0');
        } else if (c == ';') {
            sequence->count++;
        } else if (c >= 0x40 && c <= 0x7E) {
            sequence->final = c;
            sequence->len = i + 1;
            return STEP_EVENT;
        } else if (c < 0x20) {
            // Something else begins: what came so far is nothing.
            sequence->len = i;
            return STEP_NOTHING;
        }
    }
    sequence->len = i;
    return i < SEQUENCE_LIMIT ? STEP_MORE : STEP_NOTHING;
}

static enum step give_mouse(struct input *input, const struct sequence *sequence,
                            struct event *event)
{
    enum { MODIFIERS = 4 + 8 + 16, MOTION = 32, WHEEL = 64 };
    const int code = sequence->parameters[0] & ~MODIFIERS;
    *event = (struct event){.kind = EVENT_MOUSE,
                            .mouse = EVENT_MOUSE_OTHER,
                            .x = sequence->parameters[1] - 1,
                            .y = sequence->parameters[2] - 1};
    if (code == WHEEL || code == WHEEL + 1)
        event->mouse = code == WHEEL ? EVENT_MOUSE_WHEEL_UP : EVENT_MOUSE_WHEEL_DOWN;
    else if (code == 0)
        event->mouse = sequence->final == 'M' ? EVENT_MOUSE_PRESS : EVENT_MOUSE_RELEASE;
    else if (code == MOTION)
        event->mouse = EVENT_MOUSE_DRAG;
    drop_front(&input->pending, sequence->len);
    return STEP_EVENT;
}

static int key_of_final(char final)
{
    for (size_t i = 0; i < COUNT_OF(final_keys); i++)
        if (final_keys[i].final == final)
            return KEY_SPECIAL | final_keys[i].key;
    return 0;
}

static int key_of_tilde(int number)
{
    for (size_t i = 0; i < COUNT_OF(tilde_keys); i++)
        if (tilde_keys[i].number == number)
            return KEY_SPECIAL | tilde_keys[i].key;
    return 0;
}

static enum step next_sequence(struct input *input, struct event *event)
{
    struct sequence sequence;
    const enum step read = read_sequence(&input->pending, &sequence);
    if (read == STEP_MORE)
        return STEP_MORE;
    if (read == STEP_NOTHING)
        return give_nothing(input, sequence.len);
    const bool is_mouse_end = sequence.final == 'M' || sequence.final == 'm';
    if (sequence.private == '<' && is_mouse_end)
        return give_mouse(input, &sequence, event);
    if (sequence.private)
        return give_nothing(input, sequence.len);
    if (sequence.final == '~' && sequence.parameters[0] == 200) {
        input->is_pasting = true;
        str_clear(&input->paste);
        return give_nothing(input, sequence.len);
    }
    const int key =
        sequence.final == '~' ? key_of_tilde(sequence.parameters[0]) : key_of_final(sequence.final);
    return key ? give_key(input, sequence.len, key, event) : give_nothing(input, sequence.len);
}

/* A string that a terminal answers with (OSC, DCS, APC, PM): nothing we asked for. */
static enum step skip_string(struct input *input)
{
    const struct str *const pending = &input->pending;
    for (size_t i = 2; i < pending->len; i++) {
        if (pending->data[i] == BELL)
            return give_nothing(input, i + 1);
        if (pending->data[i] == ESCAPE && i + 1 < pending->len)
            return give_nothing(input, pending->data[i + 1] == '\\' ? i + 2 : i);
    }
    return pending->len < SEQUENCE_LIMIT ? STEP_MORE : give_nothing(input, pending->len);
}

/* A sequence of this terminal's own: the key, 0 for none, -1 when it may become one. */
static int own_key(const struct input *input, size_t *len)
{
    int found = 0;
    for (size_t i = 0; i < input->key_count; i++) {
        const struct input_key *const key = &input->keys[i];
        const size_t key_len = strlen(key->sequence);
        if (input->pending.len < key_len) {
            if (memcmp(input->pending.data, key->sequence, input->pending.len) == 0)
                found = -1;
        } else if (memcmp(input->pending.data, key->sequence, key_len) == 0) {
            *len = key_len;
            return key->key;
        }
    }
    return found;
}

static enum step next_escape(struct input *input, bool is_over, struct event *event)
{
    const struct str *const pending = &input->pending;
    size_t len = 0;
    const int own = own_key(input, &len);
    if (own > 0)
        return give_key(input, len, own, event);
    enum step step = STEP_MORE;
    const char second = pending->len > 1 ? pending->data[1] : '\0';
    if (second == '[')
        step = next_sequence(input, event);
    else if (second == 'O' && pending->len > 2)
        step = key_of_final(pending->data[2])
                   ? give_key(input, 3, key_of_final(pending->data[2]), event)
                   : give_key(input, 1, KEY_SPECIAL | KEY_ESCAPE_, event);
    else if (second == ']' || second == 'P' || second == '_' || second == '^')
        step = skip_string(input);
    else if (second && second != 'O')
        return give_key(input, 1, KEY_SPECIAL | KEY_ESCAPE_, event);
    if (step != STEP_MORE || !is_over)
        return step;
    return give_key(input, 1, KEY_SPECIAL | KEY_ESCAPE_, event);
}

/* ---- pasted text and characters */

static enum step next_pasted(struct input *input, struct event *event)
{
    struct str *const pending = &input->pending;
    const size_t end_len = strlen(PASTE_END);
    const char *const end = memmem(pending->data, pending->len, PASTE_END, end_len);
    if (!end) {
        // The end mark may be cut in two: its length less one stays.
        const size_t keep = pending->len < end_len ? pending->len : end_len - 1;
        str_append(&input->paste, pending->data, pending->len - keep);
        drop_front(pending, pending->len - keep);
        return STEP_MORE;
    }
    const size_t len = (size_t)(end - pending->data);
    str_append(&input->paste, pending->data, len);
    drop_front(pending, len + end_len);
    input->is_pasting = false;
    str_clear(&input->clean);
    text_clean_block(input->paste.data, input->paste.len, &input->clean);
    *event =
        (struct event){.kind = EVENT_PASTE, .text = input->clean.data, .len = input->clean.len};
    return STEP_EVENT;
}

/* How long the character that begins with this byte is. */
static size_t utf8_len(unsigned char first)
{
    return first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1;
}

static enum step next_character(struct input *input, bool is_over, struct event *event)
{
    const struct str *const pending = &input->pending;
    if (!is_over && pending->len < utf8_len((unsigned char)pending->data[0]))
        return STEP_MORE;
    unsigned code_point = 0;
    const size_t len = text_next(pending->data, pending->len, &code_point);
    switch (code_point) {
    case '\r':
    case '\n':
        return give_key(input, len, KEY_SPECIAL | KEY_ENTER_, event);
    case '\t':
        return give_key(input, len, KEY_SPECIAL | KEY_TAB_, event);
    case 0x08:
    case 0x7F:
        return give_key(input, len, KEY_SPECIAL | KEY_BACKSPACE_, event);
    default:
        break;
    }
    const bool is_control = code_point < 0x20;
    if (code_point == 0 || code_point == 0xFFFD || code_point > 0x10FFFF ||
        (is_control ? code_point > 26 : text_is_unsafe(code_point)))
        return give_nothing(input, len);
    return give_key(input, len, (int)code_point, event);
}

bool input_next(struct input *input, bool is_over, struct event *event)
{
    enum step step = STEP_NOTHING;
    while (input->pending.len > 0 && step == STEP_NOTHING) {
        if (input->is_pasting)
            step = next_pasted(input, event);
        else if (input->pending.data[0] == ESCAPE)
            step = next_escape(input, is_over, event);
        else
            step = next_character(input, is_over, event);
    }
    return step == STEP_EVENT;
}

int input_wait_ms(const struct input *input, int64_t now_ms)
{
    if (input->pending.len == 0 || input->is_pasting)
        return -1;
    const int64_t rest = input->fed_ms + INPUT_WAIT_MS - now_ms;
    return rest < 0 ? 0 : (int)rest;
}
