/*
 * The list of articles as it is drawn: a line with the day's name, a row an article.
 */
#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/time.h"
#include "html/html.h"
#include "text/cells.h"
#include "ui/panes/articles.h"
#include "ui/panes/list.h"
#include "ui/panes/panes.h"

enum { DAY_BYTES = 64 };

static const struct articles_pane *const_self(const struct pane *pane)
{
    return (const struct articles_pane *)pane;
}

struct store_article *articles_row(const struct articles_pane *self, size_t index)
{
    return *(struct store_article **)vec_at(&self->rows, index);
}

bool articles_begins_day(const struct articles_pane *self, size_t index)
{
    if (!order_is_by_time(self->order))
        return false;
    if (index == 0)
        return self->order == ORDER_NEWEST ? !self->has_newer : !self->has_older;
    return time_local_day(articles_row(self, index)->published_ms) !=
           time_local_day(articles_row(self, index - 1)->published_ms);
}

/* `▁▃▇▅ 12 a week · 14:05`: how often the feed publishes, and when it was fetched. */
static void add_facts(const struct articles_pane *self, struct str *out)
{
    enum { RECENT_MS = 20 * 60 * 60 * 1000 };
    static const char *const bars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char plain[] = "_.,-=+*#";
    int64_t most = 0;
    int64_t sum = 0;
    for (int i = 0; i < STORE_RHYTHM_WEEKS; i++) {
        most = self->rhythm[i] > most ? self->rhythm[i] : most;
        sum += self->rhythm[i];
    }
    for (int i = 0; most > 0 && i < STORE_RHYTHM_WEEKS; i++) {
        const size_t height = (size_t)(self->rhythm[i] * 7 / most);
        if (self->pane.ui->uses_ascii)
            str_add_char(out, plain[height]);
        else
            str_add(out, bars[height]);
    }
    const int64_t weekly = (sum + STORE_RHYTHM_WEEKS / 2) / STORE_RHYTHM_WEEKS;
    if (weekly > 0)
        str_printf(out, _(" %lld a week"), (long long)weekly);
    char clock[DAY_BYTES];
    const bool is_known = self->fetched_ms != TIME_NONE;
    const bool is_recent = is_known && time_now_ms() - self->fetched_ms < RECENT_MS;
    if (is_known)
        str_printf(out, "%s%s", out->len > 0 ? " · " : "",
                   time_format_local(self->fetched_ms, is_recent ? "%H:%M" : "%-d %b", clock,
                                     sizeof(clock)));
    if (out->len > 0)
        str_add(out, "   ");
}

void articles_title(const struct pane *pane, struct str *left, struct str *right)
{
    const struct articles_pane *const self = const_self(pane);
    str_add(left, _("ARTICLES"));
    if (self->query_text)
        str_printf(left, "  /%s", self->query_text);
    struct feeds_choice choice;
    // Where there are no rows the pane itself says it.
    if (self->rows.count > 0 && feeds_chosen(pane->ui->panes[PANE_FEEDS], &choice) && choice.error)
        str_printf(left, "  ! %s", choice.error);
    if (self->is_toggled)
        str_add(left, self->selection.only_unread ? _("  unread only") : _("  all"));
    if (order_heading(self->order))
        str_printf(left, "  %s", order_heading(self->order));
    if (self->is_cut)
        str_printf(left, _(", of the newest %d"), ORDER_MOST);
    if (self->selection.feed_id)
        add_facts(self, right);
    if (self->count > 0)
        str_printf(right, "%lld", (long long)self->count);
    else if (self->count < 0 && self->rows.count > 0)
        str_printf(right, "%zu%s", self->rows.count, self->has_older || self->has_newer ? "+" : "");
}

static const char *day_name(int64_t time_ms, char name[DAY_BYTES])
{
    const int64_t now = time_now_ms();
    const int64_t day = time_local_day(time_ms);
    if (day == time_local_day(now))
        return _("Today");
    if (day == time_local_day(now) - 1)
        return _("Yesterday");
    char year[16];
    char this_year[16];
    const bool is_this_year =
        strcmp(time_format_local(time_ms, "%Y", year, sizeof(year)),
               time_format_local(now, "%Y", this_year, sizeof(this_year))) == 0;
    return time_format_local(time_ms, is_this_year ? "%A, %-d %B" : "%-d %B %Y", name, DAY_BYTES);
}

static void draw_marks(const struct ui *ui, struct canvas *canvas,
                       const struct store_article *article, struct rect line)
{
    const struct canvas_pen star = {.clip = line, .role = THEME_ARTICLE_STAR};
    const struct canvas_pen unread = {.clip = line, .role = THEME_ARTICLE_UNREAD};
    int x = line.x + 1;
    if (article->has_changed)
        x = canvas_add(canvas, &unread, x, line.y, ui->uses_ascii ? "~" : "≈");
    else
        x = canvas_add(canvas, &unread, x, line.y, ui_unread_sign(ui, article));
    canvas_add(canvas, &star, x, line.y, ui_star_sign(ui, article));
}

/* How many comments; in another colour while some that are here were not read. */
static int draw_comments(const struct ui *ui, struct canvas *canvas,
                         const struct store_article *article, struct rect line, int right)
{
    char count[32];
    snprintf(count, sizeof(count), ui->uses_ascii ? "%sc%lld" : "%s✎%lld",
             article->comments_unread > 0 && ui->uses_ascii ? "+" : "",
             (long long)article->comments_count);
    const struct canvas_pen pen = {.clip = line,
                                   .role = article->comments_unread > 0 ? THEME_COMMENT_NEW
                                                                        : THEME_ARTICLE_COMMENTS};
    const int x = right - text_cells(count, strlen(count));
    canvas_add(canvas, &pen, x, line.y, count);
    return x;
}

