/*
 * newsboat's `urls`: a line a feed, its address, then tags and "~Title".
 */
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "feed/subscriptions_internal.h"
#include "text/clean.h"

static bool is_separator(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static char escaped(char c)
{
    switch (c) {
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

/* The text between quotes; `line` starts behind the first of them. */
static void take_quoted(struct slice *line, struct str *token)
{
    size_t i = 0;
    for (; i < line->len && line->data[i] != '"'; i++) {
        if (line->data[i] == '\\' && i + 1 < line->len)
            str_add_char(token, escaped(line->data[++i]));
        else
            str_add_char(token, line->data[i]);
    }
    slice_take(line, i < line->len ? i + 1 : i);
}

/* Cut the next token off `line` into `token`. False at the end of the line or at a comment. */
static bool take_token(struct slice *line, struct str *token)
{
    str_clear(token);
    while (line->len && is_separator(line->data[0]))
        slice_take(line, 1);
    if (line->len == 0 || line->data[0] == '#')
        return false;
    if (line->data[0] == '"') {
        slice_take(line, 1);
        take_quoted(line, token);
        return true;
    }
    size_t len = 0;
    while (len < line->len && !is_separator(line->data[len]))
        len++;
    const struct slice word = slice_take(line, len);
    str_append(token, word.data, word.len);
    return true;
}

static void read_rest(struct feed_list_builder *builder, size_t index, struct slice line,
                      struct str *token)
{
    while (take_token(&line, token)) {
        if (token->data[0] == '~')
            feed_list_title(builder, index, token->data + 1);
        else if (token->data[0] != '!') // hidden from newsboat's list: not a tag
            feed_list_tag(builder, index, token->data, token->len);
    }
}

static bool refuse(const char *what, int line, struct error *err)
{
    struct str shown;
    str_init(&shown, 80);
    text_clean_line(what, strlen(what), &shown);
    error_set_at(err, ERR_SYNTAX, line, 1,
                 _("this is no list of subscriptions: “%s” is neither an address nor OPML"),
                 shown.data);
    str_release(&shown);
    return false;
}

bool feed_urls_read(struct feed_list_builder *builder, const char *text, size_t len,
                    struct error *err)
{
    struct slice rest = {text, len};
    struct slice line;
    struct str token;
    struct str url;
    str_init(&token, LIMIT_URL_BYTES);
    str_init(&url, LIMIT_URL_BYTES);
    bool is_good = true;
    bool has_any = false; // a line that only this kind of file has
    for (int number = 1; is_good && slice_next(&rest, '\n', &line); number++) {
        if (!take_token(&line, &token))
            continue;
        str_clear(&url);
        feed_address_write(token.data, token.len, &url);
        const bool is_strange =
            feed_address_kind(url.data) == FEED_ADDRESS_OTHER && !strstr(url.data, "://");
        if (is_strange && !has_any) {
            is_good = refuse(url.data, number, err);
            break;
        }
        const ptrdiff_t index = feed_list_take(builder, number, url.data);
        if (index >= 0)
            read_rest(builder, (size_t)index, line, &token);
        has_any = true;
    }
    str_release(&url);
    str_release(&token);
    return is_good;
}

static void add_quoted(struct str *out, const char *prefix, const char *text)
{
    str_add_char(out, '"');
    str_add(out, prefix);
    for (const char *at = text; *at; at++) {
        if (*at == '"' || *at == '\\')
            str_add_char(out, '\\');
        str_add_char(out, *at);
    }
    str_add_char(out, '"');
}

static void add_tag(struct str *out, const char *prefix, const char *text)
{
    str_add_char(out, ' ');
    add_quoted(out, prefix, text);
}

void feed_subscriptions_urls(const struct feed_subscription *items, size_t count, struct str *out)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].is_command)
            add_quoted(out, "", items[i].url);
        else
            str_add(out, items[i].url);
        for (size_t j = 0; j < items[i].tag_count; j++)
            add_tag(out, "", items[i].tags[j]);
        if (items[i].title)
            add_tag(out, "~", items[i].title);
        str_add_char(out, '\n');
    }
}
