#include "cli/input.h"

#include <string.h>

#include "base/intl.h"
#include "base/path.h"

static const char *shown(const char *path)
{
    return strcmp(path, "-") == 0 ? _("standard input") : path;
}

bool cli_read_file(const char *path, size_t limit, struct str *out, struct error *err)
{
    if (!file_read(path, limit, out, err))
        return false;
    return out->len || error_set(err, ERR_SYNTAX, _("%s is empty"), shown(path));
}

void cli_name_file(const char *path, struct error *err)
{
    if (err->line)
        error_prefix(err, "%s:%d:%d", shown(path), err->line, err->column);
    else
        error_prefix(err, "%s", shown(path));
    err->line = err->column = 0;
}
