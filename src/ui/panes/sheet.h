/*
 * One article as the reader shows it: read from the database, its text laid out for a width, a head
 * above it and a tail below.
 *
 * A sheet says what the database said when it was read. The one that is shown is refreshed when
 * the database has changed; one that is kept for later is cleared then.
 */
#ifndef UI_PANES_SHEET_H
#define UI_PANES_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "layout/layout.h"
#include "store/articles.h"
#include "ui/panes/plain.h"
#include "ui/panes/render.h"

struct ui;

struct sheet {
    int64_t id; // 0: an empty one
    struct store_articles one;
    struct store_text text;
    bool has_text;
    bool has_changed;          // when it was read
    bool prefers_summary;      // although the full page is there
    struct html_document *doc; // NULL while a job has it
    struct layout *layout;
    int width;         // of the layout; 0: has to be laid out
    bool is_ascii;     // the layout is
    bool is_part;      // a job lays out the rest
    struct plain head; // headline, source line
    struct plain tail; // what is attached, what there is to press
    size_t title_lines;
};

void sheet_init(struct sheet *sheet);
void sheet_release(struct sheet *sheet);

/* Make it an empty one. */
void sheet_clear(struct sheet *sheet);

/* Read an article into an empty sheet, with its text. ERR_NOT_FOUND, and it stays empty. */
bool sheet_read(struct sheet *sheet, const struct ui *ui, int64_t id,
                struct error *err) ATTR_MUST_USE;

/* The summary instead of the full page, or back; it has to be laid out then. */
void sheet_turn(struct sheet *sheet);

/* What the database says now, as far as it can be shown in the layout that is there; true: another
 * text came, which does not. `*is_fuller`: a full page where none was. */
bool sheet_refresh(struct sheet *sheet, const struct ui *ui, bool *is_fuller);
void sheet_note_mark(struct sheet *sheet, enum store_mark mark, const struct ui *ui);

/* Is the layout one for this width, with the signs in use? */
bool sheet_fits(const struct sheet *sheet, const struct ui *ui, int width);

/* Can it be laid out between two keys? */
bool sheet_is_small(const struct sheet *sheet);

/* What has to be known to lay it out; takes the document out of the sheet. */
struct render_wish sheet_wish(struct sheet *sheet, const struct ui *ui, int width);

/* Lay it out here. NULL and the reason when that failed. */
struct layout *sheet_lay_out(struct sheet *sheet, const struct ui *ui, int width,
                             struct error *err);

/* Take a layout (or NULL) in place of the one that was there, and build head and tail. */
void sheet_take(struct sheet *sheet, const struct ui *ui, struct layout *layout, int width);

/* Lines of the laid out text, and of all. */
size_t sheet_text_lines(const struct sheet *sheet);
size_t sheet_lines(const struct sheet *sheet);

/* What somebody reads of so many bytes of text, in minutes. */
int sheet_minutes(uint32_t bytes);

#endif
