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
#include "config/keymap.h"
#include "text/clean.h"
#include "ui/paint.h"

// Last, because they define macros with short names.
#include <curses.h>
#include <term.h>

/*
 * Curses is used by its lower half: terminfo says what this terminal can do and how it is told
 * (setupterm, tigetstr, tparm). Its upper half, the screen of windows, is not: a cell there holds
 * one spacing character of at most five code points, so that an emoji sequence is torn apart, and
 * the cursor cannot be set behind a cluster whose width the terminal may see otherwise; colours are
 * numbers of a table, so that there is no true colour beside a palette; and endwin() is not safe in
 * a signal handler. What changed is found on our own canvas (ui/paint.c).
 */

enum { CAPABILITY_BYTES = 64, RESTORE_BYTES = 512, FLUSH_BYTES = 8 << 20 };

enum capability {
    CAP_MOVE,
    CAP_CLEAR,
    CAP_PLAIN,
    CAP_BOLD,
    CAP_DIM,
    CAP_ITALIC,
    CAP_UNDERLINE,
    CAP_REVERSE,
    CAP_STRIKE,
    CAP_INK,
    CAP_PAPER,
    CAP_SCREEN_ON,
    CAP_SCREEN_OFF,
    CAP_CURSOR_ON,
    CAP_CURSOR_OFF,
    CAP_WRAP_ON,
    CAP_WRAP_OFF,
    CAP_KEYPAD_ON,
    CAP_KEYPAD_OFF,
    CAP_BELL,
    CAPABILITY_COUNT
};

// clang-format off
static const char *const capability_names[CAPABILITY_COUNT] = {
    "cup", "clear", "sgr0", "bold", "dim", "sitm", "smul", "rev", "smxx", "setaf", "setab",
    "smcup", "rmcup", "cnorm", "civis", "smam", "rmam", "smkx", "rmkx", "bel",
};

static const struct { const char *name; int key; } key_names[] = {
    {"kcuu1", KEY_UP_}, {"kcud1", KEY_DOWN_}, {"kcub1", KEY_LEFT_}, {"kcuf1", KEY_RIGHT_},
    {"khome", KEY_HOME_}, {"kend", KEY_END_}, {"kpp", KEY_PAGEUP_}, {"knp", KEY_PAGEDOWN_},
    {"kich1", KEY_INSERT_}, {"kdch1", KEY_DELETE_}, {"kcbt", KEY_BACKTAB_}, {"kf1", KEY_F1_},
    {"kf2", KEY_F1_ + 1}, {"kf3", KEY_F1_ + 2}, {"kf4", KEY_F1_ + 3}, {"kf5", KEY_F1_ + 4},
    {"kf6", KEY_F1_ + 5}, {"kf7", KEY_F1_ + 6}, {"kf8", KEY_F1_ + 7}, {"kf9", KEY_F1_ + 8},
    {"kf10", KEY_F1_ + 9}, {"kf11", KEY_F1_ + 10}, {"kf12", KEY_F1_ + 11},
};

// With the bit in `ncv`: this attribute cannot be shown together with a colour.
static const struct { uint32_t bit; enum capability capability; int ncv; } attribute_capabilities[] = {
    {THEME_BOLD, CAP_BOLD, 32}, {THEME_DIM_TEXT, CAP_DIM, 16}, {THEME_ITALIC, CAP_ITALIC, 1 << 15},
    {THEME_UNDERLINE, CAP_UNDERLINE, 2}, {THEME_REVERSE, CAP_REVERSE, 4}, {THEME_STRIKE, CAP_STRIKE, 0},
};
// clang-format on

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
    bool has_mouse;     // and brackets what is pasted, and knows OSC
    int colours;        // 0: none; 8, 16, 256, or 1 << 24
    int ncv;            // attributes that it cannot show together with a colour
    bool moves_plainly; // its words for moving are ECMA-48's CUP
    bool leaves_corner; // see struct paint_device
    char capabilities[CAPABILITY_COUNT][CAPABILITY_BYTES];
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
    if (restore.signal_fd >= 0 && write(restore.signal_fd, &byte, 1) < 0)
        errno = before;
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
    while (read(term->signal_pipe[0], &byte, 1) == 1) {
        if (byte == SIGWINCH)
            return TERM_SIGNAL_RESIZE;
        if (byte == SIGCONT)
            return TERM_SIGNAL_CONTINUE;
        return TERM_SIGNAL_QUIT;
    }
    return TERM_SIGNAL_NONE;
}

/* ---- what the terminal can do */

