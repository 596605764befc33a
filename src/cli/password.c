#include "cli/password.h"

#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/intl.h"
#include "text/clean.h"

enum { INTERRUPT = 3, END = 4, ERASE_LINE = 21, ERASE = 127 };

static void say(int tty, const char *text)
{
    size_t len = strlen(text);
    while (len > 0) {
        const ssize_t written = write(tty, text, len);
        if (written <= 0)
            return;
        text += written;
        len -= (size_t)written;
    }
}

/* A character of UTF-8 goes as a whole. */
static void erase_one(struct str *password)
{
    size_t len = password->len;
    while (len > 0 && ((unsigned char)password->data[len - 1] & 0xC0) == 0x80)
        len--;
    str_cut(password, len > 0 ? len - 1 : 0);
}

/* False: it is not wanted any more. */
static bool read_line(int tty, struct str *password)
{
    unsigned char c;
    while (read(tty, &c, 1) == 1) {
        if (c == '\r' || c == '\n')
            return password->len > 0;
        if (c == INTERRUPT || c == END)
            return false;
        if (c == ERASE || c == '\b')
            erase_one(password);
        else if (c == ERASE_LINE)
            str_cut(password, 0);
        else
            str_add_char(password, (char)c);
    }
    return false;
}

bool cli_ask_password(const char *question, struct str *password, struct error *err)
{
    struct termios before;
    const int tty = open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (tty < 0 || tcgetattr(tty, &before) != 0) {
        if (tty >= 0)
            close(tty);
        return error_set(err, ERR_UNSUPPORTED,
                         _("there is no terminal to ask for the password at: give the account a "
                           "--password-command"));
    }
    // Signals come as bytes, so that nothing leaves the terminal without its echo.
    struct termios unseen = before;
    unseen.c_lflag &= ~(tcflag_t)(ECHO | ICANON | ISIG);
    unseen.c_cc[VMIN] = 1;
    unseen.c_cc[VTIME] = 0;
    tcsetattr(tty, TCSAFLUSH, &unseen);
    struct str safe;
    str_init(&safe, ERROR_TEXT_BYTES);
    text_clean_line(question, strlen(question), &safe);
    say(tty, safe.data);
    say(tty, " ");
    str_release(&safe);
    const bool is_given = read_line(tty, password);
    tcsetattr(tty, TCSAFLUSH, &before);
    say(tty, "\n");
    close(tty);
    return is_given || error_set(err, ERR_CANCELLED, _("no password was given"));
}
