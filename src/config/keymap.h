/*
 * A key map: key sequences to commands, per context. Contexts have a parent that is asked next;
 * "all" is everybody's, but for the contexts where text is typed ("compose", "prompt"). Files hold
 * lines `[context]` and `keys = command arguments`, where several sequences stand apart by blanks
 * (`j <Down> = down`); a line that begins with `#` is a comment. Keys are written as they are typed
 * (`j`, `G`, `ga`) or named (`<Enter>`, `<C-d>`, `<PageDown>`, `<Space>`, `<S-Tab>`, `<Lt>`,
 * `<Hash>`,
 * `<Equal>`).
 */
#ifndef CONFIG_KEYMAP_H
#define CONFIG_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/str.h"

/* A key: a code point, or KEY_SPECIAL | one of enum key_special. Control letters are code points 1
 * to 26. */
enum { KEY_SPECIAL = 1 << 24, KEY_SEQUENCE_MAX = 4 };

enum key_special {
    KEY_ENTER_ = 1,
    KEY_ESCAPE_,
    KEY_TAB_,
    KEY_BACKTAB_,
    KEY_BACKSPACE_,
    KEY_DELETE_,
    KEY_UP_,
    KEY_DOWN_,
    KEY_LEFT_,
    KEY_RIGHT_,
    KEY_HOME_,
    KEY_END_,
    KEY_PAGEUP_,
    KEY_PAGEDOWN_,
    KEY_INSERT_,
    KEY_F1_,
    KEY_F12_ = KEY_F1_ + 11,
};

struct keymap;

struct keymap *keymap_new(void) ATTR_MALLOC;
void keymap_free(struct keymap *keymap);

/* Checks a command line of a binding; false with a sentence. Given by whoever knows the commands.
 */
typedef bool (*keymap_check)(void *context, const char *command, struct error *err);

/*
 * Put a file's bindings on top of what is there. `none` as the command takes a binding away.
 *
 * errors   ERR_SYNTAX with line and column and what was expected; nothing is changed then
 */
bool keymap_parse(struct keymap *keymap, const char *text, size_t len, keymap_check check,
                  void *context, struct error *err) ATTR_MUST_USE;

enum keymap_found { KEYMAP_NONE, KEYMAP_PREFIX, KEYMAP_COMMAND };

/* What a sequence means in a context ("articles"): a command (borrowed), the start of one, or
 * nothing. */
enum keymap_found keymap_find(const struct keymap *keymap, const char *context, const int *keys,
                              size_t count, const char **command);

/* The keys of a command in a context, as a person reads them ("Ctrl-d"), comma separated, appended;
 * false: none. */
bool keymap_keys_of(const struct keymap *keymap, const char *context, const char *command,
                    struct str *out);

/* Walk all bindings of a context and its parents; false at the end. */
bool keymap_each(const struct keymap *keymap, const char *context, size_t *at, const char **keys,
                 const char **command);

/* Is there a context of that name? */
bool keymap_has_context(const char *context);

/* The name of the shipped map at `index`; false past the last. */
bool keymap_builtin_name(size_t index, char name[64]) ATTR_NONNULL;

/* The shipped maps ("default", "newsboat"), static text; NULL when there is none. */
const char *keymap_builtin(const char *name, size_t *len);

#endif