/* Which feed an article is of, where several are listed, in a column of its own; where the title
 * has to end is returned. */
static int draw_source(const struct articles_pane *self, struct canvas *canvas,
                       const struct store_article *article, struct rect line, int right)
{
    enum { SOURCE_CELLS = 16, COUNT_CELLS = 6, GAP = 2, LEAST_WIDTH = 72 };
    const int end = line.x + line.width - COUNT_CELLS;
    const int x = end - SOURCE_CELLS;
    if (self->selection.feed_id || line.width < LEAST_WIDTH)
        return right;
    const struct canvas_pen pen = {.clip = line, .role = THEME_ARTICLE_DATE};
    char sources[64];
    snprintf(sources, sizeof(sources), _("%zu sources"), article->duplicate_count + 1);
    canvas_text_in(canvas, &pen, x, line.y, end - x,
                   article->duplicate_count ? sources : article->feed_title);
    return x - GAP;
}

/* Where no line with its name stands above, a row tells the day, if it is not today. */
static bool tells_day(const struct articles_pane *self, const struct store_article *article)
{
    return !order_is_by_time(self->order) &&
           time_local_day(article->published_ms) != time_local_day(time_now_ms());
}

/* The title, or how the article begins that has none. */
static const char *words_of(const struct store_article *article, struct str *beginning)
{
    if (article->title[0])
        return article->title;
    if (article->beginning)
        html_fragment_text(article->beginning, strlen(article->beginning), beginning);
    return beginning->len ? beginning->data : _("(without a title)");
}

static void draw_row(const struct articles_pane *self, struct canvas *canvas,
                     const struct store_article *article, struct rect line)
{
    enum { TIME_X = 3, FULL_X = 8, TITLE_X = 10, NARROW_TITLE_X = 9 };
    const struct ui *const ui = self->pane.ui;
    draw_marks(ui, canvas, article, line);
    char clock[16];
    const struct canvas_pen date = {.clip = line, .role = THEME_ARTICLE_DATE};
    time_format_local(article->published_ms, tells_day(self, article) ? "%m-%d" : "%H:%M", clock,
                      sizeof(clock));
    canvas_add(canvas, &date, line.x + TIME_X, line.y, clock);
    if (article->has_full && line.width >= 40) // can be read without a network
        canvas_add(canvas, &date, line.x + FULL_X, line.y, ui->uses_ascii ? "d" : "↓");
    int right = line.x + line.width - 1;
    if (article->comments_count > 0)
        right = draw_comments(ui, canvas, article, line, right) - 1;
    const int x = line.x + (line.width >= 40 ? TITLE_X : NARROW_TITLE_X);
    right = draw_source(self, canvas, article, line, right);
    const struct canvas_pen title = {
        .clip = line, .role = article->is_unread ? THEME_ARTICLE_UNREAD : THEME_ARTICLE};
    struct str beginning;
    str_init(&beginning, LIMIT_TITLE_BYTES);
    canvas_text_in(canvas, &title, x, line.y, right - x, words_of(article, &beginning));
    str_release(&beginning);
}

static void draw_empty(const struct articles_pane *self, struct canvas *canvas)
{
    const struct ui *const ui = self->pane.ui;
    const char *words = _("No articles here yet. Press {reload} to reload.");
    struct feeds_choice choice;
    char failed[ERROR_TEXT_BYTES + 128];
    if (feeds_is_empty(ui->panes[PANE_FEEDS])) {
        words = _("No feeds yet.");
    } else if (self->query_text) {
        words = _("Nothing found. Press {cancel} for everything again.");
    } else if (strcmp(self->key, "starred") == 0) {
        words = _("No stars yet. Press {toggle-star} on an article to keep it here.");
    } else if (feeds_chosen(ui->panes[PANE_FEEDS], &choice) && choice.error) {
        snprintf(failed, sizeof(failed),
                 _("%s\n\nPress {reload} to try again. {remove-feed} takes the feed away."),
                 choice.error);
        words = failed;
    } else if (self->selection.only_unread) {
        words = _(
            "Nothing unread. Press {view} to see all articles, {reload-all} to look for new ones.");
    }
    list_draw_empty(&self->pane, canvas, self->pane.body, words);
}

void articles_draw(const struct pane *pane, struct canvas *canvas)
{
    const struct articles_pane *const self = const_self(pane);
    const struct rect body = pane->body;
    if (self->rows.count == 0)
        draw_empty(self, canvas);
    const struct canvas_pen day = {.clip = body, .role = THEME_ARTICLE_DAY};
    int y = body.y;
    for (size_t i = self->top; i < self->rows.count && y < body.y + body.height; i++) {
        const struct store_article *const article = articles_row(self, i);
        char name[DAY_BYTES];
        if (articles_begins_day(self, i))
            canvas_add(canvas, &day, body.x + 3, y++, day_name(article->published_ms, name));
        if (y >= body.y + body.height)
            break;
        const struct rect line = {body.x, y++, body.width, 1};
        draw_row(self, canvas, article, line);
        if (i == self->cursor)
            list_draw_cursor(pane, canvas, line);
    }
}
