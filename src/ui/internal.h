/*
 * The interface from inside. `struct ui` is everything: what is on the screen, what is under way.
 * It draws on a canvas and takes events and messages; whether a terminal hangs on it is ui/loop.c's
 * affair, so that tests do without one.
 *
 * A turn: take all events and messages, ui_update(), ui_draw(). Panes change in events and in
 * update, never in draw.
 */
#ifndef UI_INTERNAL_H
#define UI_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/app.h"
#include "base/attributes.h"
#include "base/error.h"
#include "base/mailbox.h"
#include "base/pool.h"
#include "base/str.h"
#include "base/vec.h"
#include "config/keymap.h"
#include "config/manners.h"
#include "config/settings.h"
#include "config/theme.h"
#include "store/articles.h"
#include "store/store.h"
#include "ui/canvas.h"
#include "ui/editor.h"
#include "ui/event.h"
#include "ui/history.h"
#include "ui/term.h"
#include "ui/ui.h"
#include "ui/window.h"

enum pane_id {
    PANE_FEEDS,
    PANE_ARTICLES,
    PANE_ARTICLE,
    PANE_COMMENTS,
    PANE_COMPOSE,
    PANE_FIND,
    PANE_PARTS,
    PANE_HELP,
    PANE_LOG,
    PANE_COUNT
};

enum motion {
    MOTION_DOWN,
    MOTION_UP,
    MOTION_PAGE_DOWN,
    MOTION_PAGE_UP,
    MOTION_HALF_DOWN,
    MOTION_HALF_UP,
    MOTION_FIRST,
    MOTION_LAST,
};

struct command;
struct pane;

/* What a kind of pane can do. A function that is NULL does nothing. */
struct pane_class {
    const char *name; // its context in key maps
    size_t size;      // of the struct that begins with struct pane
    void (*init)(struct pane *pane);
    void (*release)(struct pane *pane);
    /* Catch up with the pane's area and with what was chosen elsewhere; before every drawing. */
    void (*update)(struct pane *pane);
    /* What the pane's first line says, left and right. */
    void (*title)(const struct pane *pane, struct str *left, struct str *right);
    /* Draw into pane->body. */
    void (*draw)(const struct pane *pane, struct canvas *canvas);
    void (*move)(struct pane *pane, enum motion motion, int count);
    /* A key that no command has; true: taken. Only where text is typed. */
    bool (*key)(struct pane *pane, int key);
    void (*paste)(struct pane *pane, const char *text, size_t len);
    void (*click)(struct pane *pane, int x, int y, bool is_again);
    void (*scroll)(struct pane *pane, int lines);
    /* It is on the screen again: catch up with what was left out meanwhile. */
    void (*appear)(struct pane *pane);
    /* Something in the database changed: ask again. */
    void (*changed)(struct pane *pane);
};

struct pane {
    const struct pane_class *class;
    struct ui *ui;
    struct rect area; // all of it
    struct rect body; // without the title line
    bool is_shown;
};

extern const struct pane_class feeds_class;
extern const struct pane_class articles_class;
extern const struct pane_class reader_class;
extern const struct pane_class comments_class;
extern const struct pane_class compose_class;
extern const struct pane_class find_class;
extern const struct pane_class parts_class;
extern const struct pane_class help_class;
extern const struct pane_class log_class;

enum ui_shape { SHAPE_NARROW, SHAPE_MIDDLE, SHAPE_WIDE, SHAPE_COUNT };

enum { NOTICE_BYTES = 512, NOTICE_MS = 8000, NOTICE_LIMIT = 200 };

/* Something said to the user: shown in the last line until a key comes, kept in the log pane. */
struct notice {
    char text[NOTICE_BYTES];
    enum theme_role role;
    int64_t said_ms; // by the clock
};

enum prompt_kind { PROMPT_NONE, PROMPT_COMMAND, PROMPT_SEARCH, PROMPT_ASK };

