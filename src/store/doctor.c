#include "store/doctor.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/path.h"
#include "store/internal.h"

/* An examination under way. */
struct examination {
    const char *path;
    bool is_mending;
    store_tell tell;
    void *context;
    bool is_well;
};

static void tell(struct examination *examination, enum store_finding finding, const char *sentence)
{
    examination->is_well &= finding == STORE_FINE || finding == STORE_MENDED;
    examination->tell(examination->context, finding, sentence);
}

enum { CURES = 4 };

/* A question whose answer is how many things are wrong, and what mends them. */
static const struct check {
    const char *is_fine;
    const char *is_wrong; // with the number, if that says anything
    const char *is_mended;
    enum store_sql question;
    enum store_sql cures[CURES]; // up to SQL_COUNT
} checks[] = {
    {N_("what belongs together is together"),
     N_("%lld rows belong to something that is not there"),
     N_("%lld rows that belonged to nothing have a place again or are gone"),
     SQL_EXAMINE_ORPHANS,
     {SQL_ORPHAN_ARTICLES, SQL_ORPHAN_CONTENTS, SQL_ORPHAN_COMMENTS, SQL_COUNT}},
    {N_("the feeds' counts are right"),
     N_("the counts of %lld feeds are wrong"),
     N_("the counts of %lld feeds are right again"),
     SQL_EXAMINE_COUNTS,
     {SQL_EXAMINE_RECOUNT, SQL_UNCOUNTED_CLEAR, SQL_COUNT}},
    {N_("the sum of the feeds' counts is right"),
     N_("the sum of the feeds' counts is wrong"),
     N_("the sum of the feeds' counts is right again"),
     SQL_EXAMINE_TOTALS,
     {SQL_TOTALS_CLEAR, SQL_TOTALS_ADD, SQL_COUNT}},
    {N_("the full-text index knows every article"),
     N_("the full-text index has lost %lld articles"),
     N_("the full-text index will be made anew (it had lost %lld articles)"),
     SQL_EXAMINE_INDEX,
     {SQL_WORDS_CLEAR, SQL_DOCUMENTS_CLEAR, SQL_UNINDEXED_CLEAR, SQL_INDEXED_NOTHING}},
};

static void say_number(struct examination *examination, enum store_finding finding,
                       const char *sentence, int64_t number)
{
    struct str text;
    str_init(&text, LIMIT_TITLE_BYTES);
    const char *const place = strstr(sentence, "%lld");
    str_append(&text, sentence, place ? (size_t)(place - sentence) : strlen(sentence));
    if (place)
        str_printf(&text, "%lld%s", (long long)number, place + strlen("%lld"));
    tell(examination, finding, text.data);
    str_release(&text);
}

static bool cure(struct store *store, const enum store_sql *cures, struct error *err)
{
    if (!store_begin(store, STORE_SYNCED, err))
        return false;
    bool is_good = true;
    for (size_t i = 0; is_good && i < CURES && cures[i] != SQL_COUNT; i++)
        is_good = store_run(store, cures[i], NULL, 0, err);
    return store_end(store, is_good, err);
}

static void run_check(struct examination *examination, struct store *store,
                      const struct check *check)
{
    struct error err = {0};
    int64_t wrong = 0;
    if (!store_ask(store, check->question, NULL, 0, 0, &wrong, &err))
        tell(examination, STORE_WRONG, err.text);
    else if (wrong == 0)
        tell(examination, STORE_FINE, _(check->is_fine));
    else if (!examination->is_mending)
        say_number(examination, STORE_WRONG, _(check->is_wrong), wrong);
    else if (cure(store, check->cures, &err))
        say_number(examination, STORE_MENDED, _(check->is_mended), wrong);
    else
        tell(examination, STORE_WRONG, err.text);
}

/* Of the lines of SQLite's own look at the file, the first that complains of its pages; "" when
 * none does. From 3.44 on they also tell of the full-text index (`malformed inverted index for FTS5
 * table …`, `fts5: corruption found …`), which is examined by itself. */
static const char *page_complaint(struct store_rows *rows, struct arena *arena)
{
    while (rows_next(rows)) {
        const char *const line = row_text(rows, 0, arena);
        if (strcmp(line, "ok") != 0 && !strcasestr(line, "fts5"))
            return *line ? line : _("it cannot be read");
    }
    return "";
}

/* SQLite's own look at every page; "" when all is well, else its first complaint. */
static void check_pages(struct store *store, struct str *complaint)
{
    struct error err = {0};
    struct store_rows rows;
    struct arena arena;
    arena_init(&arena);
    str_clear(complaint);
    if (!rows_open(&rows, store, SQL_EXAMINE_PAGES, NULL, 0, &err)) {
        str_add(complaint, err.text);
    } else {
        str_add(complaint, page_complaint(&rows, &arena));
        if (!rows_close(&rows, &err) && complaint->len == 0)
            str_add(complaint, err.text);
    }
    for (size_t i = 0; i < complaint->len; i++)
        if (complaint->data[i] == '\n')
            complaint->data[i] = ' ';
    arena_release(&arena);
}

