#include "config/keymap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/embedded.h"
#include "base/intl.h"
#include "base/memory.h"
#include "base/vec.h"
#include "config/keynames.h"
#include "config/lines.h"

struct context {
    const char *name;
    const char *parent;
};

/* Where text is typed ("compose", "prompt") nothing is inherited: a letter is a letter there. */
static const struct context contexts[] = {
    {"all", NULL},        {"list", "all"},     {"text", "all"},      {"feeds", "list"},
    {"articles", "list"}, {"article", "text"}, {"comments", "text"}, {"help", "text"},
    {"log", "text"},      {"compose", NULL},   {"find", NULL},       {"parts", "list"},
    {"prompt", NULL},
};

enum { KEYMAP_BINDINGS = 4096 };

struct binding {
    const char *context; // as it stands in the table: the same context is the same address
    const char *command; // in the arena; NULL: taken away
    int keys[KEY_SEQUENCE_MAX];
    size_t count;
    const char *shown; // the keys as a person reads them
};

/* Later bindings stand in front of earlier ones of the same keys, which are dropped. */
struct keymap {
    struct arena arena;
    struct vec bindings;
};

struct keymap *keymap_new(void)
{
    struct keymap *const keymap = mem_zalloc(sizeof(*keymap));
    arena_init(&keymap->arena);
    vec_init(&keymap->bindings, sizeof(struct binding));
    return keymap;
}

void keymap_free(struct keymap *keymap)
{
    if (!keymap)
        return;
    vec_release(&keymap->bindings);
    arena_release(&keymap->arena);
    free(keymap);
}

static const struct context *context_find(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(contexts); i++)
        if (slice_is(name, contexts[i].name))
            return &contexts[i];
    return NULL;
}

static const struct context *parent_of(const struct context *context)
{
    return context->parent ? context_find(slice_of(context->parent)) : NULL;
}

bool keymap_has_context(const char *context)
{
    return context_find(slice_of(context)) != NULL;
}

static bool keys_equal(const struct binding *a, const struct binding *b)
{
    return a->count == b->count && memcmp(a->keys, b->keys, a->count * sizeof(a->keys[0])) == 0;
}

/* ---- reading files */

struct keymap_reader {
    struct config_lines lines;
    const char *context;
    struct keymap *into;
    keymap_check check;
    void *check_context;
};

static bool parse_keys(const struct keymap_reader *reader, struct slice word,
                       struct binding *binding, struct error *err)
{
    struct str shown;
    str_init(&shown, 256);
    struct slice rest = word;
    while (rest.len > 0 && binding->count < KEY_SEQUENCE_MAX) {
        int key = 0;
        const size_t len = keyname_parse(rest, &key);
        if (len == 0)
            break;
        if (binding->count > 0 && (key & KEY_SPECIAL || (key >= 1 && key <= 32)))
            str_add_char(&shown, ' ');
        binding->keys[binding->count++] = key;
        keyname_add(key, &shown);
        slice_take(&rest, len);
    }
    binding->shown = arena_strndup(&reader->into->arena, shown.data, shown.len);
    str_release(&shown);
    if (rest.len == 0)
        return true;
    if (binding->count == KEY_SEQUENCE_MAX)
        return config_complain(&reader->lines, rest.data, err, _("more than %d keys in a row"),
                               KEY_SEQUENCE_MAX);
    return config_complain(&reader->lines, rest.data, err,
                           _("`%.*s` is no key; write `j`, `<Enter>`, `<C-d>`, `<PageDown>`"),
                           config_quote_len(rest), rest.data);
}

static bool complain_of_context(const struct keymap_reader *reader, struct slice line,
                                struct error *err)
{
    struct str known;
    str_init(&known, ERROR_TEXT_BYTES);
    for (size_t i = 0; i < COUNT_OF(contexts); i++)
        str_printf(&known, "%s[%s]", i ? ", " : "", contexts[i].name);
    config_complain(&reader->lines, line.data, err, _("`%.*s` is no context; there are %s"),
                    config_quote_len(line), line.data, known.data);
    str_release(&known);
    return false;
}