/* Copy a capability without its padding marks (`$<5>`), which are for terminals on a wire. */
static void capability_copy(char out[CAPABILITY_BYTES], const char *name)
{
    const char *const text = tigetstr((char *)name);
    out[0] = '\0';
    if (!text || text == (char *)-1)
        return;
    size_t used = 0;
    for (const char *c = text; *c && used + 1 < CAPABILITY_BYTES; c++) {
        if (c[0] == '$' && c[1] == '<' && strchr(c, '>'))
            c = strchr(c, '>');
        else
            out[used++] = *c;
    }
    out[used] = '\0';
}

static int colours_found(void)
{
    const char *const refused = getenv("NO_COLOR");
    if (refused && refused[0])
        return 0;
    const char *const depth = getenv("COLORTERM");
    const int count = tigetnum((char *)"colors");
    if (count >= 8 && depth && (strcmp(depth, "truecolor") == 0 || strcmp(depth, "24bit") == 0))
        return 1 << 24;
    return count > 256 ? 256 : count < 8 ? 0 : count;
}

static bool terminal_ask(struct ui_term *term, struct error *err)
{
    const char *const name = getenv("TERM");
    int status = 0;
    if (!name || !name[0] || strcmp(name, "dumb") == 0 ||
        setupterm((char *)name, term->output_fd, &status) != OK)
        return error_set(
            err, ERR_UNSUPPORTED,
            _("the terminal (TERM=%.40s) cannot show the interface; set TERM to what it "
              "is, or use a command such as `courant articles`"),
            name && name[0] ? name : "");
    for (int i = 0; i < CAPABILITY_COUNT; i++)
        capability_copy(term->capabilities[i], capability_names[i]);
    if (!term->capabilities[CAP_MOVE][0] || !term->capabilities[CAP_CLEAR][0])
        return error_set(
            err, ERR_UNSUPPORTED,
            _("the terminal (TERM=%.40s) cannot place text; set TERM to what it is, or "
              "use a command such as `courant articles`"),
            name);
    term->moves_plainly = strcmp(term->capabilities[CAP_MOVE], "\033[%i%p1%d;%p2%dH") == 0;
    term->colours = colours_found();
    const int ncv = tigetnum((char *)"ncv");
    term->ncv = ncv > 0 ? ncv : 0;
    term->leaves_corner = tigetflag((char *)"am") > 0 && tigetflag((char *)"xenl") <= 0 &&
                          !term->capabilities[CAP_WRAP_OFF][0];
    const char *const mouse = tigetstr((char *)"kmous");
    term->has_mouse = mouse && mouse != (char *)-1;
    return true;
}

void term_add_keys(const struct ui_term *term, struct input *input)
{
    (void)term;
    for (size_t i = 0; i < COUNT_OF(key_names); i++) {
        const char *const sequence = tigetstr((char *)key_names[i].name);
        if (sequence && sequence != (char *)-1)
            input_add_key(input, sequence, KEY_SPECIAL | key_names[i].key);
    }
}

/* ---- looks */

