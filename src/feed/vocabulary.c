/*
 * The elements of each namespace. Where a name means different things in different scopes it has a
 * row for each. Sources: RSS 0.9x and 2.0 (rssboard.org), RSS 1.0 and 1.1, RFC 4287, Atom 0.3, CDF
 * (w3.org/TR/NOTE-CDFsubmit), and the modules' own pages named by their URI.
 */
#include "feed/handlers.h"

// clang-format off
#define VALUE(name, scopes, form, field, rank)          {name, scopes, FORM_##form, FIELD_##field, rank, SCOPE_NONE, NULL, NULL}
#define HOLDS(name, scopes, scope, start)               {name, scopes, FORM_NONE, FIELD_NONE, 0, SCOPE_##scope, start, NULL}
#define BEGIN(name, scopes, start)                      {name, scopes, FORM_NONE, FIELD_NONE, 0, SCOPE_NONE, start, NULL}
#define ENDED(name, scopes, form, field, rank, end)     {name, scopes, FORM_##form, FIELD_##field, rank, SCOPE_NONE, NULL, end}
#define BOTH(name, scopes, form, field, rank, start, end) {name, scopes, FORM_##form, FIELD_##field, rank, SCOPE_NONE, start, end}
#define PERSON(name, scopes, rank)                      {name, scopes, FORM_PLAIN, FIELD_AUTHOR, rank, SCOPE_PERSON, feed_on_person, feed_on_person_end}

static const struct feed_rule rss_rules[] = {
    VALUE("title", IN_FEED | IN_ENTRY, HTML, TITLE, RANK_OWN),
    BOTH("link", IN_FEED | IN_ENTRY, PLAIN, LINK, RANK_OWN, feed_on_link, feed_on_rss_link_end),
    VALUE("description", IN_FEED | IN_ENTRY, HTML, SUMMARY, RANK_OWN),
    HOLDS("item", IN_FEED | IN_PART, ENTRY, NULL),
    VALUE("pubDate", IN_ENTRY, PLAIN, PUBLISHED, RANK_OWN),
    VALUE("pubDate", IN_FEED, PLAIN, UPDATED, RANK_MODULE + 1),
    BOTH("guid", IN_ENTRY, PLAIN, ID, RANK_OWN, feed_on_guid, feed_on_guid_end),
    BOTH("category", IN_ENTRY, HTML, CATEGORY, RANK_OWN, feed_on_category, feed_on_category_end),
    BEGIN("enclosure", IN_ENTRY, feed_on_enclosure),
    VALUE("comments", IN_ENTRY, PLAIN, COMMENTS_LINK, RANK_OWN),
    PERSON("author", IN_FEED | IN_ENTRY, RANK_OWN),
    BOTH("source", IN_ENTRY, HTML, SOURCE, RANK_OWN, feed_on_rss_source, NULL),
    HOLDS("channel", IN_FEED, FEED, feed_on_channel),
    HOLDS("items", IN_FEED, PART, NULL),
    {"image", IN_FEED | IN_ENTRY, FORM_PLAIN, FIELD_IMAGE, RANK_GUESS, SCOPE_IMAGE, feed_on_image, feed_on_image_end},
    VALUE("url", IN_IMAGE, PLAIN, IMAGE, RANK_OWN),
    VALUE("language", IN_FEED, PLAIN, LANGUAGE, RANK_OWN),
    VALUE("lastBuildDate", IN_FEED | IN_ENTRY, PLAIN, UPDATED, RANK_OWN),
    PERSON("managingEditor", IN_FEED, RANK_OWN - 1),
    PERSON("editor", IN_FEED, RANK_OWN - 1),
    PERSON("webMaster", IN_FEED, RANK_GUESS),
    VALUE("ttl", IN_FEED, PLAIN, TTL, RANK_OWN),
    HOLDS("skipHours", IN_FEED, SKIP, NULL),
    HOLDS("skipDays", IN_FEED, SKIP, NULL),
    ENDED("hour", IN_SKIP, PLAIN, NONE, 0, feed_on_skip_hour_end),
    ENDED("day", IN_SKIP, PLAIN, NONE, 0, feed_on_skip_day_end),
    VALUE("body", IN_ENTRY, HTML, CONTENT, RANK_MODULE),
    VALUE("fullitem", IN_ENTRY, HTML, CONTENT, RANK_MODULE),
    VALUE("content", IN_ENTRY, HTML, CONTENT, RANK_MODULE - 1),
    VALUE("encoded", IN_ENTRY, HTML, CONTENT, RANK_MODULE - 1),
    VALUE("summary", IN_ENTRY, HTML, SUMMARY, RANK_MODULE - 1),
    ENDED("name", IN_PERSON, PLAIN, NONE, 0, feed_on_person_name_end),
    ENDED("email", IN_PERSON, PLAIN, NONE, 0, feed_on_person_email_end),
    ENDED("uri", IN_PERSON, PLAIN, NONE, 0, feed_on_person_url_end),
    ENDED("url", IN_PERSON, PLAIN, NONE, 0, feed_on_person_url_end),
    // Netscape's DTD and some generators call dates by other names.
    VALUE("date", IN_ENTRY, PLAIN, PUBLISHED, RANK_GUESS),
    VALUE("published", IN_ENTRY, PLAIN, PUBLISHED, RANK_GUESS),
    VALUE("updated", IN_ENTRY, PLAIN, UPDATED, RANK_GUESS),
    VALUE("modified", IN_ENTRY, PLAIN, UPDATED, RANK_GUESS),
};

