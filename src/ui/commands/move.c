#include "base/intl.h"
#include "ui/command.h"
#include "ui/panes/panes.h"

static void move(const struct command_call *call, enum motion motion)
{
    if (call->pane->class->move)
        call->pane->class->move(call->pane, motion, call->count);
}

static void run_down(const struct command_call *call)
{
    move(call, MOTION_DOWN);
}

static void run_up(const struct command_call *call)
{
    move(call, MOTION_UP);
}

static void run_page_down(const struct command_call *call)
{
    move(call, MOTION_PAGE_DOWN);
}

static void run_page_up(const struct command_call *call)
{
    move(call, MOTION_PAGE_UP);
}

static void run_half_down(const struct command_call *call)
{
    move(call, MOTION_HALF_DOWN);
}

static void run_half_up(const struct command_call *call)
{
    move(call, MOTION_HALF_UP);
}

static void run_first(const struct command_call *call)
{
    move(call, MOTION_FIRST);
}

static void run_last(const struct command_call *call)
{
    move(call, MOTION_LAST);
}

/* Where one pane is shown, none is beside it: left goes back and right opens. */
static void go_beside(struct ui *ui, int by, bool wraps)
{
    const int pane = ui_pane_beside(ui, by, wraps);
    if (pane >= 0)
        ui_focus(ui, (enum pane_id)pane);
    else if (ui->shape == SHAPE_NARROW && by < 0 && ui->focus != PANE_FEEDS)
        command_run(ui, "back", 0);
    else if (ui->shape == SHAPE_NARROW && by > 0 &&
             (ui->focus == PANE_FEEDS || ui->focus == PANE_ARTICLES))
        command_run(ui, "open", 0);
}

static void run_left(const struct command_call *call)
{
    go_beside(call->ui, -1, false);
}

static void run_right(const struct command_call *call)
{
    go_beside(call->ui, 1, false);
}

static void run_next_pane(const struct command_call *call)
{
    go_beside(call->ui, 1, true);
}

static void run_previous_pane(const struct command_call *call)
{
    go_beside(call->ui, -1, true);
}

// clang-format off
const struct command move_commands[] = {
    {"down",          N_("Move down, or scroll down"), NULL, N_("move"), IN_READING, 0, run_down, NULL, NULL},
    {"up",            N_("Move up, or scroll up"), NULL, NULL, 0, 0, run_up, NULL, NULL},
    {"page-down",     N_("One screen down"), NULL, NULL, 0, 0, run_page_down, NULL, NULL},
    {"page-up",       N_("One screen up"), NULL, NULL, 0, 0, run_page_up, NULL, NULL},
    {"half-down",     N_("Half a screen down"), NULL, NULL, 0, 0, run_half_down, NULL, NULL},
    {"half-up",       N_("Half a screen up"), NULL, NULL, 0, 0, run_half_up, NULL, NULL},
    {"first",         N_("To the beginning"), NULL, NULL, 0, 0, run_first, NULL, NULL},
    {"last",          N_("To the end"), NULL, NULL, 0, 0, run_last, NULL, NULL},
    {"left",          N_("To the pane on the left; back, where one pane is shown"), NULL, NULL, 0, 0, run_left, NULL, NULL},
    {"right",         N_("To the pane on the right; open, where one pane is shown"), NULL, NULL, 0, 0, run_right, NULL, NULL},
    {"next-pane",     N_("To the next pane; open, where one pane is shown"), NULL, NULL, 0, 0, run_next_pane, NULL, NULL},
    {"previous-pane", N_("To the previous pane; back, where one pane is shown"), NULL, NULL, 0, 0, run_previous_pane, NULL, NULL},
    {0},
};
// clang-format on
