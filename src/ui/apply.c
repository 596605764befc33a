/*
 * A setting that is changed while the program runs takes effect at once, or not at all; and themes
 * that are looked at before one is chosen.
 */
#include "ui/internal.h"

#include <string.h>

#include "base/intl.h"

/* ---- themes */

static void theme_use(struct ui *ui, const struct theme *theme)
{
    ui->theme = *theme;
    ui->is_dirty = true;
    if (ui->term)
        term_set_theme(ui->term, &ui->theme);
}

void ui_preview_theme(struct ui *ui, const char *name)
{
    const char *const wanted = name ? name : ui->theme_before.name;
    if (!ui->is_previewing && !name)
        return;
    if (strcmp(ui->theme.name, wanted) != 0) {
        struct theme theme;
        struct error err = {0};
        if (!ui->is_previewing)
            ui->theme_before = ui->theme;
        if (!name)
            theme_use(ui, &ui->theme_before);
        else if (ui_load_theme(ui, name, &theme, &err))
            theme_use(ui, &theme);
        else
            return;
        ui->is_previewing = true;
    }
    if (!name)
        ui->is_previewing = false;
}

/* ---- what each setting changes */

static bool apply_theme(struct ui *ui, struct error *err)
{
    struct theme theme;
    if (!ui_load_theme(ui, ui->settings.theme, &theme, err))
        return false;
    theme_use(ui, &theme);
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
    return is_read;
}

static bool apply_mouse(struct ui *ui, struct error *err)
{
    (void)err;
    if (ui->term)
        term_set_mouse(ui->term, ui->settings.uses_mouse);
    return true;
}

/* Downloads that run already are not ended. */
static bool apply_transfers(struct ui *ui, struct error *err)
{
    (void)err;
    app_set_transfers(ui->app, (int)ui->settings.transfers);
    return true;
}

// What is not named here is looked at whenever it is needed.
static const struct {
    const char *name;
    bool (*apply)(struct ui *ui, struct error *err);
} appliers[] = {
    {"theme", apply_theme},
    {"keys", apply_keys},
    {"mouse", apply_mouse},
    {"transfers", apply_transfers},
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
