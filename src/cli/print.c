#include "cli/print.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "cli/command.h"
#include "text/clean.h"

int cli_print_raw(const struct str *bytes)
{
    if (bytes->len)
        fwrite(bytes->data, 1, bytes->len, stdout);
    if (fflush(stdout) == 0)
        return CLI_OK;
    if (errno == EPIPE)
        return CLI_FAILED;
    struct error err = {0};
    error_set(&err, ERR_IO, _("standard output cannot be written: %s"), strerror(errno));
    return cli_fail(&err);
}

int cli_print(const struct str *text)
{
    struct str clean;
    str_init(&clean, text->limit);
    text_clean_block(text->data, text->len, &clean);
    const int status = cli_print_raw(&clean);
    str_release(&clean);
    return status;
}
