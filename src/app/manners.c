#include "app/manners.h"

#include <stdlib.h>
#include <string.h>

#include "app/configuration.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/spawn.h"
#include "web/url.h"

/* ---- passwords */

void passwords_init(struct passwords *passwords)
{
    pthread_mutex_init(&passwords->mutex, NULL);
    map_init(&passwords->map);
}

static void password_free(char *password)
{
    if (password)
        explicit_bzero(password, strlen(password));
    free(password);
}

void passwords_release(struct passwords *passwords)
{
    for (size_t i = 0; i < passwords->map.count; i++)
        password_free(passwords->map.entries[i].value.pointer);
    map_release(&passwords->map);
    pthread_mutex_destroy(&passwords->mutex);
}

void passwords_forget(struct passwords *passwords, const char *command)
{
    if (!command)
        return;
    pthread_mutex_lock(&passwords->mutex);
    struct map_entry *const entry = map_find(&passwords->map, command, strlen(command));
    if (entry) {
        password_free(entry->value.pointer);
        entry->value.pointer = NULL;
    }
    pthread_mutex_unlock(&passwords->mutex);
}

const char *passwords_get(struct passwords *passwords, const char *command,
                          const struct ticket *ticket, struct arena *arena, struct error *err)
{
    pthread_mutex_lock(&passwords->mutex);
    struct map_entry *const entry = map_add(&passwords->map, command, strlen(command), NULL);
    if (!entry->value.pointer) {
        struct str line;
        str_init(&line, LIMIT_TITLE_BYTES);
        if (spawn_read_line(command, ticket, &line, err))
            entry->value.pointer = str_steal(&line);
        str_release(&line);
    }
    const char *const password = arena_strdup(arena, entry->value.pointer);
    pthread_mutex_unlock(&passwords->mutex);
    return password;
}

/* ---- requests */

static void manners_apply(const struct manners *manners, struct web_request *request)
{
    struct arena *const arena = &request->arena;
    request->way = (struct web_way){
        .user_agent = arena_strdup(arena, manners->user_agent),
        .proxy = arena_strdup(arena, manners->proxy),
        .user = arena_strdup(arena, manners->user),
        .auth = (enum web_auth)manners->auth,
        .uses_netrc = manners->uses_netrc,
        .keeps_cookies = manners->keeps_cookies,
    };
    for (size_t i = 0; i < manners->header_count; i++)
        web_request_header(request, manners->headers[i].name, manners->headers[i].value);
}

/* A request that waits for its password. */
struct locked {
    struct app *app;
    struct web_request *request;
    const char *command;
    struct ticket *ticket;
    app_answered answered;
    void *context;
};

static void unlock(void *context)
{
    struct locked *const locked = context;
    struct app *const app = locked->app;
    struct error err = {0};
    locked->request->way.password = passwords_get(app->passwords, locked->command, locked->ticket,
                                                  &locked->request->arena, &err);
    if (locked->request->way.password) {
        app_send(app, locked->request, locked->ticket, locked->answered, locked->context);
    } else {
        web_request_free(locked->request);
        locked->answered(locked->context, NULL, &err);
    }
    free(locked);
}

void manners_send(struct app *app, struct web_request *request, const struct manners *manners,
                  struct ticket *ticket, app_answered answered, void *context)
{
    manners_apply(manners, request);
    if (!manners->password_command) {
        app_send(app, request, ticket, answered, context);
        return;
    }
    struct locked *const locked = mem_alloc(sizeof(*locked));
    *locked = (struct locked){app, request, manners->password_command, ticket, answered, context};
    pool_submit(app->pool, unlock, locked);
}

/* ---- articles */

void article_manners_init(struct article_manners *manners)
{
    *manners = (struct article_manners){0};
    manners_find(&manners->book, "", NULL, 0, &manners->near);
    manners->far = manners->near;
}

void article_manners_release(struct article_manners *manners)
{
    manners_release(&manners->book);
}

bool article_manners_find(struct article_manners *manners, const struct app *app,
                          struct store *store, int64_t feed_id, struct arena *arena,
                          struct error *err)
{
    if (!configuration_manners(&app->paths, &manners->book, err))
        return false;
    manners->feed_url = store_feeds_address(store, feed_id, arena, err);
    if (!manners->feed_url)
        return false;
    size_t tag_count = 0;
    const char *const *const tags =
        manners->book.has_tags ? store_feeds_tags(store, feed_id, arena, &tag_count) : NULL;
    manners_find(&manners->book, manners->feed_url, tags, tag_count, &manners->near);
    manners->far = manners->near;
    manners->far.user = manners->far.password_command = NULL;
    manners->far.auth = WEB_AUTH_ANY;
    manners->far.uses_netrc = false;
    manners->far.header_count = 0;
    return true;
}

const struct manners *article_manners_for(const struct article_manners *manners, const char *url)
{
    const bool is_near = manners->feed_url && url_is_at_home(manners->feed_url, url);
    return is_near ? &manners->near : &manners->far;
}

void article_manners_send(struct app *app, struct web_request *request,
                          const struct article_manners *manners, struct ticket *ticket,
                          app_answered answered, void *context)
{
    manners_send(app, request, article_manners_for(manners, request->url), ticket, answered,
                 context);
}