static const struct feed_rule atom_rules[] = {
    BOTH("link", IN_FEED | IN_ENTRY | IN_SOURCE, PLAIN, LINK, RANK_OWN, feed_on_link, feed_on_atom_link_end),
    VALUE("title", IN_FEED | IN_ENTRY, CONSTRUCT, TITLE, RANK_OWN),
    VALUE("title", IN_SOURCE, CONSTRUCT, SOURCE, RANK_OWN),
    VALUE("id", IN_ENTRY, PLAIN, ID, RANK_OWN),
    VALUE("updated", IN_FEED | IN_ENTRY, PLAIN, UPDATED, RANK_OWN),
    VALUE("published", IN_ENTRY, PLAIN, PUBLISHED, RANK_OWN),
    VALUE("summary", IN_ENTRY, CONSTRUCT, SUMMARY, RANK_OWN),
    BOTH("content", IN_ENTRY, CONSTRUCT, CONTENT, RANK_OWN, feed_on_atom_content, NULL),
    BOTH("category", IN_ENTRY, PLAIN, CATEGORY, RANK_OWN, feed_on_category, feed_on_category_end),
    PERSON("author", IN_FEED | IN_ENTRY, RANK_OWN),
    PERSON("author", IN_SOURCE, RANK_GUESS),
    ENDED("name", IN_PERSON, PLAIN, NONE, 0, feed_on_person_name_end),
    ENDED("email", IN_PERSON, PLAIN, NONE, 0, feed_on_person_email_end),
    ENDED("uri", IN_PERSON, PLAIN, NONE, 0, feed_on_person_url_end),
    ENDED("url", IN_PERSON, PLAIN, NONE, 0, feed_on_person_url_end),
    HOLDS("entry", IN_FEED, ENTRY, NULL),
    HOLDS("source", IN_ENTRY, SOURCE, NULL),
    VALUE("subtitle", IN_FEED, CONSTRUCT, SUMMARY, RANK_OWN),
    VALUE("tagline", IN_FEED, CONSTRUCT, SUMMARY, RANK_OWN),
    VALUE("info", IN_FEED, CONSTRUCT, SUMMARY, RANK_GUESS),
    VALUE("logo", IN_FEED, PLAIN, IMAGE, RANK_OWN),
    VALUE("icon", IN_FEED, PLAIN, IMAGE, RANK_MODULE),
    VALUE("modified", IN_FEED | IN_ENTRY, PLAIN, UPDATED, RANK_OWN),
    VALUE("issued", IN_ENTRY, PLAIN, PUBLISHED, RANK_OWN),
    VALUE("created", IN_ENTRY, PLAIN, PUBLISHED, RANK_OWN - 1),
    HOLDS("feed", IN_FEED, FEED, NULL),
};

