/*
 * From an article's HTML to a layout. Small texts are done where they are asked for; large ones are
 * a job on the pool, so that the interface goes on meanwhile.
 */
#ifndef UI_PANES_RENDER_H
#define UI_PANES_RENDER_H

#include <stdbool.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/mailbox.h"
#include "base/pool.h"
#include "base/ticket.h"
#include "html/html.h"
#include "layout/layout.h"

enum { RENDER_HERE_BYTES = 64 << 10 }; // larger texts are a job

struct render;

struct render_wish {
    struct html_document *doc; // taken; NULL: parse `html`
    const char *html;          // copied when it is needed
    size_t html_len;           // only so many bytes of it
    const char *base;          // copied; NULL: none
    const char *title;         // copied; a headline that repeats it is left out
    int width;
    bool uses_ascii;
};

struct render *render_new(const struct render_wish *wish) ATTR_MALLOC;
void render_free(struct render *render); // NULL is fine

/* Parse and lay out, here. */
void render_run(struct render *render) ATTR_NONNULL;

/* The same on a worker; the render comes back as the payload of a message in `jobs`. */
void render_submit(struct render *render, struct pool *pool, struct mailbox *jobs) ATTR_NONNULL;

/* Borrowed; cancelling it ends the work early. */
struct ticket *render_ticket(const struct render *render) ATTR_NONNULL;
bool render_is_job(const struct render *render) ATTR_NONNULL;
int render_width(const struct render *render) ATTR_NONNULL;

/* NULL and the reason when it failed. */
struct layout *render_steal_layout(struct render *render, struct error *err);
struct html_document *render_steal_doc(struct render *render) ATTR_NONNULL;

#endif
