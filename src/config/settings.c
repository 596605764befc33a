#include "config/settings.h"

#include <string.h>

#include "base/intl.h"
#include "config/lines.h"
#include "text/clean.h"

enum setting_kind { SETTING_TEXT, SETTING_NUMBER, SETTING_BOOL };

struct setting {
    const char *name;
    const char *help;
    enum setting_kind kind;
    size_t offset;
    size_t size_bytes; // of a text
    int64_t least;     // of a number
    int64_t most;
    const char *standard; // as it stands in a file
};

#define AT(member) offsetof(struct settings, member), sizeof(((struct settings *)0)->member)

// clang-format off
static const struct setting settings_table[] = {
    {"theme",     N_("The look: a shipped theme, or a file of that name in the themes folder."), SETTING_TEXT, AT(theme), 0, 0, "default"},
    {"keys",      N_("The shipped key map that your own keys file is put on."), SETTING_TEXT, AT(keys), 0, 0, "default"},
    {"measure",   N_("The widest line of an article, in cells."), SETTING_NUMBER, AT(measure_cells), 20, 400, "76"},
    {"transfers", N_("How many downloads run at once."), SETTING_NUMBER, AT(transfers), 1, 256, "32"},
    {"pictures",  N_("How many megabytes of pictures are kept for reading without a network."), SETTING_NUMBER, AT(pictures_mb), 0, 1000000, "200"},
    {"ascii",     N_("Draw frames with plain ASCII characters (yes or no)."), SETTING_BOOL, AT(uses_ascii), 0, 0, "no"},
    {"mouse",     N_("Listen to the mouse (yes or no)."), SETTING_BOOL, AT(uses_mouse), 0, 0, "yes"},
    {"browser",   N_("The command that opens a page; empty: $BROWSER, then xdg-open."), SETTING_TEXT, AT(browser), 0, 0, ""},
    {"editor",    N_("The command that edits a reply; empty: $VISUAL, $EDITOR, then vi."), SETTING_TEXT, AT(editor), 0, 0, ""},
    {"name",      N_("Your name under replies."), SETTING_TEXT, AT(name), 0, 0, ""},
    {"email",     N_("Your e-mail address for replies."), SETTING_TEXT, AT(email), 0, 0, ""},
    {"url",       N_("Your own page, for replies."), SETTING_TEXT, AT(url), 0, 0, ""},
};
// clang-format on

static void *setting_at(struct settings *settings, const struct setting *setting)
{
    return (char *)settings + setting->offset;
}

static const struct setting *setting_find(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(settings_table); i++)
        if (slice_is(name, settings_table[i].name))
            return &settings_table[i];
    return NULL;
}

static bool slice_to_bool(struct slice value, bool *answer)
{
    // clang-format off
    static const struct { const char *text; bool value; } words[] = {
        {"yes", true}, {"no", false}, {"true", true}, {"false", false}, {"on", true}, {"off", false},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (slice_is_nocase(value, words[i].text)) {
            *answer = words[i].value;
            return true;
        }
    }
    return false;
}

static bool set_text(const struct setting *setting, void *place, struct slice value,
                     struct error *err)
{
    struct str clean;
    str_init(&clean, SETTING_TEXT_BYTES * 4);
    text_clean_line(value.data, value.len, &clean);
    const bool fits = clean.len < setting->size_bytes;
    if (fits)
        memcpy(place, clean.data, clean.len + 1);
    str_release(&clean);
    return fits || error_set(err, ERR_SYNTAX, _("%s takes at most %zu bytes"), setting->name,
                             setting->size_bytes - 1);
}

