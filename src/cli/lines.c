#include "cli/lines.h"

#include <stdlib.h>
#include <string.h>

#include "app/configuration.h"
#include "app/looks.h"
#include "base/fatal.h"
#include "base/limits.h"
#include "cli/command.h"
#include "cli/print.h"
#include "codec/json_write.h"

/* As they are called in JSON. */
// clang-format off
static const char *const roles[LAYOUT_ROLE_COUNT] = {
    [LAYOUT_TEXT] = "text",               [LAYOUT_HEADING_1] = "heading-1",
    [LAYOUT_HEADING_2] = "heading-2",    [LAYOUT_HEADING_3] = "heading-3",
    [LAYOUT_QUOTE] = "quote",             [LAYOUT_QUOTE_BAR] = "quote-bar",
    [LAYOUT_CODE] = "code",             [LAYOUT_PRE] = "pre",
    [LAYOUT_BULLET] = "bullet",         [LAYOUT_RULE] = "rule",
    [LAYOUT_TABLE_FRAME] = "table-frame", [LAYOUT_TABLE_HEAD] = "table-head",
    [LAYOUT_CAPTION] = "caption",        [LAYOUT_IMAGE] = "image",
    [LAYOUT_LINK_MARK] = "link-mark",    [LAYOUT_LINK_LIST] = "link-list",
    [LAYOUT_DIM] = "dim",
};

static const char *const marks[] = {
    "bold", "italic", "underline", "strike",
    "link", "marked", "inserted", "keyboard",
};
// clang-format on

static void add_text_line(const struct layout_line *line, struct str *out)
{
    for (uint32_t j = 0; j < line->count; j++)
        str_append(out, line->runs[j].text, line->runs[j].len);
    str_add_char(out, '\n');
}

void cli_lines_text(const struct layout *layout, struct str *out)
{
    for (size_t i = 0; i < layout_line_count(layout); i++)
        add_text_line(layout_line(layout, i), out);
}

int cli_lines_print(const struct layout *layout)
{
    enum { PIECE_BYTES = 64 << 10 };
    struct str piece;
    str_init(&piece, LIMIT_STR_BYTES);
    int status = CLI_OK;
    const size_t count = layout_line_count(layout);
    for (size_t i = 0; i < count && status == CLI_OK; i++) {
        add_text_line(layout_line(layout, i), &piece);
        if (piece.len < PIECE_BYTES && i + 1 < count)
            continue;
        status = cli_print(&piece);
        str_clear(&piece);
    }
    str_release(&piece);
    return status;
}

/* ---- with sequences */

void cli_looks_init(struct cli_looks *looks, const char *home)
{
    struct path_home paths;
    struct settings settings;
    *looks = (struct cli_looks){
        .colours = theme_colours(getenv("NO_COLOR"), getenv("COLORTERM"), getenv("TERM"))};
    if (path_home_init(&paths, home, NULL) && configuration_settings(&paths, &settings, NULL) &&
        configuration_theme(&paths, settings.theme, &looks->theme, NULL))
        return;
    // What is wrong with the user's files `courant config check` tells.
    size_t len;
    const char *const text = theme_builtin("default", &len);
    if (!theme_parse(text, len, "default", &looks->theme, NULL))
        fatal("the theme that ships cannot be read");
}

static void add_sequence(const struct cli_looks *looks, enum theme_role role, uint32_t more,
                         struct str *out)
{
    const size_t before = out->len;
    str_add(out, "\033[");
    const size_t numbers = out->len;
    theme_sgr(&looks->theme.looks[role], more, looks->colours, out);
    if (out->len == numbers)
        str_cut(out, before);
    else
        str_add_char(out, 'm');
}

