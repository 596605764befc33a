#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/str.h"
#include "store/internal.h"

static bool statement_bind(sqlite3_stmt *statement, const struct store_value *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const int index = (int)i + 1;
        int code = SQLITE_OK;
        if (values[i].kind == VALUE_INTEGER)
            code = sqlite3_bind_int64(statement, index, values[i].integer);
        else if (values[i].kind == VALUE_TEXT)
            code = sqlite3_bind_text64(statement, index, values[i].text, strlen(values[i].text),
                                       SQLITE_STATIC, SQLITE_UTF8);
        else if (values[i].kind == VALUE_BLOB)
            code = sqlite3_bind_blob64(statement, index, values[i].text,
                                       (sqlite3_uint64)values[i].integer, SQLITE_STATIC);
        if (code != SQLITE_OK)
            return false;
    }
    return true;
}

bool rows_open(struct store_rows *rows, struct store *store, enum store_sql sql,
               const struct store_value *values, size_t count, struct error *err)
{
    sqlite3_stmt **const kept = &store->statements[sql];
    const int code = *kept ? SQLITE_OK
                           : sqlite3_prepare_v3(store->db, store_sql_texts[sql].text, -1,
                                                SQLITE_PREPARE_PERSISTENT, kept, NULL);
    if (code != SQLITE_OK) {
        store_fail(store, err);
        // The statement itself is at fault, not the file.
        if (code == SQLITE_ERROR)
            error_prefix(err, "%s", store_sql_texts[sql].name);
        return false;
    }
    *rows = (struct store_rows){.store = store, .statement = *kept, .code = SQLITE_OK};
    if (statement_bind(rows->statement, values, count))
        return true;
    store_fail(store, err);
    rows_close(rows, NULL);
    return false;
}

bool rows_open_text(struct store_rows *rows, struct store *store, const char *sql,
                    const struct store_value *values, size_t count, struct error *err)
{
    *rows = (struct store_rows){.store = store, .code = SQLITE_OK, .is_owned = true};
    if (sqlite3_prepare_v2(store->db, sql, -1, &rows->statement, NULL) == SQLITE_OK &&
        statement_bind(rows->statement, values, count))
        return true;
    store_fail(store, err);
    sqlite3_finalize(rows->statement);
    return false;
}

bool rows_next(struct store_rows *rows)
{
    rows->code = sqlite3_step(rows->statement);
    return rows->code == SQLITE_ROW;
}

bool rows_close(struct store_rows *rows, struct error *err)
{
    // A row that was not the last is no failure: the caller has seen enough.
    const bool is_good =
        rows->code == SQLITE_OK || rows->code == SQLITE_ROW || rows->code == SQLITE_DONE;
    if (!is_good)
        store_fail(rows->store, err);
    if (rows->is_owned) {
        sqlite3_finalize(rows->statement);
    } else {
        sqlite3_reset(rows->statement);
        sqlite3_clear_bindings(rows->statement);
    }
    return is_good;
}

const char *row_text(const struct store_rows *rows, int column, struct arena *arena)
{
    const char *const text = (const char *)sqlite3_column_text(rows->statement, column);
    if (!text)
        return NULL;
    return arena_strndup(arena, text, (size_t)sqlite3_column_bytes(rows->statement, column));
}

int64_t row_integer(const struct store_rows *rows, int column, int64_t none)
{
    if (sqlite3_column_type(rows->statement, column) == SQLITE_NULL)
        return none;
    return sqlite3_column_int64(rows->statement, column);
}

int64_t row_time(const struct store_rows *rows, int column)
{
    return row_integer(rows, column, TIME_NONE);
}

double row_real(const struct store_rows *rows, int column)
{
    return sqlite3_column_double(rows->statement, column);
}

const char *const *row_texts(const struct store_rows *rows, int column, struct arena *arena,
                             size_t *count)
{
    *count = 0;
    const char *const text = (const char *)sqlite3_column_text(rows->statement, column);
    if (!text)
        return NULL;
    size_t most = 1;
    for (const char *c = text; *c; c++)
        most += *c == '\x1f';
    const char **const texts = arena_alloc(arena, size_mul(most, sizeof(*texts)));
    struct slice rest = slice_of(text);
    struct slice piece;
    while (*count < most && slice_next(&rest, '\x1f', &piece))
        texts[(*count)++] = arena_strndup(arena, piece.data, piece.len);
    return texts;
}

bool store_tag_is_good(const char *tag, struct error *err)
{
    const size_t len = tag ? strlen(tag) : 0;
    if (slice_trim((struct slice){tag, len}).len == 0)
        return error_set(err, ERR_USAGE, _("a tag needs a name"));
    if (len > LIMIT_TITLE_BYTES)
        return error_set(err, ERR_LIMIT, _("a tag's name is at most %d bytes long"),
                         LIMIT_TITLE_BYTES);
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)tag[i] < 0x20)
            return error_set(err, ERR_USAGE, _("a tag's name stands on one line"));
    return true;
}

void *items_take(struct vec *items, struct arena *arena)
{
    const size_t size = items->count * items->item_bytes;
    void *const array = arena_alloc(arena, size);
    if (size)
        memcpy(array, items->items, size);
    vec_release(items);
    return array;
}

bool store_run(struct store *store, enum store_sql sql, const struct store_value *values,
               size_t count, struct error *err)
{
    struct store_rows rows;
    if (!rows_open(&rows, store, sql, values, count, err))
        return false;
    while (rows_next(&rows))
        continue;
    return rows_close(&rows, err);
}

bool store_ask(struct store *store, enum store_sql sql, const struct store_value *values,
               size_t count, int64_t none, int64_t *answer, struct error *err)
{
    struct store_rows rows;
    if (!rows_open(&rows, store, sql, values, count, err))
        return false;
    *answer = rows_next(&rows) ? row_integer(&rows, 0, none) : none;
    return rows_close(&rows, err);
}
