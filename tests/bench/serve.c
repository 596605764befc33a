/*
 * A web server for measuring: files of one folder, over HTTP/1.1 with kept connections, ETag,
 * Last-Modified and 304, and NAME.gz for who takes gzip. It listens on every loopback address, each
 * of which is another host to a client. Not for anything but a benchmark.
 *
 *   serve FOLDER [LATENCY-MS]      prints its port, ends with its standard input
 *
 * A connection is in one of three states: it reads a request, waits until the latency is over, or
 * sends. All answers wait equally long, so those that wait form one line.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "bench/stopwatch.h"

enum { HEAD_BYTES = 16384, EVENTS = 256, BACKLOG = 4096, PATH_BYTES = 4096 };

struct connection {
    int socket;
    char head[HEAD_BYTES]; // what has come of requests
    size_t head_len;
    char answer[512];
    size_t answer_len;
    size_t sent;
    int file; // of the body; -1: none
    off_t offset;
    off_t end;
    double due_ms; // of the answer that waits
    bool is_waiting;
    bool is_gone; // closed while it waited
    struct connection *next;
};

struct server {
    const char *folder;
    double latency_ms;
    int epoll;
    int listener;
    struct connection *first; // of those that wait
    struct connection **last;
};

static void watch(const struct server *server, struct connection *connection, int operation,
                  uint32_t events)
{
    struct epoll_event event = {.events = events, .data.ptr = connection};
    epoll_ctl(server->epoll, operation, connection->socket, &event);
}

static void hang_up(struct connection *connection)
{
    if (connection->file >= 0)
        close(connection->file);
    connection->file = -1;
    close(connection->socket);
    connection->is_gone = true;
    if (!connection->is_waiting)
        free(connection);
}

/* ---- what is answered */

/* The value of a request's header; NULL when it has none. */
static const char *header(const char *head, const char *name, char value[256])
{
    const size_t len = strlen(name);
    for (const char *line = strstr(head, "\r\n"); line; line = strstr(line + 2, "\r\n")) {
        if (strncasecmp(line + 2, name, len) != 0 || line[2 + len] != ':')
            continue;
        const char *const start = line + 2 + len + 1 + strspn(line + 2 + len + 1, " ");
        snprintf(value, 256, "%.*s", (int)strcspn(start, "\r\n"), start);
        return value;
    }
    return NULL;
}

static bool is_same(const char *head, const char *etag, const char *modified)
{
    char value[256];
    if (header(head, "If-None-Match", value))
        return strcmp(value, etag) == 0;
    return header(head, "If-Modified-Since", value) && strcmp(value, modified) == 0;
}

static int open_variant(const char *folder, const char *target, const char *ending)
{
    char path[PATH_BYTES];
    snprintf(path, sizeof(path), "%s%.*s%s", folder, (int)strcspn(target, " ?\r\n"), target,
             ending);
    return strstr(path, "/..") ? -1 : open(path, O_RDONLY | O_CLOEXEC);
}

static void answer(const struct server *server, struct connection *connection)
{
    const char *const head = connection->head;
    const char *const target = strncmp(head, "GET ", 4) == 0 ? head + 4 : "/..";
    char value[256];
    const bool takes_gzip = header(head, "Accept-Encoding", value) && strstr(value, "gzip");
    int file = takes_gzip ? open_variant(server->folder, target, ".gz") : -1;
    const bool is_gzip = file >= 0;
    if (!is_gzip)
        file = open_variant(server->folder, target, "");
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) {
        connection->answer_len =
            (size_t)snprintf(connection->answer, sizeof(connection->answer),
                             "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        return;
    }
    char etag[64];
    char modified[64];
    struct tm tm;
    snprintf(etag, sizeof(etag), "\"%llx-%llx\"", (long long)status.st_mtime,
             (long long)status.st_size);
    strftime(modified, sizeof(modified), "%a, %d %b %Y %H:%M:%S GMT",
             gmtime_r(&status.st_mtime, &tm));
    const bool is_unchanged = is_same(head, etag, modified);
    int len = snprintf(connection->answer, sizeof(connection->answer),
                       "HTTP/1.1 %s\r\nETag: %s\r\nLast-Modified: %s\r\n",
                       is_unchanged ? "304 Not Modified" : "200 OK", etag, modified);
    if (!is_unchanged)
        len += snprintf(connection->answer + len, sizeof(connection->answer) - (size_t)len,
                        "Content-Type: text/xml\r\nContent-Length: %lld\r\n%s",
                        (long long)status.st_size, is_gzip ? "Content-Encoding: gzip\r\n" : "");
    len += snprintf(connection->answer + len, sizeof(connection->answer) - (size_t)len, "\r\n");
    connection->answer_len = (size_t)len;
    connection->end = is_unchanged ? 0 : status.st_size;
    connection->file = file;
}

/* ---- reading and sending */