struct prompt {
    enum prompt_kind kind;
    struct editor editor;
    const struct command *asking;  // PROMPT_COMMAND: its argument is typed; NULL: a whole line
    char question[256];            // PROMPT_ASK
    void (*answer)(struct ui *ui); // PROMPT_ASK: what yes does
    size_t chosen;                 // row of the completions; SIZE_MAX: none
    struct history commands;       // typed before
    struct history searches;
};

enum { KEYS_COUNT_MOST = 99999 };

/* Keys that wait for more: a count, the start of a sequence. */
struct keys {
    int pending[KEY_SEQUENCE_MAX];
    size_t pending_count;
    int count; // 0: none typed
};

/* What a ticket was asked for, until its last word comes. */
enum errand_kind {
    ERRAND_QUIET, // failures are told, nothing else
    ERRAND_UNDO,  // what was taken back is told
    ERRAND_REDO,
    ERRAND_MARK_ALL,
    ERRAND_MARK, // the same as quiet; until its end the mark is shown over what the database says
    ERRAND_RELOAD,
    ERRAND_SUBSCRIBE,
    ERRAND_IMPORT,
    ERRAND_KEEP, // a search becomes a smart feed
    ERRAND_FULL,
    ERRAND_PAGES,
    ERRAND_SAVE,
    ERRAND_SMART, // smart feeds are counted
    ERRAND_COMMENTS,
    ERRAND_REPLY,
    ERRAND_OUTBOX,
    ERRAND_SYNC,
    ERRAND_WATCH, // comments of a watched thread; failures are not told
};

struct errand {
    enum errand_kind kind;
    uint64_t number;
    int64_t article_id;
    enum store_mark mark; // of ERRAND_MARK
    int64_t parent_id;    // of ERRAND_REPLY: the comment that is answered; 0: the article
    bool is_posted;       // of ERRAND_REPLY: it stands on the site, the thread is not read anew yet
    int64_t begun_ms;     // monotonic
    int64_t done;         // of ERRAND_FULL: pages that came
    struct ticket *ticket;
};

/* What the last line says of a command. */
struct bar_hint {
    const struct command *command;
    char keys[64];
};

struct progress {
    int64_t done;
    int64_t total;
    int64_t failed;
    int64_t new_count;
    int64_t feed_count; // of those that brought something new
};

struct ui {
    struct app *app;     // borrowed
    struct store *store; // borrowed from the app
    bool is_demo;
    bool *wants_sample; // may be NULL
    struct settings settings;
    bool uses_ascii;             // frames and signs: what the setting, or the locale, says
    int64_t configuration_stamp; // of the files as they were read
    struct manners_book manners; // the sections about single feeds, while has_manners
    bool has_manners;
    struct theme theme;
    struct theme theme_before; // what a preview goes back to
    bool is_previewing;
    struct keymap *keymap;
    struct vec bar_hints; // struct bar_hint: those of a pane, looked up once
    int bar_hints_of;     // the pane; -1: the keys are others now
    struct ui_term *term; // NULL without a terminal
    struct pool *pool;    // for what takes too long here: large texts
    struct mailbox *jobs; // what comes back from it
    struct canvas canvas;
    struct window_tree windows;
    enum ui_shape shape;
    struct pane *panes[PANE_COUNT];
    enum pane_id focus;
    enum pane_id focus_before; // of help and log
    bool is_hit;               // what is read was found everywhere: back leads to what was found
    bool is_zoomed;
    bool has_comments; // the comments' pane is open (middle shape)
    bool has_compose;
    bool is_over;
    bool is_dirty;        // what was typed or said wants a frame, at once
    bool has_news;        // what came from elsewhere wants one, soon
    bool is_ahead;        // nothing is left to be made ready for the next key
    int64_t drawn_ms;     // monotonic: the last frame
    bool wants_smart;     // counts of smart feeds are not right
    int64_t smart_ms;     // monotonic: not counted before
    bool is_stale;        // the database moved, panes have to ask again
    unsigned stale_panes; // bits of those that are to ask again, one a turn, or part of one
    int64_t asking_ms;    // what the last round of asking took
    int64_t asked_ms;     // monotonic: when the database was last looked at
    struct str place;     // as it was last written
    struct keys keys;
    bool has_hints; // letters stand on the links: keys are theirs
    char hint[3];   // typed of one
    struct prompt prompt;
    struct vec notices;  // struct notice, newest last
    struct notice shown; // in the last line, while has_notice
    bool has_notice;
    int64_t notice_until_ms; // monotonic
    struct vec errands;      // struct errand
    struct progress reload;
    struct store_synced synced; // the accounts that the last :sync brought in step, together
    bool has_sync_failed;       // one of the others was not
    int64_t reloaded_ms; // monotonic: when the interface did it by itself; TIME_NONE: not yet
    struct vec watched;  // int64_t: articles whose threads are fetched after each reload
    int64_t outbox_count;
    bool has_waiting; // something in the outbox waits for the network, not for the user
    char outbox_why[NOTICE_BYTES]; // the last reply that did not go out; empty: all did
    char added_why[NOTICE_BYTES];  // why a feed that was added is not fetched yet; empty: it is
    int sizes[SHAPE_COUNT][PANE_COUNT]; // that the user gave to panes, cells; 0: as shaped
    int dragged_pane;                   // whose far edge the mouse holds; -1
    int clicked_pane;                   // of the last click; -1
    int clicked_y;
};

