/*
 * Values that stand in more than one file or place of the configuration.
 */
#ifndef CONFIG_VALUES_H
#define CONFIG_VALUES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/str.h"

/* yes, no, true, false, on, off. */
bool config_bool(struct slice value, bool *answer) ATTR_MUST_USE;

/* `90s`, `30m`, `2h`, `1d`; `never` and `0` are 0. Up to a year. */
bool config_duration(struct slice value, int64_t *duration_ms) ATTR_MUST_USE;

/* The same written, appended. */
void config_duration_write(int64_t duration_ms, struct str *out) ATTR_NONNULL;

/* An address of a proxy: http, https, socks4, socks4a, socks5 or socks5h, and a host. */
bool config_is_proxy(struct slice value);

#endif
