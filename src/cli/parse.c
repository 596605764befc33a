#include "base/limits.h"
#include "base/path.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/print.h"
#include "feed/feed.h"
#include "feed/write.h"

static int print_feed(const struct feed *feed, size_t document_len)
{
    struct str out;
    // Escaped, a byte of the document takes six at most.
    str_init(&out, 6 * document_len + LIMIT_FIELD_BYTES);
    feed_write_json(feed, &out);
    str_add_char(&out, '\n');
    const int status = cli_print_raw(&out);
    str_release(&out);
    return status;
}

int cli_parse(const struct cli_call *call)
{
    const char *const path = cli_operand(call, 0);
    struct error err = {0};
    struct str document;
    str_init(&document, LIMIT_FEED_BYTES);
    struct feed *feed = NULL;
    if (file_read(path, LIMIT_FEED_BYTES, &document, &err)) {
        feed = feed_parse(document.data, document.len, cli_value(call, "type"),
                          cli_value(call, "base"), NULL, &err);
        if (!feed)
            cli_name_file(path, &err);
    }
    const int status = feed ? print_feed(feed, document.len) : cli_fail(&err);
    feed_free(feed);
    str_release(&document);
    return status;
}
