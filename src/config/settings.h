/*
 * Settings: `name = value` lines over a table of defaults. Unknown names, bad values are told with
 * line and column.
 */
#ifndef CONFIG_SETTINGS_H
#define CONFIG_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/str.h"

enum { SETTING_TEXT_BYTES = 256 };

enum setting_ascii { ASCII_AUTO, ASCII_YES, ASCII_NO };
enum setting_notify { NOTIFY_NONE, NOTIFY_BELL, NOTIFY_OSC9, NOTIFY_COMMAND };

/* One member a setting; the table in settings.c names and bounds each, default.config explains it
 * and says what it is unless told. */
struct settings {
    char theme[64];
    char keys[64];                       // shipped key map underneath the user's
    int64_t measure_cells;               // widest line of an article
    int64_t transfers;                   // downloads at once
    int64_t reload_every_ms;             // while the interface is open; 0: only when asked
    char user_agent[SETTING_TEXT_BYTES]; // empty: courant/VERSION
    char proxy[SETTING_TEXT_BYTES];      // empty: the environment's
    bool reads_copies;                   // reading one reads the others
    int64_t pictures_mb;                 // of the cache
    int64_t ascii;                       // enum setting_ascii: no box drawing
    bool uses_mouse;
    int64_t notify; // enum setting_notify: beside saying what a reload brought
    char notify_command[SETTING_TEXT_BYTES];
    char browser[SETTING_TEXT_BYTES]; // command; empty: $BROWSER, then xdg-open
    char editor[SETTING_TEXT_BYTES];  // command; empty: $VISUAL, $EDITOR, then vi
    char name[SETTING_TEXT_BYTES];    // for replies
    char email[SETTING_TEXT_BYTES];
    char url[SETTING_TEXT_BYTES];
};

void settings_default(struct settings *settings);

/* Read a file over what is there, up to its first section (config/manners.h). errors: ERR_SYNTAX
 * with line and column; nothing is changed then.
 */
bool settings_parse(struct settings *settings, const char *text, size_t len, struct error *err);

/* Where a file sets the setting of that name (the last place counts): line and column of its value
 * into `place`; false: it does not. */
bool settings_place(const char *text, size_t len, const char *name, struct error *place);

/*
 * Set one by its name, as a line of the file would.
 *
 * errors   ERR_NOT_FOUND for an unknown name, ERR_SYNTAX for a value that does not fit
 */
bool settings_set(struct settings *settings, const char *name, const char *value,
                  struct error *err) ATTR_MUST_USE;

/* The name of the setting at `index` and what it does; NULL past the last. */
const char *settings_name(size_t index);
const char *settings_help(size_t index);

/* The words that the setting at `index` chooses from, by number; NULL past the last, and where it
 * is no choice. */
const char *settings_word(size_t index, size_t number);

/* The value of the setting at `index` as text, appended. */
void settings_value(const struct settings *settings, size_t index, struct str *out);

/* The commented file that ships, appended: every setting with its help and default. */
void settings_print_default(struct str *out);

#endif
