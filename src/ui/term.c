#include "ui/term.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/fatal.h"
#include "base/intl.h"
#include "base/memory.h"
#include "base/time.h"
#include "text/clean.h"
#include "ui/paint.h"
#include "ui/terminfo.h"

enum { RESTORE_BYTES = 512, FLUSH_BYTES = 8 << 20 };

/* Terminfo has no word for these in general: they are xterm's (ctlseqs), as OSC 9 and OSC 52 are,
 * and sent only to a terminal that terminfo knows to have a mouse (kmous), which all that
 * understand them are. */
#define MOUSE_ON  "\033[?1000h\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l\033[?1000l"
#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

struct ui_term {
    int input_fd;
    bool owns_input;
    int output_fd;
    int signal_pipe[2];
    bool uses_mouse;
    struct terminfo info;
    const struct theme *theme;
    struct canvas shown;
    bool is_forgotten;
    struct str out;
};

/*
 * Mutable globals by necessity: a signal handler has no context. Written while no handler is set
 * (or under is_taken), read in handlers.
 */
static struct {
    atomic_bool is_taken;
    atomic_bool is_lent; // interrupts are meant for the program that has the terminal
    int input_fd;
    int output_fd;
    int signal_fd; // where handlers write one byte a signal
    struct termios before;
    char bytes[RESTORE_BYTES];
    size_t len;
} restore = {.signal_fd = -1};

static void write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        const ssize_t done = write(fd, bytes, len);
        if (done > 0) {
            bytes += done;
            len -= (size_t)done;
        } else if (done < 0 && errno == EAGAIN) {
            struct pollfd ready = {.fd = fd, .events = POLLOUT};
            poll(&ready, 1, 1000);
        } else if (errno != EINTR) {
            return;
        }
    }
}

void term_restore(void)
{
    if (!atomic_exchange(&restore.is_taken, false))
        return;
    const int before = errno;
    write_all(restore.output_fd, restore.bytes, restore.len);
    tcsetattr(restore.input_fd, TCSADRAIN, &restore.before);
    errno = before;
}

/* ---- signals */

static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
static const int plain_signals[] = {SIGWINCH, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT};

static void crash(int signal)
{
    term_restore();
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(signal, &standard, NULL);
    raise(signal);
}

static void note(int signal)
{
    const int before = errno;
    const unsigned char byte = (unsigned char)signal;
    if (atomic_load(&restore.is_lent) && (signal == SIGINT || signal == SIGQUIT))
        return;
    // A full pipe says enough.
    if (restore.signal_fd < 0 || write(restore.signal_fd, &byte, 1) < 0)
        errno = before;
}