static const struct feed_rule cdf_rules[] = {
    HOLDS("channel", IN_FEED | IN_PART, FEED, feed_on_cdf_channel),
    HOLDS("item", IN_FEED | IN_PART, ENTRY, feed_on_cdf_attributes),
    VALUE("title", IN_FEED | IN_ENTRY, HTML, TITLE, RANK_OWN),
    VALUE("abstract", IN_FEED | IN_ENTRY, HTML, SUMMARY, RANK_OWN),
    BEGIN("logo", IN_FEED | IN_ENTRY, feed_on_image_address),
    BEGIN("a", IN_FEED | IN_ENTRY, feed_on_cdf_attributes),
};

static const struct feed_rule content_rules[] = {
    VALUE("encoded", IN_ENTRY, HTML, CONTENT, RANK_OWN),
};

static const struct feed_rule dc_rules[] = {
    PERSON("creator", IN_FEED | IN_ENTRY, RANK_MODULE),
    VALUE("date", IN_ENTRY, PLAIN, PUBLISHED, RANK_MODULE),
    VALUE("date", IN_FEED, PLAIN, UPDATED, RANK_MODULE),
    VALUE("subject", IN_ENTRY, HTML, CATEGORY, RANK_MODULE),
    VALUE("title", IN_FEED | IN_ENTRY, HTML, TITLE, RANK_MODULE),
    VALUE("description", IN_FEED | IN_ENTRY, HTML, SUMMARY, RANK_GUESS),
    VALUE("language", IN_FEED, PLAIN, LANGUAGE, RANK_MODULE),
    VALUE("identifier", IN_ENTRY, PLAIN, ID, RANK_GUESS + 1),
    PERSON("author", IN_FEED | IN_ENTRY, RANK_MODULE),
    PERSON("contributor", IN_ENTRY, RANK_GUESS),
    PERSON("publisher", IN_FEED, RANK_GUESS),
};

static const struct feed_rule dcterms_rules[] = {
    VALUE("created", IN_ENTRY, PLAIN, PUBLISHED, RANK_MODULE - 1),
    VALUE("issued", IN_ENTRY, PLAIN, PUBLISHED, RANK_MODULE),
    VALUE("available", IN_ENTRY, PLAIN, PUBLISHED, RANK_GUESS),
    VALUE("date", IN_ENTRY, PLAIN, PUBLISHED, RANK_GUESS),
    VALUE("modified", IN_FEED | IN_ENTRY, PLAIN, UPDATED, RANK_MODULE),
    VALUE("abstract", IN_FEED | IN_ENTRY, HTML, SUMMARY, RANK_GUESS),
    VALUE("title", IN_FEED | IN_ENTRY, HTML, TITLE, RANK_MODULE),
    VALUE("subject", IN_ENTRY, HTML, CATEGORY, RANK_MODULE),
    PERSON("creator", IN_FEED | IN_ENTRY, RANK_MODULE),
};

static const struct feed_rule slash_rules[] = {
    VALUE("comments", IN_ENTRY, PLAIN, COMMENTS_COUNT, RANK_OWN),
};

static const struct feed_rule wfw_rules[] = {
    VALUE("commentRss", IN_ENTRY, PLAIN, COMMENTS_FEED, RANK_OWN),
};

static const struct feed_rule thread_rules[] = {
    BEGIN("in-reply-to", IN_ENTRY, feed_on_in_reply_to),
    VALUE("total", IN_ENTRY, PLAIN, COMMENTS_COUNT, RANK_OWN),
};

