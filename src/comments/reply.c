#include "comments/reply.h"

#include <string.h>

#include "base/intl.h"
#include "comments/internal.h"
#include "comments/site.h"
#include "web/url.h"

enum { EMAIL_LABEL_BYTES = 63 };

/* HTML 4.10.5.1.5: what counts as a valid e-mail address, as its regular expression says it. */
static bool is_email(struct slice email)
{
    static const char local_marks[] = ".!#$%&'*+/=?^_`{|}~-";
    size_t at = 0;
    while (at < email.len && (ascii_is_alpha(email.data[at]) || ascii_is_digit(email.data[at]) ||
                              (email.data[at] && strchr(local_marks, email.data[at]))))
        at++;
    if (at == 0 || at >= email.len || email.data[at] != '@')
        return false;
    struct slice rest = {email.data + at + 1, email.len - at - 1};
    struct slice label = {NULL, 0};
    if (rest.len == 0 || rest.data[rest.len - 1] == '.')
        return false;
    while (slice_next(&rest, '.', &label)) {
        if (label.len == 0 || label.len > EMAIL_LABEL_BYTES || label.data[0] == '-' ||
            label.data[label.len - 1] == '-')
            return false;
        for (size_t i = 0; i < label.len; i++)
            if (!ascii_is_alpha(label.data[i]) && !ascii_is_digit(label.data[i]) &&
                label.data[i] != '-')
                return false;
    }
    return true;
}

static const char *label_of(const struct comments_field *field, const char *usual)
{
    return field->label ? field->label : usual;
}

/* WordPress counts the bytes of a comment's text, not its characters. */
static bool check_length(const struct comments_form *form, const struct comments_field *field,
                         const char *label, const char *text, struct error *err)
{
    const bool counts_bytes =
        field->role == COMMENTS_FIELD_BODY && strstr(form->action, "wp-comments-post");
    const size_t len = counts_bytes ? strlen(text) : utf8_count(text, strlen(text));
    if (field->max_len == 0 || len <= (size_t)field->max_len)
        return true;
    return error_set(err, ERR_USAGE,
                     _("%s: %zu characters are more than the %d that the site takes; shorten it"),
                     label, len, field->max_len);
}

static bool check_form(const struct comments_field *field, const char *label, struct error *err)
{
    switch (field->role) {
    case COMMENTS_FIELD_EMAIL:
        return error_set(err, ERR_USAGE, _("%s: this is no e-mail address (name@example.org)"),
                         label);
    case COMMENTS_FIELD_URL:
        return error_set(err, ERR_USAGE, _("%s: this is no web address (https://example.org)"),
                         label);
    default:
        return error_set(err, ERR_USAGE, _("%s: this cannot be sent"), label);
    }
}

/* What the person wrote for a field, and what the field is called when the page does not say. */
static const char *text_for(const struct comments_field *field, const struct comments_reply *reply,
                            const char **usual)
{
    const char *text = NULL;
    switch (field->role) {
    case COMMENTS_FIELD_NAME:
        *usual = _("Name");
        text = reply->name;
        break;
    case COMMENTS_FIELD_EMAIL:
        *usual = _("E-mail");
        text = reply->email;
        break;
    case COMMENTS_FIELD_URL:
        *usual = _("Website");
        text = reply->url;
        break;
    case COMMENTS_FIELD_BODY:
        *usual = _("Comment");
        text = reply->body;
        break;
    default:
        return NULL;
    }
    return text ? text : "";
}

static bool check_written(const struct comments_form *form, const struct comments_field *field,
                          const char *usual, const char *text, struct error *err)
{
    const char *const label = label_of(field, usual);
    const struct slice trimmed = slice_trim(slice_of(text));
    if (trimmed.len == 0) {
        if (!field->is_required)
            return true;
        return error_set(err, ERR_USAGE, _("%s: the site requires this; fill it in"), label);
    }
    if (field->role == COMMENTS_FIELD_EMAIL && !is_email(trimmed))
        return check_form(field, label, err);
    if (field->role == COMMENTS_FIELD_URL && !comments_site_is_fine(text))
        return check_form(field, label, err);
    return check_length(form, field, label, text, err);
}

/* A question of the site that only a browser can answer. */
static bool check_other(const struct comments_field *field, struct error *err)
{
    if (field->role == COMMENTS_FIELD_CAPTCHA)
        return error_set(err, ERR_UNSUPPORTED,
                         _("the site wants a captcha solved, which works only in a browser"));
    if (!field->is_required || *field->value)
        return true;
    if (field->role == COMMENTS_FIELD_CONSENT)
        return error_set(err, ERR_UNSUPPORTED,
                         _("the site wants “%s” ticked, which works only in a browser"),
                         label_of(field, field->name));
    return error_set(err, ERR_UNSUPPORTED,
                     _("the site also asks for “%s”, which works only in a browser"),
                     label_of(field, field->name));
}

static bool is_required_box(const struct comments_field *field)
{
    return field->role == COMMENTS_FIELD_CONSENT && field->is_required;
}

bool comments_reply_check(const struct comments_form *form, const struct comments_reply *reply,
                          enum comments_field_role *role, struct error *err)
{
    for (size_t i = 0; i < form->count; i++) {
        const struct comments_field *const field = &form->fields[i];
        const char *usual = "";
        const char *const text = text_for(field, reply, &usual);
        struct comments_field shown = *field;
        if (is_required_box(field))
            shown.value = ""; // its value is what a ticked box would send
        if (text ? check_written(form, field, usual, text, err) : check_other(&shown, err))
            continue;
        if (role)
            *role = field->role;
        return false;
    }
    return true;
}

bool comments_reply_check_alone(const struct comments_reply *reply, struct error *err)
{
    struct comments_field fields[] = {
        {.role = COMMENTS_FIELD_EMAIL},
        {.role = COMMENTS_FIELD_URL},
    };
    const struct comments_form form = {.action = "", .fields = fields, .count = COUNT_OF(fields)};
    if (!reply->body || slice_trim(slice_of(reply->body)).len == 0)
        return error_set(err, ERR_USAGE, _("the comment is empty"));
    return comments_reply_check(&form, reply, NULL, err);
}