/* ---- life (ui.c, start.c) */

/*
 * Read settings, key map and theme, and open on the app's store.
 *
 * result   the caller frees with ui_free()
 * errors   ERR_SYNTAX with file, line and column
 */
struct ui *ui_new(const struct ui_options *options, struct error *err) ATTR_MUST_USE;
void ui_free(struct ui *ui);

/* Read the theme of that name (the user's folder, then those that ship) into `theme`. */
bool ui_load_theme(const struct ui *ui, const char *name, struct theme *theme,
                   struct error *err) ATTR_MUST_USE;
bool ui_load_keys(struct ui *ui, struct error *err) ATTR_MUST_USE;
bool ui_load_configuration(struct ui *ui, struct error *err) ATTR_MUST_USE;

/* Read everything the user wrote again; what is wrong is said, and nothing changes then. */
bool ui_read_configuration(struct ui *ui) ATTR_NONNULL;

/* Do that when a file was saved since; what courant itself has written there is known. */
void ui_watch_configuration(struct ui *ui) ATTR_NONNULL;
void ui_know_configuration(struct ui *ui) ATTR_NONNULL;

/* Box drawing or ASCII, by the setting and the locale. */
void ui_choose_signs(struct ui *ui) ATTR_NONNULL;
void ui_use_theme(struct ui *ui, const struct theme *theme) ATTR_NONNULL;

/*
 * Change one setting by its name, with all that follows from it (apply.c).
 *
 * errors   ERR_NOT_FOUND, ERR_SYNTAX; everything is as before then
 */
bool ui_set(struct ui *ui, const char *name, const char *value, struct error *err) ATTR_MUST_USE;

/* Show a theme for the time being; NULL: the one from before. One that cannot be read is none. */
void ui_preview_theme(struct ui *ui, const char *name);

void ui_resize(struct ui *ui, int width, int height) ATTR_NONNULL;
void ui_handle_event(struct ui *ui, const struct event *event) ATTR_NONNULL;
void ui_handle_message(struct ui *ui, int kind, const struct app_message *message) ATTR_NONNULL;

/* Look at the clock: the database's version, drafts, notices. Returns how long poll() may sleep. */
int ui_tick(struct ui *ui) ATTR_NONNULL;
void ui_update(struct ui *ui) ATTR_NONNULL;
void ui_draw(struct ui *ui) ATTR_NONNULL;

/* While nothing comes: make ready what the next key is likely to show, a piece a call; false:
 * nothing is left. */
bool ui_get_ahead(struct ui *ui) ATTR_NONNULL;

/* ---- the screen (shape.c, bars.c) */
void ui_arrange(struct ui *ui) ATTR_NONNULL;
void ui_focus(struct ui *ui, enum pane_id pane) ATTR_NONNULL;

