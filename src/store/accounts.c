#include "store/accounts.h"

#include "base/intl.h"
#include "store/internal.h"

static void read_row(const struct store_rows *rows, struct arena *arena,
                     struct store_account *account)
{
    account->id = row_integer(rows, 0, 0);
    account->service = row_text(rows, 1, arena);
    account->server = row_text(rows, 2, arena);
    account->user = row_text(rows, 3, arena);
    account->password_command = row_text(rows, 4, arena);
    account->synced_ms = row_time(rows, 5);
    account->error = row_text(rows, 6, arena);
    account->last_id = row_integer(rows, 7, 0);
}

/* That of an id, or (0) all. */
static bool accounts_read(struct store *store, int64_t id, struct store_accounts *accounts,
                          struct error *err)
{
    const struct store_value values[] = {value_unless(id, 0)};
    struct store_rows rows;
    if (!rows_open(&rows, store, SQL_ACCOUNTS_LIST, values, COUNT_OF(values), err))
        return false;
    arena_init(&accounts->arena);
    struct vec items;
    vec_init(&items, sizeof(struct store_account));
    while (rows_next(&rows))
        read_row(&rows, &accounts->arena, vec_push(&items));
    accounts->count = items.count;
    accounts->items = items_take(&items, &accounts->arena);
    if (rows_close(&rows, err))
        return true;
    store_accounts_release(accounts);
    return false;
}

bool store_accounts_list(struct store *store, struct store_accounts *accounts, struct error *err)
{
    return accounts_read(store, 0, accounts, err);
}

static bool accounts_missing(int64_t id, struct error *err)
{
    return error_set(err, ERR_NOT_FOUND,
                     _("there is no account %lld: courant account list shows those there are"),
                     (long long)id);
}

bool store_accounts_get(struct store *store, int64_t id, struct store_accounts *one,
                        struct error *err)
{
    if (!accounts_read(store, id, one, err))
        return false;
    if (id > 0 && one->count > 0)
        return true;
    store_accounts_release(one);
    return accounts_missing(id, err);
}

void store_accounts_release(struct store_accounts *accounts)
{
    arena_release(&accounts->arena);
    accounts->items = NULL;
    accounts->count = 0;
}

bool store_accounts_add(struct store *store, const struct store_account *account, int64_t *id,
                        struct error *err)
{
    const struct store_value values[] = {
        value_text(account->service),
        value_text(account->server),
        value_text(account->user),
        value_text(account->password_command),
    };
    enum { NAMES = 3 };
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    const bool is_good = store_run(store, SQL_ACCOUNTS_ADD, values, COUNT_OF(values), err) &&
                         store_ask(store, SQL_ACCOUNTS_FIND, values, NAMES, 0, id, err);
    return store_end(store, is_good, err);
}

bool store_accounts_remove(struct store *store, int64_t id, struct error *err)
{
    const struct store_value values[] = {value_integer(id)};
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    bool is_good = store_run(store, SQL_ACCOUNTS_REMOVE, values, COUNT_OF(values), err);
    if (is_good && sqlite3_changes(store->db) == 0)
        is_good = accounts_missing(id, err);
    return store_end(store, is_good, err);
}

bool store_accounts_synced(struct store *store, int64_t id, int64_t synced_ms, const char *error,
                           struct error *err)
{
    const struct store_value values[] = {
        error ? (struct store_value){0} : value_time(synced_ms),
        value_text(error),
        value_integer(id),
    };
    return store_change(store, STORE_QUIET, SQL_ACCOUNTS_SYNCED, values, COUNT_OF(values), err);
}
