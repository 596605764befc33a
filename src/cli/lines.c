#include "cli/lines.h"

#include <string.h>

#include "base/limits.h"
#include "cli/command.h"
#include "cli/print.h"
#include "codec/json_write.h"
#include "text/clean.h"

struct look {
    const char *name; // in JSON
    const char *sgr;
};

// clang-format off
static const struct look roles[LAYOUT_ROLE_COUNT] = {
    [LAYOUT_TEXT] = {"text", ""},               [LAYOUT_HEADING_1] = {"heading-1", "1;4"},
    [LAYOUT_HEADING_2] = {"heading-2", "1"},    [LAYOUT_HEADING_3] = {"heading-3", "1"},
    [LAYOUT_QUOTE] = {"quote", ""},             [LAYOUT_QUOTE_BAR] = {"quote-bar", "2"},
    [LAYOUT_CODE] = {"code", "36"},             [LAYOUT_PRE] = {"pre", "36"},
    [LAYOUT_BULLET] = {"bullet", "33"},         [LAYOUT_RULE] = {"rule", "2"},
    [LAYOUT_TABLE_FRAME] = {"table-frame", "2"}, [LAYOUT_TABLE_HEAD] = {"table-head", "1"},
    [LAYOUT_CAPTION] = {"caption", "3"},        [LAYOUT_IMAGE] = {"image", "35"},
    [LAYOUT_LINK_MARK] = {"link-mark", "2"},    [LAYOUT_LINK_LIST] = {"link-list", "2"},
    [LAYOUT_DIM] = {"dim", "2"},
};

static const struct look marks[] = {
    {"bold", "1"}, {"italic", "3"}, {"underline", "4"}, {"strike", "9"},
    {"link", "34;4"}, {"marked", "7"}, {"inserted", "4"}, {"keyboard", "1"},
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

/* The sequence that begins the run's look; nothing when it has none. */
static bool begin_look(const struct layout_run *run, struct str *out)
{
    const size_t before = out->len;
    str_add(out, "\033[");
    str_add(out, roles[run->role].sgr);
    bool is_plain = roles[run->role].sgr[0] == '\0';
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        if (!(run->marks & 1u << i))
            continue;
        str_printf(out, "%s%s", is_plain ? "" : ";", marks[i].sgr);
        is_plain = false;
    }
    if (is_plain)
        str_cut(out, before);
    else
        str_add_char(out, 'm');
    return !is_plain;
}

static void begin_link(const struct layout *layout, uint32_t number, struct str *out)
{
    const char *const url = layout_link_url(layout, number);
    str_add(out, "\033]8;;");
    text_clean_line(url, strlen(url), out);
    str_add(out, "\033\\");
}

static void add_ansi(const struct layout *layout, const struct layout_run *run, struct str *out)
{
    if (run->link)
        begin_link(layout, run->link, out);
    const bool has_look = begin_look(run, out);
    str_append(out, run->text, run->len);
    if (has_look)
        str_add(out, "\033[0m");
    if (run->link)
        str_add(out, "\033]8;;\033\\");
}

void cli_lines_ansi(const struct layout *layout, struct str *out)
{
    for (size_t i = 0; i < layout_line_count(layout); i++) {
        const struct layout_line *const line = layout_line(layout, i);
        for (uint32_t j = 0; j < line->count; j++)
            add_ansi(layout, &line->runs[j], out);
        str_add_char(out, '\n');
    }
}

static void add_run(struct json_writer *json, const struct layout_run *run)
{
    json_begin_object(json);
    json_key(json, "text");
    json_write_text(json, run->text, run->len);
    json_key_text(json, "role", roles[run->role].name);
    json_key(json, "marks");
    json_begin_array(json);
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (run->marks & 1u << i)
            json_write_string(json, marks[i].name);
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