static bool parse_context(struct keymap_reader *reader, struct slice line, struct error *err)
{
    const struct context *found = NULL;
    if (line.len > 2 && line.data[line.len - 1] == ']')
        found = context_find((struct slice){line.data + 1, line.len - 2});
    if (!found)
        return complain_of_context(reader, line, err);
    reader->context = found->name;
    return true;
}

/* Everything before the word `=` is keys; what stands behind it is the command. */
static bool parse_binding(struct keymap_reader *reader, struct slice line, struct error *err)
{
    const size_t first = reader->into->bindings.count;
    struct slice rest = line;
    struct slice word;
    bool has_equal = false;
    while (!has_equal && config_word(&rest, &word)) {
        has_equal = slice_is(word, "=");
        if (has_equal)
            break;
        if (reader->into->bindings.count >= KEYMAP_BINDINGS)
            return config_complain(&reader->lines, word.data, err, _("too many keys in this file"));
        struct binding *const binding = vec_push(&reader->into->bindings);
        binding->context = reader->context;
        if (!parse_keys(reader, word, binding, err))
            return false;
    }
    rest = slice_trim(rest);
    if (!has_equal || rest.len == 0 || reader->into->bindings.count == first)
        return config_complain(&reader->lines, line.data, err,
                               _("expected `keys = command`, found `%.*s`"), config_quote_len(line),
                               line.data);
    const char *const command = arena_strndup(&reader->into->arena, rest.data, rest.len);
    const bool is_none = slice_is(rest, "none");
    struct error why = {0};
    if (!is_none && reader->check && !reader->check(reader->check_context, command, &why))
        return config_complain(&reader->lines, rest.data, err, "%s", why.text);
    for (size_t i = first; i < reader->into->bindings.count; i++)
        ((struct binding *)vec_at(&reader->into->bindings, i))->command = is_none ? NULL : command;
    return true;
}

static bool parse_file(struct keymap_reader *reader, struct error *err)
{
    struct slice line;
    while (config_lines_next(&reader->lines, &line)) {
        const bool is_context = line.data[0] == '[' && line.len > 1 && line.data[1] != ' ';
        const bool is_read =
            is_context ? parse_context(reader, line, err) : parse_binding(reader, line, err);
        if (!is_read)
            return false;
    }
    return true;
}

static struct binding *binding_find(const struct keymap *keymap, const struct binding *like)
{
    for (size_t i = 0; i < keymap->bindings.count; i++) {
        struct binding *const binding = vec_at(&keymap->bindings, i);
        if (binding->context == like->context && keys_equal(binding, like))
            return binding;
    }
    return NULL;
}

/* Copy a binding over, in place of the one that has its keys. */
static void binding_take(struct keymap *keymap, const struct binding *from)
{
    struct binding *to = binding_find(keymap, from);
    if (!to)
        to = vec_push(&keymap->bindings);
    *to = *from;
    to->command = arena_strdup(&keymap->arena, from->command);
    to->shown = arena_strdup(&keymap->arena, from->shown);
}

bool keymap_parse(struct keymap *keymap, const char *text, size_t len, keymap_check check,
                  void *context, struct error *err)
{
    struct keymap *const fresh = keymap_new();
    struct keymap_reader reader = {
        .context = contexts[0].name, .into = fresh, .check = check, .check_context = context};
    config_lines_init(&reader.lines, text, len);
    const bool is_read = parse_file(&reader, err);
    for (size_t i = 0; is_read && i < fresh->bindings.count; i++)
        binding_take(keymap, vec_at(&fresh->bindings, i));
    keymap_free(fresh);
    return is_read;
}

/* ---- asking */

static bool begins_with(const struct binding *binding, const int *keys, size_t count)
{
    return binding->count >= count && memcmp(binding->keys, keys, count * sizeof(keys[0])) == 0;
}