static const struct feed_rule media_rules[] = {
    HOLDS("group", IN_ENTRY, ENTRY, NULL),
    HOLDS("content", IN_ENTRY, ENTRY, feed_on_media_content),
    BEGIN("thumbnail", IN_FEED | IN_ENTRY, feed_on_media_thumbnail),
    BEGIN("player", IN_ENTRY, feed_on_media_player),
    BOTH("title", IN_ENTRY, TEXT, TITLE, RANK_GUESS, feed_on_media_text, NULL),
    BOTH("description", IN_ENTRY, TEXT, SUMMARY, RANK_GUESS, feed_on_media_text, NULL),
    VALUE("category", IN_ENTRY, HTML, CATEGORY, RANK_MODULE),
    ENDED("keywords", IN_ENTRY, HTML, CATEGORY, RANK_GUESS, feed_on_keywords_end),
    BOTH("credit", IN_ENTRY, PLAIN, AUTHOR, RANK_GUESS, feed_on_media_credit, NULL),
};

static const struct feed_rule itunes_rules[] = {
    PERSON("author", IN_FEED | IN_ENTRY, RANK_MODULE - 1),
    PERSON("owner", IN_FEED, RANK_GUESS),
    ENDED("name", IN_PERSON, PLAIN, NONE, 0, feed_on_person_name_end),
    ENDED("email", IN_PERSON, PLAIN, NONE, 0, feed_on_person_email_end),
    VALUE("title", IN_FEED | IN_ENTRY, HTML, TITLE, RANK_MODULE - 1),
    VALUE("summary", IN_FEED | IN_ENTRY, HTML, SUMMARY, RANK_MODULE),
    VALUE("description", IN_FEED | IN_ENTRY, HTML, SUMMARY, RANK_MODULE),
    VALUE("subtitle", IN_FEED | IN_ENTRY, HTML, SUMMARY, RANK_MODULE - 1),
    {"image", IN_FEED | IN_ENTRY, FORM_PLAIN, FIELD_IMAGE, RANK_MODULE, SCOPE_IMAGE, feed_on_image_address, feed_on_image_end},
    {"link", IN_FEED | IN_ENTRY, FORM_NONE, FIELD_IMAGE, RANK_MODULE - 1, SCOPE_NONE, feed_on_image_link, NULL},
    VALUE("duration", IN_ENTRY, PLAIN, DURATION, RANK_OWN),
    VALUE("episode", IN_ENTRY, PLAIN, EPISODE, RANK_OWN),
    HOLDS("category", IN_ENTRY, ENTRY, feed_on_itunes_category),
    ENDED("keywords", IN_ENTRY, HTML, CATEGORY, RANK_GUESS, feed_on_keywords_end),
};

static const struct feed_rule podcast_rules[] = {
    VALUE("episode", IN_ENTRY, PLAIN, EPISODE, RANK_MODULE),
    VALUE("person", IN_ENTRY, HTML, AUTHOR, RANK_GUESS),
    BEGIN("transcript", IN_ENTRY, feed_on_podcast_transcript),
    BEGIN("chapters", IN_ENTRY, feed_on_podcast_chapters),
    VALUE("location", IN_ENTRY, HTML, LOCATION, RANK_GUESS),
};

/* Where something is, as plain text: `featurename` beats numbers. */
static const struct feed_rule georss_rules[] = {
    VALUE("featurename", IN_ENTRY, HTML, LOCATION, RANK_OWN),
    VALUE("point", IN_ENTRY, HTML, LOCATION, RANK_MODULE),
    VALUE("line", IN_ENTRY, HTML, LOCATION, RANK_GUESS),
    VALUE("polygon", IN_ENTRY, HTML, LOCATION, RANK_GUESS),
    VALUE("box", IN_ENTRY, HTML, LOCATION, RANK_GUESS),
    HOLDS("where", IN_ENTRY, ENTRY, NULL),
};

static const struct feed_rule gml_rules[] = {
    HOLDS("Point", IN_ENTRY, ENTRY, NULL),
    HOLDS("LineString", IN_ENTRY, ENTRY, NULL),
    HOLDS("Polygon", IN_ENTRY, ENTRY, NULL),
    HOLDS("exterior", IN_ENTRY, ENTRY, NULL),
    HOLDS("LinearRing", IN_ENTRY, ENTRY, NULL),
    VALUE("pos", IN_ENTRY, HTML, LOCATION, RANK_MODULE),
    VALUE("posList", IN_ENTRY, HTML, LOCATION, RANK_GUESS),
};

