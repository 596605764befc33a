#include "base/ticket.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/memory.h"

struct ticket {
    atomic_int references;
    atomic_bool is_cancelled;
    uint64_t number;
};

struct ticket *ticket_new(void)
{
    static atomic_uint_fast64_t last; // numbers only; no state hangs on it
    struct ticket *const ticket = mem_zalloc(sizeof(*ticket));
    atomic_init(&ticket->references, 1);
    ticket->number = atomic_fetch_add(&last, 1) + 1;
    return ticket;
}

struct ticket *ticket_ref(struct ticket *ticket)
{
    if (ticket)
        atomic_fetch_add_explicit(&ticket->references, 1, memory_order_relaxed);
    return ticket;
}

void ticket_unref(struct ticket *ticket)
{
    if (ticket && atomic_fetch_sub_explicit(&ticket->references, 1, memory_order_acq_rel) == 1)
        free(ticket);
}

uint64_t ticket_number(const struct ticket *ticket)
{
    return ticket->number;
}

void ticket_cancel(struct ticket *ticket)
{
    if (ticket)
        atomic_store(&ticket->is_cancelled, true);
}

bool ticket_is_cancelled(const struct ticket *ticket)
{
    return ticket && atomic_load_explicit(&ticket->is_cancelled, memory_order_relaxed);
}
