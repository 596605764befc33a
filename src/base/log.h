/*
 * The log: one file a home, for finding out afterwards. Lines are `TIME LEVEL text`, blanks for
 * control characters, cut at 1 KiB. Before log_open() nothing is written anywhere. Any thread may
 * write.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdbool.h>

#include "base/attributes.h"
#include "base/error.h"

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

/* Append to `path`; what is below `level` is dropped. A file over 1 MiB is first moved to
 * `path`.old. */
bool log_open(const char *path, enum log_level level, struct error *err);
void log_close(void);
void log_write(enum log_level level, const char *format, ...) ATTR_FORMAT(2, 3);

#endif
