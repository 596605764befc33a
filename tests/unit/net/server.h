/*
 * A small HTTP server on loopback for tests: each connection carries one request, which a handler
 * answers byte for byte as the test wants it. It listens on every loopback address (127.0.0.1,
 * 127.0.0.2 ... are different hosts to a client).
 */
#ifndef TESTS_UNIT_NET_SERVER_H
#define TESTS_UNIT_NET_SERVER_H

#include <stddef.h>

struct server;

struct server_exchange {
    int socket;
    const char *head; // request line and headers, NUL-terminated
    const char *path; // of the request line, NUL-terminated
    const char *body; // NUL-terminated
    size_t body_len;
    void *context;
};

/* Runs on a thread of the connection; the connection is closed when it returns. */
typedef void (*server_handler)(struct server_exchange *exchange);

struct server *server_new(server_handler handler, void *context);
int server_port(const struct server *server);
int server_count(struct server *server); // requests so far

/* Close every connection and wait for the handlers. */
void server_free(struct server *server);

void server_write(struct server_exchange *exchange, const void *bytes, size_t len);
void server_say(struct server_exchange *exchange, const char *text);

/* A complete answer with Content-Length; `headers` are lines with \r\n, or "". */
void server_answer(struct server_exchange *exchange, const char *status, const char *headers,
                   const void *body, size_t len);

/* The value of a header of the request in `out`, "" when it is not there. */
const char *server_header(const struct server_exchange *exchange, const char *name, char out[256]);

/* Sleep until the client has closed the connection. */
void server_wait_closed(struct server_exchange *exchange);

#endif
