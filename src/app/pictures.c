#include "app/pictures.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "app/configuration.h"
#include "app/manners.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/time.h"
#include "html/html.h"
#include "store/hash.h"
#include "store/pictures.h"
#include "web/url.h"

enum { PICTURES_MOST = 100, PICTURE_BYTES = 8 << 20, NAME_BYTES = 64, NAMES_MOST = 8 };

struct pictures {
    struct arena arena;
    struct app *app;
    struct ticket *ticket;
    int64_t article_id;
    struct article_manners manners;
    pictures_done done;
    void *context;
    struct vec urls; // const char *: those that are missing
    size_t at;
    int64_t kept;
    int64_t total;
    struct error error; // the last that went wrong
    char file[NAME_BYTES];
    int64_t bytes;
};

static void pictures_end(struct pictures *pictures)
{
    pictures->done(pictures->context, pictures->kept, pictures->total, &pictures->error);
    ticket_unref(pictures->ticket);
    article_manners_release(&pictures->manners);
    vec_release(&pictures->urls);
    arena_release(&pictures->arena);
    free(pictures);
}

/* ---- the files */

static bool picture_path(const struct app *app, const char *file, char path[PATH_BYTES],
                         struct error *err)
{
    char folder[PATH_BYTES];
    return path_join(folder, app->paths.cache, "pictures", err) && path_make_folder(folder, err) &&
           path_join(path, folder, file, err);
}

/* Is it the same that the file holds? A file that is not there is free. */
static bool file_fits(const char *path, const struct web_response *response, bool *is_there)
{
    struct str text;
    struct error why = {0};
    str_init(&text, PICTURE_BYTES);
    *is_there = file_read(path, PICTURE_BYTES, &text, &why);
    const bool is_same = *is_there && text.len == response->body_len &&
                         memcmp(text.data, response->body, text.len) == 0;
    const bool is_free = !*is_there && why.kind == ERR_NOT_FOUND;
    str_release(&text);
    return is_same || is_free;
}

/* Under the hash of what it holds. The hash withstands chance, not malice: what is there under that
 * name is compared. */
static bool picture_write(struct pictures *pictures, const struct web_response *response,
                          struct error *err)
{
    const uint64_t hash = store_hash_bytes(STORE_HASH_START, response->body, response->body_len);
    for (int i = 0; i < NAMES_MOST; i++) {
        char path[PATH_BYTES];
        bool is_there;
        snprintf(pictures->file, sizeof(pictures->file), "%016" PRIx64 "-%d", hash, i);
        if (!picture_path(pictures->app, pictures->file, path, err))
            return false;
        if (!file_fits(path, response, &is_there))
            continue;
        pictures->bytes = (int64_t)response->body_len;
        return is_there || file_write(path, response->body, response->body_len, err);
    }
    return error_set(err, ERR_IO, _("%s: its place in the cache is taken"), response->url);
}

/* ---- which are missing */

static bool picture_is_kept(struct pictures *pictures, struct store *store, const char *url)
{
    struct str file;
    char path[PATH_BYTES];
    str_init(&file, NAME_BYTES);
    const bool is_kept = store_pictures_find(store, url, &file, NULL) && file.len &&
                         picture_path(pictures->app, file.data, path, NULL) &&
                         access(path, R_OK) == 0;
    str_release(&file);
    return is_kept;
}

static void picture_add(struct pictures *pictures, struct store *store, struct map *seen,
                        const char *url, size_t len)
{
    bool is_new;
    map_add(seen, url, len, &is_new);
    if (!is_new || pictures->total >= PICTURES_MOST || len > LIMIT_URL_BYTES)
        return;
    const char *const copy = arena_strndup(&pictures->arena, url, len);
    pictures->total++;
    if (picture_is_kept(pictures, store, copy))
        pictures->kept++;
    else
        *(const char **)vec_push(&pictures->urls) = copy;
}

static void pictures_list(struct pictures *pictures, struct store *store,
                          const struct store_text *text, struct map *seen)
{
    const char *const html = text->full      ? text->full
                             : text->content ? text->content
                                             : text->summary;
    if (text->image && url_is_web(text->image))
        picture_add(pictures, store, seen, text->image, strlen(text->image));
    struct html_document *const doc =
        html ? html_parse(html, strlen(html), text->base, pictures->ticket, NULL) : NULL;
    for (html_node node = doc ? HTML_ROOT : HTML_NONE; node;
         node = html_walk(doc, HTML_ROOT, node)) {
        struct str url;
        str_init(&url, LIMIT_URL_BYTES);
        if (html_tag(doc, node) == HTML_IMG && html_image_url(doc, node, &url) &&
            url_is_web(url.data))
            picture_add(pictures, store, seen, url.data, url.len);
        str_release(&url);
    }
    html_free(doc);
}

