/*
 * parse: a feed document to JSON. A large one is printed while it is read, its head behind its
 * entries, because the head may go on to the document's end.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/mapping.h"
#include "base/path.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/print.h"
#include "feed/feed.h"
#include "feed/write.h"

enum {
    LARGE_BYTES = 1 << 20, // of a file that is not read as a whole, and of a part's entries
    FLUSH_BYTES = 64 << 10,
};

struct document {
    struct mapping mapping; // of a large file
    struct str text;        // of any other
    const char *bytes;
    size_t len;
};

struct printing {
    struct document *document;
    struct json_writer json;
    struct str out;
    bool has_parts;
    int status;
};

/* A large file is not read, but seen. */
static bool document_map(struct document *document, const char *path)
{
    struct stat info;
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool is_mapped = fstat(file, &info) == 0 && S_ISREG(info.st_mode) &&
                           info.st_size >= LARGE_BYTES && info.st_size <= LIMIT_FEED_BYTES &&
                           mapping_init(&document->mapping, file, (size_t)info.st_size);
    close(file);
    document->bytes = document->mapping.data;
    document->len = document->mapping.len;
    return is_mapped;
}

static bool document_open(struct document *document, const char *path, struct error *err)
{
    *document = (struct document){.bytes = NULL};
    str_init(&document->text, LIMIT_FEED_BYTES);
    if (document_map(document, path))
        return true;
    const bool is_read = file_read(path, LIMIT_FEED_BYTES, &document->text, err);
    document->bytes = document->text.data;
    document->len = document->text.len;
    return is_read;
}

static void document_close(struct document *document)
{
    mapping_release(&document->mapping);
    str_release(&document->text);
}

static void flush(struct printing *printing)
{
    if (printing->status == CLI_OK)
        printing->status = cli_print_raw(&printing->out);
    str_clear(&printing->out);
}

static void print_entries(struct printing *printing, const struct feed *feed)
{
    for (const struct feed_entry *entry = feed->entries; entry; entry = entry->next) {
        feed_write_entry(entry, &printing->json);
        if (printing->out.len >= FLUSH_BYTES)
            flush(printing);
    }
}

static void take_part(void *context, struct feed *part)
{
    struct printing *const printing = context;
    if (!printing->has_parts) {
        json_begin_object(&printing->json);
        json_key(&printing->json, "entries");
        json_begin_array(&printing->json);
    }
    printing->has_parts = true;
    print_entries(printing, part);
    feed_free(part);
}

static void pass(void *context, size_t offset)
{
    struct printing *const printing = context;
    mapping_pass(&printing->document->mapping, offset);
}

static void print_last(struct printing *printing, const struct feed *feed)
{
    struct json_writer *const json = &printing->json;
    if (!printing->has_parts) {
        json_begin_object(json);
        feed_write_head(feed, json);
        json_key(json, "entries");
        json_begin_array(json);
    }
    print_entries(printing, feed);
    json_end_array(json);
    if (printing->has_parts)
        feed_write_head(feed, json);
    json_end_object(json);
    str_add_char(&printing->out, '\n');
    flush(printing);
}

static int parse(const struct cli_call *call, struct document *document, struct error *err)
{
    struct printing printing = {.document = document, .status = CLI_OK};
    str_init(&printing.out, LIMIT_STR_BYTES);
    json_writer_init(&printing.json, &printing.out);
    const struct feed_parts parts = {LARGE_BYTES, take_part, pass, &printing};
    struct feed *const feed =
        feed_parse_parts(document->bytes, document->len, cli_value(call, "type"),
                         cli_value(call, "base"), &parts, NULL, err);
    if (feed)
        print_last(&printing, feed);
    feed_free(feed);
    str_release(&printing.out);
    return feed ? printing.status : CLI_FAILED;
}

int cli_parse(const struct cli_call *call)
{
    const char *const path = cli_operand(call, 0);
    struct error err = {0};
    struct document document;
    int status = CLI_FAILED;
    if (document_open(&document, path, &err)) {
        status = parse(call, &document, &err);
        if (err.kind != ERR_NONE)
            cli_name_file(path, &err);
    }
    document_close(&document);
    return err.kind == ERR_NONE ? status : cli_fail(&err);
}
