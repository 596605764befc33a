/*
 * A setting that is changed while the program runs takes effect at once, or not at all; and themes
 * that are looked at before one is chosen.
 */
#include "ui/internal.h"

#include <string.h>

#include "base/intl.h"

/* ---- themes */

void ui_use_theme(struct ui *ui, const struct theme *theme)
{
    ui->theme = *theme;
    ui->is_dirty = true;
    if (ui->term)
        term_set_theme(ui->term, &ui->theme);
}

void ui_preview_theme(struct ui *ui, const char *name)
{
    struct theme theme;
    struct error err = {0};
    const bool is_there = name && ui_load_theme(ui, name, &theme, &err);
    if (!ui->is_previewing && is_there)
        ui->theme_before = ui->theme;
    if (is_there && strcmp(ui->theme.name, name) != 0)
        ui_use_theme(ui, &theme);
    else if (!is_there && ui->is_previewing)
        ui_use_theme(ui, &ui->theme_before);
    ui->is_previewing = is_there;
}

/* ---- what each setting changes */

static bool apply_theme(struct ui *ui, struct error *err)
{
    struct theme theme;
    if (!ui_load_theme(ui, ui->settings.theme, &theme, err))
        return false;
    ui_use_theme(ui, &theme);
    return true;
}

static bool apply_keys(struct ui *ui, struct error *err)
{
    struct keymap *const before = ui->keymap;
    ui->keymap = keymap_new();
    const bool is_read = ui_load_keys(ui, err);
    keymap_free(is_read ? before : ui->keymap);
    if (!is_read)
        ui->keymap = before;
    ui->is_stale = true; // panes tell keys
    return is_read;
}

static bool apply_mouse(struct ui *ui, struct error *err)
{
    (void)err;
    if (ui->term)
        term_set_mouse(ui->term, ui->settings.uses_mouse);
    return true;
}

static bool apply_ascii(struct ui *ui, struct error *err)
{
    (void)err;
    ui_choose_signs(ui);
    return true;
}

/* Downloads that run already are not ended. */
static bool apply_transfers(struct ui *ui, struct error *err)
{
    (void)err;
    app_set_transfers(ui->app, (int)ui->settings.transfers);
    return true;
}

static bool apply_read_copies(struct ui *ui, struct error *err)
{
    (void)err;
    app_set_reads_copies(ui->app, ui->settings.reads_copies);
    return true;
}

// What is not named here is looked at whenever it is needed.
static const struct {
    const char *name;
    bool (*apply)(struct ui *ui, struct error *err);
} appliers[] = {
    {"theme", apply_theme}, {"keys", apply_keys},           {"mouse", apply_mouse},
    {"ascii", apply_ascii}, {"transfers", apply_transfers}, {"read-copies", apply_read_copies},
};

bool ui_set(struct ui *ui, const char *name, const char *value, struct error *err)
{
    const struct settings before = ui->settings;
    if (!settings_set(&ui->settings, name, value, err))
        return false;
    for (size_t i = 0; i < COUNT_OF(appliers); i++) {
        if (strcmp(appliers[i].name, name) != 0 || appliers[i].apply(ui, err))
            continue;
        ui->settings = before;
        return false;
    }
    ui_arrange(ui);
    return true;
}
