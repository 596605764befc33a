/*
 * A text into a new file that the user named: on a worker, since a disk may take its time.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/internal.h"
#include "base/intl.h"
#include "base/memory.h"
#include "base/path.h"

struct saving {
    struct app *app;
    struct ticket *ticket;
    char *path;
    char *text;
};

/* A file that is there stays what it is. */
static bool save(const char *path, const char *text, struct error *err)
{
    const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0 && errno == EEXIST)
        return error_set(err, ERR_USAGE, _("%s is there already: give another name"), path);
    bool is_saved = fd >= 0 && file_write_all(fd, text, strlen(text));
    int why = errno;
    if (fd >= 0 && close(fd) != 0 && is_saved) {
        is_saved = false;
        why = errno;
    }
    if (is_saved)
        return true;
    if (fd >= 0)
        unlink(path);
    return error_set(err, ERR_IO, _("%s cannot be written: %s"), path, strerror(why));
}

static void save_work(void *context)
{
    struct saving *const saving = context;
    struct error err = {0};
    struct app_message about = {0};
    if (save(saving->path, saving->text, &err))
        snprintf(about.error.text, sizeof(about.error.text), "%s", saving->path);
    app_post_end(saving->app, saving->ticket, &about, &err);
    ticket_unref(saving->ticket);
    free(saving->path);
    free(saving->text);
    free(saving);
}

struct ticket *app_save_text(struct app *app, const char *path, const char *text)
{
    struct saving *const saving = mem_zalloc(sizeof(*saving));
    saving->app = app;
    saving->ticket = app_begin(app);
    saving->path = app_user_path(path);
    saving->text = mem_strdup(text);
    struct ticket *const ticket = ticket_ref(saving->ticket);
    pool_submit(app->pool, save_work, saving);
    return ticket;
}
