#include "cli/print.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "cli/command.h"
#include "text/clean.h"
#include "text/utf8.h"

int cli_print_raw(const struct str *bytes)
{
    // What does not fit into stdio's buffer is written, and fails, before the flush.
    const bool is_taken =
        bytes->len == 0 || fwrite(bytes->data, 1, bytes->len, stdout) == bytes->len;
    if (is_taken && fflush(stdout) == 0)
        return CLI_OK;
    if (errno == EPIPE)
        return CLI_FAILED;
    struct error err = {0};
    error_set(&err, ERR_IO, _("standard output cannot be written: %s"), strerror(errno));
    return cli_fail(&err);
}

int cli_print(const struct str *text)
{
    if (text_is_clean_block(text->data, text->len)) // nearly always
        return cli_print_raw(text);
    struct str clean;
    str_init(&clean, text->limit);
    text_clean_block(text->data, text->len, &clean);
    const int status = cli_print_raw(&clean);
    str_release(&clean);
    return status;
}

static void add_safe(const char *html, size_t len, struct str *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < len;) {
        unsigned code_point;
        const size_t step = text_next(html + i, len - i, &code_point);
        if (text_is_unsafe(code_point) && code_point != '\n' && code_point != '\t') {
            str_append(out, html + kept, i - kept);
            str_printf(out, "&#x%X;", code_point);
            kept = i + step;
        }
        i += step;
    }
    str_append(out, html + kept, len - kept);
}

int cli_print_html(const struct str *html)
{
    struct str safe;
    str_init(&safe, html->limit);
    add_safe(html->data, html->len, &safe);
    const int status = cli_print_raw(&safe);
    str_release(&safe);
    return status;
}
