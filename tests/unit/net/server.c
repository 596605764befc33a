#include "server.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECTIONS_MOST = 1024, HEAD_BYTES = 64 << 10 };

struct connection {
    struct server *server;
    pthread_t thread;
    int socket;
};

struct server {
    int socket;
    int port;
    server_handler handler;
    void *context;
    pthread_t thread;
    pthread_mutex_t mutex;
    bool is_ending;
    int request_count;
    int connection_count;
    struct connection connections[CONNECTIONS_MOST];
};

static void fail(const char *what)
{
    perror(what);
    abort();
}

void server_write(struct server_exchange *exchange, const void *bytes, size_t len)
{
    const char *next = bytes;
    while (len) {
        const ssize_t sent = send(exchange->socket, next, len, MSG_NOSIGNAL);
        if (sent <= 0)
            return; // the client has enough
        next += sent;
        len -= (size_t)sent;
    }
}

void server_say(struct server_exchange *exchange, const char *text)
{
    server_write(exchange, text, strlen(text));
}

void server_answer(struct server_exchange *exchange, const char *status, const char *headers,
                   const void *body, size_t len)
{
    char head[4096];
    snprintf(head, sizeof(head),
             "HTTP/1.1 %s\r\n%sContent-Length: %zu\r\nConnection: close\r\n\r\n", status, headers,
             len);
    server_say(exchange, head);
    server_write(exchange, body, len);
}

const char *server_header(const struct server_exchange *exchange, const char *name, char out[256])
{
    out[0] = '\0';
    const size_t len = strlen(name);
    const char *line = strstr(exchange->head, "\r\n");
    for (; line; line = strstr(line, "\r\n")) {
        line += 2;
        if (strncasecmp(line, name, len) != 0 || line[len] != ':')
            continue;
        const char *const value = line + len + 1 + strspn(line + len + 1, " ");
        snprintf(out, 256, "%.*s", (int)strcspn(value, "\r\n"), value);
        break;
    }
    return out;
}

void server_wait_closed(struct server_exchange *exchange)
{
    char bytes[256];
    while (recv(exchange->socket, bytes, sizeof(bytes), 0) > 0)
        continue;
}

/* Read until the empty line; the bytes in the buffer, or 0. `body` is where it starts. */
static size_t read_head(int socket, char *buffer, char **body)
{
    size_t len = 0;
    while (len < HEAD_BYTES - 1) {
        const ssize_t got = recv(socket, buffer + len, HEAD_BYTES - 1 - len, 0);
        if (got <= 0)
            return 0;
        len += (size_t)got;
        buffer[len] = '\0';
        *body = strstr(buffer, "\r\n\r\n");
        if (*body) {
            *body += 4;
            return len;
        }
    }
    return 0;
}

static void read_body(struct server_exchange *exchange, char *body, size_t have, size_t room)
{
    char value[256];
    size_t wanted = (size_t)strtoul(server_header(exchange, "Content-Length", value), NULL, 10);
    if (wanted > room)
        wanted = room;
    while (have < wanted) {
        const ssize_t got = recv(exchange->socket, body + have, wanted - have, 0);
        if (got <= 0)
            break;
        have += (size_t)got;
    }
    body[have] = '\0';
    exchange->body = body;
    exchange->body_len = have;
}

static void *connection_run(void *argument)
{
    struct connection *const connection = argument;
    struct server *const server = connection->server;
    char *const buffer = calloc(1, HEAD_BYTES);
    char *body = NULL;
    const size_t len = buffer ? read_head(connection->socket, buffer, &body) : 0;
    if (len) {
        char head[8192];
        char path[4096] = "";
        snprintf(head, sizeof(head), "%.*s", (int)(body - buffer), buffer);
        sscanf(head, "%*s %4095s", path);
        struct server_exchange exchange = {
            .socket = connection->socket, .head = head, .path = path, .context = server->context};
        read_body(&exchange, body, len - (size_t)(body - buffer),
                  (size_t)(buffer + HEAD_BYTES - 1 - body));
        pthread_mutex_lock(&server->mutex);
        server->request_count++;
        pthread_mutex_unlock(&server->mutex);
        server->handler(&exchange);
    }
    free(buffer);
    shutdown(connection->socket, SHUT_RDWR);
    return NULL;
}

static void *server_run(void *argument)
{
    struct server *const server = argument;
    for (;;) {
        const int socket = accept(server->socket, NULL, NULL);
        if (socket < 0)
            return NULL;
        pthread_mutex_lock(&server->mutex);
        struct connection *const connection = &server->connections[server->connection_count++];
        *connection = (struct connection){.server = server, .socket = socket};
        if (server->connection_count == CONNECTIONS_MOST ||
            pthread_create(&connection->thread, NULL, connection_run, connection) != 0)
            fail("a connection of the test's server");
        if (server->is_ending)
            shutdown(socket, SHUT_RDWR);
        pthread_mutex_unlock(&server->mutex);
    }
}

struct server *server_new(server_handler handler, void *context)
{
    struct server *const server = calloc(1, sizeof(*server));
    if (!server)
        fail("calloc");
    server->handler = handler;
    server->context = context;
    pthread_mutex_init(&server->mutex, NULL);
    server->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_ANY)};
    socklen_t len = sizeof(address);
    if (bind(server->socket, (struct sockaddr *)&address, len) != 0 ||
        listen(server->socket, 256) != 0 ||
        getsockname(server->socket, (struct sockaddr *)&address, &len) != 0)
        fail("the test's server");
    server->port = ntohs(address.sin_port);
    if (pthread_create(&server->thread, NULL, server_run, server) != 0)
        fail("the test's server");
    return server;
}

int server_port(const struct server *server)
{
    return server->port;
}

int server_count(struct server *server)
{
    pthread_mutex_lock(&server->mutex);
    const int count = server->request_count;
    pthread_mutex_unlock(&server->mutex);
    return count;
}

void server_free(struct server *server)
{
    pthread_mutex_lock(&server->mutex);
    server->is_ending = true;
    for (int i = 0; i < server->connection_count; i++)
        shutdown(server->connections[i].socket, SHUT_RDWR);
    pthread_mutex_unlock(&server->mutex);
    shutdown(server->socket, SHUT_RDWR);
    pthread_join(server->thread, NULL);
    for (int i = 0; i < server->connection_count; i++) {
        pthread_join(server->connections[i].thread, NULL);
        close(server->connections[i].socket);
    }
    close(server->socket);
    pthread_mutex_destroy(&server->mutex);
    free(server);
}