/* Are all pages well, or were they made so by building the indexes anew? */
static bool examine_pages(struct examination *examination, struct store *store)
{
    struct str complaint;
    str_init(&complaint, LIMIT_TITLE_BYTES);
    check_pages(store, &complaint);
    enum store_finding finding = complaint.len ? STORE_WRONG : STORE_FINE;
    // Only an index can be made anew; the rest of a damaged file is left as it is.
    if (strstr(complaint.data, " index ") && examination->is_mending &&
        store_run(store, SQL_REINDEX, NULL, 0, NULL)) {
        check_pages(store, &complaint);
        finding = complaint.len ? STORE_WRONG : STORE_MENDED;
    }
    if (finding == STORE_FINE)
        tell(examination, finding, _("every page of the file can be read"));
    else if (finding == STORE_MENDED)
        tell(examination, finding, _("the indexes were made anew; every page can be read"));
    else if (!examination->is_mending)
        tell(examination, finding, complaint.data);
    str_release(&complaint);
    return finding != STORE_WRONG;
}

static void examine_words(struct examination *examination, struct store *store)
{
    struct error err = {0};
    static const enum store_sql cures[] = {SQL_WORDS_CLEAR, SQL_DOCUMENTS_CLEAR,
                                           SQL_UNINDEXED_CLEAR, SQL_INDEXED_NOTHING};
    if (store_run(store, SQL_EXAMINE_WORDS, NULL, 0, &err))
        tell(examination, STORE_FINE, _("the full-text index is whole"));
    else if (!examination->is_mending)
        tell(examination, STORE_WRONG, _("the full-text index is damaged"));
    else if (cure(store, cures, &err))
        tell(examination, STORE_MENDED, _("the full-text index will be made anew"));
    else
        tell(examination, STORE_WRONG, err.text);
}

static void examine_store(struct examination *examination, struct store *store)
{
    if (store->mode == STORE_WRITE) // FTS5's own look is a statement that writes
        examine_words(examination, store);
    for (size_t i = 0; i < COUNT_OF(checks); i++)
        run_check(examination, store, &checks[i]);
}

static int64_t newest_schema(void)
{
    int64_t count = 0;
    while (store_schema[count].name)
        count++;
    return count;
}

/* The damaged file is ours, as its head says, and of a form that is known. (Database File Format,
 * 1.3: the user version and the application id.) */
static bool is_ours(const char *path)
{
    enum { VERSION_AT = 60, APPLICATION_AT = 68, HEAD_BYTES = 100 };
    unsigned char bytes[HEAD_BYTES] = {0};
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    const ssize_t len = fd >= 0 ? read(fd, bytes, sizeof(bytes)) : -1;
    if (fd >= 0)
        close(fd);
    if (len != HEAD_BYTES || memcmp(bytes + APPLICATION_AT, "cour", 4) != 0)
        return false;
    int64_t version = 0;
    for (int i = 0; i < 4; i++)
        version = version << 8 | bytes[VERSION_AT + i];
    return version >= 1 && version <= newest_schema();
}

static void salvage(struct examination *examination)
{
    struct error err = {0};
    struct str kept;
    struct str sentence;
    bool is_whole = false;
    str_init(&kept, PATH_BYTES);
    str_init(&sentence, PATH_BYTES * 2);
    if (store_salvage(examination->path, &kept, &is_whole, &err)) {
        str_printf(&sentence, _("%s is in a new file; the damaged one is kept as %s"),
                   is_whole ? _("everything") : _("what could be read, which is not everything,"),
                   kept.data);
        tell(examination, STORE_MENDED, sentence.data);
    } else {
        tell(examination, STORE_HOPELESS, err.text);
    }
    str_release(&sentence);
    str_release(&kept);
}

/* What cannot be written can be looked at all the same. */
static struct store *open_to_examine(struct examination *examination, struct error *err)
{
    struct store *const store = store_open(examination->path, STORE_WRITE, err);
    if (store || !store_is_unwritable(examination->path))
        return store;
    tell(examination, STORE_HOPELESS, err->text);
    examination->is_mending = false;
    return store_open(examination->path, STORE_READ, err);
}

bool store_examine(const char *path, bool is_mending, store_tell tell_it, void *context)
{
    struct error err = {0};
    struct examination examination = {path, is_mending, tell_it, context, true};
    if (access(path, F_OK) != 0 && errno == ENOENT) {
        tell(&examination, STORE_FINE, _("there is no database yet"));
        return true;
    }
    struct store *const store = open_to_examine(&examination, &err);
    const bool is_readable = store && examine_pages(&examination, store);
    if (is_readable)
        examine_store(&examination, store);
    store_close(store);
    if (is_readable)
        return examination.is_well;
    const bool can_mend = is_ours(path) && access(path, W_OK) == 0;
    if (examination.is_mending && can_mend)
        salvage(&examination);
    else if (!store)
        tell(&examination, can_mend ? STORE_WRONG : STORE_HOPELESS, err.text);
    return examination.is_well;
}
