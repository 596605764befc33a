/*
 * The full pages of articles: fetched when asked for, and by themselves for feeds that the user
 * wants to read so. That is said in the settings, or (which counts more) with `:set full`.
 */
#include "ui/internal.h"

#include <string.h>

#include "app/configuration.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/time.h"
#include "config/values.h"
#include "ui/panes/panes.h"

static void key_of(const struct store_feed *feed, struct str *key)
{
    str_printf(key, "full:%s", feed->url);
}

/* What was said of the feed in the interface; false: nothing. */
static bool was_said(const struct ui *ui, const struct store_feed *feed, bool *is_wanted)
{
    struct str key;
    struct str value;
    str_init(&key, LIMIT_URL_BYTES + 64);
    str_init(&value, SETTING_TEXT_BYTES);
    key_of(feed, &key);
    const bool is_said = store_state_get(ui->store, key.data, &value, NULL) &&
                         config_bool((struct slice){value.data, value.len}, is_wanted);
    str_release(&key);
    str_release(&value);
    return is_said;
}

void full_forget(struct ui *ui)
{
    manners_release(&ui->manners);
    ui->manners = (struct manners_book){0};
    ui->has_manners = false;
}

static bool is_wanted(struct ui *ui, const struct store_feed *feed)
{
    bool wants_full = false;
    if (was_said(ui, feed, &wants_full))
        return wants_full;
    struct manners manners = {0};
    // Read with the first article that is opened, and again when the file was saved.
    if (!ui->has_manners && !configuration_manners(app_paths(ui->app), &ui->manners, NULL))
        full_forget(ui);
    ui->has_manners = true;
    manners_find(&ui->manners, feed->url, feed->tags, feed->tag_count, &manners);
    return manners.reads_full;
}

void full_fetch(struct ui *ui, int64_t article_id)
{
    if (!ui_is_awaiting(ui, ERRAND_FULL, article_id))
        ui_await(ui, app_fetch_full(ui->app, article_id, true), ERRAND_FULL, article_id);
}

void full_open(struct ui *ui, const struct store_article *article)
{
    struct store_feeds one = {0};
    if (ui->is_demo || article->has_full || !article->link ||
        app_offline_since(ui->app) != TIME_NONE ||
        !store_feeds_get(ui->store, article->feed_id, &one, NULL))
        return;
    if (is_wanted(ui, &one.items[0]))
        full_fetch(ui, article->id);
    store_feeds_release(&one);
}

/* The feed that is meant: the chosen one, else that of the article. */
static bool feed_meant(const struct ui *ui, struct store_feeds *one)
{
    struct feeds_choice choice;
    const struct store_article *const article = ui_article(ui);
    const bool is_chosen = feeds_chosen(ui->panes[PANE_FEEDS], &choice) && choice.feed_id;
    const int64_t id = ui->focus == PANE_FEEDS && is_chosen ? choice.feed_id
                       : article                            ? article->feed_id
                                                            : 0;
    return id && store_feeds_get(ui->store, id, one, NULL);
}

static void remember(struct ui *ui, const struct store_feed *feed, const char *value)
{
    struct str key;
    str_init(&key, LIMIT_URL_BYTES + 64);
    key_of(feed, &key);
    ui_set_state(ui, key.data, value);
    str_release(&key);
}

void full_set(struct ui *ui, const char *value)
{
    bool wants_full = false;
    struct store_feeds one = {0};
    if (value[0] && !config_bool(slice_of(value), &wants_full)) {
        ui_say(ui, THEME_STATUS_ERROR, _("full is `yes` or `no`"));
        return;
    }
    if (!feed_meant(ui, &one)) {
        ui_say(ui, THEME_STATUS_ERROR, _("no feed is chosen: go to one, or to an article of it"));
        return;
    }
    const struct store_feed *const feed = &one.items[0];
    if (value[0])
        remember(ui, feed, wants_full ? "yes" : "no");
    else
        wants_full = is_wanted(ui, feed);
    ui_say(ui, value[0] ? THEME_STATUS_GOOD : THEME_STATUS,
           wants_full ? _("full = yes: the articles of %s are read as full pages")
                      : _("full = no: the articles of %s are read as the feed brings them"),
           feed->title);
    store_feeds_release(&one);
    const struct store_article *const read = reader_article(ui->panes[PANE_ARTICLE]);
    if (value[0] && wants_full && read && !read->has_full && ui->focus == PANE_ARTICLE &&
        ui_has_network(ui))
        full_fetch(ui, read->id);
}

void full_progress(const struct ui *ui, int64_t article_id, struct str *out)
{
    const struct errand *const errand = ui_errand(ui, ERRAND_FULL, article_id);
    if (!errand)
        return;
    const long long seconds = (long long)(time_monotonic_ms() - errand->begun_ms) / 1000;
    str_add(out, ui->uses_ascii ? "@ " : "⟳ ");
    if (errand->done > 0)
        str_printf(out, _("fetching page %lld, %lld s"), (long long)errand->done + 1, seconds);
    else
        str_printf(out, _("fetching the page, %lld s"), seconds);
    str_add(out, "   ");
}
