#include "unit/unit.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/attributes.h"
#include "net/net.h"
#include "waiter.h"

/* A real server with HTTP/2, TLS and compression; the tests are skipped where there is no nginx. */

enum { GOOD, OTHER, EXPIRED, SELF, SITE_COUNT };

static const char *const CERTIFICATES[SITE_COUNT] = {"good", "other", "expired", "self"};
static const char *const PROGRAMS[] = {"/usr/sbin/nginx", "/usr/local/sbin/nginx",
                                       "/usr/bin/nginx"};

struct nginx {
    char folder[64];
    const char *program;
    int sockets[SITE_COUNT];
    int ports[SITE_COUNT];
    pid_t pid;
};

static void site_listen(struct nginx *nginx, int site)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof(address);
    nginx->sockets[site] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (bind(nginx->sockets[site], (struct sockaddr *)&address, len) != 0 ||
        listen(nginx->sockets[site], 128) != 0 ||
        getsockname(nginx->sockets[site], (struct sockaddr *)&address, &len) != 0)
        abort();
    nginx->ports[site] = ntohs(address.sin_port);
}

static void site_write(FILE *conf, const struct nginx *nginx, int site)
{
    char folder[4096];
    unit_path(folder, "tests/data/net/tls");
    char *const full = realpath(folder, NULL);
    fprintf(conf,
            "server {\n"
            "  listen 127.0.0.1:%d ssl http2;\n"
            "  ssl_certificate %s/%s.pem;\n  ssl_certificate_key %s/server.key;\n"
            "  default_type text/plain;\n  root %s;\n"
            "  gzip on; gzip_min_length 1; gzip_types text/plain;\n"
            "  location /who { return 200 \"$server_protocol $connection\"; }\n"
            "}\n",
            nginx->ports[site], full, CERTIFICATES[site], full, nginx->folder);
    free(full);
}

static FILE *create(const struct nginx *nginx, const char *name)
{
    char path[256];
    snprintf(path, sizeof(path), "%s/%s", nginx->folder, name);
    FILE *const file = fopen(path, "w");
    if (!file)
        abort();
    return file;
}

static void nginx_configure(const struct nginx *nginx)
{
    FILE *const page = create(nginx, "page.txt");
    for (int i = 0; i < 500; i++)
        fputs("The same again. ", page);
    fclose(page);
    FILE *const conf = create(nginx, "conf");
    fprintf(conf, "daemon off; worker_processes 1; pid %s/pid; error_log %s/log; events {}\n%s",
            nginx->folder, nginx->folder, geteuid() == 0 ? "user root;\n" : "");
    fputs("http {\naccess_log off;\n", conf);
    static const char *const KINDS[] = {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"};
    for (size_t i = 0; i < COUNT_OF(KINDS); i++)
        fprintf(conf, "%s_temp_path %s;\n", KINDS[i], nginx->folder);
    for (int site = 0; site < SITE_COUNT; site++)
        site_write(conf, nginx, site);
    fputs("}\n", conf);
    fclose(conf);
}

/* nginx takes over sockets that listen already, so nobody has to wait for it. */
static void nginx_run(const struct nginx *nginx)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    char sockets[64] = "";
    size_t len = 0;
    for (int site = 0; site < SITE_COUNT; site++)
        len += (size_t)snprintf(sockets + len, sizeof(sockets) - len, "%d;", nginx->sockets[site]);
    setenv("NGINX", sockets, 1);
    char conf[256];
    snprintf(conf, sizeof(conf), "%s/conf", nginx->folder);
    execl(nginx->program, nginx->program, "-p", nginx->folder, "-c", conf, NULL);
    _exit(127);
}

static const char *nginx_find(void)
{
    for (size_t i = 0; i < COUNT_OF(PROGRAMS); i++)
        if (access(PROGRAMS[i], X_OK) == 0)
            return PROGRAMS[i];
    return NULL;
}

static int nginx_open(void **state)
{
    const char *const program = nginx_find();
    *state = NULL;
    if (!program)
        return 0;
    struct nginx *const nginx = calloc(1, sizeof(*nginx));
    if (!nginx)
        return -1;
    nginx->program = program;
    strncpy(nginx->folder, "/tmp/courant-nginx-XXXXXX", sizeof(nginx->folder) - 1);
    if (!mkdtemp(nginx->folder))
        return -1;
    for (int site = 0; site < SITE_COUNT; site++)
        site_listen(nginx, site);
    nginx_configure(nginx);
    nginx->pid = fork();
    if (nginx->pid == 0)
        nginx_run(nginx);
    *state = nginx;
    return 0;
}

