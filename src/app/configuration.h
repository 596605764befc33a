/*
 * What the user wrote about courant, read from the configuration folder: `config` (settings),
 * `keys`, `rules`, `sites`, `themes/NAME.theme`. A file that is not there is fine; a complaint
 * names file, line and column.
 */
#ifndef APP_CONFIGURATION_H
#define APP_CONFIGURATION_H

#include "base/attributes.h"
#include "base/error.h"
#include "base/path.h"
#include "config/keymap.h"
#include "config/manners.h"
#include "config/rules.h"
#include "config/settings.h"
#include "config/sites.h"
#include "config/theme.h"

/* The defaults with the user's file on top; its sections are looked over. errors: ERR_SYNTAX,
 * ERR_IO */
bool configuration_settings(const struct path_home *paths, struct settings *settings,
                            struct error *err) ATTR_MUST_USE;

/* The sections about single feeds. The caller releases the book in any case. */
bool configuration_manners(const struct path_home *paths, struct manners_book *book,
                           struct error *err) ATTR_MUST_USE;

/* The shipped map `name` with the user's file on top, into `keymap`. errors: as above, and
 * ERR_NOT_FOUND where no map has the name. */
bool configuration_keys(const struct path_home *paths, const char *name, keymap_check check,
                        void *context, struct keymap *keymap, struct error *err) ATTR_MUST_USE;

/* The theme of that name: the user's file, else the one that ships. errors: as above */
bool configuration_theme(const struct path_home *paths, const char *name, struct theme *theme,
                         struct error *err) ATTR_MUST_USE;

/* The file `rules`. NULL: as above, and the error has no place beside the one in its text. */
struct rules *configuration_rules(const struct path_home *paths, int64_t now_ms,
                                  struct error *err) ATTR_MUST_USE;

/* The file `sites`. NULL: as above, and the error has no place beside the one in its text. */
struct sites *configuration_sites(const struct path_home *paths, struct error *err) ATTR_MUST_USE;

/* The name of the theme at `index`, those of the user's folder first, then those that ship; false
 * past the last. */
bool configuration_theme_name(const struct path_home *paths, size_t index, char name[64]);

/* Blame the line of the settings that named what is not there; always false. */
bool configuration_blame(const struct path_home *paths, const char *setting, struct error *err);

/* A number that is another when one of the files was written anew. */
int64_t configuration_stamp(const struct path_home *paths, const char *theme);

#endif