// tparm's parameters: the two that we use, and zeros behind them.
static const char *with_two(const char *capability, long first, long second)
{
    return tparm((char *)capability, first, second, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
}

/* The bright colours are their dark ones, bold. Bold black may well be black, though: what is grey
 * gets the text's own ink, dim where that can be beside a colour. */
static int32_t one_of_eight(const struct ui_term *term, int32_t number, bool is_paper,
                            struct str *out)
{
    enum { GREY = 8, NCV_DIM = 16 };
    const bool is_grey = number == GREY && !is_paper;
    if (is_grey && !(term->ncv & NCV_DIM))
        str_add(out, term->capabilities[CAP_DIM]);
    if (!is_grey && !is_paper)
        str_add(out, term->capabilities[CAP_BOLD]);
    const int32_t text = term->theme->looks[THEME_TEXT].ink;
    return !is_grey ? number - 8 : text == THEME_DEFAULT ? THEME_DEFAULT : text % 8;
}

static void add_colour(const struct ui_term *term, bool is_paper, const struct theme_look *look,
                       struct str *out)
{
    const int32_t rgb = is_paper ? look->paper_rgb : look->ink_rgb;
    const int32_t palette = is_paper ? look->paper_256 : look->ink_256;
    const int32_t basic = is_paper ? look->paper : look->ink;
    const char *const capability = term->capabilities[is_paper ? CAP_PAPER : CAP_INK];
    if (term->colours > 256 && rgb != THEME_DEFAULT) {
        str_printf(out, "\033[%d;2;%d;%d;%dm", is_paper ? 48 : 38, rgb >> 16 & 0xFF,
                   rgb >> 8 & 0xFF, rgb & 0xFF);
        return;
    }
    const int32_t number = term->colours >= 256 && palette != THEME_DEFAULT ? palette : basic;
    const int32_t known =
        number >= 8 && term->colours < 16 ? one_of_eight(term, number, is_paper, out) : number;
    if (known != THEME_DEFAULT && capability[0])
        str_add(out, with_two(capability, known, 0));
}

static void term_look(void *context, int role, int marks, struct str *out)
{
    const struct ui_term *const term = context;
    const struct theme_look *const look = &term->theme->looks[role];
    str_add(out, term->capabilities[CAP_PLAIN]);
    const uint32_t attributes = look->attributes | (uint32_t)marks;
    const bool has_colour =
        term->colours > 0 && (look->ink != THEME_DEFAULT || look->paper != THEME_DEFAULT);
    const int ncv = has_colour ? term->ncv : 0;
    for (size_t i = 0; i < COUNT_OF(attribute_capabilities); i++)
        if (attributes & attribute_capabilities[i].bit && !(attribute_capabilities[i].ncv & ncv))
            str_add(out, term->capabilities[attribute_capabilities[i].capability]);
    if (!has_colour)
        return;
    add_colour(term, false, look, out);
    add_colour(term, true, look, out);
}

static void add_number(int number, struct str *out)
{
    if (number >= 10)
        add_number(number / 10, out);
    str_add_char(out, (char)('0' + number % 10));
}

/* Most terminals are told in the same words: no need to read them a hundred times a frame. */
static void term_move(void *context, int x, int y, struct str *out)
{
    const struct ui_term *const term = context;
    if (!term->moves_plainly) {
        str_add(out, with_two(term->capabilities[CAP_MOVE], y, x));
        return;
    }
    str_add(out, "\033[");
    add_number(y + 1, out);
    str_add_char(out, ';');
    add_number(x + 1, out);
    str_add_char(out, 'H');
}

/* ---- taking and giving back */

static void restore_prepare(const struct ui_term *term)
{
    static const enum capability last[] = {CAP_KEYPAD_OFF, CAP_PLAIN, CAP_WRAP_ON, CAP_CURSOR_ON,
                                           CAP_SCREEN_OFF};
    struct str bytes;
    str_init(&bytes, RESTORE_BYTES);
    if (term->has_mouse)
        str_add(&bytes, PASTE_OFF);
    if (term->has_mouse && term->uses_mouse)
        str_add(&bytes, MOUSE_OFF);
    for (size_t i = 0; i < COUNT_OF(last); i++)
        str_add(&bytes, term->capabilities[last[i]]);
    if (!term->capabilities[CAP_SCREEN_OFF][0])
        str_add(&bytes, term->capabilities[CAP_CLEAR]); // what was there before does not come back
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
        str_add(&term->out, term->capabilities[first[i]]);
    if (term->has_mouse)
        str_add(&term->out, PASTE_ON);
    if (term->has_mouse && term->uses_mouse)
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
    if (!input_open(term, err) || !terminal_ask(term, err) ||
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
    if (cur_term)
        del_curterm(cur_term);
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
            input_feed(input, bytes, (size_t)count);
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
    if (term->has_mouse)
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

void term_flush(struct ui_term *term, const struct canvas *canvas)
{
    str_clear(&term->out);
    str_add(&term->out, term->capabilities[CAP_CURSOR_OFF]);
    const size_t before = term->out.len;
    const bool is_resized =
        term->shown.width != canvas->width || term->shown.height != canvas->height;
    if (is_resized)
        canvas_resize(&term->shown, canvas->width, canvas->height);
    const bool is_whole = is_resized || term->is_forgotten;
    const struct paint_device device = {term, term_move, term_look, term->leaves_corner};
    paint_difference(canvas, &term->shown, is_whole, &device, &term->out);
    term->is_forgotten = false;
    const bool is_moved = term->shown.cursor_x != canvas->cursor_x ||
                          term->shown.cursor_y != canvas->cursor_y ||
                          term->shown.has_caret != canvas->has_caret;
    if (term->out.len == before && !is_moved && !is_whole)
        return;
    canvas_put_cursor(&term->shown, canvas->cursor_x, canvas->cursor_y, canvas->has_caret);
    str_add(&term->out, term->capabilities[CAP_PLAIN]);
    if (canvas->cursor_x >= 0)
        term_move(term, canvas->cursor_x, canvas->cursor_y, &term->out);
    if (canvas->has_caret)
        str_add(&term->out, term->capabilities[CAP_CURSOR_ON]);
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
    if (!term->has_mouse)
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
    const char *const ring = term->capabilities[CAP_BELL];
    write_all(term->output_fd, ring, strlen(ring));
}

void term_notify(struct ui_term *term, const char *words)
{
    if (!term->has_mouse) {
        term_ring(term);
        return;
    }
    str_clear(&term->out);
    str_add(&term->out, "\033]9;");
    text_clean_line(words, strlen(words), &term->out);
    str_add(&term->out, "\033\\");
    write_all(term->output_fd, term->out.data, term->out.len);
}
