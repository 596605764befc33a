#include "ui/terminfo.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "config/keymap.h"

// Last, because they define macros with short names.
#include <curses.h>
#include <term.h>

// clang-format off
static const char *const capability_names[CAPABILITY_COUNT] = {
    "cup", "clear", "sgr0", "bold", "dim", "sitm", "smul", "rev", "smxx", "setaf", "setab",
    "smcup", "rmcup", "cnorm", "civis", "smam", "rmam", "smkx", "rmkx", "bel",
    "u7",
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

bool terminfo_ask(struct terminfo *info, int output_fd, struct error *err)
{
    const char *const name = getenv("TERM");
    int status = 0;
    if (!name || !name[0] || strcmp(name, "dumb") == 0 ||
        setupterm((char *)name, output_fd, &status) != OK)
        return error_set(
            err, ERR_UNSUPPORTED,
            _("the terminal (TERM=%.40s) cannot show the interface; set TERM to what it "
              "is, or use a command such as `courant articles`"),
            name && name[0] ? name : "");
    for (int i = 0; i < CAPABILITY_COUNT; i++)
        capability_copy(info->words[i], capability_names[i]);
    if (!info->words[CAP_MOVE][0] || !info->words[CAP_CLEAR][0])
        return error_set(
            err, ERR_UNSUPPORTED,
            _("the terminal (TERM=%.40s) cannot place text; set TERM to what it is, or "
              "use a command such as `courant articles`"),
            name);
    info->moves_plainly = strcmp(info->words[CAP_MOVE], "\033[%i%p1%d;%p2%dH") == 0;
    info->colours = colours_found();
    const int ncv = tigetnum((char *)"ncv");
    info->ncv = ncv > 0 ? ncv : 0;
    info->leaves_corner = tigetflag((char *)"am") > 0 && tigetflag((char *)"xenl") <= 0 &&
                          !info->words[CAP_WRAP_OFF][0];
    const char *const mouse = tigetstr((char *)"kmous");
    info->has_mouse = mouse && mouse != (char *)-1;
    return true;
}

void terminfo_release(void)
{
    if (cur_term)
        del_curterm(cur_term);
}

void terminfo_add_keys(struct input *input)
{
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
static int32_t one_of_eight(const struct terminfo *info, const struct theme *theme, int32_t number,
                            bool is_paper, struct str *out)
{
    enum { GREY = 8, NCV_DIM = 16 };
    const bool is_grey = number == GREY && !is_paper;
    if (is_grey && !(info->ncv & NCV_DIM))
        str_add(out, info->words[CAP_DIM]);
    if (!is_grey && !is_paper)
        str_add(out, info->words[CAP_BOLD]);
    const int32_t text = theme->looks[THEME_TEXT].ink;
    return !is_grey ? number - 8 : text == THEME_DEFAULT ? THEME_DEFAULT : text % 8;
}

static void add_colour(const struct terminfo *info, const struct theme *theme, bool is_paper,
                       int role, struct str *out)
{
    const struct theme_look *const look = &theme->looks[role];
    const int32_t rgb = is_paper ? look->paper_rgb : look->ink_rgb;
    const int32_t palette = is_paper ? look->paper_256 : look->ink_256;
    const int32_t basic = is_paper ? look->paper : look->ink;
    const char *const capability = info->words[is_paper ? CAP_PAPER : CAP_INK];
    if (info->colours > 256 && rgb != THEME_DEFAULT) {
        str_printf(out, "\033[%d;2;%d;%d;%dm", is_paper ? 48 : 38, rgb >> 16 & 0xFF,
                   rgb >> 8 & 0xFF, rgb & 0xFF);
        return;
    }
    const int32_t number = info->colours >= 256 && palette != THEME_DEFAULT ? palette : basic;
    const int32_t known = number >= 8 && info->colours < 16
                              ? one_of_eight(info, theme, number, is_paper, out)
                              : number;
    if (known != THEME_DEFAULT && capability[0])
        str_add(out, with_two(capability, known, 0));
}

void terminfo_look(const struct terminfo *info, const struct theme *theme, int role, int marks,
                   struct str *out)
{
    const struct theme_look *const look = &theme->looks[role];
    str_add(out, info->words[CAP_PLAIN]);
    const uint32_t attributes = look->attributes | (uint32_t)marks;
    const bool has_colour =
        info->colours > 0 && (look->ink != THEME_DEFAULT || look->paper != THEME_DEFAULT);
    const int ncv = has_colour ? info->ncv : 0;
    for (size_t i = 0; i < COUNT_OF(attribute_capabilities); i++)
        if (attributes & attribute_capabilities[i].bit && !(attribute_capabilities[i].ncv & ncv))
            str_add(out, info->words[attribute_capabilities[i].capability]);
    if (!has_colour)
        return;
    add_colour(info, theme, false, role, out);
    add_colour(info, theme, true, role, out);
}

static void add_number(int number, struct str *out)
{
    if (number >= 10)
        add_number(number / 10, out);
    str_add_char(out, (char)('0' + number % 10));
}

/* Most terminals are told in the same words: no need to read them a hundred times a frame. */
void terminfo_move(const struct terminfo *info, int x, int y, struct str *out)
{
    if (!info->moves_plainly) {
        str_add(out, with_two(info->words[CAP_MOVE], y, x));
        return;
    }
    str_add(out, "\033[");
    add_number(y + 1, out);
    str_add_char(out, ';');
    add_number(x + 1, out);
    str_add_char(out, 'H');
}