static void signals_take(struct ui_term *term)
{
    restore.signal_fd = term->signal_pipe[1];
    struct sigaction action = {.sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    action.sa_handler = note;
    for (size_t i = 0; i < COUNT_OF(plain_signals); i++)
        sigaction(plain_signals[i], &action, NULL);
    action.sa_handler = crash;
    action.sa_flags = (int)SA_RESETHAND | SA_NODEFER;
    for (size_t i = 0; i < COUNT_OF(crash_signals); i++)
        sigaction(crash_signals[i], &action, NULL);
}

static void signals_release(void)
{
    struct sigaction standard = {.sa_handler = SIG_DFL};
    for (size_t i = 0; i < COUNT_OF(plain_signals); i++)
        sigaction(plain_signals[i], &standard, NULL);
    for (size_t i = 0; i < COUNT_OF(crash_signals); i++)
        sigaction(crash_signals[i], &standard, NULL);
    restore.signal_fd = -1;
}

enum term_signal term_take_signal(struct ui_term *term)
{
    unsigned char byte = 0;
    if (read(term->signal_pipe[0], &byte, 1) != 1)
        return TERM_SIGNAL_NONE;
    return byte == SIGWINCH  ? TERM_SIGNAL_RESIZE
           : byte == SIGCONT ? TERM_SIGNAL_CONTINUE
                             : TERM_SIGNAL_QUIT;
}

/* ---- taking and giving back */

static void restore_prepare(const struct ui_term *term)
{
    static const enum capability last[] = {CAP_KEYPAD_OFF, CAP_PLAIN, CAP_WRAP_ON, CAP_CURSOR_ON,
                                           CAP_SCREEN_OFF};
    struct str bytes;
    str_init(&bytes, RESTORE_BYTES);
    if (term->info.has_mouse)
        str_add(&bytes, PASTE_OFF);
    if (term->info.has_mouse && term->uses_mouse)
        str_add(&bytes, MOUSE_OFF);
    for (size_t i = 0; i < COUNT_OF(last); i++)
        str_add(&bytes, term->info.words[last[i]]);
    if (!term->info.words[CAP_SCREEN_OFF][0])
        str_add(&bytes, term->info.words[CAP_CLEAR]); // what was there before does not come back
    memcpy(restore.bytes, bytes.data, bytes.len);
    restore.len = bytes.len;
    str_release(&bytes);
    restore.input_fd = term->input_fd;
    restore.output_fd = term->output_fd;
}

static void term_enter(struct ui_term *term)
{
    struct termios raw = restore.before;
    raw.c_iflag &= (tcflag_t) ~(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
    raw.c_oflag &= (tcflag_t)~OPOST;
    raw.c_lflag &= (tcflag_t) ~(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    raw.c_cflag = (raw.c_cflag & (tcflag_t) ~(CSIZE | PARENB)) | CS8;
    raw.c_cc[VMIN] = 0;
    raw.c_cc[VTIME] = 0;
    atomic_store(&restore.is_taken, true);
    tcsetattr(term->input_fd, TCSADRAIN, &raw);
    static const enum capability first[] = {CAP_SCREEN_ON, CAP_CLEAR, CAP_WRAP_OFF, CAP_CURSOR_OFF,
                                            CAP_KEYPAD_ON};
    str_clear(&term->out);
    for (size_t i = 0; i < COUNT_OF(first); i++)
        str_add(&term->out, term->info.words[first[i]]);
    if (term->info.has_mouse)
        str_add(&term->out, PASTE_ON);
    if (term->info.has_mouse && term->uses_mouse)
        str_add(&term->out, MOUSE_ON);
    write_all(term->output_fd, term->out.data, term->out.len);
    term->is_forgotten = true;
}

static bool input_open(struct ui_term *term, struct error *err)
{
    term->output_fd = STDOUT_FILENO;
    term->input_fd = STDIN_FILENO;
    if (!isatty(STDIN_FILENO)) {
        term->input_fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
        term->owns_input = term->input_fd >= 0;
    }
    if (!isatty(STDOUT_FILENO) || term->input_fd < 0 ||
        tcgetattr(term->input_fd, &restore.before) != 0)
        return error_set(err, ERR_UNSUPPORTED, _("the interface needs a terminal"));
    return true;
}

struct ui_term *term_open(bool uses_mouse, const struct theme *theme, struct error *err)
{
    struct ui_term *const term = mem_zalloc(sizeof(*term));
    term->uses_mouse = uses_mouse;
    term->theme = theme;
    term->signal_pipe[0] = term->signal_pipe[1] = -1;
    canvas_init(&term->shown, 1, 1);
    str_init(&term->out, FLUSH_BYTES);
    if (!input_open(term, err) || !terminfo_ask(&term->info, term->output_fd, err) ||
        pipe2(term->signal_pipe, O_CLOEXEC | O_NONBLOCK) != 0) {
        term_close(term);
        return NULL;
    }
    restore_prepare(term);
    fatal_set_restore(term_restore);
    atexit(term_restore);
    signals_take(term);
    term_enter(term);
    return term;
}

void term_close(struct ui_term *term)
{
    if (!term)
        return;
    term_restore();
    if (restore.signal_fd >= 0)
        signals_release();
    for (size_t i = 0; i < COUNT_OF(term->signal_pipe); i++)
        if (term->signal_pipe[i] >= 0)
            close(term->signal_pipe[i]);
    if (term->owns_input)
        close(term->input_fd);
    terminfo_release();
    canvas_release(&term->shown);
    str_release(&term->out);
    free(term);
}

void term_lend(struct ui_term *term)
{
    (void)term;
    atomic_store(&restore.is_lent, true);
    term_restore();
}

void term_reclaim(struct ui_term *term)
{
    atomic_store(&restore.is_lent, false);
    term_enter(term);
}

void term_print(struct ui_term *term, const char *text)
{
    write_all(term->output_fd, text, strlen(text));
}

void term_place(struct ui_term *term, int x, int y)
{
    str_clear(&term->out);
    terminfo_move(&term->info, x, y, &term->out);
    term_print(term, term->out.data);
}

bool term_ask_place(struct ui_term *term)
{
    // terminfo has no word for the form of the answer that could be relied on: ECMA-48's is known.
    const bool is_known = strcmp(term->info.words[CAP_WHERE], "\033[6n") == 0;
    if (is_known)
        term_print(term, term->info.words[CAP_WHERE]);
    return is_known;
}

void term_stop(struct ui_term *term)
{
    term_restore();
    // The whole group, so that a shell in between stops, too.
    kill(0, SIGTSTP);
    term_enter(term);
}

/* ---- use */

void term_size(const struct ui_term *term, int *width, int *height)
{
    struct winsize size = {0};
    *width = 80;
    *height = 24;
    if (ioctl(term->output_fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
        *width = size.ws_col;
        *height = size.ws_row;
    }
}

int term_input_fd(const struct ui_term *term)
{
    return term->input_fd;
}

int term_signal_fd(const struct ui_term *term)
{
    return term->signal_pipe[0];
}

static bool is_gone(const struct ui_term *term)
{
    struct pollfd ready = {.fd = term->input_fd, .events = POLLIN};
    return poll(&ready, 1, 0) != 0 && ready.revents & (POLLHUP | POLLERR | POLLNVAL);
}

bool term_read(struct ui_term *term, struct input *input)
{
    char bytes[4096];
    ssize_t count = 0;
    // What does not fill the room was all there is.
    do {
        count = read(term->input_fd, bytes, sizeof(bytes));
        if (count > 0)
            input_feed(input, bytes, (size_t)count, time_monotonic_ms());
    } while (count == (ssize_t)sizeof(bytes));
    if (count < 0)
        return errno == EINTR || errno == EAGAIN;
    return count > 0 || !is_gone(term);
}

void term_set_mouse(struct ui_term *term, bool uses_mouse)
{
    if (term->uses_mouse == uses_mouse)
        return;
    const char *const words = uses_mouse ? MOUSE_ON : MOUSE_OFF;
    if (term->info.has_mouse)
        write_all(term->output_fd, words, strlen(words));
    term->uses_mouse = uses_mouse;
    restore_prepare(term);
}

void term_set_theme(struct ui_term *term, const struct theme *theme)
{
    term->theme = theme;
    term->is_forgotten = true;
}

void term_forget(struct ui_term *term)
{
    term->is_forgotten = true;
}

static void move_there(void *context, int x, int y, struct str *out)
{
    terminfo_move(&((const struct ui_term *)context)->info, x, y, out);
}

static void set_look(void *context, int role, int marks, struct str *out)
{
    const struct ui_term *const term = context;
    terminfo_look(&term->info, term->theme, role, marks, out);
}

void term_flush(struct ui_term *term, const struct canvas *canvas)
{
    str_clear(&term->out);
    str_add(&term->out, term->info.words[CAP_CURSOR_OFF]);
    const size_t before = term->out.len;
    const bool is_resized =
        term->shown.width != canvas->width || term->shown.height != canvas->height;
    if (is_resized)
        canvas_resize(&term->shown, canvas->width, canvas->height);
    const bool is_whole = is_resized || term->is_forgotten;
    const struct paint_device device = {term, move_there, set_look, term->info.leaves_corner};
    paint_difference(canvas, &term->shown, is_whole, &device, &term->out);
    term->is_forgotten = false;
    const bool is_moved = term->shown.cursor_x != canvas->cursor_x ||
                          term->shown.cursor_y != canvas->cursor_y ||
                          term->shown.has_caret != canvas->has_caret;
    if (term->out.len == before && !is_moved && !is_whole)
        return;
    canvas_put_cursor(&term->shown, canvas->cursor_x, canvas->cursor_y, canvas->has_caret);
    str_add(&term->out, term->info.words[CAP_PLAIN]);
    if (canvas->cursor_x >= 0)
        terminfo_move(&term->info, canvas->cursor_x, canvas->cursor_y, &term->out);
    if (canvas->has_caret)
        str_add(&term->out, term->info.words[CAP_CURSOR_ON]);
    write_all(term->output_fd, term->out.data, term->out.len);
}

static void add_base64(const char *text, size_t len, struct str *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < len; i += 3) {
        const size_t count = len - i < 3 ? len - i : 3;
        unsigned bits = 0;
        for (size_t k = 0; k < 3; k++)
            bits = bits << 8 | (k < count ? (unsigned char)text[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            str_add_char(out, k <= count ? digits[bits >> (18 - 6 * k) & 63] : '=');
    }
}

bool term_copy(struct ui_term *term, const char *text, size_t len)
{
    if (!term->info.has_mouse)
        return false;
    str_clear(&term->out);
    str_add(&term->out, "\033]52;c;");
    add_base64(text, len, &term->out);
    str_add(&term->out, "\033\\");
    write_all(term->output_fd, term->out.data, term->out.len);
    return true;
}

void term_ring(struct ui_term *term)
{
    const char *const ring = term->info.words[CAP_BELL];
    write_all(term->output_fd, ring, strlen(ring));
}

void term_notify(struct ui_term *term, const char *words)
{
    if (!term->info.has_mouse) {
        term_ring(term);
        return;
    }
    str_clear(&term->out);
    str_add(&term->out, "\033]9;");
    text_clean_line(words, strlen(words), &term->out);
    str_add(&term->out, "\033\\");
    write_all(term->output_fd, term->out.data, term->out.len);
}
