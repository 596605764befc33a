/*
 * A ticket: the handle of a request that takes time. The one who asked holds it and may cancel; the
 * one who works looks at it now and then. Exactly one of done, failed, cancelled is reported for
 * it. Counted by references, any thread may hold one. A NULL ticket is never cancelled.
 */
#ifndef BASE_TICKET_H
#define BASE_TICKET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attributes.h"

struct ticket;

/* One reference, the caller's. Numbers are unique in a process and rise. */
struct ticket *ticket_new(void) ATTR_MALLOC;
struct ticket *ticket_ref(struct ticket *ticket); // returns its argument; NULL gives NULL
void ticket_unref(struct ticket *ticket);         // NULL is fine
uint64_t ticket_number(const struct ticket *ticket) ATTR_NONNULL;
void ticket_cancel(struct ticket *ticket);
bool ticket_is_cancelled(const struct ticket *ticket);

#endif
