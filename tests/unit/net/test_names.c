#include "world.h"

#include <curl/curl.h>
#include <netdb.h>
#include <stdbool.h>
#include <string.h>

/*
 * Stands in for the system's look-up of names: remembers what was asked, and has no answer for
 * slow.invalid before it is let go.
 */
static struct {
    pthread_mutex_t mutex;
    pthread_cond_t has_changed;
    char name[256];
    bool is_asked; // about slow.invalid
    bool is_free;
} names = {.mutex = PTHREAD_MUTEX_INITIALIZER, .has_changed = PTHREAD_COND_INITIALIZER};

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
                struct addrinfo **result)
{
    pthread_mutex_lock(&names.mutex);
    snprintf(names.name, sizeof(names.name), "%s", name);
    if (strcmp(name, "slow.invalid") == 0) {
        names.is_asked = true;
        pthread_cond_broadcast(&names.has_changed);
        while (!names.is_free)
            pthread_cond_wait(&names.has_changed, &names.mutex);
    }
    pthread_mutex_unlock(&names.mutex);
    (void)service, (void)hints, (void)result;
    return EAI_NONAME;
}

#if LIBCURL_VERSION_NUM >= 0x075700 // one before cannot be told not to wait for a look-up
static void a_slow_look_up_holds_nobody_up(void **state)
{
    struct world *const world = *state;
    struct waiter slow;
    waiter_init(&slow);
    struct ticket *const ticket = ticket_new();
    net_send(world->net, web_request_new("GET", "http://slow.invalid/"), ticket, waiter_answer,
             &slow);
    pthread_mutex_lock(&names.mutex);
    while (!names.is_asked)
        pthread_cond_wait(&names.has_changed, &names.mutex);
    pthread_mutex_unlock(&names.mutex);
    ticket_cancel(ticket);
    net_wake(world->net);
    ticket_unref(ticket);
    waiter_wait(&slow);
    assert_int_equal(slow.err.kind, ERR_CANCELLED);
    waiter_release(&slow);

    struct waiter other;
    waiter_init(&other);
    waiter_ask(&other, world->net, world_request(world, "GET", "/plain"));
    assert_non_null(other.response);
    waiter_release(&other);
    pthread_mutex_lock(&names.mutex);
    names.is_free = true;
    pthread_cond_broadcast(&names.has_changed);
    pthread_mutex_unlock(&names.mutex);
}
#endif

static void a_name_of_another_script_is_looked_up_in_punycode(void **state)
{
    struct world *const world = *state;
    if (!(curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_IDN))
        skip();
    struct waiter waiter;
    waiter_init(&waiter);
    waiter_ask(&waiter, world->net, web_request_new("GET", "http://m\xC3\xBCller.invalid/"));
    assert_has(waiter.err.text, "the host m\xC3\xBCller.invalid is not known");
    waiter_release(&waiter);
    pthread_mutex_lock(&names.mutex);
    assert_string_equal(names.name, "xn--mller-kva.invalid");
    pthread_mutex_unlock(&names.mutex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#if LIBCURL_VERSION_NUM >= 0x075700
        WORLD_TEST(a_slow_look_up_holds_nobody_up),
#endif
        WORLD_TEST(a_name_of_another_script_is_looked_up_in_punycode),
    };
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
