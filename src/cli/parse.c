/*
 * parse: a feed document to JSON. A large one is printed while it is read, its head behind its
 * entries, because the head may go on to the document's end.
 */
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/print.h"
#include "feed/feed.h"
#include "feed/write.h"

enum {
    PART_BYTES = 1 << 20, // of a part's entries
    FLUSH_BYTES = 64 << 10,
};

struct printing {
    struct cli_document *document;
    struct json_writer json;
    struct str out;
    bool has_parts;
    int status;
};

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

static int parse(const struct cli_call *call, struct cli_document *document, struct error *err)
{
    struct printing printing = {.document = document, .status = CLI_OK};
    str_init(&printing.out, LIMIT_STR_BYTES);
    json_writer_init(&printing.json, &printing.out);
    const struct feed_parts parts = {PART_BYTES, take_part, pass, &printing};
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
    struct cli_document document;
    int status = CLI_FAILED;
    if (cli_document_open(&document, path, LIMIT_FEED_BYTES, &err)) {
        status = parse(call, &document, &err);
        if (err.kind != ERR_NONE)
            cli_name_file(path, &err);
    }
    cli_document_close(&document);
    return err.kind == ERR_NONE ? status : cli_fail(&err);
}