static const struct feed_rule geo_rules[] = {
    HOLDS("Point", IN_ENTRY, ENTRY, NULL),
    ENDED("lat", IN_ENTRY, PLAIN, LOCATION, RANK_MODULE, feed_on_latitude_end),
    ENDED("long", IN_ENTRY, PLAIN, LOCATION, RANK_MODULE, feed_on_longitude_end),
    ENDED("lon", IN_ENTRY, PLAIN, LOCATION, RANK_MODULE, feed_on_longitude_end),
};

static const struct feed_rule feedburner_rules[] = {
    VALUE("origLink", IN_ENTRY, PLAIN, LINK, RANK_OWN + RANK_NATIVE + 3),
};

static const struct feed_rule xhtml_rules[] = {
    VALUE("body", IN_ENTRY, XHTML, CONTENT, RANK_OWN - 1),
    VALUE("div", IN_ENTRY, XHTML, CONTENT, RANK_OWN - 1),
};

static const struct feed_rule syndication_rules[] = {
    ENDED("updatePeriod", IN_FEED, PLAIN, TTL, RANK_MODULE, feed_on_update_period_end),
    ENDED("updateFrequency", IN_FEED, PLAIN, TTL, RANK_MODULE, feed_on_update_frequency_end),
    VALUE("updateBase", IN_FEED, PLAIN, UPDATE_BASE, RANK_MODULE),
};

static const struct feed_rule foaf_rules[] = {
    HOLDS("person", IN_PERSON, PERSON, NULL),
    HOLDS("agent", IN_PERSON, PERSON, NULL),
    ENDED("name", IN_PERSON, PLAIN, NONE, 0, feed_on_person_name_end),
};

static const struct feed_rule prism_rules[] = {
    VALUE("publicationDate", IN_ENTRY, PLAIN, PUBLISHED, RANK_GUESS),
};

#define VOCABULARY(room) const struct feed_vocabulary feed_##room##_vocabulary = {room##_rules, COUNT_OF(room##_rules)};
VOCABULARY(rss)
VOCABULARY(atom)
VOCABULARY(cdf)
#define MODULE(name) static const struct feed_vocabulary name = {name##_rules, COUNT_OF(name##_rules)};
MODULE(content)
MODULE(dc)
MODULE(dcterms)
MODULE(slash)
MODULE(wfw)
MODULE(thread)
MODULE(media)
MODULE(itunes)
MODULE(podcast)
MODULE(georss)
MODULE(gml)
MODULE(geo)
MODULE(feedburner)
MODULE(xhtml)
MODULE(syndication)
MODULE(foaf)
MODULE(prism)

