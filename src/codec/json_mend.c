#include "codec/json_mend.h"

#include <string.h>

#include "base/limits.h"

struct mender {
    const char *text;
    size_t len;
    size_t pos;
    size_t depth; // open arrays and objects
    struct str *out;
};

static char peek(const struct mender *mender, size_t ahead)
{
    const size_t at = mender->pos + ahead;
    return at < mender->len ? mender->text[at] : '\0';
}

static void copy(struct mender *mender, size_t count)
{
    str_append(mender->out, mender->text + mender->pos, count);
    mender->pos += count;
}

/* The value of `\uXXXX` at the place; false when it is none. */
static bool read_escape(const struct mender *mender, size_t ahead, unsigned *value)
{
    if (peek(mender, ahead) != '\\' || peek(mender, ahead + 1) != 'u')
        return false;
    *value = 0;
    for (size_t i = 2; i < 6; i++) {
        const int digit = ascii_digit_value(peek(mender, ahead + i), 16);
        if (digit < 0)
            return false;
        *value = *value * 16 + (unsigned)digit;
    }
    return true;
}

static void mend_escape(struct mender *mender)
{
    unsigned value;
    unsigned low;
    if (!read_escape(mender, 0, &value)) {
        const char c = peek(mender, 1);
        if (c && strchr("\"\\/bfnrt", c))
            copy(mender, 2);
        else
            mender->pos++; // a backslash that escapes nothing
    } else if (value < 0xD800 || value >= 0xE000) {
        copy(mender, 6);
    } else if (value < 0xDC00 && read_escape(mender, 6, &low) && low >= 0xDC00 && low < 0xE000) {
        copy(mender, 12);
    } else {
        str_add(mender->out, "\\uFFFD");
        mender->pos += 6;
    }
}

static void mend_string(struct mender *mender)
{
    copy(mender, 1);
    while (mender->pos < mender->len) {
        size_t plain = 0;
        for (char c = peek(mender, 0); (unsigned char)c >= ' ' && c != '"' && c != '\\';)
            c = peek(mender, ++plain);
        copy(mender, plain);
        if (mender->pos == mender->len)
            return;
        const char c = peek(mender, 0);
        if (c == '"') {
            copy(mender, 1);
            return;
        }
        if (c == '\\') {
            mend_escape(mender);
        } else {
            str_printf(mender->out, "\\u%04x", (unsigned)c);
            mender->pos++;
        }
    }
}

static void mend_number(struct mender *mender)
{
    enum { SAFE_DIGITS = 18 };
    const size_t sign = peek(mender, 0) == '-';
    size_t count = sign;
    while (ascii_is_digit(peek(mender, count)))
        count++;
    const char next = peek(mender, count);
    if (count - sign <= SAFE_DIGITS || next == '.' || next == 'e' || next == 'E') {
        copy(mender, count ? count : 1);
        return;
    }
    str_add_char(mender->out, '"');
    copy(mender, count);
    str_add_char(mender->out, '"');
}

static void mend_comma(struct mender *mender)
{
    size_t ahead = 1;
    while (ascii_is_space(peek(mender, ahead)))
        ahead++;
    const char next = peek(mender, ahead);
    if (next == ']' || next == '}' || next == ',')
        mender->pos++;
    else
        copy(mender, 1);
}

static void mend_piece(struct mender *mender)
{
    const char c = peek(mender, 0);
    if (c == '"') {
        mend_string(mender);
    } else if (c == ',') {
        mend_comma(mender);
    } else if (c == '-' || ascii_is_digit(c)) {
        mend_number(mender);
    } else {
        mender->depth += c == '[' || c == '{';
        mender->depth -= (c == ']' || c == '}') && mender->depth;
        copy(mender, 1);
    }
}

void json_mend(const char *text, size_t len, struct str *out)
{
    struct mender mender = {.text = text, .len = len, .out = out};
    bool has_begun = false;
    while (mender.pos < len && !(has_begun && mender.depth == 0)) {
        mend_piece(&mender);
        has_begun |= mender.depth > 0;
    }
}

/* The brackets that are open at a place, as what closes them. */
struct open {
    char closers[LIMIT_FEED_DEPTH];
    size_t depth;
};

/* Note the bracket; true when it closes a member of a list. */
static bool take_bracket(struct open *open, char c)
{
    if (c == '[' || c == '{') {
        if (open->depth < LIMIT_FEED_DEPTH)
            open->closers[open->depth++] = c == '[' ? ']' : '}';
        return false;
    }
    if (open->depth)
        open->depth--;
    return open->depth && open->closers[open->depth - 1] == ']';
}

bool json_mend_cut(const char *text, size_t len, struct str *out)
{
    struct open open = {.depth = 0};
    struct open at_end = {.depth = 0};
    size_t end = 0;
    bool is_string = false;
    for (size_t i = 0; i < len; i++) {
        const char c = text[i];
        if (c == '"')
            is_string = !is_string;
        else if (is_string && c == '\\')
            i++;
        if (is_string || !c || !strchr("[]{}", c) || !take_bracket(&open, c))
            continue;
        at_end = open;
        end = i + 1;
    }
    if (end == 0 || open.depth == 0)
        return false;
    str_append(out, text, end);
    while (at_end.depth)
        str_add_char(out, at_end.closers[--at_end.depth]);
    return true;
}
