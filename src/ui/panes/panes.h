/*
 * What the panes offer to each other and to commands, beyond their classes. Each function takes the
 * pane of its name.
 */
#ifndef UI_PANES_PANES_H
#define UI_PANES_PANES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "store/articles.h"
#include "ui/internal.h"
#include "ui/panes/order.h"

/* ---- feeds: what can be chosen to read */

/* A choice of articles, as the feeds' pane offers it. Strings belong to the pane. */
struct feeds_choice {
    const char *label;
    const char *folder; // of a feed, for the path line; NULL
    const char *key;    // "unread", "all", "starred", "smart:NAME", "tag:NAME", "feed:ID"
    int64_t feed_id;    // 0: several
    const char *tag;    // NULL: any
    const char *query;  // in the query language; NULL
    bool only_unread;   // unless the user wants all
    int64_t unread;     // articles
    const char *error;  // why the feed's last fetch failed; NULL
};

/* The choice under the cursor; false when there is none. */
bool feeds_chosen(const struct pane *pane, struct feeds_choice *choice);
void feeds_restore(struct pane *pane, const char *key);

/* The cursor goes to this feed when the feeds are read anew. */
void feeds_seek(struct pane *pane, int64_t feed_id);

/* The name of the choice at `index`, to go there by name; false past the last. */
bool feeds_name_at(struct pane *pane, size_t index, char *name, size_t bytes);
bool feeds_go_to_name(struct pane *pane, const char *name);

/* The folder at `index`; NULL past the last. */
const char *feeds_folder_at(struct pane *pane, size_t index);
void feeds_toggle_fold(struct pane *pane);

/* Go to the next (by 1) or previous (by -1) row that has unread articles, around the end: a feed,
 * or a folder that hides its own; false: there is no other. */
bool feeds_go_unread(struct pane *pane, int by);

/* Show only feeds with something to read (or a fault to know of), or all again: kept. True: only
 * those. */
bool feeds_toggle_read(struct pane *pane);
bool feeds_is_empty(const struct pane *pane);

/* Count one article more or less as unread, before the database says so. */
void feeds_note_unread(struct pane *pane, int64_t feed_id, int by);

/* ---- articles: the list */
/* `around`: an article to begin at, although it was read; NULL: at the newest. */
void articles_show(struct pane *pane, const struct feeds_choice *choice,
                   const struct store_key *around);
const struct store_article *articles_current(const struct pane *pane);

/* The id of what stands so many rows below the cursor, or (below 0) above; 0: nothing. */
int64_t articles_beside(const struct pane *pane, int by);

/* Read more rows before the cursor comes to where they are missing; false: there are enough. */
bool articles_get_ahead(struct pane *pane);

/* Put the cursor on an article, loading what is around it. */
void articles_go_to(struct pane *pane, const struct store_key *key);

/* Show a mark before the database says so. */
void articles_note_mark(struct pane *pane, enum store_mark mark,
                        const struct store_article *article);
void articles_toggle_unread_only(struct pane *pane);

/* Have this list in an order, from its beginning; kept for the list. */
void articles_sort(struct pane *pane, enum order order);
enum order articles_order(const struct pane *pane);

/* The next (or previous) unread row from the cursor on, around the end; NULL: none. */
const struct store_article *articles_next_unread(const struct pane *pane, bool backwards);

/* Only what a query selects; NULL or "": everything again. */
void articles_set_query(struct pane *pane, const char *query);

/* What the user searches in the list, or the choice's own query; NULL: neither. */
const char *articles_query(const struct pane *pane);
bool articles_is_searched(const struct pane *pane);

/* What the list selects; borrowed until the next change. */
const struct store_selection *articles_selection(const struct pane *pane);
const char *articles_label(const struct pane *pane);
const char *articles_folder(const struct pane *pane);

/* ---- find: search everywhere */

/* Open it, with words to search or (empty) with those from before. */
void find_open(struct pane *pane, const char *words);
/* What is typed there. */
const char *find_query(const struct pane *pane);
void find_open_hit(struct pane *pane);
/* Back from a hit that was read: what was found stands there as it was left. */
void find_come_back(struct pane *pane);

/* What a search found; taken when it is the one that was asked for last, and empty then. */
void find_take(struct pane *pane, uint64_t ticket, struct store_hits *hits);

/* ---- parts: what the article that is read has beside its text */
enum parts_kind { PARTS_LINKS, PARTS_HEADINGS, PARTS_PICTURES, PARTS_ENCLOSURES };
void parts_open(struct pane *pane, enum parts_kind kind);
void parts_open_row(struct pane *pane);

