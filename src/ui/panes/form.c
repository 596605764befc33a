#include "ui/panes/form.h"

#include <stdio.h>
#include <string.h>

#include "base/intl.h"
#include "text/cells.h"
#include "ui/wrap.h"

enum {
    LABEL_CELLS = 12,
    FIELD_CELLS = 36,
    LEAST_FIELD_CELLS = 10,
    NOTE_CELLS = 24,
    TALL_LINES = 14
};

struct field {
    const char *label;
    enum comments_field_role role;
    bool is_required;    // where the site's form is not known
    const char *missing; // the complaint
};

// clang-format off
static const struct field fields[FORM_FIELDS] = {
    [FORM_NAME]  = {N_("Name"), COMMENTS_FIELD_NAME, true, N_("a name is required")},
    [FORM_EMAIL] = {N_("E-mail"), COMMENTS_FIELD_EMAIL, true, N_("an e-mail address is required")},
    [FORM_URL]   = {N_("Website"), COMMENTS_FIELD_URL, false, N_("an address is required")},
    [FORM_BODY]  = {N_("Comment"), COMMENTS_FIELD_BODY, true, N_("a comment is required")},
};
// clang-format on

void form_init(struct form *form)
{
    *form = (struct form){0};
    for (int i = 0; i < FORM_FIELDS; i++)
        editor_init(&form->editors[i], i == FORM_BODY);
    form_adapt(form, NULL);
}

void form_release(struct form *form)
{
    for (int i = 0; i < FORM_FIELDS; i++)
        editor_release(&form->editors[i]);
}

void form_adapt(struct form *form, const struct comments_form *site)
{
    for (int i = 0; i < FORM_FIELDS; i++) {
        form->is_offered[i] = site == NULL || i == FORM_BODY;
        form->is_required[i] = site == NULL ? fields[i].is_required : i == FORM_BODY;
        for (size_t k = 0; site && k < site->count; k++) {
            if (site->fields[k].role != fields[i].role)
                continue;
            form->is_offered[i] = true;
            form->is_required[i] |= site->fields[k].is_required;
        }
    }
    if (!form->is_offered[form->focus])
        form_move(form, 1);
}

struct comments_reply form_reply(const struct form *form)
{
    return (struct comments_reply){.name = form->editors[FORM_NAME].text.data,
                                   .email = form->editors[FORM_EMAIL].text.data,
                                   .url = form->editors[FORM_URL].text.data,
                                   .body = form->editors[FORM_BODY].text.data};
}

void form_clear_complaints(struct form *form)
{
    for (int i = 0; i < FORM_FIELDS; i++)
        form->complaints[i][0] = '\0';
}

static bool is_blank(const struct editor *editor)
{
    return slice_trim((struct slice){editor->text.data, editor->text.len}).len == 0;
}

static bool is_address(const char *text)
{
    const char *const at = strchr(text, '@');
    return at && at != text && at[1] && !strchr(at + 1, '@') && !strchr(text, ' ');
}

/* Every field that is empty and must not be, and an e-mail that is none. */
static bool check_fields(struct form *form)
{
    int first = -1;
    for (int i = FORM_FIELDS; i-- > 0;) {
        const struct editor *const editor = &form->editors[i];
        const char *complaint = NULL;
        if (form->is_required[i] && is_blank(editor))
            complaint = _(fields[i].missing);
        else if (i == FORM_EMAIL && form->is_offered[i] && !is_blank(editor) &&
                 !is_address(editor->text.data))
            complaint = _("this is no e-mail address; name@example.org is needed");
        if (!complaint)
            continue;
        snprintf(form->complaints[i], FORM_COMPLAINT_BYTES, "%s", complaint);
        first = i;
    }
    if (first >= 0)
        form->focus = (enum form_field)first;
    return first < 0;
}

bool form_check(struct form *form, const struct comments_form *site,
                char other[FORM_COMPLAINT_BYTES])
{
    form_clear_complaints(form);
    other[0] = '\0';
    if (!check_fields(form))
        return false;
    const struct comments_reply reply = form_reply(form);
    enum comments_field_role role = COMMENTS_FIELD_OTHER;
    struct error err = {0};
    if (!site || comments_reply_check(site, &reply, &role, &err))
        return true;
    for (int i = 0; i < FORM_FIELDS; i++) {
        if (fields[i].role != role)
            continue;
        snprintf(form->complaints[i], FORM_COMPLAINT_BYTES, "%.*s", FORM_COMPLAINT_BYTES - 1,
                 err.text);
        form->focus = (enum form_field)i;
        return false;
    }
    snprintf(other, FORM_COMPLAINT_BYTES, "%.*s", FORM_COMPLAINT_BYTES - 1, err.text);
    return false;
}

void form_move(struct form *form, int by)
{
    int at = (int)form->focus;
    for (int i = 0; i < FORM_FIELDS; i++) {
        at = (at + by + FORM_FIELDS) % FORM_FIELDS;
        if (form->is_offered[at])
            break;
    }
    form->focus = (enum form_field)at;
}

/* ---- drawing */

