/*
 * A mailbox: messages from any thread to the one that owns it, in order. A message moves with its
 * payload: whoever takes it out owns it. Nobody spins: mailbox_take() sleeps on a condition, or the
 * owner sleeps in poll() on mailbox_fd(), which is readable while something is in.
 */
#ifndef BASE_MAILBOX_H
#define BASE_MAILBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"

struct message {
    int kind; // the meaning is the owner's
    void *payload;
    void (*payload_free)(void *payload); // NULL: nothing to free
    struct message *next;                // the mailbox's own
};

struct mailbox;

/*
 * limit    most messages that wait; mailbox_post() sleeps while it is full
 * result   the owner frees it, after every poster has ended
 */
struct mailbox *mailbox_new(size_t limit) ATTR_MALLOC;
void mailbox_free(struct mailbox *mailbox); // with the messages in it; NULL is fine

/*
 * Put a message in. After mailbox_close() its payload is freed instead, and false is returned.
 *
 * thread   any but the owner's (the owner would wait for itself when it is full)
 */
bool mailbox_post(struct mailbox *mailbox, int kind, void *payload, void (*payload_free)(void *));

/*
 * The oldest message, or NULL after `timeout_ms` (0: do not wait; -1: until one comes or the
 * mailbox is closed). The caller frees it with message_free().
 */
struct message *mailbox_take(struct mailbox *mailbox, int timeout_ms) ATTR_MUST_USE;

/* Readable while the mailbox is not empty, for poll(). Taking the last message resets it. */
int mailbox_fd(const struct mailbox *mailbox) ATTR_NONNULL;

/* No more messages are let in; those who wait wake up. */
void mailbox_close(struct mailbox *mailbox) ATTR_NONNULL;

/* Free a message and its payload; NULL is fine. */
void message_free(struct message *message);

/* Free a message, but leave the payload to the caller. */
void *message_steal(struct message *message) ATTR_NONNULL;

#endif
