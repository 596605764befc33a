/*
 * Subscribing: an address may be a feed's, or a page's that names its feeds.
 */
#include <stdlib.h>
#include <string.h>

#include "app/configuration.h"
#include "app/fetch.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/vec.h"
#include "feed/discover.h"
#include "html/html.h"
#include "text/clean.h"
#include "web/url.h"

struct subscribe {
    struct arena arena;
    struct app *app;
    struct ticket *ticket;
    const char *url; // where we are looking
    const char *title;
    const char **tags;
    size_t tag_count;
    bool may_wait;      // also where it cannot be reached now
    bool is_discovered; // a page named this address: no second page is followed
    struct vec others;  // const char *: addresses that the page named, too
    struct manners_book book;
    struct error failure; // of the configuration
    struct fetch *fetch;
};

static void subscribe_end(struct subscribe *subscribe, const struct error *err)
{
    struct app_message about = {0};
    if (subscribe->fetch)
        about = subscribe->fetch->message;
    about.error = (struct error){0};
    app_post_end(subscribe->app, subscribe->ticket, &about, err);
    ticket_unref(subscribe->ticket);
    fetch_free(subscribe->fetch);
    manners_release(&subscribe->book);
    vec_release(&subscribe->others);
    arena_release(&subscribe->arena);
    free(subscribe);
}

static bool write_feed(struct subscribe *subscribe, struct store *store, const char *url,
                       bool *is_new, struct error *err)
{
    return store_feeds_add(store, url, subscribe->title, subscribe->tags, subscribe->tag_count,
                           &subscribe->fetch->feed_id, is_new, err);
}

static void tell_others(const struct subscribe *subscribe)
{
    for (size_t i = 0; i < subscribe->others.count; i++) {
        const char *const url = *(const char **)vec_at(&subscribe->others, i);
        if (strlen(url) >= ERROR_TEXT_BYTES)
            continue; // cut short it would be another one
        struct app_message message = {.ticket = ticket_number(subscribe->ticket)};
        error_set(&message.error, ERR_NONE, "%s", url);
        app_post(subscribe->app, APP_OFFER, &message);
    }
}

/* The same for a feed that could not be reached: the row alone, which is due with the next reload.
 */
static void write_unreached(struct store *store, void *context)
{
    struct subscribe *const subscribe = context;
    struct fetch *const fetch = subscribe->fetch;
    struct error err = {0};
    bool is_new = false;
    if (write_feed(subscribe, store, subscribe->url, &is_new, &err)) {
        const struct app_message message = {
            .ticket = ticket_number(subscribe->ticket),
            .feed_id = fetch->feed_id,
            .was_there = !is_new,
            .fetch = STORE_FETCH_NEVER,
            .error = fetch->message.error,
        };
        fetch->message = message;
        // One that was there already may well have been fetched.
        if (is_new)
            app_post(subscribe->app, APP_FEED, &message);
        tell_others(subscribe);
    }
    subscribe_end(subscribe, &err);
}

/* On the writer's thread: the feed's row, then its articles. */
static void write_subscription(struct store *store, void *context)
{
    struct subscribe *const subscribe = context;
    struct fetch *const fetch = subscribe->fetch;
    const char *const url = fetch->result.moved_to ? fetch->result.moved_to : subscribe->url;
    fetch->result.moved_to = NULL;
    struct error err = {0};
    bool is_new = false;
    if (!write_feed(subscribe, store, url, &is_new, &err)) {
        subscribe_end(subscribe, &err);
        return;
    }
    fetch->message.was_there = !is_new;
    fetch_store(fetch, store);
    fetch_tell(fetch);
    if (fetch->message.new_count > 0)
        app_index_little(store, APP_INDEX_MS);
    fetch->message.ticket = ticket_number(subscribe->ticket);
    app_post(subscribe->app, APP_FEED, &fetch->message);
    tell_others(subscribe);
    err = fetch->message.error;
    subscribe_end(subscribe, &err);
}

static void subscribe_ask(struct subscribe *subscribe);

/* An address that a page offers, in the arena. */
static const char *keep_offer(struct subscribe *subscribe, const char *url)
{
    struct str kept;
    str_init(&kept, LIMIT_URL_BYTES);
    url_keep_user(subscribe->url, url, &kept);
    const char *const copy = arena_strndup(&subscribe->arena, kept.data, kept.len);
    str_release(&kept);
    return copy;
}

/* The best feed that a page offers, absolute, in the arena; NULL: none. The others are noted. */
static const char *offered_feed(struct subscribe *subscribe, const struct web_response *response)
{
    char type[64];
    char charset[64];
    web_content_type(web_header_find(response->headers, "Content-Type"), type, charset);
    struct html_document *const page =
        html_parse_bytes(response->body, response->body_len, charset[0] ? charset : NULL,
                         response->url, subscribe->ticket, NULL);
    if (!page)
        return NULL;
    struct feed_offers offers = {0};
    feed_discover(page, &offers);
    const char *url = NULL;
    for (size_t i = 0; i < offers.count; i++) {
        const struct feed_offer *const offer = &offers.offers[i];
        if (offer->kind != FEED_OFFER_ARTICLES)
            continue;
        if (url)
            *(const char **)vec_push(&subscribe->others) =
                arena_strdup(&subscribe->arena, offer->url);
        else
            url = keep_offer(subscribe, offer->url);
    }
    feed_offers_release(&offers);
    html_free(page);
    return url;
}

