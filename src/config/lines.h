/*
 * The lines of a configuration file: numbered, trimmed, comments and empty ones left out. All
 * kinds of files (settings, keys, themes, rules) are read through this, so their complaints name
 * places alike.
 */
#ifndef CONFIG_LINES_H
#define CONFIG_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/str.h"

struct config_lines {
    struct slice rest;
    struct slice whole; // the present line with its margins
    int number;         // of the present line, 1 and up
};

void config_lines_init(struct config_lines *lines, const char *text, size_t len) ATTR_NONNULL;

/* The next line that says something; false at the end. Lines that begin with `#` are comments. */
bool config_lines_next(struct config_lines *lines, struct slice *line) ATTR_NONNULL;

/* The next word of a line, cut off its front; false when there is none. */
bool config_word(struct slice *line, struct slice *word) ATTR_NONNULL;

/* Cut `name = value`, both trimmed; without a `=` the value is empty, the name the whole line, and
 * false. */
bool config_assignment(struct slice line, struct slice *name, struct slice *value) ATTR_NONNULL;

/* Where `at` (a pointer into the present line) is; the column counts characters. */
void config_place(const struct config_lines *lines, const char *at, int *line,
                  int *column) ATTR_NONNULL;

/* ERR_SYNTAX at `at`; always false. */
bool config_complain(const struct config_lines *lines, const char *at, struct error *err,
                     const char *format, ...) ATTR_FORMAT(4, 5);

/* A slice as printf's "%.*s" takes it, cut to what a message can hold. */
int config_quote_len(struct slice slice);

#endif
