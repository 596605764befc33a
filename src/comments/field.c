/*
 * Source: HTML 4.10.21.4 "Constructing the entry list" for what a form sends. Departures: no box is
 * ticked that a person would have to tick, and of several submit buttons the first is pressed.
 */
#include "comments/field.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "comments/internal.h"

struct field_word {
    const char *word;
    enum comments_field_role role;
};

// The first that a field's name, id or autocomplete holds decides.
// clang-format off
static const struct field_word field_words[] = {
    {"captcha",        COMMENTS_FIELD_CAPTCHA},
    {"turnstile",      COMMENTS_FIELD_CAPTCHA},
    {"email",          COMMENTS_FIELD_EMAIL},
    {"e-mail",         COMMENTS_FIELD_EMAIL},
    {"mail",           COMMENTS_FIELD_EMAIL},
    {"correo",         COMMENTS_FIELD_EMAIL},
    {"url",            COMMENTS_FIELD_URL},
    {"website",        COMMENTS_FIELD_URL},
    {"webseite",       COMMENTS_FIELD_URL},
    {"homepage",       COMMENTS_FIELD_URL},
    {"site",           COMMENTS_FIELD_URL},
    {"author",         COMMENTS_FIELD_NAME},
    {"autor",          COMMENTS_FIELD_NAME},
    {"name",           COMMENTS_FIELD_NAME},
    {"nick",           COMMENTS_FIELD_NAME},
    {"nom",            COMMENTS_FIELD_NAME},
    {"nombre",         COMMENTS_FIELD_NAME},
};
static const char *const parent_names[] = {
    "comment_parent", "parent_id", "parent", "parent_comment_id", "parentid", "reply_to", "replyto",
    "in_reply_to", "comment[parent_id]", "pid",
};
static const char *const captcha_classes[] = {
    "g-recaptcha", "h-captcha", "cf-turnstile", "frc-captcha", "mcaptcha__widget-container",
};
static const char *const other_submits[] = {
    "preview", "vorschau", "cancel", "abbrechen", "reset", "aperçu", "delete",
};
// clang-format on

static const char *value_of(const struct html_document *page, html_node node, const char *name)
{
    const char *const value = html_attribute(page, node, name);
    return value ? value : "";
}

/* Style that puts an element where nobody sees it. */
static bool is_styled_away(const struct html_document *page, html_node node)
{
    const char *const style = html_attribute(page, node, "style");
    if (!style)
        return false;
    static const char *const ways[] = {
        "display:none", "display: none", "visibility:hidden", "visibility: hidden",
        "clip:",        "left:-",        "left: -",           "top:-",
        "top: -",       "opacity:0",     "opacity: 0",        "height:0",
        "width:0"};
    for (size_t i = 0; i < COUNT_OF(ways); i++)
        if (strcasestr(style, ways[i]))
            return true;
    return false;
}

bool comments_field_is_bait(const struct html_document *page, html_node node, html_node form)
{
    for (; node && node != form; node = html_parent(page, node)) {
        const char *const hidden = html_attribute(page, node, "aria-hidden");
        if ((hidden && strcasecmp(hidden, "true") == 0) || is_styled_away(page, node) ||
            html_attribute(page, node, "hidden") || comments_is_called(page, node, "honeypot") ||
            html_has_class(page, node, "hp"))
            return true;
    }
    return false;
}

static bool is_one_of(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(text, words[i]) == 0)
            return true;
    return false;
}

static enum comments_field_role role_by_words(const char *text)
{
    for (size_t i = 0; text && i < COUNT_OF(field_words); i++)
        if (strcasestr(text, field_words[i].word))
            return field_words[i].role;
    return COMMENTS_FIELD_OTHER;
}

static enum comments_field_role role_of_input(const struct html_document *page, html_node node,
                                              const struct comments_field *field)
{
    if (strcmp(field->type, "hidden") == 0)
        return is_one_of(field->name, parent_names, COUNT_OF(parent_names)) ? COMMENTS_FIELD_PARENT
                                                                            : COMMENTS_FIELD_OTHER;
    if (strcmp(field->type, "checkbox") == 0)
        return COMMENTS_FIELD_CONSENT;
    if (strcmp(field->type, "email") == 0)
        return COMMENTS_FIELD_EMAIL;
    if (strcmp(field->type, "url") == 0)
        return COMMENTS_FIELD_URL;
    if (strcmp(field->type, "text") != 0)
        return COMMENTS_FIELD_OTHER;
    const char *const words[] = {field->name, html_attribute(page, node, "id"),
                                 html_attribute(page, node, "autocomplete"), field->label};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        const enum comments_field_role role = role_by_words(words[i]);
        if (role != COMMENTS_FIELD_OTHER)
            return role;
    }
    return COMMENTS_FIELD_OTHER;
}

