/*
 * What the first element says: the dialect, the format, and whether it is a feed at all.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "feed/internal.h"
#include "text/clean.h"

struct feed_version {
    const char *prefix; // of the version attribute
    enum feed_format format;
};

static const struct feed_version rss_versions[] = {
    {"0.90", FEED_RSS_0_90}, {"0.91", FEED_RSS_0_91}, {"0.92", FEED_RSS_0_92},
    {"0.93", FEED_RSS_0_93}, {"0.94", FEED_RSS_0_94}, {"1.1", FEED_RSS_1_1},
    {"1", FEED_RSS_1_0},
};

static int rss_format(const struct feed_element *element)
{
    const char *const version = feed_attribute(element, "version");
    const struct slice said = slice_trim(slice_of(version ? version : ""));
    for (size_t i = 0; i < COUNT_OF(rss_versions); i++)
        if (slice_starts(said, rss_versions[i].prefix))
            return (int)rss_versions[i].format;
    return FEED_RSS_2_0;
}

static int atom_format(const struct feed_element *element)
{
    const struct feed_namespace *const known = feed_namespace_find(element->uri);
    if (known && known->format >= 0)
        return known->format;
    const char *const version = feed_attribute(element, "version");
    return version && version[0] == '0' ? FEED_ATOM_0_3 : FEED_ATOM_1_0;
}

/* RSS 1.1 and CDF both begin with a channel; a lone one may also be RSS that lost its root. */
static int channel_format(const struct feed_element *element)
{
    const struct feed_namespace *const known = feed_namespace_find(element->uri);
    if (known && known->format >= 0)
        return known->format;
    return strcmp(element->name, "channel") != 0 || feed_attribute(element, "href") ? FEED_CDF
                                                                                    : FEED_RSS_2_0;
}

/* An RDF document tells its version by the namespace of what comes in it. */
static int rdf_format(const struct feed_element *element)
{
    (void)element;
    return -1;
}

struct feed_root {
    const char *name;
    const struct feed_vocabulary *vocabulary;
    int (*format)(const struct feed_element *element);
    const char *rule; // that the root itself follows; NULL: it only holds a feed
};

static const struct feed_root roots[] = {
    {"rss", &feed_rss_vocabulary, rss_format, NULL},
    {"feed", &feed_atom_vocabulary, atom_format, NULL},
    {"rdf", &feed_rss_vocabulary, rdf_format, NULL},
    {"channel", &feed_rss_vocabulary, channel_format, "channel"},
    {"entry", &feed_atom_vocabulary, atom_format, "entry"},
};

static void remember_name(struct feed_parser *parser, const char *name)
{
    struct str line;
    str_init(&line, sizeof(parser->root_name) - 1);
    text_clean_line(name, strlen(name), &line);
    memcpy(parser->root_name, line.data, line.len + 1);
    str_release(&line);
    parser->is_page = ascii_equal_nocase(name, "html") || ascii_equal_nocase(name, "head") ||
                      ascii_equal_nocase(name, "body");
}

static const char *language_of(const struct feed_element *element)
{
    for (size_t i = 0; i < element->attribute_count; i++)
        if (strcmp(element->attributes[i].name, "lang") == 0)
            return element->attributes[i].value;
    return NULL;
}

void feed_root_start(struct feed_parser *parser, struct feed_frame *frame,
                     const struct feed_element *element)
{
    remember_name(parser, element->name);
    const struct feed_root *root = NULL;
    for (size_t i = 0; i < COUNT_OF(roots); i++)
        if (ascii_equal_nocase(element->name, roots[i].name))
            root = &roots[i];
    if (!root)
        return;
    parser->format = root->format(element);
    parser->native = parser->format == FEED_CDF ? &feed_cdf_vocabulary : root->vocabulary;
    parser->vocabulary = parser->native;
    // Of several roots each says anew what its elements mean.
    free(parser->root_uri);
    parser->root_uri = mem_strdup(element->uri);
    parser->known_count = 0;
    // Until it is known what else there is, RDF may hold anything.
    parser->has_content = root->format != rdf_format;
    frame->scope = SCOPE_FEED;
    if (root->rule)
        frame->rule = feed_rule_find(parser->native, root->rule, SCOPE_FEED);
    const char *const language = language_of(element);
    if (language)
        feed_field_store_plain(parser, FIELD_LANGUAGE, RANK_GUESS, language, NULL);
}
