#include "base/mailbox.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "base/fatal.h"
#include "base/memory.h"

struct mailbox {
    pthread_mutex_t mutex;
    pthread_cond_t is_filled;
    pthread_cond_t is_drained;
    struct message *first;
    struct message **last;
    size_t count;
    size_t limit;
    bool is_closed;
    int event_fd;
};

struct mailbox *mailbox_new(size_t limit)
{
    struct mailbox *const mailbox = mem_zalloc(sizeof(*mailbox));
    pthread_mutex_init(&mailbox->mutex, NULL);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&mailbox->is_filled, &monotonic);
    pthread_cond_init(&mailbox->is_drained, NULL);
    pthread_condattr_destroy(&monotonic);
    mailbox->last = &mailbox->first;
    mailbox->limit = limit;
    mailbox->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (mailbox->event_fd < 0)
        fatal("no more file descriptors: raise the limit (ulimit -n)");
    return mailbox;
}

void mailbox_free(struct mailbox *mailbox)
{
    if (!mailbox)
        return;
    while (mailbox->first) {
        struct message *const message = mailbox->first;
        mailbox->first = message->next;
        message_free(message);
    }
    close(mailbox->event_fd);
    pthread_cond_destroy(&mailbox->is_filled);
    pthread_cond_destroy(&mailbox->is_drained);
    pthread_mutex_destroy(&mailbox->mutex);
    free(mailbox);
}

bool mailbox_post(struct mailbox *mailbox, int kind, void *payload, void (*payload_free)(void *))
{
    struct message *const message = mem_zalloc(sizeof(*message));
    *message = (struct message){.kind = kind, .payload = payload, .payload_free = payload_free};
    pthread_mutex_lock(&mailbox->mutex);
    while (mailbox->count >= mailbox->limit && !mailbox->is_closed)
        pthread_cond_wait(&mailbox->is_drained, &mailbox->mutex);
    const bool is_let_in = !mailbox->is_closed;
    if (is_let_in) {
        *mailbox->last = message;
        mailbox->last = &message->next;
        if (mailbox->count++ == 0)
            eventfd_write(mailbox->event_fd, 1);
        pthread_cond_signal(&mailbox->is_filled);
    }
    pthread_mutex_unlock(&mailbox->mutex);
    if (!is_let_in)
        message_free(message);
    return is_let_in;
}

/* Sleep until there is something to see; false when the time is over. */
static bool mailbox_wait(struct mailbox *mailbox, const struct timespec *deadline)
{
    if (!deadline) {
        pthread_cond_wait(&mailbox->is_filled, &mailbox->mutex);
        return true;
    }
    return pthread_cond_timedwait(&mailbox->is_filled, &mailbox->mutex, deadline) != ETIMEDOUT;
}

static struct message *mailbox_pop(struct mailbox *mailbox)
{
    struct message *const message = mailbox->first;
    if (!message)
        return NULL;
    mailbox->first = message->next;
    if (!mailbox->first)
        mailbox->last = &mailbox->first;
    message->next = NULL;
    mailbox->count--;
    eventfd_t ignored;
    if (mailbox->count == 0)
        eventfd_read(mailbox->event_fd, &ignored);
    pthread_cond_signal(&mailbox->is_drained);
    return message;
}

struct message *mailbox_take(struct mailbox *mailbox, int timeout_ms)
{
    struct timespec deadline;
    clock_gettime(CLOCK_MONOTONIC, &deadline);
    if (timeout_ms > 0) {
        deadline.tv_sec += timeout_ms / 1000;
        deadline.tv_nsec += timeout_ms % 1000 * 1000000L;
        deadline.tv_sec += deadline.tv_nsec / 1000000000L;
        deadline.tv_nsec %= 1000000000L;
    }
    pthread_mutex_lock(&mailbox->mutex);
    while (!mailbox->first && !mailbox->is_closed && timeout_ms != 0)
        if (!mailbox_wait(mailbox, timeout_ms > 0 ? &deadline : NULL))
            break;
    struct message *const message = mailbox_pop(mailbox);
    pthread_mutex_unlock(&mailbox->mutex);
    return message;
}

int mailbox_fd(const struct mailbox *mailbox)
{
    return mailbox->event_fd;
}

void mailbox_close(struct mailbox *mailbox)
{
    pthread_mutex_lock(&mailbox->mutex);
    mailbox->is_closed = true;
    pthread_cond_broadcast(&mailbox->is_filled);
    pthread_cond_broadcast(&mailbox->is_drained);
    pthread_mutex_unlock(&mailbox->mutex);
}

void message_free(struct message *message)
{
    if (!message)
        return;
    if (message->payload_free)
        message->payload_free(message->payload);
    free(message);
}

void *message_steal(struct message *message)
{
    void *const payload = message->payload;
    free(message);
    return payload;
}
