/*
 * What a run of a layout is to a theme: the one table between roles of text and roles of themes,
 * for the interface and for printing.
 */
#ifndef APP_LOOKS_H
#define APP_LOOKS_H

#include <stdint.h>

#include "base/attributes.h"
#include "config/theme.h"
#include "layout/layout.h"

/* A mark that changes what the text is wins over plain text, not over a heading or a bar. */
enum theme_role looks_role(const struct layout_run *run) ATTR_NONNULL;

/* The attributes that the run has besides those of its role: THEME_BOLD … */
uint32_t looks_marks(const struct layout_run *run) ATTR_NONNULL;

#endif
