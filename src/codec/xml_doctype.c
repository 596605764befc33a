/*
 * The document type is left out, but the entities it declares with a value of their own are kept:
 * as text, with nothing in them that could expand again.
 */
#include <string.h>

#include "codec/xml_internal.h"

enum { MOST_ENTITIES = 1024, VALUE_BYTES = 4096 };

struct scanner {
    const char *text;
    size_t len;
    size_t pos;
};

static bool starts(const struct scanner *scanner, const char *word)
{
    const size_t len = strlen(word);
    return scanner->len - scanner->pos >= len &&
           memcmp(scanner->text + scanner->pos, word, len) == 0;
}

/* Go behind the next `word`. */
static bool skip_past(struct scanner *scanner, const char *word)
{
    const size_t len = strlen(word);
    const char *const found =
        memmem(scanner->text + scanner->pos, scanner->len - scanner->pos, word, len);
    if (!found)
        return false;
    scanner->pos = (size_t)(found - scanner->text) + len;
    return true;
}

static void skip_space(struct scanner *scanner)
{
    while (scanner->pos < scanner->len && ascii_is_space(scanner->text[scanner->pos]))
        scanner->pos++;
}

static struct slice take_name(struct scanner *scanner)
{
    const char *const name = scanner->text + scanner->pos;
    const size_t len = xml_name_len(name, scanner->len - scanner->pos);
    scanner->pos += len;
    return (struct slice){name, len};
}

static bool take_quoted(struct scanner *scanner, struct slice *value)
{
    if (scanner->pos == scanner->len)
        return false;
    const char quote = scanner->text[scanner->pos];
    if (quote != '"' && quote != '\'')
        return false;
    const size_t start = ++scanner->pos;
    const char *const end = memchr(scanner->text + start, quote, scanner->len - start);
    if (!end)
        return false;
    scanner->pos = (size_t)(end - scanner->text) + 1;
    *value = (struct slice){scanner->text + start, (size_t)(end - scanner->text) - start};
    return true;
}

static void declare(struct xml_repair *repair, struct slice name, struct slice value)
{
    if (name.len == 0 || value.len > VALUE_BYTES || repair->values.count == MOST_ENTITIES)
        return;
    if (map_find(&repair->entities, name.data, name.len))
        return; // the first declaration counts (XML 1.0 4.2)
    // Entities declared before may be used; each value is written out, so nothing expands later.
    const struct str edit = repair->edit;
    str_init(&repair->edit, VALUE_BYTES);
    const bool was_changed = repair->was_changed;
    xml_repair_add_value(repair, value.data, value.len);
    repair->was_changed = was_changed;
    repair->was_bomb |= repair->edit.is_truncated;
    const size_t len = repair->edit.is_truncated ? 0 : repair->edit.len;
    const char *const text = arena_strndup(&repair->entities.arena, repair->edit.data, len);
    str_release(&repair->edit);
    repair->edit = edit;
    map_add(&repair->entities, name.data, name.len, NULL)->value.number =
        (int64_t)repair->values.count;
    *(struct slice *)vec_push(&repair->values) = (struct slice){text, len};
}

/* `<!ENTITY name "value">`; those with an address and those of the document type itself are not
 * looked at. */
static void read_entity(struct xml_repair *repair, struct scanner *scanner)
{
    scanner->pos += strlen("<!ENTITY");
    skip_space(scanner);
    const struct slice name = take_name(scanner);
    skip_space(scanner);
    struct slice value;
    if (name.len && take_quoted(scanner, &value))
        declare(repair, name, value);
}

/* Go behind the `>` of a declaration; one in quotes does not count. */
static bool skip_declaration(struct scanner *scanner)
{
    while (scanner->pos < scanner->len) {
        const char c = scanner->text[scanner->pos];
        struct slice quoted;
        if (c == '>') {
            scanner->pos++;
            return true;
        }
        if ((c != '"' && c != '\'') || !take_quoted(scanner, &quoted))
            scanner->pos++;
    }
    return false;
}

/* Between `[` and `]`. */
static bool read_subset(struct xml_repair *repair, struct scanner *scanner)
{
    while (scanner->pos < scanner->len) {
        bool is_fine = true;
        if (starts(scanner, "<!--")) {
            is_fine = skip_past(scanner, "-->");
        } else if (starts(scanner, "<?")) {
            is_fine = skip_past(scanner, "?>");
        } else if (scanner->text[scanner->pos] == '<') {
            if (starts(scanner, "<!ENTITY"))
                read_entity(repair, scanner);
            is_fine = skip_declaration(scanner);
        } else if (scanner->text[scanner->pos++] == ']') {
            return true;
        }
        if (!is_fine)
            return false;
    }
    return false;
}

static bool read_doctype(struct xml_repair *repair, struct scanner *scanner)
{
    while (scanner->pos < scanner->len) {
        const char c = scanner->text[scanner->pos];
        struct slice quoted;
        if (c == '>') {
            scanner->pos++;
            return true;
        }
        if (c == '[') {
            scanner->pos++;
            if (!read_subset(repair, scanner))
                return false;
        } else if (c == '<' || ((c == '"' || c == '\'') && !take_quoted(scanner, &quoted))) {
            return false;
        } else if (c != '"' && c != '\'') {
            scanner->pos++;
        }
    }
    return false;
}

bool xml_repair_doctype(struct xml_repair *repair, size_t at, size_t *used)
{
    struct scanner scanner = {repair->text, repair->len, at + strlen("<!DOCTYPE")};
    // Only the first one is read, or many broken ones would each be read to the end.
    const bool is_first = !repair->has_doctype;
    repair->has_doctype = true;
    if (!is_first || !read_doctype(repair, &scanner)) {
        repair->was_changed = true;
        const char *const end = memchr(repair->text + at, '>', repair->len - at);
        scanner.pos = end ? (size_t)(end + 1 - repair->text) : repair->len;
    }
    *used = scanner.pos - at;
    return true;
}
