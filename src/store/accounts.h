/*
 * Accounts at services that keep feeds for several readers (sync/). What such a service calls our
 * feeds and articles is in store/synced.h.
 */
#ifndef STORE_ACCOUNTS_H
#define STORE_ACCOUNTS_H

#include "store/store.h"

struct store_account {
    int64_t id;
    const char *service;
    const char *server; // its address
    const char *user;
    const char *password_command; // NULL: the person is asked
    int64_t synced_ms;            // when the last sync began that went through; TIME_NONE: none
    const char *error;            // of the last one; NULL: it went through
    int64_t last_id;              // the largest number of an article that is known; 0: none
};

struct store_accounts {
    struct arena arena;
    struct store_account *items;
    size_t count;
};

/* All, by id. */
bool store_accounts_list(struct store *store, struct store_accounts *accounts,
                         struct error *err) ATTR_MUST_USE;

/* One. ERR_NOT_FOUND. */
bool store_accounts_get(struct store *store, int64_t id, struct store_accounts *one,
                        struct error *err) ATTR_MUST_USE;
void store_accounts_release(struct store_accounts *accounts);

/* One that is there already gets the command; what failed with the old one is forgotten. `account`
 * needs service, server, user, command. */
bool store_accounts_add(struct store *store, const struct store_account *account, int64_t *id,
                        struct error *err);

/* Its feeds and articles stay. ERR_NOT_FOUND. */
bool store_accounts_remove(struct store *store, int64_t id, struct error *err);

/* How a sync ended; `synced_ms` is when it began, `error` NULL when it went through. */
bool store_accounts_synced(struct store *store, int64_t id, int64_t synced_ms, const char *error,
                           struct error *err);

#endif