/* Where room is short, only the field that is being filled in has its complaint below it. */
static bool shows_complaint(const struct form *form, int field, struct rect body)
{
    return form->complaints[field][0] && ((int)form->focus == field || body.height >= TALL_LINES);
}

static int complaint_x(struct rect body)
{
    enum { WIDE_CELLS = 60 };
    return body.x + (body.width >= WIDE_CELLS ? LABEL_CELLS + 1 : 3);
}

static int complaint_lines(const struct form *form, int field, struct rect body)
{
    if (!shows_complaint(form, field, body))
        return 0;
    return wrap_count(form->complaints[field], body.x + body.width - complaint_x(body) - 1);
}

/* The whole sentence, below its field; how many lines it took. */
static int draw_complaint(const struct form *form, struct canvas *canvas, int field, int y,
                          struct rect body)
{
    const struct canvas_pen error = {.clip = body, .role = THEME_FORM_ERROR};
    const char *const text = form->complaints[field];
    const int x = complaint_x(body);
    if (!shows_complaint(form, field, body))
        return 0;
    struct vec lines;
    vec_init(&lines, sizeof(struct wrap_line));
    wrap_text(text, strlen(text), body.x + body.width - x - 1, &lines);
    for (size_t i = 0; i < lines.count; i++) {
        const struct wrap_line *const line = vec_at(&lines, i);
        canvas_text(canvas, &error, x, y + (int)i, text + line->start, line->len);
    }
    const int count = (int)lines.count;
    vec_release(&lines);
    return count;
}

static void draw_label(const struct form *form, struct canvas *canvas, int field, struct rect line)
{
    const struct canvas_pen pen = {.clip = line, .role = THEME_FORM_LABEL};
    const int x = canvas_add(canvas, &pen, line.x + 1, line.y, _(fields[field].label));
    if (form->is_required[field])
        canvas_add(canvas, &pen, x, line.y, " *");
}

static void draw_field(struct form *form, struct canvas *canvas, int field, struct rect line,
                       bool has_focus)
{
    const bool is_focus = (int)form->focus == field;
    const struct canvas_pen frame = {.clip = line, .role = THEME_DIM};
    draw_label(form, canvas, field, line);
    int width = line.width - LABEL_CELLS - 4;
    width = width > FIELD_CELLS ? FIELD_CELLS : width;
    // Room for what is to be said behind the field.
    if (line.width - LABEL_CELLS - width < NOTE_CELLS)
        width = (line.width - LABEL_CELLS) / 2;
    width = width < LEAST_FIELD_CELLS ? LEAST_FIELD_CELLS : width;
    const int x = line.x + LABEL_CELLS;
    canvas_add(canvas, &frame, x, line.y, "[");
    canvas_add(canvas, &frame, x + width + 1, line.y, "]");
    editor_draw(&form->editors[field], canvas, (struct rect){x + 1, line.y, width, 1},
                is_focus ? THEME_FORM_FIELD_FOCUS : THEME_FORM_FIELD, is_focus && has_focus);
    const int note_x = x + width + 4;
    const int room = line.x + line.width - note_x - 1;
    if (field == FORM_EMAIL)
        canvas_text_in(canvas, &frame, note_x, line.y, room, _("is not published"));
}

static void draw_body(struct form *form, struct canvas *canvas, struct rect area, bool has_focus,
                      const char *note)
{
    const struct rect line = {area.x, area.y, area.width, 1};
    const struct canvas_pen dim = {.clip = line, .role = THEME_DIM};
    draw_label(form, canvas, FORM_BODY, line);
    const int x = line.x + line.width - text_cells(note, strlen(note)) - 1;
    const int note_x = x > line.x + LABEL_CELLS ? x : line.x + LABEL_CELLS;
    canvas_text_in(canvas, &dim, note_x, line.y, line.x + line.width - note_x, note);
    const int used = 1 + draw_complaint(form, canvas, FORM_BODY, area.y + 1, area);
    const struct rect text = rect_cut(area, 3, used, 1, 0);
    canvas_line_down(canvas, THEME_BORDER, area.x + 1, area.y + used, text.height,
                     canvas->uses_ascii);
    editor_draw(&form->editors[FORM_BODY], canvas, text, THEME_TEXT,
                has_focus && form->focus == FORM_BODY);
}

void form_draw(struct form *form, struct canvas *canvas, struct rect body, bool has_focus,
               const char *note)
{
    int y = body.y;
    for (int i = 0; i < FORM_BODY && y < body.y + body.height; i++)
        if (form->is_offered[i]) {
            draw_field(form, canvas, i, (struct rect){body.x, y++, body.width, 1}, has_focus);
            y += draw_complaint(form, canvas, i, y, body);
        }
    const struct rect rest = rect_cut(body, 0, y - body.y, 0, 0);
    if (rest.height > 0)
        draw_body(form, canvas, rest, has_focus, note);
}

void form_click(struct form *form, struct rect body, int y)
{
    int row = body.y;
    for (int i = 0; i < FORM_FIELDS; i++) {
        if (!form->is_offered[i])
            continue;
        row += 1 + complaint_lines(form, i, body);
        if (y < row || i == FORM_BODY) {
            form->focus = (enum form_field)i;
            return;
        }
    }
}
