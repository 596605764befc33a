/*
 * The terminal lent to a program that may print: what it printed stays until it was read. A pager
 * leaves nothing behind, and needs no key.
 */
#include "ui/internal.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/time.h"
#include "text/cells.h"

enum { ANSWER_MS = 2000, ANSWER_BYTES = 255 };

struct place {
    int x;
    int y;
};

/* In the last line but one: whatever is printed there moves the cursor, also where it scrolls. */
static struct place place_before(const struct ui_term *term)
{
    int width = 0;
    int height = 0;
    term_size(term, &width, &height);
    return (struct place){0, height > 1 ? height - 2 : 0};
}

void lend_page(struct ui *ui)
{
    if (!ui->term)
        return;
    const struct place place = place_before(ui->term);
    term_lend(ui->term);
    term_place(ui->term, 0, place.y + 1);
    term_print(ui->term, "\n");
    term_place(ui->term, place.x, place.y);
}

/* ---- where the cursor is */

/* Keys one by one and unseen, while the terminal is still lent. */
static void be_quiet(const struct ui_term *term)
{
    struct termios quiet;
    if (tcgetattr(term_input_fd(term), &quiet) != 0)
        return;
    quiet.c_lflag &= (tcflag_t) ~(ICANON | ECHO | ISIG);
    quiet.c_cc[VMIN] = quiet.c_cc[VTIME] = 0;
    tcsetattr(term_input_fd(term), TCSADRAIN, &quiet);
}

/* Is something there within that time? */
static bool has_input(const struct ui_term *term, int64_t wait_ms)
{
    struct pollfd fd = {.fd = term_input_fd(term), .events = POLLIN};
    return poll(&fd, 1, wait_ms > 0 ? (int)wait_ms : 0) > 0;
}

/* Look for the answer (ECMA-48 8.3.14, CPR) in what came. */
static bool answer_find(const char *came, struct place *place)
{
    for (const char *at = came; (at = strchr(at, '\033')) != NULL; at++) {
        char end = '\0';
        if (sscanf(at, "\033[%5d;%5d%c", &place->y, &place->x, &end) < 3 || end != 'R')
            continue;
        place->x--;
        place->y--;
        return true;
    }
    return false;
}

static bool ask_place(struct ui_term *term, struct place *place)
{
    if (!term_ask_place(term))
        return false;
    char came[ANSWER_BYTES + 1] = "";
    size_t len = 0;
    const int64_t until_ms = time_monotonic_ms() + ANSWER_MS;
    while (len < ANSWER_BYTES && has_input(term, until_ms - time_monotonic_ms())) {
        const ssize_t count = read(term_input_fd(term), came + len, ANSWER_BYTES - len);
        if (count <= 0)
            return false;
        len += (size_t)count;
        came[len] = '\0';
        if (answer_find(came, place))
            return true;
    }
    return false;
}

/* Of a terminal that does not say, nothing is to be lost. */
static bool has_printed(struct ui_term *term, struct place *after)
{
    const struct place before = place_before(term);
    *after = before;
    return !ask_place(term, after) || after->x != before.x || after->y != before.y;
}

/* ---- and back */

/* Until a key; a new size is for the interface, and its end ends this, too. */
static void wait_for_key(struct ui *ui)
{
    struct pollfd fds[] = {{.fd = term_input_fd(ui->term), .events = POLLIN},
                           {.fd = term_signal_fd(ui->term), .events = POLLIN}};
    char bytes[256];
    while (!ui->is_over && fds[0].revents == 0) {
        if (poll(fds, COUNT_OF(fds), -1) <= 0)
            fds[0].revents = fds[1].revents = 0;
        if (fds[1].revents && term_take_signal(ui->term) == TERM_SIGNAL_QUIT)
            ui->is_over = true;
    }
    if (fds[0].revents && read(fds[0].fd, bytes, sizeof(bytes)) <= 0)
        ui->is_over = true;
}

/* The question leaves no trace among what the program printed. */
static void ask_for_key(struct ui *ui)
{
    const char *const words = _("press a key to go on");
    term_print(ui->term, words);
    wait_for_key(ui);
    term_print(ui->term, "\r");
    for (int i = text_cells(words, strlen(words)); i > 0; i--)
        term_print(ui->term, " ");
    term_print(ui->term, "\r");
}

void lend_reclaim(struct ui *ui)
{
    if (!ui->term)
        return;
    struct place after;
    int width = 0;
    int height = 0;
    be_quiet(ui->term);
    // Who typed ahead goes on already.
    if (!has_input(ui->term, 0) && has_printed(ui->term, &after)) {
        if (after.x > 0)
            term_print(ui->term, "\n");
        ask_for_key(ui);
    }
    term_reclaim(ui->term);
    term_size(ui->term, &width, &height);
    ui_resize(ui, width, height);
}