/* The pane that is `by` further among those on the screen; -1 past the edge. */
int ui_pane_beside(const struct ui *ui, int by, bool wraps) ATTR_NONNULL;
void bars_draw(struct ui *ui) ATTR_NONNULL;

/* ---- sizes of panes (sizes.c) */

/* Put them into the windows; keep them for the next start; read them. */
void sizes_use(struct ui *ui) ATTR_NONNULL;
void sizes_save(struct ui *ui) ATTR_NONNULL;
void sizes_load(struct ui *ui) ATTR_NONNULL;

/* Take hold of the frame at a place, so that the pane in front of it can be dragged larger or
 * smaller; false when there is none. */
bool ui_take_edge(struct ui *ui, int x, int y) ATTR_NONNULL;
void ui_drag_edge(struct ui *ui, int x, int y) ATTR_NONNULL;

/* Make the pane of the focus larger, or (below 0) smaller; false: it is as it was. */
bool ui_grow_pane(struct ui *ui, int by) ATTR_NONNULL;

/* ---- words to the user */
void ui_say(struct ui *ui, enum theme_role role, const char *format, ...) ATTR_FORMAT(3, 4);

/* The same with keys in them, by keys_fill(): those of the pane that has the focus. */
void ui_say_keys(struct ui *ui, enum theme_role role, const char *words) ATTR_NONNULL;

/* The same, for the log pane only. */
void ui_note(struct ui *ui, enum theme_role role, const char *format, ...) ATTR_FORMAT(3, 4);
void ui_say_error(struct ui *ui, const struct error *err) ATTR_NONNULL;

/* Ask a question that `y` answers. */
void ui_ask(struct ui *ui, void (*answer)(struct ui *ui), const char *format, ...)
    ATTR_FORMAT(3, 4);

/* ---- requests */

/* Remember a ticket (the reference is taken) until its last word. NULL is fine. */
void ui_await(struct ui *ui, struct ticket *ticket, enum errand_kind kind, int64_t article_id);

/* Was the mark asked for a moment ago? Then the database may not know it yet. */
bool ui_is_marking(const struct ui *ui, enum store_mark mark, int64_t article_id) ATTR_NONNULL;

/* The signs of an unread and of a starred article: hollow while a change of it is being written. */
const char *ui_unread_sign(const struct ui *ui, const struct store_article *article) ATTR_NONNULL;
const char *ui_star_sign(const struct ui *ui, const struct store_article *article) ATTR_NONNULL;

bool ui_is_awaiting(const struct ui *ui, enum errand_kind kind, int64_t article_id) ATTR_NONNULL;

/* The same for whatever article; and the errand itself, or NULL (borrowed, it may move). */
bool ui_is_waiting(const struct ui *ui, enum errand_kind kind) ATTR_NONNULL;
const struct errand *ui_errand(const struct ui *ui, enum errand_kind kind,
                               int64_t article_id) ATTR_NONNULL;

/* Ask for a mark on one article; show what was asked for and is not written yet on an article that
 * was just read from the database. */
void ui_await_mark(struct ui *ui, struct ticket *ticket, enum store_mark mark, int64_t article_id);
void ui_overlay_marks(const struct ui *ui, struct store_article *article) ATTR_NONNULL;

/* Ask for a reply; is one to this on its way to the site? */
void ui_await_reply(struct ui *ui, struct ticket *ticket, int64_t article_id, int64_t parent_id);
bool ui_is_replying(const struct ui *ui, int64_t article_id, int64_t parent_id) ATTR_NONNULL;

/* Apply a mark to an article in memory. */
void ui_apply_mark(struct store_article *article, enum store_mark mark) ATTR_NONNULL;

/* Cancel the long work that is under way; false: there is none. */
bool ui_stop(struct ui *ui) ATTR_NONNULL;

/* ---- threads that are watched (watch.c) */
void watch_init(struct ui *ui) ATTR_NONNULL;
bool watch_has(const struct ui *ui, int64_t article_id) ATTR_NONNULL;
void watch_toggle(struct ui *ui, int64_t article_id) ATTR_NONNULL;
void watch_fetch(struct ui *ui) ATTR_NONNULL;

