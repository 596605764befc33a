/*
 * Author and date as they stand in the page, for pages whose head says nothing of them.
 */
#include <string.h>

#include "base/limits.h"
#include "base/time.h"
#include "codec/date.h"
#include "extract/meta.h"

enum {
    BYLINE_BYTES = 100, // a longer text is no name
    DATE_BYTES = 80,
};

struct text_sign {
    const char *attribute; // itemprop, rel or class
    const char *word;      // a whole word of it
    enum extract_field field;
    int rank;
};

// clang-format off
static const struct text_sign text_signs[] = {
    {"itemprop", "author", EXTRACT_BYLINE, 30},        {"rel", "author", EXTRACT_BYLINE, 32},
    {"class", "byline", EXTRACT_BYLINE, 40},           {"class", "p-author", EXTRACT_BYLINE, 34},
    {"class", "author-name", EXTRACT_BYLINE, 36},      {"class", "author", EXTRACT_BYLINE, 42},
    {"class", "byline-name", EXTRACT_BYLINE, 35},      {"class", "article-author", EXTRACT_BYLINE, 37},
    {"class", "article__author", EXTRACT_BYLINE, 37},  {"class", "entry-author", EXTRACT_BYLINE, 37},
    {"class", "post-author", EXTRACT_BYLINE, 38},      {"class", "autor", EXTRACT_BYLINE, 42},
    {"class", "author__name", EXTRACT_BYLINE, 36},     {"class", "fn", EXTRACT_BYLINE, 44},
    {"class", "posted-by", EXTRACT_BYLINE, 43},        {"class", "article-byline", EXTRACT_BYLINE, 40},
    {"itemprop", "datePublished", EXTRACT_PUBLISHED, 13}, {"class", "dt-published", EXTRACT_PUBLISHED, 30},
    {"class", "entry-date", EXTRACT_PUBLISHED, 32},    {"class", "post-date", EXTRACT_PUBLISHED, 33},
    {"class", "published", EXTRACT_PUBLISHED, 31},     {"class", "date-published", EXTRACT_PUBLISHED, 33},
    {"class", "article-date", EXTRACT_PUBLISHED, 33},  {"class", "date", EXTRACT_PUBLISHED, 45},
    {"class", "datum", EXTRACT_PUBLISHED, 45},         {"class", "timestamp", EXTRACT_PUBLISHED, 46},
    {"class", "time", EXTRACT_PUBLISHED, 48},          {"class", "meta-date", EXTRACT_PUBLISHED, 45},
};
// clang-format on

static bool has_word(const char *words, const char *word)
{
    const size_t len = strlen(word);
    for (const char *at = strstr(words, word); at; at = strstr(at + 1, word)) {
        const bool begins = at == words || ascii_is_space(at[-1]);
        if (begins && (!at[len] || ascii_is_space(at[len])))
            return true;
    }
    return false;
}

/* A date in ISO form, appended to nothing: kept in the arena; NULL when the text is none. */
static const char *read_date(struct extract_meta *meta, const char *text)
{
    int64_t time_ms = 0;
    char buffer[TIME_TEXT_BYTES];
    if (!text || !date_parse(text, strlen(text), &time_ms))
        return NULL;
    return arena_strdup(meta->arena, time_format(time_ms, buffer));
}

static void state_date(struct extract_meta *meta, html_node node, int rank)
{
    static const char *const names[] = {"datetime", "content", "title"};
    const char *date = NULL;
    for (size_t i = 0; i < COUNT_OF(names) && !date; i++)
        date = read_date(meta, html_attribute(meta->doc, node, names[i]));
    struct str text;
    str_init(&text, DATE_BYTES);
    if (!date) {
        html_plain_text(meta->doc, node, &text);
        date = text.is_truncated ? NULL : read_date(meta, text.data);
    }
    extract_meta_state(meta, EXTRACT_PUBLISHED, rank, date);
    str_release(&text);
}

/* Cut "By " and its like off; the name is what is left. */
static const char *after_by(const char *text)
{
    static const char *const words[] = {
        "by ",      "von ",    "par ",       "por ",  "di ", "written by ",
        "author: ", "autor: ", "posted by ", "door ", "od "};
    bool changes = true;
    while (changes) {
        changes = false;
        for (size_t i = 0; i < COUNT_OF(words); i++) {
            if (strncasecmp(text, words[i], strlen(words[i])) == 0) {
                text += strlen(words[i]);
                changes = true;
            }
        }
    }
    return text;
}

static void state_byline(struct extract_meta *meta, html_node node, int rank)
{
    const html_node named = html_find_attribute(meta->doc, node, "itemprop", "name");
    const char *const content = html_attribute(meta->doc, named ? named : node, "content");
    struct str text;
    str_init(&text, BYLINE_BYTES);
    if (content)
        str_add(&text, content);
    else
        html_plain_text(meta->doc, named ? named : node, &text);
    const char *const name = after_by(text.data);
    if (!text.is_truncated && strlen(name) > 2)
        extract_meta_state(meta, EXTRACT_BYLINE, rank, name);
    str_release(&text);
}

static void look_at(struct extract_meta *meta, html_node node)
{
    for (size_t i = 0; i < COUNT_OF(text_signs); i++) {
        const struct text_sign *const sign = &text_signs[i];
        const struct extract_statement *const field = &meta->fields[sign->field];
        if (field->value && field->rank <= sign->rank)
            continue;
        const char *const words = html_attribute(meta->doc, node, sign->attribute);
        if (!words || !has_word(words, sign->word))
            continue;
        if (sign->field == EXTRACT_PUBLISHED)
            state_date(meta, node, sign->rank);
        else
            state_byline(meta, node, sign->rank);
    }
}

void extract_meta_read_text(struct extract_meta *meta)
{
    for (html_node node = HTML_ROOT; node; node = html_walk(meta->doc, HTML_ROOT, node)) {
        const enum html_tag tag = html_tag(meta->doc, node);
        if (tag == HTML_TEXT || html_is_hidden(meta->doc, node))
            continue;
        look_at(meta, node);
        if (tag == HTML_TIME)
            state_date(meta, node, html_attribute(meta->doc, node, "pubdate") ? 20 : 40);
    }
}
