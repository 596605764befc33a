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

/* The password in the arena; NULL with the reason. May wait for the command. */
const char *passwords_get(struct passwords *passwords, const char *command,
                          const struct ticket *ticket, struct arena *arena,
                          struct error *err) ATTR_MUST_USE;

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

/*
 * The same for what belongs to a feed's articles: pages, comments, pictures. They are asked by the
 * feed's way (proxy, user agent, cookies); what is a key goes only where the feed's own address
 * leads.
 */
struct article_manners {
    struct manners_book book;
    const char *feed_url; // in the arena that was given
    struct manners near;
    struct manners far; // without keys
};

/* Nothing is said until it was looked up. */
void article_manners_init(struct article_manners *manners);
void article_manners_release(struct article_manners *manners);

/* Look up what is said of a feed; on a worker. */
bool article_manners_find(struct article_manners *manners, const struct app *app,
                          struct store *store, int64_t feed_id, struct arena *arena,
                          struct error *err) ATTR_MUST_USE;

/* What counts for an address. */
const struct manners *article_manners_for(const struct article_manners *manners, const char *url);

void article_manners_send(struct app *app, struct web_request *request,
                          const struct article_manners *manners, struct ticket *ticket,
                          app_answered answered, void *context);

#endif
