#include "net/body.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/mapping.h"
#include "base/memory.h"
#include "base/path.h"

enum {
    LARGE_BYTES = 2 << 20,     // in a file in any case
    SPOOLED_BYTES = 128 << 10, // in a file when memory is short; then written in such portions
    UNCOUNTED_BYTES = 4 << 10, // not worth the counting
};

void body_init(struct body *body, size_t limit, struct budget *budget, const char *folder)
{
    *body =
        (struct body){.limit = limit, .file = -1, .budget = budget_ref(budget), .folder = folder};
    str_init(&body->memory, limit);
}

void body_clear(struct body *body)
{
    if (body->file >= 0)
        close(body->file);
    body->file = -1;
    body->len = 0;
    str_clear(&body->memory);
}

void body_release(struct body *body)
{
    body_clear(body);
    budget_give(body->budget, body->counted_bytes);
    budget_unref(body->budget);
    str_release(&body->memory);
}

/* What is in memory goes to the end of the file. */
static bool body_spool(struct body *body)
{
    if (body->file < 0)
        body->file = file_open_nameless(body->folder);
    if (body->file < 0 || !file_write_all(body->file, body->memory.data, body->memory.len))
        return false;
    str_release(&body->memory);
    str_init(&body->memory, body->limit);
    return true;
}

static bool body_is_to_spool(const struct body *body)
{
    const size_t len = body->memory.len;
    if (len < SPOOLED_BYTES)
        return false;
    return body->file >= 0 || len >= LARGE_BYTES || budget_bytes(body->budget) > BUDGET_SPOOL_BYTES;
}

static void body_count(struct body *body)
{
    // Room for what has not come yet is no memory.
    size_t bytes =
        body->memory.cap < 2 * body->memory.len ? body->memory.cap : 2 * body->memory.len;
    if (bytes < UNCOUNTED_BYTES)
        bytes = 0;
    if (bytes > body->counted_bytes)
        budget_take(body->budget, bytes - body->counted_bytes);
    else if (bytes < body->counted_bytes)
        budget_give(body->budget, body->counted_bytes - bytes);
    body->counted_bytes = bytes;
}

void body_expect(struct body *body, size_t len)
{
    // What is only said to come is not worth more memory than a file would begin with.
    if (body->file < 0 && body->len == 0)
        str_expect(&body->memory, len < LARGE_BYTES ? len : 0);
}

enum body_outcome body_append(struct body *body, const char *bytes, size_t len)
{
    if (len > body->limit - body->len)
        return BODY_TOO_LARGE;
    str_append(&body->memory, bytes, len);
    body->len += len;
    const bool is_good = !body_is_to_spool(body) || body_spool(body);
    body_count(body);
    return is_good ? BODY_GOOD : BODY_NO_ROOM;
}

/* ---- bodies that were given away */

struct kept_body {
    struct mapping mapping; // of the file; data is NULL when it is in memory
    size_t counted_bytes;
    struct budget *budget;
};

static void kept_free(struct web_response *response)
{
    struct kept_body *const kept = response->kept;
    if (!kept->mapping.data)
        free(response->body);
    mapping_release(&kept->mapping);
    budget_give(kept->budget, kept->counted_bytes);
    budget_unref(kept->budget);
    free(kept);
}

static void kept_pass(struct web_response *response, size_t offset)
{
    struct kept_body *const kept = response->kept;
    if (kept->mapping.data)
        mapping_pass(&kept->mapping, offset);
}

static const struct web_body_keeper keeper = {.free = kept_free, .pass = kept_pass};

enum body_outcome body_give(struct body *body, struct web_response *response)
{
    struct mapping mapping = {0};
    if (body->file >= 0) {
        str_append(&body->memory, "", 1); // the NUL behind it
        if (!body_spool(body) || !mapping_init(&mapping, body->file, body->len + 1))
            return BODY_NO_ROOM;
    }
    struct kept_body *const kept = mem_alloc(sizeof(*kept));
    *kept = (struct kept_body){mapping, 0, budget_ref(body->budget)};
    free(response->body);
    response->body_len = body->len;
    if (mapping.data) {
        response->body = mapping.data;
    } else {
        str_fit(&body->memory);
        body_count(body);
        kept->counted_bytes = body->counted_bytes;
        body->counted_bytes = 0;
        response->body = str_steal(&body->memory);
    }
    budget_learn(body->budget, body->len);
    response->keeper = &keeper;
    response->kept = kept;
    body_clear(body);
    return BODY_GOOD;
}
