#include "world.h"

#include <string.h>

#include "base/attributes.h"

static void redirect(struct server_exchange *x, const char *status, const char *location)
{
    char headers[1024];
    snprintf(headers, sizeof(headers), "Location: %s\r\n", location);
    server_answer(x, status, headers, "moved", 5);
}

/* The request as it came, for the client to look at. */
static void answer_echo(struct server_exchange *x)
{
    char text[16 << 10];
    const int len = snprintf(text, sizeof(text), "%s%s", x->head, x->body);
    server_answer(x, "200 OK", "Content-Type: text/plain\r\n", text, (size_t)len);
}

static void answer_conditional(struct server_exchange *x)
{
    char tag[256];
    if (strcmp(server_header(x, "If-None-Match", tag), "\"5b69\"") == 0)
        server_answer(x, "304 Not Modified", "ETag: W/\"5b69\"\r\n", "", 0);
    else
        server_answer(x, "200 OK", "ETag: W/\"5b69\"\r\n", "new", 3);
}

static void answer_bomb(struct server_exchange *x)
{
    const struct world *const world = x->context;
    server_answer(x, "200 OK", "Content-Encoding: gzip\r\n", world->gzip, world->gzip_len);
}

static void answer_never(struct server_exchange *x)
{
    struct world *const world = x->context;
    pthread_mutex_lock(&world->mutex);
    world->slow_count++;
    pthread_cond_signal(&world->has_changed);
    pthread_mutex_unlock(&world->mutex);
    server_wait_closed(x);
}