/* The words of a label element, without the fields that it may hold. */
static void label_words(const struct html_document *page, html_node label, struct str *out)
{
    html_node node = label;
    while (node) {
        const enum html_tag tag = html_tag(page, node);
        if (tag == HTML_TEXT) {
            const struct slice words = html_text(page, node);
            str_append(out, words.data, words.len);
            str_add_char(out, ' ');
        }
        const bool is_field = tag == HTML_SELECT || tag == HTML_TEXTAREA || tag == HTML_BUTTON;
        node = is_field ? html_walk_over(page, label, node) : html_walk(page, label, node);
    }
}

static html_node label_element(const struct html_document *page, html_node node, html_node form)
{
    const char *const id = html_attribute(page, node, "id");
    const html_node named = id && *id ? html_find_attribute(page, form, "for", id) : HTML_NONE;
    if (named)
        return named;
    for (html_node up = html_parent(page, node); up && up != form; up = html_parent(page, up))
        if (html_tag(page, up) == HTML_LABEL)
            return up;
    return HTML_NONE;
}

static void read_label(const struct html_document *page, html_node node, html_node form,
                       struct arena *arena, struct comments_field *field)
{
    struct str raw;
    struct str clean;
    str_init(&raw, LIMIT_TITLE_BYTES);
    str_init(&clean, LIMIT_TITLE_BYTES);
    const html_node label = label_element(page, node, form);
    if (label)
        label_words(page, label, &raw);
    static const char *const instead[] = {"aria-label", "placeholder", "title"};
    for (size_t i = 0; i < COUNT_OF(instead); i++)
        if (slice_trim((struct slice){raw.data, raw.len}).len == 0)
            str_add(&raw, value_of(page, node, instead[i]));
    bool has_star = false;
    comments_clean_label(raw.data, raw.len, &clean, &has_star);
    // A star in the placeholder counts, too, when the label has none.
    const char *const placeholder = html_attribute(page, node, "placeholder");
    if (placeholder && strchr(placeholder, '*'))
        has_star = true;
    field->is_required |= has_star;
    field->label = clean.len ? arena_strndup(arena, clean.data, clean.len) : NULL;
    str_release(&clean);
    str_release(&raw);
}

static const char *selected_option(const struct html_document *page, html_node select)
{
    html_node chosen = HTML_NONE;
    for (html_node node = select; node; node = html_walk(page, select, node)) {
        if (html_tag(page, node) != HTML_OPTION)
            continue;
        if (!chosen || html_attribute(page, node, "selected"))
            chosen = node;
    }
    return chosen ? value_of(page, chosen, "value") : "";
}

static const char *field_value(const struct html_document *page, html_node node,
                               struct arena *arena)
{
    const enum html_tag tag = html_tag(page, node);
    if (tag == HTML_SELECT)
        return arena_strdup(arena, selected_option(page, node));
    if (tag != HTML_TEXTAREA)
        return arena_strdup(arena, value_of(page, node, "value"));
    const html_node text = html_first_child(page, node);
    const struct slice words = text ? html_text(page, text) : (struct slice){"", 0};
    return arena_strndup(arena, words.data, words.len);
}

static const char *field_type(const struct html_document *page, html_node node, struct arena *arena)
{
    const enum html_tag tag = html_tag(page, node);
    if (tag == HTML_TEXTAREA)
        return "textarea";
    if (tag == HTML_SELECT)
        return "select";
    const char *const type = html_attribute(page, node, "type");
    if (!type || !*type)
        return tag == HTML_BUTTON ? "submit" : "text";
    char *const lower = arena_strdup(arena, type);
    for (char *at = lower; *at; at++)
        *at = ascii_lower(*at);
    return lower;
}

