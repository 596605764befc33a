#include "app/pictures.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
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

struct picture {
    const char *url;
    char file[NAME_BYTES]; // "": it is missing
    int64_t bytes;
};

struct pictures {
    struct arena arena;
    struct app *app;
    struct ticket *ticket;
    int64_t article_id;
    int64_t used_ms;
    _Atomic int64_t *left;
    struct article_manners manners;
    pictures_done done;
    void *context;
    struct vec items; // struct picture
    size_t at;
    struct pictures_outcome outcome;
};

static void pictures_end(struct pictures *pictures)
{
    pictures->done(pictures->context, &pictures->outcome);
    ticket_unref(pictures->ticket);
    article_manners_release(&pictures->manners);
    vec_release(&pictures->items);
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
static bool picture_write(const struct app *app, struct picture *picture,
                          const struct web_response *response, struct error *err)
{
    const uint64_t hash = store_hash_bytes(STORE_HASH_START, response->body, response->body_len);
    for (int i = 0; i < NAMES_MOST; i++) {
        char path[PATH_BYTES];
        bool is_there;
        snprintf(picture->file, sizeof(picture->file), "%016" PRIx64 "-%d", hash, i);
        if (!picture_path(app, picture->file, path, err))
            return false;
        if (!file_fits(path, response, &is_there))
            continue;
        picture->bytes = (int64_t)response->body_len;
        return is_there || file_write(path, response->body, response->body_len, err);
    }
    return error_set(err, ERR_IO, _("%s: its place in the cache is taken"), response->url);
}

/* ---- which are missing */

/* The file that holds it, and how many bytes; false when there is none. */
static bool picture_find(const struct app *app, struct store *store, const char *url,
                         char path[PATH_BYTES], struct picture *picture)
{
    struct str file;
    struct stat found;
    str_init(&file, NAME_BYTES);
    const bool is_kept = store_pictures_find(store, url, &file, NULL) && file.len &&
                         file.len < sizeof(picture->file) &&
                         picture_path(app, file.data, path, NULL) && access(path, R_OK) == 0 &&
                         stat(path, &found) == 0;
    if (is_kept) {
        snprintf(picture->file, sizeof(picture->file), "%s", file.data);
        picture->bytes = found.st_size;
    }
    str_release(&file);
    return is_kept;
}

/* A server's word that it is a picture is not enough for a program that looks at what files hold:
 * it could be a page with a script, and so could SVG. (WHATWG MIME Sniffing 6.1.) */
static bool is_bitmap(const char *path)
{
    static const struct {
        const char *bytes;
        size_t at;
    } marks[] = {{"\x89PNG", 0}, {"\xFF\xD8\xFF", 0}, {"GIF8", 0},
                 {"WEBP", 8},    {"ftypavif", 4},     {"BM", 0}};
    char head[16] = {0};
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    const ssize_t len = fd >= 0 ? read(fd, head, sizeof(head)) : -1;
    if (fd >= 0)
        close(fd);
    for (size_t i = 0; len == sizeof(head) && i < COUNT_OF(marks); i++)
        if (memcmp(head + marks[i].at, marks[i].bytes, strlen(marks[i].bytes)) == 0)
            return true;
    return false;
}

bool app_picture_path(struct app *app, const char *url, char path[PATH_BYTES])
{
    struct picture picture = {0};
    return picture_find(app, app_store(app), url, path, &picture) && is_bitmap(path);
}

static void picture_add(struct pictures *pictures, struct store *store, struct map *seen,
                        const char *url, size_t len)
{
    bool is_new;
    map_add(seen, url, len, &is_new);
    if (!is_new || pictures->outcome.total >= PICTURES_MOST || len > LIMIT_URL_BYTES)
        return;
    char path[PATH_BYTES];
    struct picture *const picture = vec_push(&pictures->items);
    *picture = (struct picture){.url = arena_strndup(&pictures->arena, url, len)};
    pictures->outcome.total++;
    pictures->outcome.kept += picture_find(pictures->app, store, picture->url, path, picture);
}

static void pictures_list(struct pictures *pictures, struct store *store,
                          const struct store_text *text, struct map *seen)
{
    const char *const html = store_text_best(text);
    if (text->image && url_is_web(text->image))
        picture_add(pictures, store, seen, text->image, strlen(text->image));
    struct html_document *const doc =
        html_parse(html, strlen(html), text->base, pictures->ticket, NULL);
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

/* Does the run look after this picture? What comes when its budget is used up is left out. */
static bool picture_has_place(struct pictures *pictures)
{
    return atomic_load(pictures->left) > 0;
}

static bool picture_note(struct pictures *pictures, struct store *store,
                         const struct picture *picture)
{
    atomic_fetch_sub(pictures->left, picture->bytes);
    return store_pictures_keep(store, picture->url, picture->file, picture->bytes,
                               pictures->used_ms, &pictures->outcome.error);
}

static void picture_keep(struct store *store, void *context)
{
    struct pictures *const pictures = context;
    pictures->outcome.kept += picture_note(pictures, store, vec_at(&pictures->items, pictures->at));
    pictures->at++;
    pictures_next(pictures);
}

/* Those that are there are used anew. */
static void pictures_use(struct store *store, void *context)
{
    struct pictures *const pictures = context;
    for (size_t i = 0; i < pictures->items.count; i++) {
        const struct picture *const picture = vec_at(&pictures->items, i);
        if (*picture->file && picture_has_place(pictures))
            picture_note(pictures, store, picture);
    }
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
        response && err.kind == ERR_NONE &&
        picture_write(pictures->app, vec_at(&pictures->items, pictures->at), response, &err);
    web_response_free(response);
    if (is_written) {
        store_writer_submit(pictures->app->writer, picture_keep, pictures);
        return;
    }
    pictures->outcome.error = err;
    pictures->at++;
    pictures_next(pictures);
}

/* The next that is missing and has a place; NULL: none. */
static const struct picture *pictures_missing(struct pictures *pictures)
{
    for (; pictures->at < pictures->items.count; pictures->at++) {
        const struct picture *const picture = vec_at(&pictures->items, pictures->at);
        if (*picture->file)
            continue;
        if (picture_has_place(pictures))
            return picture;
        pictures->outcome.left_out++;
    }
    return NULL;
}

static void pictures_next(struct pictures *pictures)
{
    const bool is_stopped =
        ticket_is_cancelled(pictures->ticket) || pictures->outcome.error.kind == ERR_CANCELLED;
    const struct picture *const picture = is_stopped ? NULL : pictures_missing(pictures);
    if (!picture) {
        pictures_end(pictures);
        return;
    }
    struct web_request *const request = web_request_new("GET", picture->url);
    request->limit_bytes = PICTURE_BYTES;
    web_request_header(request, "Accept", "image/*");
    article_manners_send(pictures->app, request, &pictures->manners, pictures->ticket,
                         picture_answered, pictures);
}

/* They are asked by the way of the article's feed. */
static bool pictures_find_manners(struct pictures *pictures, struct store *store)
{
    struct store_articles one = {0};
    if (!store_articles_get(store, pictures->article_id, &one, &pictures->outcome.error))
        return false;
    const int64_t feed_id = one.items[0].feed_id;
    store_articles_release(&one);
    return article_manners_find(&pictures->manners, pictures->app, store, feed_id, &pictures->arena,
                                &pictures->outcome.error);
}

static void pictures_look_up(void *context)
{
    struct pictures *const pictures = context;
    struct store_text text = {0};
    struct store *const store = app_open_reader(pictures->app, &pictures->outcome.error);
    if (store && pictures_find_manners(pictures, store) &&
        store_articles_text(store, pictures->article_id, &text, &pictures->outcome.error)) {
        struct map seen;
        map_init(&seen);
        pictures_list(pictures, store, &text, &seen);
        map_release(&seen);
        store_text_release(&text);
    }
    store_close(store);
    if (pictures->outcome.kept > 0)
        store_writer_submit(pictures->app->writer, pictures_use, pictures);
    else
        pictures_next(pictures);
}

void pictures_start(struct app *app, struct ticket *ticket, int64_t article_id, int64_t used_ms,
                    _Atomic int64_t *left, pictures_done done, void *context)
{
    struct pictures *const pictures = mem_zalloc(sizeof(*pictures));
    arena_init(&pictures->arena);
    vec_init(&pictures->items, sizeof(struct picture));
    pictures->used_ms = used_ms;
    pictures->left = left;
    pictures->app = app;
    pictures->ticket = ticket_ref(ticket);
    article_manners_init(&pictures->manners);
    pictures->article_id = article_id;
    pictures->done = done;
    pictures->context = context;
    pool_submit(app->pool, pictures_look_up, pictures);
}

/* ---- the budget */

/* Of settings that cannot be read the front tells. */
static int64_t kept_bytes(const struct app *app)
{
    struct settings settings;
    if (!configuration_settings(app_paths(app), &settings, NULL))
        settings_default(&settings);
    return settings.pictures_mb << 20;
}

int64_t pictures_budget(const struct app *app)
{
    enum { UNDER_WAY = 16 }; // a part of it
    const int64_t bytes = kept_bytes(app);
    return bytes - bytes / UNDER_WAY;
}

void pictures_shrink(struct app *app, struct store *store)
{
    struct error err = {0};
    struct vec files;
    vec_init(&files, sizeof(char *));
    if (!store_pictures_shrink(store, kept_bytes(app), &files, &err))
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