static void answer_half(struct server_exchange *x)
{
    server_say(x, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
}

static void answer_half_chunked(struct server_exchange *x)
{
    server_say(x, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
}

static void answer_endless(struct server_exchange *x)
{
    server_say(x, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    char block[4096];
    memset(block, 'x', sizeof(block));
    for (int i = 0; i < 1024; i++)
        server_write(x, block, sizeof(block));
}

/* Nearly two megabytes: as much as is kept in memory of one body. */
static void answer_large(struct server_exchange *x)
{
    server_say(x, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    char block[4096];
    memset(block, 'x', sizeof(block));
    for (int i = 0; i < 480; i++)
        server_write(x, block, sizeof(block));
}

static void answer_headers(struct server_exchange *x)
{
    server_say(x, "HTTP/1.1 200 OK\r\n");
    char line[1024];
    memset(line, 'h', sizeof(line));
    memcpy(line, "X: ", 3);
    memcpy(line + sizeof(line) - 2, "\r\n", 2);
    for (int i = 0; i < 400; i++)
        server_write(x, line, sizeof(line));
    server_say(x, "\r\n");
}

static void answer_early(struct server_exchange *x)
{
    server_say(x, "HTTP/1.1 103 Early Hints\r\nLink: </early>\r\n\r\n");
    server_answer(x, "200 OK", "Link: </final>\r\n", "ok", 2);
}

static void answer_nothing(struct server_exchange *x)
{
    (void)x;
}

static void answer_nonsense(struct server_exchange *x)
{
    server_say(x, "220 mail.example ESMTP\r\n");
}

static void answer_plain(struct server_exchange *x)
{
    server_answer(x, "200 OK", "X-A: 1\r\nX-A: 2\r\nX-Empty:\r\n", "hello", 5);
}

static void answer_odd_encoding(struct server_exchange *x)
{
    server_answer(x, "200 OK", "Content-Encoding: utf-8\r\n", "hello", 5);
}

static void answer_gone(struct server_exchange *x)
{
    server_answer(x, "410 Gone", "", "gone", 4);
}

static void answer_other_host(struct server_exchange *x)
{
    const struct world *const world = x->context;
    char url[256];
    snprintf(url, sizeof(url), "http://127.0.0.2:%d/echo", server_port(world->server));
    redirect(x, strcmp(x->path, "/other-307") == 0 ? "307 Temporary Redirect" : "302 Found", url);
}

static const struct {
    const char *path;
    const char *status;
    const char *location;
} REDIRECTS[] = {
    {"/301", "301 Moved Permanently", "/308"},
    {"/308", "308 Permanent Redirect", "plain#part"},
    {"/301-302", "301 Moved Permanently", "/302"},
    {"/302", "302 Found", "/plain"},
    {"/302-301", "302 Found", "/301"},
    {"/303", "303 See Other", "/echo"},
    {"/307", "307 Temporary Redirect", "/echo"},
    {"/found", "302 Found", "/echo"},
    {"/loop", "302 Found", "/loop"},
    {"/file", "301 Moved Permanently", "file:///etc/passwd"},
    {"/script", "302 Found", "javascript:alert(1)"},
    {"/ftp", "302 Found", "ftp://127.0.0.1/"},
    {"/bracket", "302 Found", "http://[::1/"},
    {"/umlaut", "302 Found", "/caf\xC3\xA9 x"},
};

static const struct {
    const char *path;
    server_handler handler;
} ANSWERS[] = {
    {"/plain", answer_plain},
    {"/echo", answer_echo},
    {"/conditional", answer_conditional},
    {"/bomb", answer_bomb},
    {"/never", answer_never},
    {"/half", answer_half},
    {"/half-chunked", answer_half_chunked},
    {"/large", answer_large},
    {"/endless", answer_endless},
    {"/headers", answer_headers},
    {"/early", answer_early},
    {"/nothing", answer_nothing},
    {"/nonsense", answer_nonsense},
    {"/gone", answer_gone},
    {"/odd", answer_odd_encoding},
    {"/other", answer_other_host},
    {"/other-307", answer_other_host},
    {"/caf%C3%A9%20x", answer_plain},
};

static void answer(struct server_exchange *x)
{
    for (size_t i = 0; i < COUNT_OF(ANSWERS); i++)
        if (strcmp(x->path, ANSWERS[i].path) == 0) {
            ANSWERS[i].handler(x);
            return;
        }
    for (size_t i = 0; i < COUNT_OF(REDIRECTS); i++)
        if (strcmp(x->path, REDIRECTS[i].path) == 0) {
            redirect(x, REDIRECTS[i].status, REDIRECTS[i].location);
            return;
        }
    server_answer(x, "404 Not Found", "", "no", 2);
}

int world_open(void **state)
{
    struct world *const world = calloc(1, sizeof(*world));
    if (!world)
        return -1;
    char path[4096];
    FILE *const file = fopen(unit_path(path, "tests/data/net/zeros.gz"), "rb");
    if (!file)
        return -1;
    world->gzip_len = fread(world->gzip, 1, sizeof(world->gzip), file);
    fclose(file);
    pthread_mutex_init(&world->mutex, NULL);
    pthread_cond_init(&world->has_changed, NULL);
    world->server = server_new(answer, world);
    struct error err;
    world->net = net_new(NULL, &err);
    *state = world;
    return world->net ? 0 : -1;
}

int world_close(void **state)
{
    struct world *const world = *state;
    net_free(world->net);
    server_free(world->server);
    pthread_mutex_destroy(&world->mutex);
    pthread_cond_destroy(&world->has_changed);
    free(world);
    return 0;
}

const char *world_address(const struct world *world, const char *path, char out[4096])
{
    snprintf(out, 4096, "http://127.0.0.1:%d%s", server_port(world->server), path);
    return out;
}

struct web_request *world_request(const struct world *world, const char *method, const char *path)
{
    char url[4096];
    return web_request_new(method, world_address(world, path, url));
}

void world_wait_slow(struct world *world, int count)
{
    pthread_mutex_lock(&world->mutex);
    while (world->slow_count < count)
        pthread_cond_wait(&world->has_changed, &world->mutex);
    pthread_mutex_unlock(&world->mutex);
}

void assert_has(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("\"%s\" is not in \"%s\"", part, text);
}

void assert_has_not(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("\"%s\" is in \"%s\"", part, text);
}