static int nginx_close(void **state)
{
    struct nginx *const nginx = *state;
    if (!nginx)
        return 0;
    kill(nginx->pid, SIGTERM);
    waitpid(nginx->pid, NULL, 0);
    static const char *const FILES[] = {"page.txt", "conf", "pid", "log"};
    for (size_t i = 0; i < COUNT_OF(FILES); i++) {
        char path[256];
        snprintf(path, sizeof(path), "%s/%s", nginx->folder, FILES[i]);
        unlink(path);
    }
    rmdir(nginx->folder);
    for (int site = 0; site < SITE_COUNT; site++)
        close(nginx->sockets[site]);
    free(nginx);
    return 0;
}

static struct nginx *nginx_or_skip(void **state)
{
    if (!*state) {
        print_message("# nginx is not installed\n");
        skip();
    }
    return *state;
}

static struct web_request *site_request(const struct nginx *nginx, int site, const char *path)
{
    char url[256];
    snprintf(url, sizeof(url), "https://127.0.0.1:%d%s", nginx->ports[site], path);
    return web_request_new("GET", url);
}

/* An engine that trusts the authority of the tests. */
static struct net *net_trusting(void)
{
    char path[4096];
    const struct net_options options = {.authorities =
                                            unit_path(path, "tests/data/net/tls/authority.pem")};
    struct error err;
    struct net *const net = net_new(&options, &err);
    assert_non_null(net);
    return net;
}

static void one_connection_of_http2_carries_many(void **state)
{
    const struct nginx *const nginx = nginx_or_skip(state);
    struct net *const net = net_trusting();
    struct waiter waiters[20];
    for (size_t i = 0; i < COUNT_OF(waiters); i++) {
        waiter_init(&waiters[i]);
        net_send(net, site_request(nginx, GOOD, "/who"), NULL, waiter_answer, &waiters[i]);
    }
    char first[256] = "";
    for (size_t i = 0; i < COUNT_OF(waiters); i++) {
        waiter_wait(&waiters[i]);
        assert_string_equal(waiters[i].err.text, "");
        const char *const body = waiters[i].response->body;
        assert_memory_equal(body, "HTTP/2.0 ", 9);
        if (i == 0)
            snprintf(first, sizeof(first), "%s", body);
        assert_string_equal(body, first);
        waiter_release(&waiters[i]);
    }
    net_free(net);
}

static void a_compressed_page_that_has_not_changed_is_a_304(void **state)
{
    const struct nginx *const nginx = nginx_or_skip(state);
    struct net *const net = net_trusting();
    struct waiter first;
    waiter_init(&first);
    waiter_ask(&first, net, site_request(nginx, GOOD, "/page.txt"));
    assert_non_null(first.response);
    assert_int_equal(first.response->status, 200);
    assert_int_equal(first.response->body_len, 8000);
    assert_true(first.spent.bytes < 1000);
    const char *const tag = web_header_find(first.response->headers, "ETag");
    assert_memory_equal(tag, "W/", 2);

    struct web_request *const again = site_request(nginx, GOOD, "/page.txt");
    web_request_header(again, "If-None-Match", tag);
    web_request_header(again, "If-Modified-Since",
                       web_header_find(first.response->headers, "Last-Modified"));
    struct waiter second;
    waiter_init(&second);
    waiter_ask(&second, net, again);
    assert_int_equal(second.response->status, 304);
    waiter_release(&first);
    waiter_release(&second);
    net_free(net);
}

static void a_certificate_that_is_not_trusted_is_explained(void **state)
{
    const struct nginx *const nginx = nginx_or_skip(state);
    static const struct {
        int site;
        bool is_trusting; // the authority of the tests, else the system's
        const char *says;
    } rows[] = {
        {SELF, false, "127.0.0.1 signed its certificate itself"},
        {SELF, true, "127.0.0.1 signed its certificate itself"},
        {GOOD, false, "an authority this computer does not know"},
        {OTHER, true, "the certificate is not for 127.0.0.1"},
        {EXPIRED, true, "the certificate of 127.0.0.1 has expired"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err;
        struct net *const net = rows[i].is_trusting ? net_trusting() : net_new(NULL, &err);
        struct waiter waiter;
        waiter_init(&waiter);
        waiter_ask(&waiter, net, site_request(nginx, rows[i].site, "/who"));
        assert_null(waiter.response);
        assert_int_equal(waiter.err.kind, ERR_NETWORK);
        if (!strstr(waiter.err.text, rows[i].says))
            fail_msg("%s: %s", CERTIFICATES[rows[i].site], waiter.err.text);
        waiter_release(&waiter);
        net_free(net);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_connection_of_http2_carries_many),
        cmocka_unit_test(a_compressed_page_that_has_not_changed_is_a_304),
        cmocka_unit_test(a_certificate_that_is_not_trusted_is_explained),
    };
    return cmocka_run_group_tests_name("nginx", tests, nginx_open, nginx_close);
}