/* The address of the row under the cursor; NULL: it has none. */
const char *parts_url(const struct pane *pane);

/* ---- reader: one article */

struct render;
struct layout;

/* As it is laid out now; NULL: not yet. Borrowed until the next update. */
const struct layout *reader_layout(const struct pane *pane);
void reader_go_to_line(struct pane *pane, size_t line);     // of the layout
void reader_take(struct pane *pane, struct render *render); // what a job brings; takes it
void reader_show(struct pane *pane, int64_t article_id);

/* Make one of these ready to be shown (0: none); false: all are, as far as they can be. */
bool reader_get_ahead(struct pane *pane, const int64_t *ids, size_t count);
const struct store_article *reader_article(const struct pane *pane);
const struct store_text *reader_text(const struct pane *pane);
void reader_note_mark(struct pane *pane, enum store_mark mark, int64_t article_id);

/* Is the headline scrolled out of sight? */
bool reader_is_past_headline(const struct pane *pane);
bool reader_is_at_end(const struct pane *pane);

/* The address behind a numbered link; NULL: none. */
const char *reader_link(const struct pane *pane, int number);

/* Where the mark of a link, `[1]`, stands on the screen. */
struct reader_link {
    int x;
    int y;
    int cells;
    uint32_t number;
    const char *url; // borrowed until the next layout
};

/* The links whose marks are in sight, each once; how many. */
size_t reader_links_in_sight(const struct pane *pane, struct reader_link *links, size_t most);
void reader_toggle_full(struct pane *pane);
bool reader_shows_full(const struct pane *pane);
void reader_search(struct pane *pane, const char *text);

/* The next (or previous) hit; false when nothing is searched. */
bool reader_next_hit(struct pane *pane, int by);
/* True: there was a search. */
bool reader_end_search(struct pane *pane);

/* Where in the article the first line stands, and back. */
uint32_t reader_place(const struct pane *pane);
void reader_go_to_place(struct pane *pane, uint32_t place);

/* ---- comments: the thread of the article that is read */
void comments_show(struct pane *pane, int64_t article_id);

/* Fetch the thread when it was never fetched, or long ago, or `is_forced`. */
void comments_fetch(struct pane *pane, bool is_forced);

/* What was new counts as seen now. */
void comments_leave(struct pane *pane);
const struct store_comment *comments_current(const struct pane *pane);

enum comments_step {
    COMMENTS_NEXT_THREAD,
    COMMENTS_PREVIOUS_THREAD,
    COMMENTS_NEXT_SIBLING,
    COMMENTS_PREVIOUS_SIBLING,
    COMMENTS_NEXT_NEW,
    COMMENTS_PREVIOUS_NEW,
};
void comments_step(struct pane *pane, enum comments_step step);
void comments_toggle_fold(struct pane *pane);

/* The address behind a numbered link of the chosen comment; NULL: none. */
const char *comments_link(const struct pane *pane, int number);

/* Go to the next comment that holds the words, the chosen one included; to the next or previous of
 * them, around the ends (false: nothing is searched, or found). */
void comments_search(struct pane *pane, const char *words);
bool comments_next_hit(struct pane *pane, int by);
bool comments_end_search(struct pane *pane);

/* A reply of that author was posted: go to it when the thread has it. */
void comments_await_own(struct pane *pane, const char *author);
void comments_failed(struct pane *pane, int64_t article_id, const char *why);

/* ---- hints: letters on the links of the article (struct ui's hint, has_hints) */
void hints_start(struct ui *ui);
void hints_key(struct ui *ui, int key);
void hints_draw(struct ui *ui);

/* ---- help */

/* Show only the commands whose name, keys or sentence holds the words; "": all. */
void help_search(struct pane *pane, const char *words);
bool help_is_searched(const struct pane *pane);

/* ---- compose: the reply form */
void compose_open(struct pane *pane, const struct store_article *article,
                  const struct store_comment *parent);
void compose_send(struct pane *pane);
void compose_keep(struct pane *pane);
void compose_discard(struct pane *pane);
void compose_edit(struct pane *pane);
void compose_move(struct pane *pane, int by);

/* Save the draft when typing has paused; milliseconds until that is due, -1: nothing to save. */
int compose_tick(struct pane *pane);

/* The last word on a reply that was sent; the form may be about another one by now. */
void compose_answer(struct pane *pane, const struct errand *errand,
                    const struct app_message *message);
void compose_failed(struct pane *pane, const struct errand *errand, const char *why);

#endif
