#include "unit/unit.h"

#include <arpa/inet.h>
#include <ftw.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "app/app.h"

static char home[64];

static int open_home(void **state)
{
    snprintf(home, sizeof(home), "/tmp/courant-unit.XXXXXX");
    struct error err = {0};
    *state = mkdtemp(home) ? app_new(&(struct app_options){.home = home}, &err) : NULL;
    return *state ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *found, int kind, struct FTW *place)
{
    (void)found, (void)kind, (void)place;
    return remove(path);
}

static int close_home(void **state)
{
    app_free(*state);
    return nftw(home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* A server that never answers; its address in `url`. */
static int open_silent_server(char url[64])
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t len = sizeof(address);
    const int server = socket(AF_INET, SOCK_STREAM, 0);
    assert_return_code(bind(server, (struct sockaddr *)&address, len), 0);
    assert_return_code(listen(server, 8), 0);
    assert_return_code(getsockname(server, (struct sockaddr *)&address, &len), 0);
    snprintf(url, 64, "http://127.0.0.1:%d/", ntohs(address.sin_port));
    return server;
}

/* Wait for the last word on a ticket, which is on this one. */
static enum app_message_kind wait_for(struct app *app, const struct ticket *ticket)
{
    enum { PATIENCE_MS = 120000 };
    for (;;) {
        struct message *const message = mailbox_take(app_mailbox(app), PATIENCE_MS);
        assert_non_null(message);
        const struct app_message *const said = message->payload;
        const enum app_message_kind kind = (enum app_message_kind)message->kind;
        const uint64_t number = said->ticket;
        message_free(message);
        if (kind < APP_DONE)
            continue;
        assert_int_equal(number, ticket_number(ticket));
        return kind;
    }
}

static void who_waits_in_line_is_cancelled_at_once(void **state)
{
    enum { PLACES = 4 }; // that a host has
    struct app *const app = *state;
    char url[64];
    const int server = open_silent_server(url);
    struct ticket *tickets[PLACES + 1];
    int connections[PLACES];
    for (int i = 0; i < PLACES; i++)
        tickets[i] = app_subscribe(app, url, NULL, NULL, 0, false);
    for (int i = 0; i < PLACES; i++)
        connections[i] = accept(server, NULL, NULL);
    tickets[PLACES] = app_subscribe(app, url, NULL, NULL, 0, false);
    for (int i = PLACES; i >= 0; i--) {
        app_cancel(app, tickets[i]);
        assert_int_equal(wait_for(app, tickets[i]), APP_CANCELLED);
        ticket_unref(tickets[i]);
    }
    for (int i = 0; i < PLACES; i++)
        close(connections[i]);
    close(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_waits_in_line_is_cancelled_at_once),
    };
    return cmocka_run_group_tests_name("send", tests, open_home, close_home);
}
