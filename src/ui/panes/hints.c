/*
 * Letters in place of the links' marks that are in sight: who types a link's letters opens it; any
 * other key ends it. One letter a link while they reach, else two for each.
 */
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "ui/panes/panes.h"

enum { HINTS_MOST = 400 };

// The hands' home row first.
static const char letters[] = "asdfjklghqweruiotyzxcvbnmp";

enum { LETTERS = sizeof(letters) - 1 };

struct hints_sight {
    struct reader_link links[HINTS_MOST];
    size_t count;
};

static void look(const struct ui *ui, struct hints_sight *sight)
{
    sight->count = reader_links_in_sight(ui->panes[PANE_ARTICLE], sight->links, HINTS_MOST);
}

static void label_of(const struct hints_sight *sight, size_t index, char label[3])
{
    const bool is_short = sight->count <= LETTERS;
    const size_t first = is_short ? index : index / LETTERS % LETTERS;
    snprintf(label, 3, "%c%c", letters[first], is_short ? '\0' : letters[index % LETTERS]);
}

void hints_start(struct ui *ui)
{
    struct hints_sight sight;
    look(ui, &sight);
    ui->hint[0] = '\0';
    ui->has_hints = sight.count > 0;
    if (!ui->has_hints)
        ui_say(ui, THEME_STATUS, _("no link is in sight"));
}

void hints_key(struct ui *ui, int key)
{
    struct hints_sight sight;
    look(ui, &sight);
    const size_t len = strlen(ui->hint);
    ui->has_hints = false;
    if (key <= 0 || key > 'z' || !strchr(letters, key) || len + 1 >= sizeof(ui->hint))
        return;
    ui->hint[len] = (char)key;
    ui->hint[len + 1] = '\0';
    for (size_t i = 0; i < sight.count; i++) {
        char label[3];
        label_of(&sight, i, label);
        if (strcmp(label, ui->hint) == 0)
            ui_browse(ui, sight.links[i].url);
        else if (strncmp(label, ui->hint, len + 1) == 0)
            ui->has_hints = true;
    }
}

void hints_draw(struct ui *ui)
{
    struct hints_sight sight;
    look(ui, &sight);
    const size_t typed = strlen(ui->hint);
    const struct canvas_pen pen = {
        .clip = ui->panes[PANE_ARTICLE]->body, .role = THEME_SEARCH_HIT, .marks = THEME_BOLD};
    for (size_t i = 0; i < sight.count; i++) {
        const struct reader_link *const link = &sight.links[i];
        char label[3];
        label_of(&sight, i, label);
        if (strncmp(label, ui->hint, typed) != 0)
            continue;
        char sign[16];
        snprintf(sign, sizeof(sign), "%*s%-*s", link->cells > 2, "",
                 link->cells - (link->cells > 2), label + typed);
        canvas_add(&ui->canvas, &pen, link->x, link->y, sign);
    }
}