static bool set_value(struct settings *settings, const struct setting *setting, struct slice value,
                      struct error *err)
{
    void *const place = setting_at(settings, setting);
    if (setting->kind == SETTING_TEXT)
        return set_text(setting, place, value, err);
    if (setting->kind == SETTING_BOOL)
        return slice_to_bool(value, place) ||
               error_set(err, ERR_SYNTAX, _("%s is yes or no"), setting->name);
    long long number = 0;
    if (!slice_to_int64(value, &number) || number < setting->least || number > setting->most)
        return error_set(err, ERR_SYNTAX, _("%s is a number from %lld to %lld"), setting->name,
                         (long long)setting->least, (long long)setting->most);
    *(int64_t *)place = number;
    return true;
}

void settings_default(struct settings *settings)
{
    memset(settings, 0, sizeof(*settings));
    for (size_t i = 0; i < COUNT_OF(settings_table); i++)
        set_value(settings, &settings_table[i], slice_of(settings_table[i].standard), NULL);
}

static bool parse_line(struct settings *settings, const struct config_lines *lines,
                       struct slice line, struct error *err)
{
    struct slice value = line;
    struct slice name;
    slice_next(&value, '=', &name);
    if (name.len == line.len)
        return config_complain(lines, line.data, err, _("expected `name = value`, found `%.*s`"),
                               config_quote_len(line), line.data);
    name = slice_trim(name);
    value = slice_trim(value);
    const struct setting *const setting = setting_find(name);
    if (!setting)
        return config_complain(lines, name.data, err, _("there is no setting `%.*s`"),
                               config_quote_len(name), name.data);
    struct error why = {0};
    if (set_value(settings, setting, value, &why))
        return true;
    return config_complain(lines, value.data, err, "%s", why.text);
}

bool settings_parse(struct settings *settings, const char *text, size_t len, struct error *err)
{
    struct settings copy = *settings;
    struct config_lines lines;
    config_lines_init(&lines, text, len);
    struct slice line;
    while (config_lines_next(&lines, &line))
        if (!parse_line(&copy, &lines, line, err))
            return false;
    *settings = copy;
    return true;
}

bool settings_place(const char *text, size_t len, const char *name, struct error *place)
{
    bool is_found = false;
    struct config_lines lines;
    config_lines_init(&lines, text, len);
    struct slice line;
    while (config_lines_next(&lines, &line)) {
        struct slice value = line;
        struct slice found;
        slice_next(&value, '=', &found);
        if (!slice_is(slice_trim(found), name))
            continue;
        config_complain(&lines, slice_trim(value).data, place, "%s", name);
        is_found = true;
    }
    return is_found;
}

bool settings_set(struct settings *settings, const char *name, const char *value, struct error *err)
{
    const struct setting *const setting = setting_find(slice_of(name));
    if (!setting)
        return error_set(err, ERR_NOT_FOUND, _("there is no setting `%.60s`"), name);
    return set_value(settings, setting, slice_trim(slice_of(value)), err);
}

const char *settings_name(size_t index)
{
    return index < COUNT_OF(settings_table) ? settings_table[index].name : NULL;
}

const char *settings_help(size_t index)
{
    return index < COUNT_OF(settings_table) ? _(settings_table[index].help) : NULL;
}

void settings_value(const struct settings *settings, size_t index, struct str *out)
{
    if (index >= COUNT_OF(settings_table))
        return;
    const struct setting *const setting = &settings_table[index];
    const void *const place = (const char *)settings + setting->offset;
    if (setting->kind == SETTING_TEXT)
        str_add(out, place);
    else if (setting->kind == SETTING_BOOL)
        str_add(out, *(const bool *)place ? "yes" : "no");
    else
        str_printf(out, "%lld", (long long)*(const int64_t *)place);
}

void settings_print_default(struct str *out)
{
    str_add(out, _("# Settings of courant: `name = value`; lines that begin with # are comments.\n"
                   "# What is commented out here is the default.\n"));
    for (size_t i = 0; i < COUNT_OF(settings_table); i++)
        str_printf(out, "\n# %s\n#%s =%s%s\n", _(settings_table[i].help), settings_table[i].name,
                   settings_table[i].standard[0] ? " " : "", settings_table[i].standard);
}
