#include "config/settings.h"

#include <string.h>

#include "base/embedded.h"
#include "base/fatal.h"
#include "base/intl.h"
#include "config/lines.h"
#include "config/standard.h"
#include "config/values.h"
#include "text/clean.h"

enum setting_kind {
    SETTING_TEXT,
    SETTING_NUMBER,
    SETTING_BOOL,
    SETTING_CHOICE,
    SETTING_DURATION,
    SETTING_PROXY, // a text; may be empty
};

/* What a value may be. What it is unless told, and what it does, stands in default.config. */
struct setting {
    const char *name;
    enum setting_kind kind;
    size_t offset;
    size_t size_bytes; // of a text
    int64_t least;     // of a number
    int64_t most;
    const char *const *words; // of a choice, in the order of its enum; NULL at the end
};

static const char *const bool_words[] = {"yes", "no", NULL};
static const char *const auto_words[] = {"auto", "yes", "no", NULL};
static const char *const notify_words[] = {"none", "bell", "osc9", "command", NULL};

#define AT(member) offsetof(struct settings, member), sizeof(((struct settings *)0)->member)

// clang-format off
static const struct setting settings_table[] = {
    {"theme",          SETTING_TEXT,   AT(theme),          0,  0,   NULL},
    {"keys",           SETTING_TEXT,   AT(keys),           0,  0,   NULL},
    {"measure",        SETTING_NUMBER, AT(measure_cells),  20, 400, NULL},
    {"ascii",          SETTING_CHOICE, AT(ascii),          0,  0,   auto_words},
    {"mouse",          SETTING_BOOL,   AT(uses_mouse),     0,  0,   bool_words},
    {"transfers",      SETTING_NUMBER, AT(transfers),      1,  256, NULL},
    {"reload-every",   SETTING_DURATION, AT(reload_every_ms), 0, 0, NULL},
    {"user-agent",     SETTING_TEXT,   AT(user_agent),     0,  0,   NULL},
    {"proxy",          SETTING_PROXY,  AT(proxy),          0,  0,   NULL},
    {"pictures",       SETTING_NUMBER, AT(pictures_mb),    0,  1000000, NULL},
    {"read-copies",    SETTING_BOOL,   AT(reads_copies),   0,  0,   bool_words},
    {"browser",        SETTING_TEXT,   AT(browser),        0,  0,   NULL},
    {"editor",         SETTING_TEXT,   AT(editor),         0,  0,   NULL},
    {"notify",         SETTING_CHOICE, AT(notify),         0,  0,   notify_words},
    {"notify-command", SETTING_TEXT,   AT(notify_command), 0,  0,   NULL},
    {"name",           SETTING_TEXT,   AT(name),           0,  0,   NULL},
    {"email",          SETTING_TEXT,   AT(email),          0,  0,   NULL},
    {"url",            SETTING_TEXT,   AT(url),            0,  0,   NULL},
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

static bool set_choice(const struct setting *setting, int64_t *place, struct slice value,
                       struct error *err)
{
    struct str words;
    str_init(&words, ERROR_TEXT_BYTES);
    for (size_t i = 0; setting->words[i]; i++) {
        if (slice_is_nocase(value, setting->words[i])) {
            *place = (int64_t)i;
            str_release(&words);
            return true;
        }
        str_printf(&words, "%s%s", i ? ", " : "", setting->words[i]);
    }
    error_set(err, ERR_SYNTAX, _("%s is one of %s"), setting->name, words.data);
    str_release(&words);
    return false;
}

static bool set_value(struct settings *settings, const struct setting *setting, struct slice value,
                      struct error *err)
{
    void *const place = setting_at(settings, setting);
    if (setting->kind == SETTING_PROXY && value.len && !config_is_proxy(value))
        return error_set(err, ERR_SYNTAX,
                         _("%s is empty, or an address such as socks5h://127.0.0.1:9050"),
                         setting->name);
    if (setting->kind == SETTING_DURATION)
        return config_duration(value, place) ||
               error_set(err, ERR_SYNTAX, _("%s is never, or a time such as 30m or 2h"),
                         setting->name);
    if (setting->kind == SETTING_TEXT || setting->kind == SETTING_PROXY)
        return set_text(setting, place, value, err);
    if (setting->kind == SETTING_CHOICE)
        return set_choice(setting, place, value, err);
    if (setting->kind == SETTING_BOOL)
        return config_bool(value, place) ||
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
    const struct setting_standard *standard = setting_standards;
    struct error err = {0};
    for (; standard->name; standard++)
        if (!settings_set(settings, standard->name, standard->value, &err))
            fatal("default.config: %s", err.text);
}

static bool parse_line(struct settings *settings, const struct config_lines *lines,
                       struct slice line, struct error *err)
{
    struct slice name;
    struct slice value;
    if (!config_assignment(line, &name, &value))
        return config_complain(lines, line.data, err, _("expected `name = value`, found `%.*s`"),
                               config_quote_len(line), line.data);
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
    while (config_lines_next(&lines, &line) && line.data[0] != '[')
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
    while (config_lines_next(&lines, &line) && line.data[0] != '[') {
        struct slice found;
        struct slice value;
        if (!config_assignment(line, &found, &value) || !slice_is(found, name))
            continue;
        config_complain(&lines, value.data, place, "%s", name);
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
    const char *const name = settings_name(index);
    for (const struct setting_standard *standard = setting_standards; name && standard->name;
         standard++)
        if (strcmp(standard->name, name) == 0)
            return _(standard->help);
    return NULL;
}

const char *settings_word(size_t index, size_t number)
{
    const char *const *const words =
        index < COUNT_OF(settings_table) ? settings_table[index].words : NULL;
    for (size_t i = 0; words && words[i]; i++)
        if (i == number)
            return words[i];
    return NULL;
}

void settings_value(const struct settings *settings, size_t index, struct str *out)
{
    if (index >= COUNT_OF(settings_table))
        return;
    const struct setting *const setting = &settings_table[index];
    const void *const place = (const char *)settings + setting->offset;
    if (setting->kind == SETTING_TEXT || setting->kind == SETTING_PROXY)
        str_add(out, place);
    else if (setting->kind == SETTING_DURATION)
        config_duration_write(*(const int64_t *)place, out);
    else if (setting->kind == SETTING_BOOL)
        str_add(out, *(const bool *)place ? "yes" : "no");
    else if (setting->kind == SETTING_CHOICE)
        str_add(out, setting->words[*(const int64_t *)place]);
    else
        str_printf(out, "%lld", (long long)*(const int64_t *)place);
}

void settings_print_default(struct str *out)
{
    str_add(out, embedded_settings[0].data);
}
