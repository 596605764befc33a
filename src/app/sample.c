#include "app/sample.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/embedded.h"
#include "base/fatal.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/time.h"
#include "comments/reply.h"
#include "comments/source.h"
#include "comments/thread.h"
#include "feed/feed.h"
#include "feed/subscriptions.h"
#include "html/html.h"
#include "store/articles.h"
#include "store/discussion.h"
#include "store/feeds.h"

/* The index of src/app/sample/README. */
static const struct {
    const char *file;
    const char *url;
} sample_feeds[] = {
    {"wire.xml", "https://wire.example/feed/"},
    {"post.xml", "https://post.example/feed.atom"},
    {"lab.json", "https://lab.example/feed.json"},
    {"gazette.xml", "https://gazette.example/letters.rdf"},
};

static const struct {
    const char *file;
    const char *url; // begins with the article's own word for where its comments are
} sample_threads[] = {
    {"thread-ferry.xml", "https://wire.example/2023/12/21/night-ferry-one-more-year/feed/atom/"},
    {"thread-markets.xml", "https://wire.example/2023/12/23/markets-open-higher/feed/atom/"},
    {"thread-chart.xml",
     "https://wire.example/2023/12/20/keeper-of-the-last-paper-chart/feed/atom/"},
    {"thread-crane.xml", "https://post.example/2023/12/crane-no-3/comments.atom"},
    {"thread-clock.xml", "https://post.example/2023/12/harbour-clock/comments.atom"},
    {"thread-buns.xml", "https://post.example/2023/12/saffron-buns/comments.atom"},
};

#define HOME_START "courant-demo."

/* The moment at which the sample was "today": 2023-12-23T12:00:00Z. */
static const int64_t SAMPLE_NOW_MS = 1703332800000;
static const int64_t DAY_MS = 24LL * 60 * 60 * 1000;

static int remove_entry(const char *path, const struct stat *found, int kind, struct FTW *place)
{
    (void)found;
    (void)kind;
    (void)place;
    return remove(path);
}

