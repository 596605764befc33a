/*
 * Requests as the user wants feeds asked (config/manners.h).
 */
#ifndef APP_MANNERS_H
#define APP_MANNERS_H

#include "app/internal.h"
#include "base/map.h"
#include "config/manners.h"

/* Passwords that were asked for, in memory alone, by their commands. */
struct passwords {
    pthread_mutex_t mutex; // also while a command runs, so that nobody is asked twice
    struct map map;        // of char *
};

void passwords_init(struct passwords *passwords);
void passwords_release(struct passwords *passwords);

/* It was refused: the command is asked again. `command` may be NULL. */
void passwords_forget(struct passwords *passwords, const char *command);

/*
 * As app_send(), with what is said of the feed. Where a command gives the password it runs on a
 * worker first; when it fails, that is the answer.
 *
 * manners  borrowed with its strings until `answered` is called
 */
void manners_send(struct app *app, struct web_request *request, const struct manners *manners,
                  struct ticket *ticket, app_answered answered, void *context);

#endif
