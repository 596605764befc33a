#include "config/mistakes.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"

/* A line of the text: where it begins and how much of it there is, without its end. */
struct line {
    size_t start;
    size_t len;
};

static struct line line_at(const struct str *text, size_t start)
{
    const char *const end = memchr(text->data + start, '\n', text->len - start);
    return (struct line){start, end ? (size_t)(end - text->data) - start : text->len - start};
}

static bool line_next(const struct str *text, struct line *line)
{
    const size_t next = line->start + line->len + 1;
    if (next >= text->len)
        return false;
    *line = line_at(text, next);
    return true;
}

static struct slice words_of(const struct str *text, struct line line)
{
    return slice_trim((struct slice){text->data + line.start, line.len});
}

static void line_blank(struct str *text, struct line line)
{
    memset(text->data + line.start, ' ', line.len);
}

/* `[feed …]`, not the key `[` of a key map. */
static bool is_section(struct slice words)
{
    return words.len > 1 && words.data[0] == '[' && !ascii_is_space(words.data[1]);
}

static bool opens_block(struct slice words)
{
    return words.len && words.data[0] != '#' && words.data[words.len - 1] == '{';
}

static bool closes_block(struct slice words)
{
    return words.len && words.data[0] == '}';
}

/* Take out what begins with this line: a section up to the next, a block with its end. */
static void blank_from(struct str *text, struct line line)
{
    const struct slice head = words_of(text, line);
    const bool has_section = is_section(head);
    const bool has_block = opens_block(head);
    line_blank(text, line);
    while ((has_section || has_block) && line_next(text, &line)) {
        const struct slice words = words_of(text, line);
        if (has_section && is_section(words))
            return;
        const bool is_end = has_block && closes_block(words);
        line_blank(text, line);
        if (is_end)
            return;
    }
}

/* Where line `number` is, and the number of the line that opens the block it closes or stands in;
 * 0: none. */
static struct line find_line(const struct str *text, int number, struct line *head,
                             int *head_number)
{
    struct line line = line_at(text, 0);
    *head_number = 0;
    for (int at = 1; at < number; at++) {
        const struct slice words = words_of(text, line);
        if (opens_block(words)) {
            *head = line;
            *head_number = at;
        } else if (closes_block(words)) {
            *head_number = 0;
        }
        if (!line_next(text, &line))
            break;
    }
    return line;
}

static bool has_since(const struct vec *mistakes, size_t first, int number)
{
    for (size_t i = first; i < mistakes->count; i++)
        if (((const struct error *)vec_at(mistakes, i))->line > number)
            return true;
    return false;
}

/* Note a mistake and take it out. That a block lacks what was taken out of it is no new one. */
static void take_out(struct str *text, const struct error *mistake, size_t first,
                     struct vec *mistakes)
{
    struct line head = {0, 0};
    int head_number;
    const struct line line = find_line(text, mistake->line, &head, &head_number);
    const bool is_end = head_number && closes_block(words_of(text, line));
    if (!is_end || !has_since(mistakes, first, head_number))
        *(struct error *)vec_push(mistakes) = *mistake;
    blank_from(text, is_end ? head : line);
}

/* What is about the whole text comes last. */
static int by_line(const void *a, const void *b)
{
    const unsigned left = (unsigned)((const struct error *)a)->line - 1;
    const unsigned right = (unsigned)((const struct error *)b)->line - 1;
    return left < right ? -1 : left > right;
}

void config_mistakes(const char *text, size_t len, config_parse parse, void *context,
                     struct vec *mistakes)
{
    const size_t first = mistakes->count;
    struct str rest;
    str_init(&rest, LIMIT_CONFIG_BYTES + 1);
    str_append(&rest, text, len);
    struct error mistake = {0};
    while (mistakes->count - first < CONFIG_MISTAKES &&
           !parse(context, rest.data, rest.len, &mistake)) {
        if (mistake.line == 0) {
            *(struct error *)vec_push(mistakes) = mistake;
            break;
        }
        take_out(&rest, &mistake, first, mistakes);
        mistake = (struct error){0};
    }
    str_release(&rest);
    if (mistakes->count > first)
        qsort(vec_at(mistakes, first), mistakes->count - first, sizeof(struct error), by_line);
}
