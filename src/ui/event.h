/*
 * What the user did: a key, pasted text, the mouse.
 */
#ifndef UI_EVENT_H
#define UI_EVENT_H

#include <stddef.h>

enum event_kind { EVENT_KEY, EVENT_PASTE, EVENT_MOUSE };

enum event_mouse {
    EVENT_MOUSE_PRESS, // the left button
    EVENT_MOUSE_DRAG,
    EVENT_MOUSE_RELEASE,
    EVENT_MOUSE_WHEEL_UP,
    EVENT_MOUSE_WHEEL_DOWN,
    EVENT_MOUSE_OTHER,
};

struct event {
    enum event_kind kind;
    int key; // as in config/keymap.h
    enum event_mouse mouse;
    int x; // cells, from 0
    int y;
    const char *text; // pasted, clean; valid until the next event is asked for
    size_t len;
};

#endif