/* Would a browser leave it out of what it sends? */
static bool is_left_out(const struct html_document *page, html_node node,
                        const struct comments_field *field)
{
    static const char *const types[] = {"button", "reset", "image", "file", "search"};
    if (!*field->name || html_attribute(page, node, "disabled") ||
        is_one_of(field->type, types, COUNT_OF(types)))
        return true;
    if (strcmp(field->type, "radio") == 0)
        return !html_attribute(page, node, "checked");
    if (strcmp(field->type, "submit") != 0)
        return false;
    return is_one_of(field->name, other_submits, COUNT_OF(other_submits)) ||
           is_one_of(field->value, other_submits, COUNT_OF(other_submits));
}

static bool is_marked_required(const struct html_document *page, html_node node)
{
    const char *const aria = html_attribute(page, node, "aria-required");
    return html_attribute(page, node, "required") || (aria && strcasecmp(aria, "true") == 0) ||
           html_has_class(page, node, "required");
}

static void read_field(const struct html_document *page, html_node node, html_node form_node,
                       struct arena *arena, struct comments_field *field)
{
    field->name = arena_strdup(arena, value_of(page, node, "name"));
    field->type = field_type(page, node, arena);
    field->value = field_value(page, node, arena);
    long long max_len = 0;
    const char *const limit = value_of(page, node, "maxlength");
    if (slice_to_int64(slice_of(limit), &max_len) && max_len > 0 && max_len < INT32_MAX)
        field->max_len = (int)max_len;
    if (strcmp(field->type, "hidden") != 0 && comments_field_is_bait(page, node, form_node))
        return; // kept as it stands, whatever it calls itself
    if (strcmp(field->type, "hidden") != 0 && strcmp(field->type, "submit") != 0) {
        field->is_required = is_marked_required(page, node);
        read_label(page, node, form_node, arena, field);
    }
    if (html_tag(page, node) == HTML_TEXTAREA)
        field->role = COMMENTS_FIELD_BODY;
    else if (html_tag(page, node) == HTML_INPUT)
        field->role = role_of_input(page, node, field);
}

static bool has_role(const struct vec *fields, enum comments_field_role role)
{
    const struct comments_field *const all = fields->items;
    for (size_t i = 0; i < fields->count; i++)
        if (all[i].role == role)
            return true;
    return false;
}

static bool has_type(const struct vec *fields, const char *type)
{
    const struct comments_field *const all = fields->items;
    for (size_t i = 0; i < fields->count; i++)
        if (strcmp(all[i].type, type) == 0)
            return true;
    return false;
}

static bool is_captcha_box(const struct html_document *page, html_node node)
{
    for (size_t i = 0; i < COUNT_OF(captcha_classes); i++)
        if (html_has_class(page, node, captcha_classes[i]))
            return true;
    return false;
}

/* The first of each role keeps it: a second name or text is some other question. */
static void keep_field(struct vec *fields, struct comments_field *field)
{
    const bool is_single = field->role == COMMENTS_FIELD_NAME ||
                           field->role == COMMENTS_FIELD_EMAIL ||
                           field->role == COMMENTS_FIELD_URL || field->role == COMMENTS_FIELD_BODY;
    if (is_single && has_role(fields, field->role))
        field->role = COMMENTS_FIELD_OTHER;
    if (field->role == COMMENTS_FIELD_BODY)
        field->is_required = true; // there is nothing to send without it
    *(struct comments_field *)vec_push(fields) = *field;
}

void comments_fields_read(const struct html_document *page, html_node node,
                          struct comments_form *form, struct vec *fields)
{
    for (html_node at = node; at && fields->count < LIMIT_FORM_FIELDS;
         at = html_walk(page, node, at)) {
        struct comments_field field = {.name = "", .type = "", .value = ""};
        const enum html_tag tag = html_tag(page, at);
        if (tag != HTML_TEXT && is_captcha_box(page, at) &&
            !has_role(fields, COMMENTS_FIELD_CAPTCHA)) {
            field.role = COMMENTS_FIELD_CAPTCHA;
            field.name = "captcha";
            field.type = "captcha";
            keep_field(fields, &field);
        }
        if (tag != HTML_INPUT && tag != HTML_TEXTAREA && tag != HTML_SELECT && tag != HTML_BUTTON)
            continue;
        read_field(page, at, node, &form->arena, &field);
        if (is_left_out(page, at, &field) ||
            (strcmp(field.type, "submit") == 0 && has_type(fields, "submit")))
            continue;
        keep_field(fields, &field);
    }
}
