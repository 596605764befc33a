/*
 * Data files that are part of the program: src/gen/embed makes tables of these, a row with a NULL
 * name at the end.
 */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
    const char *name;
    const char *data; // NUL-terminated
    size_t len;
};

/* The tables; each is linked in where the room that holds it is. */
extern const struct embedded_file embedded_themes[];   // config/: *.theme
extern const struct embedded_file embedded_keymaps[];  // config/: *.keys
extern const struct embedded_file embedded_settings[]; // config/: default.config, alone
extern const struct embedded_file embedded_sample[];   // app/: the sample newspaper

/* The row of that name, or NULL. */
const struct embedded_file *embedded_find(const struct embedded_file *table, const char *name);

#endif