/* What one context itself says; a binding that was taken away counts as said. */
static enum keymap_found find_in(const struct keymap *keymap, const struct context *context,
                                 const int *keys, size_t count, const char **command, bool *is_said)
{
    enum keymap_found found = KEYMAP_NONE;
    for (size_t i = 0; i < keymap->bindings.count; i++) {
        const struct binding *const binding = vec_at(&keymap->bindings, i);
        if (binding->context != context->name || !begins_with(binding, keys, count))
            continue;
        if (binding->count == count) {
            *is_said = true;
            *command = binding->command;
            return binding->command ? KEYMAP_COMMAND : KEYMAP_NONE;
        }
        if (binding->command)
            found = KEYMAP_PREFIX;
    }
    return found;
}

enum keymap_found keymap_find(const struct keymap *keymap, const char *context, const int *keys,
                              size_t count, const char **command)
{
    if (count == 0 || count > KEY_SEQUENCE_MAX)
        return KEYMAP_NONE;
    enum keymap_found found = KEYMAP_NONE;
    for (const struct context *at = context_find(slice_of(context)); at; at = parent_of(at)) {
        bool is_said = false;
        const enum keymap_found here = find_in(keymap, at, keys, count, command, &is_said);
        if (is_said)
            return here;
        if (here == KEYMAP_PREFIX)
            found = KEYMAP_PREFIX;
    }
    return found;
}

/* Is this the binding that its keys really reach from `context`? */
static bool is_reached(const struct keymap *keymap, const char *context,
                       const struct binding *binding)
{
    const char *command = NULL;
    return keymap_find(keymap, context, binding->keys, binding->count, &command) ==
               KEYMAP_COMMAND &&
           command == binding->command;
}

/* The next binding of a context that is reached; of one command, if `wanted` names it. The bindings
 * of the context come first, then its parent's: *at counts through one pass each. */
static const struct binding *next_reached(const struct keymap *keymap, const char *context,
                                          const char *wanted, size_t *at)
{
    const size_t count = keymap->bindings.count;
    size_t pass = count ? *at / count : 0;
    const struct context *here = context_find(slice_of(context));
    for (size_t i = 0; here && i < pass; i++)
        here = parent_of(here);
    for (; here && count; here = parent_of(here), pass++) {
        for (size_t i = *at - pass * count; i < count; i++) {
            const struct binding *const binding = vec_at(&keymap->bindings, i);
            *at = pass * count + i + 1;
            if (binding->context == here->name && binding->command &&
                (!wanted || strcmp(binding->command, wanted) == 0) &&
                is_reached(keymap, context, binding))
                return binding;
        }
    }
    return NULL;
}

bool keymap_each(const struct keymap *keymap, const char *context, size_t *at, const char **keys,
                 const char **command)
{
    const struct binding *const found = next_reached(keymap, context, NULL, at);
    if (!found)
        return false;
    *keys = found->shown;
    *command = found->command;
    return true;
}

bool keymap_keys_of(const struct keymap *keymap, const char *context, const char *command,
                    struct str *out)
{
    const size_t len = out->len;
    size_t at = 0;
    const struct binding *found = NULL;
    while ((found = next_reached(keymap, context, command, &at)) != NULL) {
        if (out->len > len)
            str_add(out, ", ");
        str_add(out, found->shown);
    }
    return out->len > len;
}

const char *keymap_builtin(const char *name, size_t *len)
{
    char file[80];
    snprintf(file, sizeof(file), "%.60s.keys", name);
    const struct embedded_file *const found = embedded_find(embedded_keymaps, file);
    if (!found)
        return NULL;
    *len = found->len;
    return found->data;
}

bool keymap_builtin_name(size_t index, char name[64])
{
    for (size_t i = 0; embedded_keymaps[i].name; i++) {
        if (i != index)
            continue;
        const size_t len = strcspn(embedded_keymaps[i].name, ".");
        snprintf(name, 64, "%.*s", len < 63 ? (int)len : 63, embedded_keymaps[i].name);
        return true;
    }
    return false;
}
