#include "base/log.h"

#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/intl.h"
#include "base/path.h"
#include "base/time.h"

enum { LOG_MOST_BYTES = 1 << 20, LOG_LINE_BYTES = 1024 };

// A mutable global: whoever logs has no context to hand. The mutex guards all of it.
static struct {
    pthread_mutex_t mutex;
    FILE *file;
    enum log_level level;
} sink = {.mutex = PTHREAD_MUTEX_INITIALIZER};

bool log_open(const char *path, enum log_level level, struct error *err)
{
    struct stat stat_now;
    if (stat(path, &stat_now) == 0 && stat_now.st_size > LOG_MOST_BYTES) {
        char old[PATH_BYTES];
        snprintf(old, sizeof(old), "%s.old", path);
        rename(path, old);
    }
    FILE *const file = fopen(path, "ae");
    if (!file)
        return error_set(err, ERR_IO, _("the log %s cannot be written: %s"), path, strerror(errno));
    log_close();
    pthread_mutex_lock(&sink.mutex);
    sink.file = file;
    sink.level = level;
    pthread_mutex_unlock(&sink.mutex);
    return true;
}

void log_close(void)
{
    pthread_mutex_lock(&sink.mutex);
    if (sink.file)
        fclose(sink.file);
    sink.file = NULL;
    pthread_mutex_unlock(&sink.mutex);
}

void log_write(enum log_level level, const char *format, ...)
{
    static const char *const names[] = {"error", "warning", "info", "debug"};
    char line[LOG_LINE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof(line), format, args);
    va_end(args);
    error_clean(line, sizeof(line));
    char now[TIME_TEXT_BYTES];
    pthread_mutex_lock(&sink.mutex);
    if (sink.file && level <= sink.level) {
        fprintf(sink.file, "%s %s %s\n", time_format(time_now_ms(), now), names[level], line);
        fflush(sink.file);
    }
    pthread_mutex_unlock(&sink.mutex);
}
