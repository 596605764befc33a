#include "html/select.h"

#include <string.h>

#include "base/memory.h"

enum { STEPS_MOST = 64, CONDITIONS_MOST = 8 };

enum condition_kind { CONDITION_CLASS, CONDITION_ID, CONDITION_ATTRIBUTE };

struct condition {
    enum condition_kind kind;
    const char *name;  // the class, the id, the attribute
    const char *value; // of an attribute; NULL: any
};

/* One element of a row. */
struct step {
    const char *tag; // NULL: any
    struct condition conditions[CONDITIONS_MOST];
    size_t count;
    bool is_first; // an alternative begins here
};

struct html_selector {
    struct step *steps;
    size_t count;
};

struct selector_reader {
    struct arena *arena;
    struct html_selector *selector;
    struct slice rest;
};

static bool is_name_byte(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || c == '-' || c == '_' || (c & 0x80);
}

static const char *take_name(struct selector_reader *reader)
{
    size_t len = 0;
    while (len < reader->rest.len && is_name_byte(reader->rest.data[len]))
        len++;
    const struct slice name = slice_take(&reader->rest, len);
    return len ? arena_strndup(reader->arena, name.data, name.len) : NULL;
}

static bool take_byte(struct selector_reader *reader, char byte)
{
    if (reader->rest.len == 0 || reader->rest.data[0] != byte)
        return false;
    slice_take(&reader->rest, 1);
    return true;
}

/* What stands behind `=`: a name or anything in quotation marks. */
static const char *take_value(struct selector_reader *reader)
{
    const char mark = reader->rest.len ? reader->rest.data[0] : '\0';
    if (mark != '"' && mark != '\'')
        return take_name(reader);
    const char *const end = memchr(reader->rest.data + 1, mark, reader->rest.len - 1);
    if (!end)
        return NULL;
    slice_take(&reader->rest, 1);
    const struct slice value = slice_take(&reader->rest, (size_t)(end - reader->rest.data));
    slice_take(&reader->rest, 1);
    return arena_strndup(reader->arena, value.data, value.len);
}

static bool read_condition(struct selector_reader *reader, struct condition *condition)
{
    *condition = (struct condition){.kind = CONDITION_CLASS};
    if (take_byte(reader, '#'))
        condition->kind = CONDITION_ID;
    else if (take_byte(reader, '['))
        condition->kind = CONDITION_ATTRIBUTE;
    else if (!take_byte(reader, '.'))
        return false;
    condition->name = take_name(reader);
    if (!condition->name || condition->kind != CONDITION_ATTRIBUTE)
        return condition->name != NULL;
    if (take_byte(reader, '=')) {
        condition->value = take_value(reader);
        if (!condition->value)
            return false;
    }
    return take_byte(reader, ']');
}

static bool ends_step(const struct selector_reader *reader)
{
    return reader->rest.len == 0 || ascii_is_space(reader->rest.data[0]) ||
           reader->rest.data[0] == ',';
}

static bool read_step(struct selector_reader *reader, bool is_first)
{
    struct html_selector *const selector = reader->selector;
    if (selector->count >= STEPS_MOST || ends_step(reader))
        return false;
    struct step *const step = &selector->steps[selector->count++];
    *step = (struct step){.is_first = is_first};
    if (!take_byte(reader, '*'))
        step->tag = take_name(reader);
    while (!ends_step(reader))
        if (step->count >= CONDITIONS_MOST ||
            !read_condition(reader, &step->conditions[step->count++]))
            return false;
    return true;
}

struct html_selector *html_selector_new(struct arena *arena, struct slice text, const char **wrong)
{
    struct step steps[STEPS_MOST];
    struct html_selector selector = {.steps = steps};
    struct selector_reader reader = {arena, &selector, slice_trim(text)};
    bool is_first = true;
    bool is_fine = read_step(&reader, is_first);
    while (is_fine && reader.rest.len) {
        reader.rest = slice_trim(reader.rest);
        is_first = take_byte(&reader, ',');
        reader.rest = slice_trim(reader.rest);
        is_fine = read_step(&reader, is_first);
    }
    *wrong = reader.rest.data;
    if (!is_fine)
        return NULL;
    struct html_selector *const kept = arena_alloc(arena, sizeof(*kept));
    *kept = selector;
    kept->steps = arena_alloc(arena, size_mul(selector.count, sizeof(*steps)));
    memcpy(kept->steps, steps, selector.count * sizeof(*steps));
    return kept;
}

static bool has_condition(const struct condition *condition, const struct html_document *doc,
                          html_node node)
{
    if (condition->kind == CONDITION_CLASS)
        return html_has_class(doc, node, condition->name);
    const bool is_id = condition->kind == CONDITION_ID;
    const char *const value = html_attribute(doc, node, is_id ? "id" : condition->name);
    const char *const wanted = is_id ? condition->name : condition->value;
    return value && (!wanted || strcmp(value, wanted) == 0);
}

/* The root stands for <html> and <body>, whose attributes it has. */
static bool has_name(const struct html_document *doc, html_node node, const char *name)
{
    if (node == HTML_ROOT)
        return ascii_equal_nocase(name, "html") || ascii_equal_nocase(name, "body");
    return ascii_equal_nocase(name, html_name(doc, node));
}

static bool fits_step(const struct step *step, const struct html_document *doc, html_node node)
{
    if (html_tag(doc, node) == HTML_TEXT || (step->tag && !has_name(doc, node, step->tag)))
        return false;
    for (size_t i = 0; i < step->count; i++)
        if (!has_condition(&step->conditions[i], doc, node))
            return false;
    return true;
}

/* The steps before the last one, each somewhere around the one behind it. */
static bool fits_around(const struct step *last, const struct html_document *doc, html_node node)
{
    const struct step *step = last;
    while (!step->is_first) {
        step--;
        do
            node = html_parent(doc, node);
        while (node && !fits_step(step, doc, node));
        if (!node)
            return false;
    }
    return true;
}

bool html_selector_fits(const struct html_selector *selector, const struct html_document *doc,
                        html_node node)
{
    for (size_t i = 0; i < selector->count; i++) {
        const bool is_last = i + 1 == selector->count || selector->steps[i + 1].is_first;
        if (is_last && fits_step(&selector->steps[i], doc, node) &&
            fits_around(&selector->steps[i], doc, node))
            return true;
    }
    return false;
}

html_node html_select(const struct html_document *doc, html_node node,
                      const struct html_selector *selector)
{
    while (node && !html_selector_fits(selector, doc, node))
        node = html_walk(doc, HTML_ROOT, node);
    return node;
}
