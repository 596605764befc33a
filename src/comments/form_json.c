/*
 * A form as JSON and back: {"action","method","page_url","title","note","fields":[{"name","role",
 * "type","label","value","required","max_length"}]}; max_length is null where the page sets none.
 */
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "codec/json.h"
#include "comments/reply.h"

// By enum comments_field_role.
static const char *const role_names[] = {
    [COMMENTS_FIELD_OTHER] = "other",     [COMMENTS_FIELD_NAME] = "name",
    [COMMENTS_FIELD_EMAIL] = "email",     [COMMENTS_FIELD_URL] = "url",
    [COMMENTS_FIELD_BODY] = "comment",    [COMMENTS_FIELD_PARENT] = "parent",
    [COMMENTS_FIELD_CONSENT] = "consent", [COMMENTS_FIELD_CAPTCHA] = "captcha",
};

static void write_field(const struct comments_field *field, struct json_writer *json)
{
    json_begin_object(json);
    json_key_text(json, "name", field->name);
    json_key_text(json, "role", role_names[field->role]);
    json_key_text(json, "type", field->type);
    json_key_text(json, "label", field->label);
    json_key_text(json, "value", field->value);
    json_key_bool(json, "required", field->is_required);
    json_key_int_or_null(json, "max_length", field->max_len != 0, field->max_len);
    json_end_object(json);
}

void comments_form_write(const struct comments_form *form, struct json_writer *json)
{
    json_begin_object(json);
    json_key_text(json, "action", form->action);
    json_key_text(json, "method", form->method);
    json_key_text(json, "page_url", form->page_url);
    json_key_text(json, "title", form->title);
    json_key_text(json, "note", form->note);
    json_key(json, "fields");
    json_begin_array(json);
    for (size_t i = 0; i < form->count; i++)
        write_field(&form->fields[i], json);
    json_end_array(json);
    json_end_object(json);
}

static const char *read_text(struct arena *arena, const struct json_value *object, const char *key,
                             const char *if_absent)
{
    const char *const text = json_text(json_member(object, key), NULL);
    return text ? arena_strdup(arena, text) : if_absent;
}

static enum comments_field_role read_role(const struct json_value *item)
{
    const char *const name = json_text(json_member(item, "role"), NULL);
    for (size_t i = 0; name && i < COUNT_OF(role_names); i++)
        if (strcmp(name, role_names[i]) == 0)
            return (enum comments_field_role)i;
    return COMMENTS_FIELD_OTHER;
}

static void read_field(const struct json_value *item, struct arena *arena,
                       struct comments_field *field)
{
    int64_t max_len = 0;
    if (!json_int(json_member(item, "max_length"), &max_len) || max_len < 0 || max_len > INT32_MAX)
        max_len = 0;
    *field = (struct comments_field){
        .role = read_role(item),
        .name = read_text(arena, item, "name", ""),
        .type = read_text(arena, item, "type", "text"),
        .label = read_text(arena, item, "label", NULL),
        .value = read_text(arena, item, "value", ""),
        .is_required = json_bool(json_member(item, "required"), false),
        .max_len = (int)max_len,
    };
}

struct comments_form *comments_form_read(const char *json, size_t len, struct error *err)
{
    struct json_document *const document = json_document_parse(json, len, err);
    if (!document)
        return NULL;
    const struct json_value *const root = json_document_root(document);
    if (!json_text(json_member(root, "action"), NULL)) {
        error_set(err, ERR_SYNTAX, _("the stored reply form names no address to send to"));
        json_document_free(document);
        return NULL;
    }
    struct comments_form *const form = mem_zalloc(sizeof(*form));
    struct arena *const arena = &form->arena;
    arena_init(arena);
    form->action = read_text(arena, root, "action", "");
    form->method = read_text(arena, root, "method", "post");
    form->page_url = read_text(arena, root, "page_url", "");
    form->title = read_text(arena, root, "title", NULL);
    form->note = read_text(arena, root, "note", NULL);
    const struct json_value *const fields = json_member(root, "fields");
    const size_t count = json_count(fields);
    form->count = count < LIMIT_FORM_FIELDS ? count : LIMIT_FORM_FIELDS;
    form->fields = arena_zalloc(arena, size_mul(form->count + 1, sizeof(*form->fields)));
    for (size_t i = 0; i < form->count; i++)
        read_field(json_item(fields, i), arena, &form->fields[i]);
    json_document_free(document);
    return form;
}
