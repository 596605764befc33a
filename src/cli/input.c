#include "cli/input.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

static bool map(struct cli_document *document, const char *path, size_t limit)
{
    enum { LARGE_BYTES = 256 << 10 };
    struct stat info;
    // A pipe is opened once only: whoever writes into it sees the first reader go.
    if (strcmp(path, "-") == 0 || stat(path, &info) != 0 || !S_ISREG(info.st_mode))
        return false;
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool is_mapped = fstat(file, &info) == 0 && S_ISREG(info.st_mode) &&
                           info.st_size >= LARGE_BYTES && (size_t)info.st_size <= limit &&
                           mapping_init(&document->mapping, file, (size_t)info.st_size);
    close(file);
    document->bytes = document->mapping.data;
    document->len = document->mapping.len;
    return is_mapped;
}

bool cli_document_open(struct cli_document *document, const char *path, size_t limit,
                       struct error *err)
{
    *document = (struct cli_document){.bytes = NULL};
    str_init(&document->text, limit);
    if (map(document, path, limit))
        return true;
    const bool is_read = cli_read_file(path, limit, &document->text, err);
    document->bytes = document->text.data;
    document->len = document->text.len;
    return is_read;
}

void cli_document_close(struct cli_document *document)
{
    mapping_release(&document->mapping);
    str_release(&document->text);
}

void cli_name_file(const char *path, struct error *err)
{
    if (err->line)
        error_prefix(err, "%s:%d:%d", shown(path), err->line, err->column);
    else
        error_prefix(err, "%s", shown(path));
    err->line = err->column = 0;
}