static void remove_home(const char *home)
{
    enum { OPEN_FOLDERS = 16 };
    nftw(home, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
}

/* Who holds the lock of a home lives. */
static int lock_home(const char *home, int flags)
{
    char path[PATH_BYTES];
    if (!path_join(path, home, "lock", NULL))
        return -1;
    const int fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | flags, 0600);
    struct stat info;
    if (fd >= 0 && fstat(fd, &info) == 0 && info.st_uid == getuid() &&
        flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

/* Homes of demos that were killed: ours, not made just now, and their lock is free. */
static void remove_stale(const char *folder)
{
    enum { YOUNG_SECONDS = 60 };
    DIR *const entries = opendir(folder);
    const struct dirent *entry = NULL;
    while (entries && (entry = readdir(entries)) != NULL) {
        char home[PATH_BYTES];
        struct stat info;
        if (strncmp(entry->d_name, HOME_START, strlen(HOME_START)) != 0 ||
            !path_join(home, folder, entry->d_name, NULL) || lstat(home, &info) != 0 ||
            !S_ISDIR(info.st_mode) || info.st_uid != getuid() ||
            info.st_mtime > time(NULL) - YOUNG_SECONDS)
            continue;
        const int lock = lock_home(home, 0);
        if (lock < 0)
            continue;
        remove_home(home);
        close(lock);
    }
    if (entries)
        closedir(entries);
}

bool sample_make_home(struct sample_home *home, struct error *err)
{
    const char *const variable = getenv("TMPDIR");
    const char *const folder = variable && variable[0] == '/' ? variable : "/tmp";
    remove_stale(folder);
    home->lock = -1;
    if (!path_join(home->path, folder, HOME_START "XXXXXX", err))
        return false;
    if (mkdtemp(home->path)) {
        home->lock = lock_home(home->path, O_CREAT);
        return true;
    }
    const int why = errno;
    home->path[0] = '\0';
    return error_set(err, ERR_IO, _("no folder for the sample newspaper can be made: %s"),
                     strerror(why));
}

void sample_remove_home(struct sample_home *home)
{
    remove_home(home->path);
    if (home->lock >= 0)
        close(home->lock);
    *home = (struct sample_home){.lock = -1};
}

static const struct embedded_file *sample_file(const char *name)
{
    const struct embedded_file *const file = embedded_find(embedded_sample, name);
    if (!file)
        fatal("the sample file %s was not built in", name);
    return file;
}

/* What one loading knows. */
struct loading {
    struct store *store;
    int64_t shift_ms;
    const char *form_json; // the sample's reply form; NULL: none
    struct error error;
    bool is_done;
};

static void shift(int64_t *time_ms, int64_t by_ms)
{
    if (*time_ms != TIME_NONE)
        *time_ms += by_ms;
}

static struct feed *read_feed(const struct loading *loading, const char *name, const char *url,
                              struct error *err)
{
    const struct embedded_file *const file = sample_file(name);
    struct feed *const feed = feed_parse(file->data, file->len, NULL, url, NULL, err);
    if (!feed)
        return NULL;
    shift(&feed->updated_ms, loading->shift_ms);
    for (struct feed_entry *entry = feed->entries; entry; entry = entry->next) {
        shift(&entry->published_ms, loading->shift_ms);
        shift(&entry->updated_ms, loading->shift_ms);
    }
    return feed;
}

/* The document of a subscription, or NULL for one that the index does not know. */
static const char *file_of(const char *url)
{
    for (size_t i = 0; i < COUNT_OF(sample_feeds); i++)
        if (strcmp(sample_feeds[i].url, url) == 0)
            return sample_feeds[i].file;
    return NULL;
}

static bool load_feed(struct loading *loading, const struct feed_subscription *item,
                      struct error *err)
{
    const char *const name = file_of(item->url);
    int64_t id;
    if (!name || !store_feeds_add(loading->store, item->url, item->title, item->tags,
                                  item->tag_count, &id, NULL, err))
        return name == NULL;
    struct feed *const feed = read_feed(loading, name, item->url, err);
    const struct store_fetch fetch = {
        .status = STORE_FETCH_OK, .http = 200, .fetched_ms = time_now_ms()};
    int64_t new_count;
    int64_t updated_count;
    const bool is_taken = feed && store_articles_take(loading->store, id, feed, &fetch, &new_count,
                                                      &updated_count, err);
    feed_free(feed);
    return is_taken;
}

/* The thread's document for an article's comment feed; NULL: nobody said anything yet. */
static const char *thread_of(const char *comments_feed)
{
    for (size_t i = 0; i < COUNT_OF(sample_threads); i++)
        if (strncmp(sample_threads[i].url, comments_feed, strlen(comments_feed)) == 0)
            return sample_threads[i].file;
    return NULL;
}

static bool load_thread(struct loading *loading, const char *name, int64_t article_id,
                        struct error *err)
{
    struct comments_thread thread;
    comments_thread_init(&thread);
    struct feed *const feed =
        name ? read_feed(loading, name, "https://sample.example/", err) : NULL;
    if (feed)
        comments_from_feed(feed, &thread);
    comments_thread_arrange(&thread);
    const bool is_taken = (feed || !name) && store_comments_take(loading->store, article_id,
                                                                 &thread, time_now_ms(), err);
    comments_thread_release(&thread);
    feed_free(feed);
    return is_taken;
}

/* An article that takes comments gets its thread and the sample's reply form. */
static bool load_discussion(struct loading *loading, int64_t article_id, struct error *err)
{
    struct store_text text = {0};
    if (!store_articles_text(loading->store, article_id, &text, err))
        return false;
    bool is_loaded;
    if (text.comments_feed)
        is_loaded = load_thread(loading, thread_of(text.comments_feed), article_id, err) &&
                    store_comments_set_form(loading->store, article_id, loading->form_json,
                                            COMMENTS_OPEN, err);
    else
        is_loaded = store_comments_set_form(loading->store, article_id, NULL, COMMENTS_NONE, err);
    store_text_release(&text);
    return is_loaded;
}

/* The reply form of the sample's page, as JSON. */
static void load_form(struct loading *loading, struct str *json_text)
{
    const struct embedded_file *const file = sample_file("page-report.html");
    struct html_document *const page =
        html_parse(file->data, file->len, "https://wire.example/", NULL, NULL);
    struct comments_form *const form = page ? comments_form_find(page) : NULL;
    if (form) {
        struct json_writer json;
        json_writer_init(&json, json_text);
        comments_form_write(form, &json);
        loading->form_json = json_text->data;
    }
    comments_form_free(form);
    html_free(page);
}

static bool load_discussions(struct loading *loading, struct error *err)
{
    enum { SAMPLE_ARTICLES_MAX = 200 };
    struct store_articles articles = {0};
    const struct store_selection all = {0};
    if (!store_articles_list(loading->store, &all, NULL, false, SAMPLE_ARTICLES_MAX, &articles,
                             err))
        return false;
    struct str json_text;
    str_init(&json_text, LIMIT_CONFIG_BYTES);
    load_form(loading, &json_text);
    bool is_loaded = true;
    for (size_t i = 0; i < articles.count && is_loaded; i++)
        is_loaded = load_discussion(loading, articles.items[i].id, err);
    str_release(&json_text);
    store_articles_release(&articles);
    return is_loaded;
}

static bool load_all(struct loading *loading, struct error *err)
{
    const struct embedded_file *const file = sample_file("sample.opml");
    struct feed_subscriptions list = {0};
    if (!feed_subscriptions_parse(file->data, file->len, &list, err))
        return false;
    bool is_loaded = true;
    for (size_t i = 0; i < list.count && is_loaded; i++)
        is_loaded = load_feed(loading, &list.items[i], err);
    feed_subscriptions_release(&list);
    return is_loaded && load_discussions(loading, err);
}

/* On the writer's thread. */
static void sample_write(struct store *store, void *context)
{
    struct loading *const loading = context;
    loading->store = store;
    struct store_feeds feeds = {0};
    if (!store_feeds_list(store, &feeds, &loading->error))
        return;
    const bool is_empty = feeds.count == 0;
    store_feeds_release(&feeds);
    loading->is_done = !is_empty || load_all(loading, &loading->error);
}

bool sample_load(struct store_writer *writer, struct error *err)
{
    struct loading loading = {0};
    const int64_t since_ms = time_now_ms() - SAMPLE_NOW_MS;
    loading.shift_ms = (since_ms - (since_ms % DAY_MS + DAY_MS) % DAY_MS);
    store_writer_run(writer, sample_write, &loading);
    if (!loading.is_done && err)
        *err = loading.error;
    return loading.is_done;
}
