/*
 * People as feeds write them: `ada@example.org (Ada)` (RSS), `Ada <ada@example.org>` (mail), `Ada
 * (ada@example.org)`, a name alone, an address alone.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "feed/internal.h"
#include "html/html.h"
#include "text/clean.h"

static bool is_address_char(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || strchr(".+-_%=~'!#$*/{|}^", c) ||
           (unsigned char)c >= 0x80;
}

/* The first mail address in the text; len 0 when there is none. */
static struct slice find_address(struct slice text)
{
    const char *const at = memchr(text.data, '@', text.len);
    if (!at)
        return (struct slice){0};
    const char *start = at;
    while (start > text.data && start[-1] && is_address_char(start[-1]))
        start--;
    const char *end = at + 1;
    while (end < text.data + text.len && *end && is_address_char(*end))
        end++;
    while (end > at + 1 && (end[-1] == '.' || end[-1] == '-'))
        end--;
    if (start == at || end == at + 1)
        return (struct slice){0};
    return (struct slice){start, (size_t)(end - start)};
}

/* Addresses that nobody reads are nothing to show. */
static bool is_no_address(struct slice address)
{
    char text[64];
    const size_t len = address.len < sizeof(text) - 1 ? address.len : sizeof(text) - 1;
    for (size_t i = 0; i < len; i++)
        text[i] = ascii_lower(address.data[i]);
    text[len] = '\0';
    return slice_starts(slice_of(text), "noreply@") || slice_starts(slice_of(text), "no-reply@") ||
           slice_starts(slice_of(text), "donotreply@");
}

void feed_person_write_parts(const char *name, const char *email, struct str *out)
{
    const size_t before = out->len;
    if (name)
        text_clean_line(name, strlen(name), out);
    const bool has_name = out->len > before;
    struct slice address = slice_trim(slice_of(email ? email : ""));
    if (slice_starts(address, "mailto:"))
        slice_take(&address, strlen("mailto:"));
    if (!address.len || (has_name && is_no_address(address)))
        return;
    if (has_name && strstr(out->data + before, "@"))
        return; // the name is the address already
    if (has_name)
        str_add(out, " (");
    text_clean_line(address.data, address.len, out);
    if (has_name)
        str_add_char(out, ')');
}

/* What is left of the name once the address is out of it: brackets around either go. */
static struct slice strip(struct slice text, bool with_brackets)
{
    for (;;) {
        text = slice_trim(text);
        if (text.len >= 2 && with_brackets &&
            ((text.data[0] == '(' && text.data[text.len - 1] == ')') ||
             (text.data[0] == '"' && text.data[text.len - 1] == '"'))) {
            text = (struct slice){text.data + 1, text.len - 2};
            continue;
        }
        return text;
    }
}

static bool is_open(char c)
{
    return c == '<' || c == '(' || c == '[';
}

static bool is_close(char c)
{
    return c == '>' || c == ')' || c == ']';
}

/* The address with the brackets and `mailto:` around it, as it stands in the text. */
static struct slice widen(struct slice text, struct slice address)
{
    const char *start = address.data;
    const char *end = address.data + address.len;
    const size_t scheme = strlen("mailto:");
    if ((size_t)(start - text.data) >= scheme && memcmp(start - scheme, "mailto:", scheme) == 0)
        start -= scheme;
    while (start > text.data && ascii_is_space(start[-1]))
        start--;
    while (end < text.data + text.len && ascii_is_space(*end))
        end++;
    if (start > text.data && end < text.data + text.len && is_open(start[-1]) && is_close(*end)) {
        start--;
        end++;
    }
    return (struct slice){start, (size_t)(end - start)};
}

/* References resolved, but no tag read: `Ada <ada@example.org>` is none. */
static void write_plain(struct slice text, struct str *out)
{
    const struct slice address = find_address(text);
    if (!address.len) {
        const struct feed_value value = {text.data, text.len, FORM_HTML, NULL};
        feed_line(&value, out);
        return;
    }
    const struct slice wide = widen(text, address);
    struct str name;
    struct str clean;
    str_init(&name, LIMIT_TITLE_BYTES);
    str_init(&clean, LIMIT_TITLE_BYTES);
    str_append(&name, text.data, (size_t)(wide.data - text.data));
    str_add_char(&name, ' ');
    const char *const rest = wide.data + wide.len;
    str_append(&name, rest, (size_t)(text.data + text.len - rest));
    const struct feed_value value = {name.data, name.len, FORM_HTML, NULL};
    feed_line(&value, &clean);
    const struct slice left = strip((struct slice){clean.data, clean.len}, true);
    str_clear(&name);
    str_append(&name, left.data, left.len);
    char *const email = mem_strndup(address.data, address.len);
    feed_person_write_parts(name.data, email, out);
    free(email);
    str_release(&clean);
    str_release(&name);
}

void feed_person_write(const char *text, size_t len, struct str *out)
{
    const struct slice trimmed = strip((struct slice){text, len}, false);
    if (trimmed.len > LIMIT_TITLE_BYTES || !memmem(trimmed.data, trimmed.len, "&lt;", 4)) {
        write_plain(trimmed, out);
        return;
    }
    // Escaped once more than it should be: `Ada &lt;ada@example.org&gt;`.
    struct str line;
    str_init(&line, LIMIT_TITLE_BYTES);
    html_fragment_text(trimmed.data, trimmed.len, &line);
    write_plain((struct slice){line.data, line.len}, out);
    str_release(&line);
}