/* On a worker. */
static void subscribe_answered(void *context, struct web_response *response,
                               const struct error *err)
{
    struct subscribe *const subscribe = context;
    struct fetch *const fetch = subscribe->fetch;
    fetch_answer(fetch, response, subscribe->ticket, err);
    if (fetch->feed) {
        web_response_free(response);
        store_writer_submit(subscribe->app->writer, write_subscription, subscribe);
        return;
    }
    if (err->is_unreached && subscribe->may_wait) {
        store_writer_submit(subscribe->app->writer, write_unreached, subscribe);
        return;
    }
    const bool is_page = response && response->status == 200 && !subscribe->is_discovered;
    const char *const url = is_page ? offered_feed(subscribe, response) : NULL;
    struct error failure = fetch->message.error;
    if (is_page && !url)
        error_set(&failure, ERR_UNSUPPORTED, _("%s is neither a feed nor a page that names one"),
                  response->url);
    web_response_free(response);
    if (!url) {
        subscribe_end(subscribe, &failure);
        return;
    }
    subscribe->url = url;
    subscribe->is_discovered = true;
    subscribe_ask(subscribe);
}

static void subscribe_ask(struct subscribe *subscribe)
{
    const struct store_due unknown = {.url = subscribe->url};
    fetch_free(subscribe->fetch);
    struct manners manners;
    manners_find(&subscribe->book, subscribe->url, subscribe->tags, subscribe->tag_count, &manners);
    subscribe->fetch = fetch_new(subscribe->app, &unknown, &manners);
    fetch_send(subscribe->fetch, subscribe->ticket, subscribe_answered, subscribe);
}

/* The address as a person types it, made whole: blanks off, `feed:` off, https:// where no scheme
 * is. */
static const char *complete_url(struct arena *arena, const char *typed)
{
    struct slice slice = slice_trim(slice_of(typed));
    if (slice_starts(slice, "feed:"))
        slice_take(&slice, strlen("feed:"));
    const char *const text = arena_strndup(arena, slice.data, slice.len);
    if (slice_starts(slice, "//"))
        return arena_printf(arena, "https:%s", text);
    return strstr(text, "://") ? text : arena_printf(arena, "https://%s", text);
}

/* UTF-8 without a character that no terminal may get: the address is printed as it is. */
static bool is_clean(const char *url)
{
    return !strchr(url, '\n') && text_is_clean_block(url, strlen(url));
}

/* Could this be an address at all? Without a scheme a host needs a dot, or to be localhost or a
 * number in brackets: else every word would be one. */
static bool is_plausible(const char *typed, const char *url)
{
    struct url parts;
    if (!is_clean(url) || !url_is_web(url) || !url_split(url, strlen(url), &parts))
        return false;
    if (strstr(typed, "://"))
        return true;
    return memchr(parts.host.data, '.', parts.host.len) ||
           memchr(parts.host.data, ':', parts.host.len) || slice_is_nocase(parts.host, "localhost");
}

static void subscribe_refuse(void *context)
{
    struct subscribe *const subscribe = context;
    struct error err = {0};
    error_set(&err, ERR_SYNTAX,
              _("'%s' is no address of the web: write it as https://example.org/"),
              subscribe->title);
    subscribe_end(subscribe, &err);
}

static void subscribe_fail(void *context)
{
    struct subscribe *const subscribe = context;
    const struct error err = subscribe->failure;
    subscribe_end(subscribe, &err);
}

struct ticket *app_subscribe(struct app *app, const char *url, const char *title,
                             const char *const *tags, size_t tag_count, bool may_wait)
{
    struct subscribe *const subscribe = mem_zalloc(sizeof(*subscribe));
    arena_init(&subscribe->arena);
    vec_init(&subscribe->others, sizeof(const char *));
    subscribe->app = app;
    subscribe->ticket = app_begin(app);
    subscribe->may_wait = may_wait;
    subscribe->url = complete_url(&subscribe->arena, url);
    subscribe->title = arena_strdup(&subscribe->arena, title);
    subscribe->tags = arena_alloc(&subscribe->arena, size_mul(tag_count, sizeof(*tags)));
    subscribe->tag_count = tag_count;
    for (size_t i = 0; i < tag_count; i++)
        subscribe->tags[i] = arena_strdup(&subscribe->arena, tags[i]);
    struct ticket *const ticket = ticket_ref(subscribe->ticket);
    const struct error *const refusal = app_refusal(app);
    if (refusal)
        subscribe->failure = *refusal;
    if (refusal || !configuration_manners(app_paths(app), &subscribe->book, &subscribe->failure)) {
        pool_submit(app->pool, subscribe_fail, subscribe);
    } else if (is_plausible(url, subscribe->url)) {
        subscribe_ask(subscribe);
    } else {
        struct str shown;
        str_init(&shown, LIMIT_URL_BYTES);
        url_without_user(url, &shown);
        subscribe->title = arena_strndup(&subscribe->arena, shown.data, shown.len);
        str_release(&shown);
        pool_submit(app->pool, subscribe_refuse, subscribe);
    }
    return ticket;
}
