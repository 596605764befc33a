#include <string.h>

#include "base/limits.h"
#include "query/words.h"
#include "store/internal.h"
#include "store/strip.h"
#include "store/tokenizer.h"
#include "text/fold.h"
#include "web/url.h"

/* The text of an argument; data is NULL for NULL. Valid while the function runs. */
static struct slice argument_text(sqlite3_value *value)
{
    const char *const text = (const char *)sqlite3_value_text(value);
    return (struct slice){text, text ? (size_t)sqlite3_value_bytes(value) : 0};
}

/* fold(text) */
static void function_fold(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const struct slice text = argument_text(values[0]);
    if (!text.data) {
        sqlite3_result_null(context);
        return;
    }
    struct str folded;
    str_init(&folded, LIMIT_STR_BYTES);
    text_fold(text.data, text.len, &folded);
    sqlite3_result_text64(context, folded.data, folded.len, SQLITE_TRANSIENT, SQLITE_UTF8);
    str_release(&folded);
}

/* shown(url): without the user and the password that may stand in it */
static void function_shown(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const struct slice url = argument_text(values[0]);
    if (!url.data || !memchr(url.data, '@', url.len)) {
        sqlite3_result_value(context, values[0]);
        return;
    }
    struct str shown;
    str_init(&shown, LIMIT_STR_BYTES);
    url_without_user(url.data, &shown);
    sqlite3_result_text64(context, shown.data, shown.len, SQLITE_TRANSIENT, SQLITE_UTF8);
    str_release(&shown);
}

/* contains(text, folded) */
static void function_contains(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const struct slice text = argument_text(values[0]);
    const struct slice needle = argument_text(values[1]);
    sqlite3_result_int(context, text.data && needle.data &&
                                    text_contains_folded(text.data, text.len, needle.data));
}

static bool words_are_held(struct slice text, sqlite3_value **values)
{
    const struct slice needle = argument_text(values[1]);
    struct str words;
    str_init(&words, LIMIT_STR_BYTES);
    query_words(text.data, text.len, &words);
    const bool is_held = query_words_hold((struct slice){words.data, words.len}, needle,
                                          sqlite3_value_int(values[2]));
    str_release(&words);
    return is_held;
}

/* holds(text, words, is_prefix): as query_match() means it */
static void function_holds(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const struct slice text = argument_text(values[0]);
    sqlite3_result_int(context, text.data && words_are_held(text, values));
}

/* holds_html(html, words, is_prefix): the same for the text of a fragment */
static void function_holds_html(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const struct slice html = argument_text(values[0]);
    if (!html.data) {
        sqlite3_result_int(context, 0);
        return;
    }
    struct str text;
    str_init(&text, LIMIT_STR_BYTES);
    store_strip(html.data, html.len, &text);
    sqlite3_result_int(context, words_are_held((struct slice){text.data, text.len}, values));
    str_release(&text);
}

static const struct {
    const char *name;
    int argument_count;
    int flags;
    void (*run)(sqlite3_context *, int, sqlite3_value **);
} functions[] = {
    {"fold", 1, SQLITE_DETERMINISTIC, function_fold},
    {"shown", 1, SQLITE_DETERMINISTIC, function_shown},
    {"contains", 2, SQLITE_DETERMINISTIC, function_contains},
    {"holds", 3, SQLITE_DETERMINISTIC, function_holds},
    {"holds_html", 3, SQLITE_DETERMINISTIC, function_holds_html},
};

bool store_add_functions(struct store *store, struct error *err)
{
    for (size_t i = 0; i < COUNT_OF(functions); i++)
        if (sqlite3_create_function(store->db, functions[i].name, functions[i].argument_count,
                                    SQLITE_UTF8 | functions[i].flags, store, functions[i].run, NULL,
                                    NULL) != SQLITE_OK)
            return store_fail(store, err);
    return store_add_words(store, err);
}