/* Links that a terminal may open; what else stands in a page stays text. */
static bool is_safe_link(const char *url)
{
    static const char *const schemes[] = {
        "http://", "https://", "mailto:", "ftp://", "gemini://", "gopher://"};
    enum { LINK_BYTES = 2083 }; // what terminals take
    for (size_t i = 0; i < COUNT_OF(schemes); i++)
        if (strncasecmp(url, schemes[i], strlen(schemes[i])) == 0)
            return strlen(url) <= LINK_BYTES;
    return false;
}

/* OSC 8; bytes that are not visible ASCII are encoded, as its description asks. */
static bool begin_link(const char *url, struct str *out)
{
    if (!url || !is_safe_link(url))
        return false;
    str_add(out, "\033]8;;");
    for (const char *c = url; *c; c++) {
        if (*c > ' ' && *c < 0x7F)
            str_add_char(out, *c);
        else
            str_printf(out, "%%%02X", (unsigned char)*c);
    }
    str_add(out, "\033\\");
    return true;
}

static void add_ansi(const struct layout *layout, const struct layout_run *run,
                     const struct cli_looks *looks, struct str *out)
{
    const bool has_link = run->link && begin_link(layout_link_url(layout, run->link), out);
    const size_t before = out->len;
    add_sequence(looks, looks_role(run), looks_marks(run), out);
    const bool has_look = out->len > before;
    str_append(out, run->text, run->len);
    if (has_look)
        str_add(out, "\033[0m");
    if (has_link)
        str_add(out, "\033]8;;\033\\");
}

/* Blanks that give a block of code its paper up to the width. */
static void add_paper(const struct layout_line *line, const struct cli_looks *looks, int width,
                      struct str *out)
{
    int used = 0;
    for (uint32_t i = 0; i < line->count; i++)
        used += line->runs[i].cells;
    const struct theme_look *const look = &looks->theme.looks[THEME_PRE];
    if (line->fill_from < 0 || look->paper == THEME_DEFAULT || looks->colours == 0 || used >= width)
        return;
    if (used < line->fill_from)
        str_printf(out, "%*s", line->fill_from - used, "");
    add_sequence(looks, THEME_PRE, 0, out);
    str_printf(out, "%*s\033[0m", width - (used < line->fill_from ? line->fill_from : used), "");
}

void cli_lines_ansi(const struct layout *layout, const struct cli_looks *looks, struct str *out)
{
    const int width = layout_width(layout);
    for (size_t i = 0; i < layout_line_count(layout); i++) {
        const struct layout_line *const line = layout_line(layout, i);
        for (uint32_t j = 0; j < line->count; j++)
            add_ansi(layout, &line->runs[j], looks, out);
        add_paper(line, looks, width, out);
        str_add_char(out, '\n');
    }
}

/* ---- JSON */

static void add_run(struct json_writer *json, const struct layout_run *run)
{
    json_begin_object(json);
    json_key(json, "text");
    json_write_text(json, run->text, run->len);
    json_key_text(json, "role", roles[run->role]);
    json_key(json, "marks");
    json_begin_array(json);
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (run->marks & 1u << i)
            json_write_string(json, marks[i]);
    json_end_array(json);
    json_key_int_or_null(json, "link", run->link != 0, run->link);
    json_end_object(json);
}

void cli_lines_json(const struct layout *layout, struct str *out)
{
    struct json_writer json;
    json_writer_init(&json, out);
    json_begin_object(&json);
    json_key(&json, "lines");
    json_begin_array(&json);
    for (size_t i = 0; i < layout_line_count(layout); i++) {
        const struct layout_line *const line = layout_line(layout, i);
        json_begin_object(&json);
        json_key(&json, "runs");
        json_begin_array(&json);
        for (uint32_t j = 0; j < line->count; j++)
            add_run(&json, &line->runs[j]);
        json_end_array(&json);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_key(&json, "links");
    json_begin_array(&json);
    for (size_t i = 1; i <= layout_link_count(layout); i++)
        json_write_string(&json, layout_link_url(layout, i));
    json_end_array(&json);
    json_end_object(&json);
    str_add_char(out, '\n');
}
