#include <string.h>

#include "base/limits.h"
#include "base/str.h"
#include "query/query.h"
#include "query/words.h"
#include "text/fold.h"

static bool text_holds(const char *text, struct slice needle, bool is_prefix)
{
    if (!text)
        return false;
    struct str words;
    str_init(&words, LIMIT_STR_BYTES);
    query_words(text, strlen(text), &words);
    const bool is_held = query_words_hold((struct slice){words.data, words.len}, needle, is_prefix);
    str_release(&words);
    return is_held;
}

static bool match_words(const struct query_node *node, const struct query_subject *subject)
{
    struct str words;
    str_init(&words, LIMIT_STR_BYTES);
    query_words(node->text, strlen(node->text), &words);
    const struct slice needle = {words.data, words.len};
    const bool is_any = node->field == QUERY_ANY;
    const bool is_held = ((is_any || node->field == QUERY_TITLE) &&
                          text_holds(subject->title, needle, node->is_prefix)) ||
                         ((is_any || node->field == QUERY_AUTHOR) &&
                          text_holds(subject->author, needle, node->is_prefix)) ||
                         (is_any && (text_holds(subject->text, needle, node->is_prefix) ||
                                     text_holds(subject->comments, needle, node->is_prefix)));
    str_release(&words);
    return is_held;
}

static bool text_contains(const char *text, const char *folded)
{
    return text && text_contains_folded(text, strlen(text), folded);
}

static bool has_tag(const struct query_subject *subject, const char *folded)
{
    struct str tag;
    str_init(&tag, LIMIT_STR_BYTES);
    bool is_found = false;
    for (size_t i = 0; !is_found && i < subject->tag_count; i++) {
        str_clear(&tag);
        text_fold(subject->tags[i], strlen(subject->tags[i]), &tag);
        is_found = strcmp(tag.data, folded) == 0;
    }
    str_release(&tag);
    return is_found;
}

static bool match_feed(const struct query_node *node, const struct query_subject *subject,
                       const char *folded)
{
    long long id;
    if (slice_to_int64(slice_of(node->text), &id) && id == subject->feed_id)
        return true;
    return text_contains(subject->feed_title, folded) || text_contains(subject->feed_url, folded);
}

static bool match_text(const struct query_node *node, const struct query_subject *subject)
{
    if (node->field != QUERY_FEED && node->field != QUERY_TAG && node->field != QUERY_LINK)
        return match_words(node, subject);
    struct str folded;
    str_init(&folded, LIMIT_STR_BYTES);
    text_fold(node->text, strlen(node->text), &folded);
    const bool is_match = node->field == QUERY_FEED  ? match_feed(node, subject, folded.data)
                          : node->field == QUERY_TAG ? has_tag(subject, folded.data)
                                                     : text_contains(subject->link, folded.data);
    str_release(&folded);
    return is_match;
}

static bool match_state(enum query_state state, const struct query_subject *subject)
{
    switch (state) {
    case QUERY_UNREAD:
        return subject->is_unread;
    case QUERY_READ:
        return !subject->is_unread;
    case QUERY_STARRED:
        return subject->is_starred;
    case QUERY_HIDDEN:
        return subject->is_hidden;
    case QUERY_CHANGED:
        return subject->has_changed;
    case QUERY_HAS_COMMENTS:
        return subject->has_comments;
    case QUERY_HAS_ENCLOSURE:
        return subject->has_enclosure;
    case QUERY_HAS_FULL:
        return subject->has_full;
    }
    return false;
}

static bool match_leaf(const struct query_node *node, const struct query_subject *subject)
{
    switch (node->kind) {
    case QUERY_TEXT:
        return match_text(node, subject);
    case QUERY_STATE:
        return match_state(node->state, subject);
    case QUERY_TIME:
        return subject->published_ms >= node->since_ms && subject->published_ms < node->until_ms;
    default:
        return true;
    }
}

/* Chains grow to the left, which is walked; to the right and into negations it recurses, as deep as
 * brackets were nested (LIMIT_QUERY_DEPTH). */
static bool match_node(const struct query_node *node, const struct query_subject *subject)
{
    for (;; node = node->first) {
        if (node->kind == QUERY_NOT)
            return !match_node(node->first, subject);
        if (node->kind != QUERY_AND && node->kind != QUERY_OR)
            return match_leaf(node, subject);
        const bool is_or = node->kind == QUERY_OR;
        if (match_node(node->second, subject) == is_or)
            return is_or;
    }
}

bool query_match(const struct query *query, const struct query_subject *subject)
{
    return (!subject->is_hidden || query->sees_hidden) && match_node(query->root, subject);
}