/* ---- one after the other */

static void pictures_next(struct pictures *pictures);

static void picture_keep(struct store *store, void *context)
{
    struct pictures *const pictures = context;
    const char *const url = *(const char **)vec_at(&pictures->urls, pictures->at);
    pictures->kept += store_pictures_keep(store, url, pictures->file, pictures->bytes,
                                          time_now_ms(), &pictures->error);
    pictures->at++;
    pictures_next(pictures);
}

static bool is_picture(const struct web_response *response)
{
    const char *const type = web_header_find(response->headers, "Content-Type");
    return type && strncasecmp(type, "image/", 6) == 0 && response->body_len > 0;
}

/* On a worker. */
static void picture_answered(void *context, struct web_response *response,
                             const struct error *reason)
{
    struct pictures *const pictures = context;
    struct error err = *reason;
    if (response && response->status != 200)
        app_http_error(response, &err);
    else if (response && !is_picture(response))
        error_set(&err, ERR_UNSUPPORTED, _("%s is no picture"), response->url);
    const bool is_written =
        response && err.kind == ERR_NONE && picture_write(pictures, response, &err);
    web_response_free(response);
    if (is_written) {
        store_writer_submit(pictures->app->writer, picture_keep, pictures);
        return;
    }
    pictures->error = err;
    pictures->at++;
    pictures_next(pictures);
}

static void pictures_next(struct pictures *pictures)
{
    const bool is_over = pictures->at == pictures->urls.count ||
                         ticket_is_cancelled(pictures->ticket) ||
                         pictures->error.kind == ERR_CANCELLED;
    if (is_over) {
        pictures_end(pictures);
        return;
    }
    const char *const url = *(const char **)vec_at(&pictures->urls, pictures->at);
    struct web_request *const request = web_request_new("GET", url);
    request->limit_bytes = PICTURE_BYTES;
    web_request_header(request, "Accept", "image/*");
    article_manners_send(pictures->app, request, &pictures->manners, pictures->ticket,
                         picture_answered, pictures);
}

/* They are asked by the way of the article's feed. */
static bool pictures_find_manners(struct pictures *pictures, struct store *store)
{
    struct store_articles one = {0};
    if (!store_articles_get(store, pictures->article_id, &one, &pictures->error))
        return false;
    const int64_t feed_id = one.items[0].feed_id;
    store_articles_release(&one);
    return article_manners_find(&pictures->manners, pictures->app, store, feed_id, &pictures->arena,
                                &pictures->error);
}

static void pictures_look_up(void *context)
{
    struct pictures *const pictures = context;
    struct store_text text = {0};
    struct store *const store = app_open_reader(pictures->app, &pictures->error);
    if (store && pictures_find_manners(pictures, store) &&
        store_articles_text(store, pictures->article_id, &text, &pictures->error)) {
        struct map seen;
        map_init(&seen);
        pictures_list(pictures, store, &text, &seen);
        map_release(&seen);
        store_text_release(&text);
    }
    store_close(store);
    pictures_next(pictures);
}

void pictures_start(struct app *app, struct ticket *ticket, int64_t article_id, pictures_done done,
                    void *context)
{
    struct pictures *const pictures = mem_zalloc(sizeof(*pictures));
    arena_init(&pictures->arena);
    vec_init(&pictures->urls, sizeof(const char *));
    pictures->app = app;
    pictures->ticket = ticket_ref(ticket);
    article_manners_init(&pictures->manners);
    pictures->article_id = article_id;
    pictures->done = done;
    pictures->context = context;
    pool_submit(app->pool, pictures_look_up, pictures);
}

void pictures_shrink(struct app *app, struct store *store)
{
    struct settings settings;
    struct error err = {0};
    struct vec files;
    vec_init(&files, sizeof(char *));
    // Of settings that cannot be read the front tells.
    if (!configuration_settings(app_paths(app), &settings, NULL))
        settings_default(&settings);
    if (!store_pictures_shrink(store, settings.pictures_mb << 20, &files, &err))
        log_write(LOG_WARNING, "pictures: %s", err.text);
    for (size_t i = 0; i < files.count; i++) {
        char *const file = *(char **)vec_at(&files, i);
        char path[PATH_BYTES];
        if (err.kind == ERR_NONE && picture_path(app, file, path, NULL))
            unlink(path);
        free(file);
    }
    vec_release(&files);
}