static void begin_reading(const struct server *server, struct connection *connection)
{
    if (connection->file >= 0)
        close(connection->file);
    connection->file = -1;
    connection->sent = connection->answer_len = 0;
    connection->offset = connection->end = 0;
    watch(server, connection, EPOLL_CTL_MOD, EPOLLIN);
}

/* True while the connection lives. */
static bool send_some(const struct server *server, struct connection *connection)
{
    while (connection->sent < connection->answer_len) {
        const ssize_t n = send(connection->socket, connection->answer + connection->sent,
                               connection->answer_len - connection->sent,
                               MSG_NOSIGNAL | (connection->end ? MSG_MORE : 0));
        if (n <= 0)
            return n < 0 && errno == EAGAIN;
        connection->sent += (size_t)n;
    }
    while (connection->offset < connection->end) {
        const ssize_t n = sendfile(connection->socket, connection->file, &connection->offset,
                                   (size_t)(connection->end - connection->offset));
        if (n <= 0)
            return n < 0 && errno == EAGAIN;
    }
    begin_reading(server, connection);
    return true;
}

static void begin_sending(const struct server *server, struct connection *connection)
{
    answer(server, connection);
    char *const rest = strstr(connection->head, "\r\n\r\n") + 4;
    connection->head_len -= (size_t)(rest - connection->head);
    memmove(connection->head, rest, connection->head_len + 1);
    watch(server, connection, EPOLL_CTL_MOD, EPOLLOUT);
    if (!send_some(server, connection))
        hang_up(connection);
}

static void accept_request(struct server *server, struct connection *connection)
{
    if (server->latency_ms <= 0) {
        begin_sending(server, connection);
        return;
    }
    watch(server, connection, EPOLL_CTL_MOD, 0);
    connection->due_ms = stopwatch_wall_ms() + server->latency_ms;
    connection->is_waiting = true;
    connection->next = NULL;
    *server->last = connection;
    server->last = &connection->next;
}

static void read_some(struct server *server, struct connection *connection)
{
    const ssize_t n = read(connection->socket, connection->head + connection->head_len,
                           HEAD_BYTES - 1 - connection->head_len);
    if (n <= 0) {
        if (n == 0 || errno != EAGAIN)
            hang_up(connection);
        return;
    }
    connection->head_len += (size_t)n;
    connection->head[connection->head_len] = '\0';
    if (strstr(connection->head, "\r\n\r\n"))
        accept_request(server, connection);
}

static void answer_due(struct server *server)
{
    while (server->first && server->first->due_ms <= stopwatch_wall_ms()) {
        struct connection *const connection = server->first;
        server->first = connection->next;
        if (!server->first)
            server->last = &server->first;
        connection->is_waiting = false;
        if (connection->is_gone)
            free(connection);
        else
            begin_sending(server, connection);
    }
}

static void accept_all(const struct server *server)
{
    for (;;) {
        const int socket = accept4(server->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0)
            return;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
        struct connection *const connection = calloc(1, sizeof(*connection));
        if (!connection)
            exit(1);
        connection->socket = socket;
        connection->file = -1;
        watch(server, connection, EPOLL_CTL_ADD, EPOLLIN);
    }
}

static bool open_listener(struct server *server)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_ANY)};
    socklen_t len = sizeof(address);
    server->listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    server->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (server->listener < 0 || bind(server->listener, (struct sockaddr *)&address, len) != 0 ||
        listen(server->listener, BACKLOG) != 0 ||
        getsockname(server->listener, (struct sockaddr *)&address, &len) != 0)
        return false;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    epoll_ctl(server->epoll, EPOLL_CTL_ADD, server->listener, &event);
    event.data.ptr = server; // stands for the standard input
    epoll_ctl(server->epoll, EPOLL_CTL_ADD, STDIN_FILENO, &event);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return true;
}

static void serve(struct server *server)
{
    struct epoll_event events[EVENTS];
    for (;;) {
        const double left_ms = server->first ? server->first->due_ms - stopwatch_wall_ms() : 0;
        const int timeout_ms = !server->first ? -1 : left_ms > 0 ? (int)left_ms + 1 : 0;
        const int count = epoll_wait(server->epoll, events, EVENTS, timeout_ms);
        for (int i = 0; i < count; i++) {
            struct connection *const connection = events[i].data.ptr;
            if (!connection)
                accept_all(server);
            else if (events[i].data.ptr == server)
                return;
            else if (events[i].events & (EPOLLERR | EPOLLHUP))
                hang_up(connection);
            else if (events[i].events & EPOLLIN)
                read_some(server, connection);
            else if (!send_some(server, connection))
                hang_up(connection);
        }
        answer_due(server);
    }
}

int main(int argc, char *argv[])
{
    if (argc < 2)
        return 2;
    struct server server = {.folder = argv[1], .latency_ms = argc > 2 ? atof(argv[2]) : 0};
    server.last = &server.first;
    if (!open_listener(&server))
        return 1;
    serve(&server);
    return 0;
}
