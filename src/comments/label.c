/*
 * Labels as sites write them: "Name *", "E-Mail (erforderlich):", "Website (optional)".
 */
#include <string.h>

#include "base/limits.h"
#include "comments/field.h"
#include "comments/internal.h"
#include "text/clean.h"

// How "required" reads between brackets or behind a dash. Lower case where the script has one.
static const char *const required_words[] = {
    "required",    "mandatory",    "erforderlich", "pflichtfeld", "benötigt",      "obligatoire",
    "requis",      "obligatorio",  "requerido",    "obrigatório", "necessário",    "obbligatorio",
    "richiesto",   "verplicht",    "vereist",      "wymagane",    "obligatoriskt", "obligatorisk",
    "påkrævet",    "påkrevd",      "pakollinen",   "povinné",     "kötelező",      "obligatoriu",
    "обязательно", "обязательное", "обов'язково",  "необходимо",  "gerekli",       "zorunlu",
    "必須",        "必填",         "필수",         "مطلوب",       "חובה",          "απαιτείται",
};

static bool says_required(const char *text, size_t len)
{
    char lower[64];
    if (len >= sizeof(lower))
        return false;
    for (size_t i = 0; i < len; i++)
        lower[i] = ascii_lower(text[i]);
    lower[len] = '\0';
    for (size_t i = 0; i < COUNT_OF(required_words); i++)
        if (strstr(lower, required_words[i]))
            return true;
    return false;
}

/* Cut a last "(…)" or "[…]" off when it says that the field is required. */
static bool cut_bracket(struct str *label)
{
    if (label->len == 0 || !strchr(")]", label->data[label->len - 1]))
        return false;
    const char *const open =
        label->data[label->len - 1] == ')' ? strrchr(label->data, '(') : strrchr(label->data, '[');
    if (!open || !says_required(open, strlen(open)))
        return false;
    str_cut(label, (size_t)(open - label->data));
    return true;
}

static bool cut_end(struct str *label)
{
    static const char *const ends[] = {"*", ":", "：", "＊", " ", "\u00a0"};
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        const size_t len = strlen(ends[i]);
        if (label->len >= len && memcmp(label->data + label->len - len, ends[i], len) == 0) {
            str_cut(label, label->len - len);
            return true;
        }
    }
    return false;
}

void comments_clean_label(const char *text, size_t len, struct str *out, bool *is_required)
{
    struct str label;
    str_init(&label, LIMIT_TITLE_BYTES);
    text_clean_line(text, len, &label);
    bool has_star = strchr(label.data, '*') || strstr(label.data, "＊");
    bool changes = true;
    while (changes) {
        const bool had_bracket = cut_bracket(&label);
        has_star |= had_bracket;
        changes = cut_end(&label) || had_bracket;
    }
    const char *start = label.data;
    start += strspn(start, "* ");
    if (says_required(start, strlen(start)) && strlen(start) < 40 && !strchr(start, ' '))
        has_star = true;
    str_add(out, start);
    if (has_star && is_required)
        *is_required = true;
    str_release(&label);
}
