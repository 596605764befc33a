#include "config/theme.h"

#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "base/intl.h"
#include "config/lines.h"

// clang-format off
static const char *const role_names[] = {
#define THEME_ROLE_NAME(name, text) text,
    THEME_ROLES(THEME_ROLE_NAME)
#undef THEME_ROLE_NAME
};

static const char *const colour_names[] = {
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    "bright-black", "bright-red", "bright-green", "bright-yellow",
    "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
};

static const struct { const char *name; uint32_t bit; } attribute_names[] = {
    {"bold", THEME_BOLD}, {"dim", THEME_DIM_TEXT}, {"italic", THEME_ITALIC},
    {"underline", THEME_UNDERLINE}, {"reverse", THEME_REVERSE}, {"strike", THEME_STRIKE},
    {"plain", 0},
};
// clang-format on

/* A colour in its three depths, THEME_DEFAULT where nothing was said. */
struct colour {
    int32_t basic;
    int32_t palette;
    int32_t rgb;
};

/* What a file says about one role. */
struct statement {
    struct theme_look look;
    bool is_made;
    bool has_ink;
    bool has_paper;
    bool has_attributes;
};

static int role_find(struct slice name)
{
    for (int i = 0; i < THEME_ROLE_COUNT; i++)
        if (slice_is(name, role_names[i]))
            return i;
    return -1;
}

const char *theme_role_name(enum theme_role role)
{
    return (unsigned)role < THEME_ROLE_COUNT ? role_names[role] : "";
}

static bool rgb_parse(struct slice text, int32_t *rgb)
{
    if (text.len != 7 || text.data[0] != '#')
        return false;
    int32_t value = 0;
    for (size_t i = 1; i < 7; i++) {
        const int digit = ascii_digit_value(text.data[i], 16);
        if (digit < 0)
            return false;
        value = value * 16 + digit;
    }
    *rgb = THEME_RGB | value;
    return true;
}

/* One of the up to three pieces of a colour: a name, a number of the palette, or #rrggbb. */
static bool piece_parse(struct slice piece, struct colour *colour)
{
    if (slice_is(piece, "default"))
        return true;
    for (int32_t i = 0; i < (int32_t)COUNT_OF(colour_names); i++) {
        if (slice_is(piece, colour_names[i])) {
            colour->basic = i;
            return true;
        }
    }
    long long number = 0;
    if (slice_to_int64(piece, &number)) {
        colour->palette = (int32_t)number;
        return number >= 0 && number <= 255;
    }
    return rgb_parse(piece, &colour->rgb);
}

static bool colour_parse(struct slice word, struct colour *colour)
{
    *colour = (struct colour){THEME_DEFAULT, THEME_DEFAULT, THEME_DEFAULT};
    struct slice rest = word;
    struct slice piece;
    while (slice_next(&rest, '/', &piece))
        if (!piece_parse(piece, colour))
            return false;
    return word.len > 0;
}

static bool attribute_parse(struct slice word, uint32_t *attributes)
{
    for (size_t i = 0; i < COUNT_OF(attribute_names); i++) {
        if (slice_is(word, attribute_names[i].name)) {
            *attributes |= attribute_names[i].bit;
            return true;
        }
    }
    return false;
}

static bool paper_parse(const struct config_lines *lines, struct slice *rest,
                        struct statement *made, struct error *err)
{
    struct slice word;
    struct colour colour;
    if (!config_word(rest, &word) || !colour_parse(word, &colour))
        return config_complain(lines, rest->data - word.len, err,
                               _("expected a colour behind `on`"));
    made->has_paper = true;
    made->look.paper = colour.basic;
    made->look.paper_256 = colour.palette;
    made->look.paper_rgb = colour.rgb;
    return true;
}

static bool look_parse(const struct config_lines *lines, struct slice rest, struct statement *made,
                       struct error *err)
{
    struct slice word;
    while (config_word(&rest, &word)) {
        struct colour colour;
        if (slice_is(word, "on")) {
            if (!paper_parse(lines, &rest, made, err))
                return false;
        } else if (attribute_parse(word, &made->look.attributes)) {
            made->has_attributes = true;
        } else if (!made->has_ink && colour_parse(word, &colour)) {
            made->has_ink = true;
            made->look.ink = colour.basic;
            made->look.ink_256 = colour.palette;
            made->look.ink_rgb = colour.rgb;
        } else {
            return config_complain(lines, word.data, err,
                                   _("`%.*s` is no colour and no attribute; a look is `ink on "
                                     "paper bold`, a colour a name, 0 to 255, or #rrggbb"),
                                   config_quote_len(word), word.data);
        }
    }
    return true;
}

static bool line_parse(const struct config_lines *lines, struct slice line,
                       struct statement statements[THEME_ROLE_COUNT], struct error *err)
{
    struct slice rest = line;
    struct slice name;
    slice_next(&rest, '=', &name);
    if (name.len == line.len)
        return config_complain(lines, line.data, err,
                               _("expected `role = ink on paper`, found `%.*s`"),
                               config_quote_len(line), line.data);
    name = slice_trim(name);
    const int role = role_find(name);
    if (role < 0)
        return config_complain(lines, name.data, err, _("there is no role `%.*s`"),
                               config_quote_len(name), name.data);
    struct statement *const made = &statements[role];
    *made = (struct statement){.is_made = true,
                               .look = {THEME_DEFAULT, THEME_DEFAULT, THEME_DEFAULT, THEME_DEFAULT,
                                        THEME_DEFAULT, THEME_DEFAULT, 0}};
    return look_parse(lines, rest, made, err);
}