/* Common ones first. ASCII case never counts: that of itunes' is spelled in every way there is. */
static const struct feed_namespace namespaces[] = {
    {"http://purl.org/rss/1.0/modules/content/", &content, -1},
    {"http://purl.org/dc/elements/1.1/", &dc, -1},
    {"http://www.w3.org/2005/Atom", &feed_atom_vocabulary, FEED_ATOM_1_0},
    {"http://purl.org/rss/1.0/modules/slash/", &slash, -1},
    {"http://wellformedweb.org/CommentAPI/", &wfw, -1},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", &itunes, -1},
    {"http://search.yahoo.com/mrss/", &media, -1},
    {"http://purl.org/rss/1.0/", &feed_rss_vocabulary, FEED_RSS_1_0},
    {"http://www.w3.org/1999/xhtml", &xhtml, -1},
    {"http://purl.org/syndication/thread/1.0", &thread, -1},
    {"http://purl.org/rss/1.0/modules/syndication/", &syndication, -1},
    {"http://rssnamespace.org/feedburner/ext/1.0", &feedburner, -1},
    {"http://purl.org/dc/terms/", &dcterms, -1},
    {"https://podcastindex.org/namespace/1.0", &podcast, -1},
    {"http://www.google.com/schemas/play-podcasts/1.0", &itunes, -1},
    {"http://purl.org/atom/ns#", &feed_atom_vocabulary, FEED_ATOM_0_3},
    {"http://example.com/newformat#", &feed_atom_vocabulary, FEED_ATOM_0_3},
    {"http://my.netscape.com/rdf/simple/0.9/", &feed_rss_vocabulary, FEED_RSS_0_90},
    {"http://channel.netscape.com/rdf/simple/0.9/", &feed_rss_vocabulary, FEED_RSS_0_90},
    {"http://purl.org/net/rss1.1#", &feed_rss_vocabulary, FEED_RSS_1_1},
    {"http://backend.userland.com/rss2", &feed_rss_vocabulary, -1},
    {"http://blogs.law.harvard.edu/tech/rss", &feed_rss_vocabulary, -1},
    {"http://backend.userland.com/rss", &feed_rss_vocabulary, -1},
    {"http://cyber.law.harvard.edu/rss", &feed_rss_vocabulary, -1},
    {"http://www.rssboard.org/rss-specification", &feed_rss_vocabulary, -1},
    {"http://purl.org/rss/1.0/modules/dc/", &dc, -1},
    {"http://purl.org/dc/elements/1.0/", &dc, -1},
    {"http://purl.org/dc/elements/2.0/", &dc, -1},
    {"http://purl.org/dc/terms", &dcterms, -1},
    {"http://purl.org/rss/1.0/modules/dcterms/", &dcterms, -1},
    {"http://search.yahoo.com/mrss", &media, -1},
    {"http://video.search.yahoo.com/mrss", &media, -1},
    {"http://video.search.yahoo.com/mrss/", &media, -1},
    {"http://www.rssboard.org/media-rss", &media, -1},
    {"http://example.com/DTDs/PodCast-1.0.dtd", &itunes, -1},
    {"https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", &podcast, -1},
    {"http://www.pheedo.com/namespace/pheedo", &feedburner, -1},
    {"http://www.georss.org/georss", &georss, -1},
    {"http://www.georss.org/georss/10", &georss, -1},
    {"http://www.opengis.net/gml", &gml, -1},
    {"http://www.w3.org/2003/01/geo/wgs84_pos#", &geo, -1},
    {"http://xmlns.com/foaf/0.1/", &foaf, -1},
    {"http://prismstandard.org/namespaces/basic/2.0/", &prism, -1},
    {"http://prismstandard.org/namespaces/1.2/basic/", &prism, -1},
    // Prefixes that were used without being bound.
    {"content:", &content, -1},
    {"dc:", &dc, -1},
    {"atom:", &feed_atom_vocabulary, FEED_ATOM_1_0},
    {"slash:", &slash, -1},
    {"wfw:", &wfw, -1},
    {"itunes:", &itunes, -1},
    {"media:", &media, -1},
    {"thr:", &thread, -1},
    {"sy:", &syndication, -1},
    {"feedburner:", &feedburner, -1},
    {"dcterms:", &dcterms, -1},
    {"podcast:", &podcast, -1},
    {"georss:", &georss, -1},
    {"gml:", &gml, -1},
    {"geo:", &geo, -1},
    {"googleplay:", &itunes, -1},
    {"xhtml:", &xhtml, -1},
    {"rss:", &feed_rss_vocabulary, -1},
};
// clang-format on

const struct feed_namespace *feed_namespace_find(const char *uri)
{
    for (size_t i = 0; i < COUNT_OF(namespaces); i++)
        if (ascii_equal_nocase(namespaces[i].uri, uri))
            return &namespaces[i];
    return NULL;
}

const struct feed_rule *feed_rule_find(const struct feed_vocabulary *vocabulary, const char *name,
                                       enum feed_scope scope)
{
    const char first = ascii_lower(*name);
    for (size_t i = 0; i < vocabulary->count; i++) {
        const struct feed_rule *const rule = &vocabulary->rules[i];
        if (ascii_lower(*rule->name) == first && rule->scopes & 1u << scope &&
            ascii_equal_nocase(rule->name, name))
            return rule;
    }
    return NULL;
}
