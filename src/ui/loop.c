#include "ui/internal.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>

#include "base/time.h"
#include "ui/panes/panes.h"
#include "ui/terminfo.h"

// Of a reload a thousand feeds tell within seconds: what nobody typed shares frames.
enum { NEWS_FRAME_MS = 40 };

/* Take everything that was typed; an Escape that stays alone counts once nothing follows. */
static void take_events(struct ui *ui, struct input *input, bool is_over)
{
    struct event event;
    while (!ui->is_over && input_next(input, is_over, &event))
        ui_handle_event(ui, &event);
}

static void take_signals(struct ui *ui)
{
    enum term_signal signal = TERM_SIGNAL_NONE;
    while ((signal = term_take_signal(ui->term)) != TERM_SIGNAL_NONE) {
        if (signal == TERM_SIGNAL_QUIT)
            ui->is_over = true;
        if (signal == TERM_SIGNAL_CONTINUE)
            term_reclaim(ui->term);
        int width = 0;
        int height = 0;
        // Smaller and back again is the same size, and yet the terminal may have lost what it
        // showed.
        term_forget(ui->term);
        term_size(ui->term, &width, &height);
        ui_resize(ui, width, height);
    }
}

/* Draw what changed, in one write; how long news wait for their frame, where they do. */
static int draw(struct ui *ui, int sleep)
{
    const int64_t now = time_monotonic_ms();
    const int64_t rest = ui->drawn_ms + NEWS_FRAME_MS - now;
    if (!ui->is_dirty && ui->has_news && rest > 0)
        return rest < sleep ? (int)rest : sleep;
    if (ui->is_dirty || ui->has_news) {
        ui_draw(ui);
        term_flush(ui->term, &ui->canvas);
        ui->drawn_ms = now;
    }
    return sleep;
}

/* One turn: catch up, draw, wait, take everything. A wait that is none yet is used to get ahead. */
static void turn(struct ui *ui, struct input *input)
{
    int sleep = ui_tick(ui);
    ui_update(ui);
    sleep = draw(ui, sleep);
    const int wait = input_wait_ms(input, time_monotonic_ms());
    if (wait >= 0 && wait < sleep)
        sleep = wait;
    struct pollfd fds[] = {
        {.fd = term_input_fd(ui->term), .events = POLLIN},
        {.fd = term_signal_fd(ui->term), .events = POLLIN},
        {.fd = mailbox_fd(app_mailbox(ui->app)), .events = POLLIN},
        {.fd = mailbox_fd(ui->jobs), .events = POLLIN},
    };
    const int ready = poll(fds, COUNT_OF(fds), ui->is_ahead ? sleep : 0);
    if (ready < 0 && errno != EINTR)
        ui->is_over = true;
    if (ready == 0 && !ui->is_ahead) {
        ui->is_ahead = !ui_get_ahead(ui);
        return;
    }
    if (fds[0].revents && !term_read(ui->term, input))
        ui->is_over = true;
    // Messages may come much faster than what was begun at the terminal.
    take_events(ui, input, !fds[0].revents && input_wait_ms(input, time_monotonic_ms()) == 0);
    if (fds[1].revents)
        take_signals(ui);
    ui_take_messages(ui);
}

static void run(struct ui *ui)
{
    struct input input;
    input_init(&input);
    terminfo_add_keys(&input);
    int width = 0;
    int height = 0;
    term_size(ui->term, &width, &height);
    ui_resize(ui, width, height);
    ui_restore_place(ui);
    while (!ui->is_over)
        turn(ui, &input);
    if (ui->has_compose)
        compose_keep(ui->panes[PANE_COMPOSE]);
    comments_leave(ui->panes[PANE_COMMENTS]);
    ui_save_place(ui);
    input_release(&input);
}

bool ui_run(const struct ui_options *options, struct error *err)
{
    struct ui *const ui = ui_new(options, err);
    if (!ui)
        return false;
    ui->term = term_open(ui->settings.uses_mouse, &ui->theme, err);
    const bool is_taken = ui->term != NULL;
    if (is_taken)
        run(ui);
    term_close(ui->term);
    ui_free(ui);
    return is_taken;
}