/* The nearest role above: `pane.title.focus` asks pane.title, pane, then text. -1 above text. */
static int role_parent(int role)
{
    if (role == THEME_TEXT)
        return -1;
    struct slice name = slice_of(role_names[role]);
    while (name.len > 0) {
        while (name.len > 0 && name.data[name.len - 1] != '.')
            name.len--;
        if (name.len == 0)
            break;
        name.len--;
        const int found = role_find(name);
        if (found >= 0)
            return found;
    }
    return THEME_TEXT;
}

/* Parents stand before their children in the table, so one pass is enough. */
static void looks_resolve(const struct statement statements[THEME_ROLE_COUNT], struct theme *theme)
{
    const struct theme_look bare = {THEME_DEFAULT,
                                    THEME_DEFAULT,
                                    THEME_DEFAULT,
                                    THEME_DEFAULT,
                                    THEME_DEFAULT,
                                    THEME_DEFAULT,
                                    0};
    for (int i = 0; i < THEME_ROLE_COUNT; i++) {
        const int parent = role_parent(i);
        struct theme_look *const look = &theme->looks[i];
        *look = parent < 0 ? bare : theme->looks[parent];
        const struct statement *const made = &statements[i];
        if (!made->is_made)
            continue;
        look->attributes = made->look.attributes;
        if (made->has_ink) {
            look->ink = made->look.ink;
            look->ink_256 = made->look.ink_256;
            look->ink_rgb = made->look.ink_rgb;
        }
        if (made->has_paper) {
            look->paper = made->look.paper;
            look->paper_256 = made->look.paper_256;
            look->paper_rgb = made->look.paper_rgb;
        }
    }
}

bool theme_parse(const char *text, size_t len, const char *name, struct theme *theme,
                 struct error *err)
{
    struct statement statements[THEME_ROLE_COUNT] = {0};
    struct config_lines lines;
    config_lines_init(&lines, text, len);
    struct slice line;
    while (config_lines_next(&lines, &line))
        if (!line_parse(&lines, line, statements, err))
            return false;
    snprintf(theme->name, sizeof(theme->name), "%s", name);
    looks_resolve(statements, theme);
    return true;
}

const char *theme_builtin(const char *name, size_t *len)
{
    char file[80];
    snprintf(file, sizeof(file), "%.60s.theme", name);
    const struct embedded_file *const found = embedded_find(embedded_themes, file);
    if (!found)
        return NULL;
    *len = found->len;
    return found->data;
}

bool theme_builtin_name(size_t index, char name[64])
{
    for (size_t i = 0; embedded_themes[i].name; i++) {
        if (i != index)
            continue;
        const size_t len = strcspn(embedded_themes[i].name, ".");
        snprintf(name, 64, "%.*s", len < 63 ? (int)len : 63, embedded_themes[i].name);
        return true;
    }
    return false;
}

/* ---- as escape sequences */

static void add_number(struct str *out, size_t before, int number)
{
    str_printf(out, "%s%d", out->len > before ? ";" : "", number);
}

static void add_colour(const struct theme_look *look, bool is_paper, int colours, size_t before,
                       struct str *out)
{
    const int32_t rgb = is_paper ? look->paper_rgb : look->ink_rgb;
    const int32_t palette = is_paper ? look->paper_256 : look->ink_256;
    const int32_t basic = is_paper ? look->paper : look->ink;
    const int base = is_paper ? 40 : 30;
    if (colours > 256 && rgb != THEME_DEFAULT) {
        add_number(out, before, base + 8);
        str_printf(out, ";2;%d;%d;%d", rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
    } else if (colours >= 256 && palette != THEME_DEFAULT) {
        add_number(out, before, base + 8);
        str_printf(out, ";5;%d", palette);
    } else if (basic != THEME_DEFAULT) {
        add_number(out, before, basic < 8 ? base + basic : base + 60 + basic - 8);
    }
}

void theme_sgr(const struct theme_look *look, uint32_t more, int colours, struct str *out)
{
    static const struct {
        uint32_t bit;
        int number;
    } attributes[] = {
        {THEME_BOLD, 1},      {THEME_DIM_TEXT, 2}, {THEME_ITALIC, 3},
        {THEME_UNDERLINE, 4}, {THEME_REVERSE, 7},  {THEME_STRIKE, 9},
    };
    const size_t before = out->len;
    for (size_t i = 0; i < COUNT_OF(attributes); i++)
        if ((look->attributes | more) & attributes[i].bit)
            add_number(out, before, attributes[i].number);
    if (colours == 0)
        return;
    add_colour(look, false, colours, before, out);
    add_colour(look, true, colours, before, out);
}

int theme_colours(const char *no_color, const char *colorterm, const char *term)
{
    if (no_color && no_color[0])
        return 0;
    if (colorterm && (strcmp(colorterm, "truecolor") == 0 || strcmp(colorterm, "24bit") == 0))
        return 1 << 24;
    return term && strstr(term, "256color") ? 256 : 16;
}