/* Take all messages: the app's, and those of jobs. */
void ui_take_messages(struct ui *ui) ATTR_NONNULL;

/* Write a small thing down that outlives the session. */
void ui_set_state(struct ui *ui, const char *key, const char *value) ATTR_NONNULL;

/* The place that is being read: kept over restarts. */
void ui_save_place(struct ui *ui) ATTR_NONNULL;
void ui_restore_place(struct ui *ui) ATTR_NONNULL;

/* ---- keys and commands */
void keys_press(struct ui *ui, int key) ATTR_NONNULL;

/* Words for the user, with the key of a command in a context in place of `{command}` (what to type
 * where it has none). */
void keys_fill(const struct ui *ui, const char *context, const char *words,
               struct str *out) ATTR_NONNULL;
void prompt_open(struct ui *ui, enum prompt_kind kind, const char *text) ATTR_NONNULL;

/* Ask for what stands behind a command's name; `text` stands there to be changed. */
void prompt_ask(struct ui *ui, const char *command, const char *text) ATTR_NONNULL;
void prompt_close(struct ui *ui) ATTR_NONNULL;
void prompt_key(struct ui *ui, int key) ATTR_NONNULL;
void prompt_paste(struct ui *ui, const char *text, size_t len) ATTR_NONNULL;
void prompt_draw(struct ui *ui, struct rect line) ATTR_NONNULL;

/* ---- what panes and commands have in common (use.c) */

/* The article that a command means: the one that is read, or the one under the list's cursor;
 * NULL: none. */
const struct store_article *ui_article(const struct ui *ui) ATTR_NONNULL;

/* The sample newspaper cannot be asked for more: said once, and not for each request. */
bool ui_has_network(struct ui *ui) ATTR_NONNULL;

/* Show an article and mark it read. */
void ui_open_article(struct ui *ui, const struct store_article *article) ATTR_NONNULL;

/* Set a mark, show it at once, and remember how to take it back. */
void ui_mark(struct ui *ui, enum store_mark mark, const char *tag,
             const struct store_article *article);
void ui_undo(struct ui *ui, bool is_redo) ATTR_NONNULL;

/* Search where the focus is: in a text, in the comments, in the help, or for articles. */
void ui_search(struct ui *ui, const char *words) ATTR_NONNULL;

/* Open an address in the browser. */
void ui_browse(struct ui *ui, const char *url) ATTR_NONNULL;

/* The same for a picture: the file that holds it, if it was fetched with its article's page. */
void ui_browse_picture(struct ui *ui, const char *url) ATTR_NONNULL;

/* ---- full pages (full.c) */

/* Fetch it, with the fetch shown in the article's pane. */
void full_fetch(struct ui *ui, int64_t article_id) ATTR_NONNULL;

/* The same where the user wants the feed's articles so, and it is not there yet. */
void full_open(struct ui *ui, const struct store_article *article) ATTR_NONNULL;

/* `:set full`: say, or change, whether the feed that is meant is read by its full pages. */
void full_set(struct ui *ui, const char *value) ATTR_NONNULL;

/* What the file says of feeds is to be read anew. */
void full_forget(struct ui *ui) ATTR_NONNULL;

/* `⟳ fetching the page, 3 s`, while that is so. */
void full_progress(const struct ui *ui, int64_t article_id, struct str *out) ATTR_NONNULL;

/* ---- an article as text for others (hand.c) */

/* Into a new file of that name. */
void hand_save(struct ui *ui, const struct store_article *article, const char *path) ATTR_NONNULL;

/* To the input of a command, which has the terminal meanwhile; what it printed there is left until
 * a key. */
void hand_pipe(struct ui *ui, const struct store_article *article,
               const char *command) ATTR_NONNULL;

/* ---- the terminal of another program (lend.c) */

/* Lend it to one that may print, and take it back: after a key when something was printed that is
 * still there. Nothing happens where there is no terminal. */
void lend_page(struct ui *ui) ATTR_NONNULL;
void lend_reclaim(struct ui *ui) ATTR_NONNULL;

#endif
