/*
 * The bytes that come from a terminal, as events. Pure: no terminal is known here.
 *
 *     input_feed(&input, bytes, len, now_ms);
 *     while (input_next(&input, false, &event)) …
 *     // a lone Escape and the start of a longer sequence look alike: when nothing follows within
 *     // input_wait_ms(), ask with is_over set
 */
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/str.h"
#include "ui/event.h"

enum {
    INPUT_WAIT_MS = 40,
    INPUT_PASTE_BYTES = 1 << 20,
    INPUT_KEYS = 64,
    INPUT_SEQUENCE_BYTES = 16
};

/* A sequence of this terminal's own (terminfo), asked before the common ones. */
struct input_key {
    char sequence[INPUT_SEQUENCE_BYTES];
    int key;
};

struct input {
    struct str pending;
    struct str paste; // what was pasted; clean once it is handed out
    struct str clean;
    bool is_pasting;
    int64_t fed_ms; // when the last bytes came
    struct input_key keys[INPUT_KEYS];
    size_t key_count;
};

void input_init(struct input *input) ATTR_NONNULL;
void input_release(struct input *input) ATTR_NONNULL;

/* Sequences without an escape in front, and what is too long, are not taken. */
void input_add_key(struct input *input, const char *sequence, int key) ATTR_NONNULL;

/* now_ms: monotonic, here and below. */
void input_feed(struct input *input, const char *bytes, size_t len, int64_t now_ms) ATTR_NONNULL;

/*
 * The next event; false when there is none (yet).
 *
 * is_over  nothing follows: what is pending is all there is
 * source   ECMA-48 5.4 (control sequences); xterm's SGR mouse and bracketed paste
 */
bool input_next(struct input *input, bool is_over, struct event *event) ATTR_NONNULL;

/* How long what came may still become a longer sequence; 0: nothing follows any more, -1: nothing
 * waits for it. */
int input_wait_ms(const struct input *input, int64_t now_ms) ATTR_NONNULL;

#endif
