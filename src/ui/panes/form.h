/*
 * The fields of a reply and what is wrong with them.
 */
#ifndef UI_PANES_FORM_H
#define UI_PANES_FORM_H

#include <stdbool.h>

#include "comments/reply.h"
#include "ui/canvas.h"
#include "ui/editor.h"

enum form_field { FORM_NAME, FORM_EMAIL, FORM_URL, FORM_BODY, FORM_FIELDS };

enum { FORM_COMPLAINT_BYTES = 256 };

struct form {
    struct editor editors[FORM_FIELDS];
    bool is_required[FORM_FIELDS];
    bool is_offered[FORM_FIELDS];
    char complaints[FORM_FIELDS][FORM_COMPLAINT_BYTES]; // empty: none
    enum form_field focus;
};

void form_init(struct form *form);
void form_release(struct form *form);

/* What the site's own form asks for; NULL: not known, and what most ask for is assumed. */
void form_adapt(struct form *form, const struct comments_form *site);

/* The texts, borrowed. */
struct comments_reply form_reply(const struct form *form);

/*
 * Look for what is missing or malformed, and say it at its field, which gets the focus.
 *
 * site     the site's form, or NULL
 * other    a complaint that belongs to no field; empty: none
 * result   true: it can be sent
 */
bool form_check(struct form *form, const struct comments_form *site,
                char other[FORM_COMPLAINT_BYTES]);
void form_clear_complaints(struct form *form);

/* The field `by` further, past what is not offered, around the ends. */
void form_move(struct form *form, int by);

/* Draw all fields; `note` stands at the comment's label. */
void form_draw(struct form *form, struct canvas *canvas, struct rect body, bool has_focus,
               const char *note);

/* Put the focus on the field at a row of the body. */
void form_click(struct form *form, struct rect body, int y);

#endif
