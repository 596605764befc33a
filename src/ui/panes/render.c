#include "ui/panes/render.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "extract/extract.h"

struct render {
    struct ticket *ticket;
    struct mailbox *jobs; // NULL: not a job
    struct html_document *doc;
    struct layout *layout;
    struct error error;
    char *html;
    char *base;
    char *title;
    int width;
    bool uses_ascii;
};

struct render *render_new(const struct render_wish *wish)
{
    struct render *const render = mem_zalloc(sizeof(*render));
    render->ticket = ticket_new();
    render->doc = wish->doc;
    render->html = wish->doc ? NULL : mem_strndup(wish->html, wish->html_len);
    render->base = mem_strdup(wish->base);
    render->title = mem_strdup(wish->title);
    render->width = wish->width;
    render->uses_ascii = wish->uses_ascii;
    return render;
}

void render_free(struct render *render)
{
    if (!render)
        return;
    ticket_unref(render->ticket);
    html_free(render->doc);
    layout_free(render->layout);
    free(render->html);
    free(render->base);
    free(render->title);
    free(render);
}

void render_run(struct render *render)
{
    if (!render->doc)
        render->doc = html_parse(render->html, strlen(render->html), render->base, render->ticket,
                                 &render->error);
    if (!render->doc)
        return;
    const struct layout_options options = {
        .width_cells = render->width,
        .links = LAYOUT_LINKS_FOOTNOTE,
        .uses_ascii = render->uses_ascii,
        .skip = extract_repeated_headline(render->doc, render->title),
    };
    render->layout = layout_new(render->doc, &options, render->ticket, &render->error);
}

static void free_payload(void *payload)
{
    render_free(payload);
}

/* On a worker. */
static void work(void *context)
{
    struct render *const render = context;
    render_run(render);
    mailbox_post(render->jobs, 0, render, free_payload);
}

void render_submit(struct render *render, struct pool *pool, struct mailbox *jobs)
{
    render->jobs = jobs;
    pool_submit(pool, work, render);
}

struct ticket *render_ticket(const struct render *render)
{
    return render->ticket;
}

bool render_is_job(const struct render *render)
{
    return render->jobs != NULL;
}

int render_width(const struct render *render)
{
    return render->width;
}

struct layout *render_steal_layout(struct render *render, struct error *err)
{
    struct layout *const layout = render->layout;
    render->layout = NULL;
    if (!layout && err)
        *err = render->error;
    return layout;
}

struct html_document *render_steal_doc(struct render *render)
{
    struct html_document *const doc = render->doc;
    render->doc = NULL;
    return doc;
}
