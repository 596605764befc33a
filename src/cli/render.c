#include <string.h>

#include "base/limits.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/lines.h"
#include "cli/print.h"
#include "html/html.h"
#include "layout/layout.h"

enum { WIDTH_DEFAULT = 80 };
enum { OUTPUT_BYTES = 512 << 20 };
enum format { FORMAT_TEXT, FORMAT_ANSI, FORMAT_JSON };

struct render {
    struct layout_options layout;
    int format;
};

static bool read_options(const struct cli_call *call, struct render *render, struct error *err)
{
    static const char *const formats[] = {"text", "ansi", "json", NULL};
    // Marks within the text are for reading; without being asked for, the text comes as it is.
    static const char *const links[] = {"none", "footnote", "inline", NULL};
    static const enum layout_links meanings[] = {LAYOUT_LINKS_NONE, LAYOUT_LINKS_FOOTNOTE,
                                                 LAYOUT_LINKS_INLINE};
    int64_t width;
    int link;
    if (!cli_number(call, "width", 1, LIMIT_WIDTH_CELLS, WIDTH_DEFAULT, &width, err) ||
        !cli_choice(call, "format", formats, &render->format, err) ||
        !cli_choice(call, "links", links, &link, err))
        return false;
    render->layout.width_cells = (int)width;
    render->layout.links = meanings[link];
    render->layout.drops_addresses =
        render->format == FORMAT_TEXT && render->layout.links == LAYOUT_LINKS_NONE;
    return true;
}

static void print_ansi(const struct layout *layout, const char *home, struct str *out)
{
    struct cli_looks looks;
    cli_looks_init(&looks, home);
    cli_lines_ansi(layout, &looks, out);
}

static bool print_part(void *status, const struct layout *part)
{
    *(int *)status = cli_lines_print(part);
    return *(int *)status == CLI_OK;
}

static int print_text(const struct html_document *doc, const struct layout_options *options)
{
    struct error err = {0};
    int status = CLI_OK;
    const bool is_done = layout_in_parts(doc, options, NULL, print_part, &status, &err);
    return is_done ? status : cli_fail(&err);
}

static int print_with_looks(const struct html_document *doc, const struct render *render,
                            const char *home)
{
    struct error err = {0};
    struct layout *const layout = layout_new(doc, &render->layout, NULL, &err);
    if (!layout)
        return cli_fail(&err);
    struct str out;
    str_init(&out, OUTPUT_BYTES);
    if (render->format == FORMAT_JSON)
        cli_lines_json(layout, &out);
    else
        print_ansi(layout, home, &out);
    const int status = cli_print_raw(&out);
    str_release(&out);
    layout_free(layout);
    return status;
}

static struct html_document *read_document(const struct cli_call *call, struct error *err)
{
    const char *const path = cli_operand(call, 0);
    struct cli_document file;
    struct html_document *doc = NULL;
    if (cli_document_open(&file, path, LIMIT_HTML_BYTES, err)) {
        doc = html_parse_bytes(file.bytes, file.len, NULL, cli_value(call, "base"), NULL, err);
        if (!doc)
            cli_name_file(path, err);
    }
    cli_document_close(&file);
    return doc;
}

int cli_render(const struct cli_call *call)
{
    struct error err = {0};
    struct render render = {0};
    if (!read_options(call, &render, &err))
        return cli_fail(&err);
    struct html_document *const doc = read_document(call, &err);
    if (!doc)
        return cli_fail(&err);
    const int status = render.format == FORMAT_TEXT ? print_text(doc, &render.layout)
                                                    : print_with_looks(doc, &render, call->home);
    html_free(doc);
    return status;
}
