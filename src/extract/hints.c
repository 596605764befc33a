/*
 * Classes and ids are words stuck together: `article-body__content`, `sidebarRight`, `td-post`.
 * They are cut at everything that is no letter and where a capital follows a small letter; each
 * word is looked up in one table.
 */
#include <string.h>

#include "extract/internal.h"

enum { HINT_WORD_BYTES = 24, HINT_CLASS_BYTES = 128 };

struct hint_word {
    const char *word; // a last `*`: the beginning of a word
    enum extract_hint hint;
};

// clang-format off
static const struct hint_word hint_words[] = {
    {"article*", EXTRACT_HINT_ARTICLE}, {"artikel*", EXTRACT_HINT_ARTICLE},
    {"articulo*", EXTRACT_HINT_ARTICLE}, {"artigo*", EXTRACT_HINT_ARTICLE},
    {"articolo*", EXTRACT_HINT_ARTICLE}, {"story*", EXTRACT_HINT_ARTICLE},
    {"post", EXTRACT_HINT_ARTICLE}, {"posts", EXTRACT_HINT_ARTICLE},
    {"single", EXTRACT_HINT_ARTICLE}, {"entry", EXTRACT_HINT_ARTICLE},
    {"hentry", EXTRACT_HINT_ARTICLE}, {"news*", EXTRACT_HINT_ARTICLE},
    {"blog*", EXTRACT_HINT_ARTICLE}, {"noticia*", EXTRACT_HINT_ARTICLE},
    {"beitrag*", EXTRACT_HINT_ARTICLE}, {"detail*", EXTRACT_HINT_ARTICLE},
    {"body*", EXTRACT_HINT_BODY}, {"content*", EXTRACT_HINT_BODY}, {"text*", EXTRACT_HINT_BODY},
    {"main*", EXTRACT_HINT_BODY}, {"copy", EXTRACT_HINT_BODY}, {"inhalt*", EXTRACT_HINT_BODY},
    {"paragraph*", EXTRACT_HINT_BODY}, {"rich*", EXTRACT_HINT_BODY}, {"prose", EXTRACT_HINT_BODY},
    {"contenido*", EXTRACT_HINT_BODY}, {"conteudo*", EXTRACT_HINT_BODY}, {"texte*", EXTRACT_HINT_BODY},
    {"comment*", EXTRACT_HINT_COMMENT}, {"disqus*", EXTRACT_HINT_COMMENT},
    {"respond", EXTRACT_HINT_COMMENT}, {"reply*", EXTRACT_HINT_COMMENT},
    {"kommentar*", EXTRACT_HINT_COMMENT}, {"discuss*", EXTRACT_HINT_COMMENT},
    {"comentario*", EXTRACT_HINT_COMMENT}, {"guestbook", EXTRACT_HINT_COMMENT},
    {"review*", EXTRACT_HINT_COMMENT}, {"feedback*", EXTRACT_HINT_COMMENT},
    {"forum*", EXTRACT_HINT_COMMENT},
    {"share*", EXTRACT_HINT_SHARE}, {"sharing", EXTRACT_HINT_SHARE}, {"social*", EXTRACT_HINT_SHARE},
    {"follow*", EXTRACT_HINT_SHARE}, {"facebook*", EXTRACT_HINT_SHARE},
    {"twitter*", EXTRACT_HINT_SHARE}, {"whatsapp*", EXTRACT_HINT_SHARE},
    {"pinterest*", EXTRACT_HINT_SHARE}, {"addthis*", EXTRACT_HINT_SHARE},
    {"addtoany*", EXTRACT_HINT_SHARE}, {"sharedaddy", EXTRACT_HINT_SHARE},
    {"like*", EXTRACT_HINT_SHARE}, {"tool*", EXTRACT_HINT_SHARE}, {"print*", EXTRACT_HINT_SHARE},
    {"action*", EXTRACT_HINT_SHARE},
    {"related*", EXTRACT_HINT_RELATED}, {"recommend*", EXTRACT_HINT_RELATED},
    {"similar*", EXTRACT_HINT_RELATED}, {"popular*", EXTRACT_HINT_RELATED},
    {"trending*", EXTRACT_HINT_RELATED}, {"latest*", EXTRACT_HINT_RELATED},
    {"recent*", EXTRACT_HINT_RELATED}, {"more*", EXTRACT_HINT_RELATED},
    {"teaser*", EXTRACT_HINT_RELATED}, {"outbrain*", EXTRACT_HINT_RELATED},
    {"taboola*", EXTRACT_HINT_RELATED}, {"also", EXTRACT_HINT_RELATED},
    {"read", EXTRACT_HINT_RELATED}, {"next", EXTRACT_HINT_RELATED}, {"prev*", EXTRACT_HINT_RELATED},
    {"suggest*", EXTRACT_HINT_RELATED}, {"relacionad*", EXTRACT_HINT_RELATED},
    {"featured", EXTRACT_HINT_RELATED}, {"most", EXTRACT_HINT_RELATED}, {"top", EXTRACT_HINT_RELATED},
    {"card*", EXTRACT_HINT_RELATED}, {"carousel*", EXTRACT_HINT_RELATED},
    {"slider*", EXTRACT_HINT_RELATED}, {"yarpp*", EXTRACT_HINT_RELATED}, {"link*", EXTRACT_HINT_RELATED},
    {"nav*", EXTRACT_HINT_NAVIGATION}, {"menu*", EXTRACT_HINT_NAVIGATION},
    {"breadcrumb*", EXTRACT_HINT_NAVIGATION}, {"pagin*", EXTRACT_HINT_NAVIGATION},
    {"pager*", EXTRACT_HINT_NAVIGATION}, {"tab", EXTRACT_HINT_NAVIGATION},
    {"tabs", EXTRACT_HINT_NAVIGATION}, {"skip*", EXTRACT_HINT_NAVIGATION},
    {"dropdown*", EXTRACT_HINT_NAVIGATION}, {"search*", EXTRACT_HINT_NAVIGATION},
    {"toc", EXTRACT_HINT_NAVIGATION}, {"jump", EXTRACT_HINT_NAVIGATION},
    {"navigation", EXTRACT_HINT_NAVIGATION}, {"toggle*", EXTRACT_HINT_NAVIGATION},
    {"meta*", EXTRACT_HINT_META}, {"date*", EXTRACT_HINT_META}, {"time*", EXTRACT_HINT_META},
    {"info*", EXTRACT_HINT_META}, {"tag", EXTRACT_HINT_META}, {"tags", EXTRACT_HINT_META},
    {"category", EXTRACT_HINT_META}, {"categories", EXTRACT_HINT_META}, {"cat", EXTRACT_HINT_META},
    {"publish*", EXTRACT_HINT_META}, {"topic*", EXTRACT_HINT_META}, {"source", EXTRACT_HINT_META},
    {"label*", EXTRACT_HINT_META}, {"kicker", EXTRACT_HINT_META}, {"timestamp", EXTRACT_HINT_META},
    {"section", EXTRACT_HINT_META}, {"details", EXTRACT_HINT_META}, {"rating*", EXTRACT_HINT_META},
    {"byline*", EXTRACT_HINT_AUTHOR}, {"author*", EXTRACT_HINT_AUTHOR},
    {"autor*", EXTRACT_HINT_AUTHOR}, {"bio*", EXTRACT_HINT_AUTHOR}, {"profile*", EXTRACT_HINT_AUTHOR},
    {"vcard", EXTRACT_HINT_AUTHOR}, {"writer", EXTRACT_HINT_AUTHOR},
    {"contributor*", EXTRACT_HINT_AUTHOR}, {"avatar", EXTRACT_HINT_AUTHOR},
    {"ad", EXTRACT_HINT_ADVERT}, {"ads", EXTRACT_HINT_ADVERT}, {"advert*", EXTRACT_HINT_ADVERT},
    {"sponsor*", EXTRACT_HINT_ADVERT}, {"banner*", EXTRACT_HINT_ADVERT}, {"dfp*", EXTRACT_HINT_ADVERT},
    {"promo*", EXTRACT_HINT_ADVERT}, {"gpt", EXTRACT_HINT_ADVERT}, {"adsense*", EXTRACT_HINT_ADVERT},
    {"anzeige*", EXTRACT_HINT_ADVERT}, {"werbung*", EXTRACT_HINT_ADVERT}, {"shop*", EXTRACT_HINT_ADVERT},
    {"deal*", EXTRACT_HINT_ADVERT}, {"product*", EXTRACT_HINT_ADVERT}, {"affiliate*", EXTRACT_HINT_ADVERT},
    {"foot*", EXTRACT_HINT_FOOTER}, {"copyright*", EXTRACT_HINT_FOOTER}, {"legal", EXTRACT_HINT_FOOTER},
    {"colophon", EXTRACT_HINT_FOOTER}, {"bottom*", EXTRACT_HINT_FOOTER}, {"imprint", EXTRACT_HINT_FOOTER},
    {"disclaimer*", EXTRACT_HINT_FOOTER}, {"after*", EXTRACT_HINT_FOOTER}, {"end", EXTRACT_HINT_FOOTER},
    {"side*", EXTRACT_HINT_SIDE}, {"rail*", EXTRACT_HINT_SIDE}, {"widget*", EXTRACT_HINT_SIDE},
    {"aside*", EXTRACT_HINT_SIDE}, {"right*", EXTRACT_HINT_SIDE}, {"left", EXTRACT_HINT_SIDE},
    {"complementary", EXTRACT_HINT_SIDE}, {"extra*", EXTRACT_HINT_SIDE},
    {"secondary", EXTRACT_HINT_SIDE}, {"box*", EXTRACT_HINT_SIDE}, {"infobox", EXTRACT_HINT_SIDE},
    {"newsletter*", EXTRACT_HINT_FORM}, {"subscri*", EXTRACT_HINT_FORM}, {"signup*", EXTRACT_HINT_FORM},
    {"login*", EXTRACT_HINT_FORM}, {"form*", EXTRACT_HINT_FORM}, {"paywall*", EXTRACT_HINT_FORM},
    {"modal*", EXTRACT_HINT_FORM}, {"popup*", EXTRACT_HINT_FORM}, {"cookie*", EXTRACT_HINT_FORM},
    {"consent*", EXTRACT_HINT_FORM}, {"gdpr*", EXTRACT_HINT_FORM}, {"register*", EXTRACT_HINT_FORM},
    {"overlay*", EXTRACT_HINT_FORM}, {"dialog*", EXTRACT_HINT_FORM}, {"cta", EXTRACT_HINT_FORM},
    {"optin", EXTRACT_HINT_FORM}, {"donat*", EXTRACT_HINT_FORM}, {"notice*", EXTRACT_HINT_FORM},
    {"message*", EXTRACT_HINT_FORM}, {"alert*", EXTRACT_HINT_FORM}, {"survey*", EXTRACT_HINT_FORM},
    {"caption*", EXTRACT_HINT_CAPTION}, {"credit*", EXTRACT_HINT_CAPTION},
    {"figure*", EXTRACT_HINT_CAPTION}, {"gallery*", EXTRACT_HINT_CAPTION},
    {"photo*", EXTRACT_HINT_CAPTION}, {"image*", EXTRACT_HINT_CAPTION}, {"img*", EXTRACT_HINT_CAPTION},
    {"media*", EXTRACT_HINT_CAPTION}, {"video*", EXTRACT_HINT_CAPTION}, {"player*", EXTRACT_HINT_CAPTION},
    {"picture*", EXTRACT_HINT_CAPTION}, {"bild*", EXTRACT_HINT_CAPTION}, {"foto*", EXTRACT_HINT_CAPTION},
    {"thumb*", EXTRACT_HINT_CAPTION}, {"embed*", EXTRACT_HINT_CAPTION},
    {"head*", EXTRACT_HINT_HEADER}, {"masthead", EXTRACT_HINT_HEADER}, {"title*", EXTRACT_HINT_HEADER},
    {"headline*", EXTRACT_HINT_HEADER}, {"hero*", EXTRACT_HINT_HEADER}, {"logo*", EXTRACT_HINT_HEADER},
    {"brand*", EXTRACT_HINT_HEADER}, {"topbar", EXTRACT_HINT_HEADER},
    {"list*", EXTRACT_HINT_LIST}, {"item*", EXTRACT_HINT_LIST}, {"grid*", EXTRACT_HINT_LIST},
    {"archive*", EXTRACT_HINT_LIST}, {"feed*", EXTRACT_HINT_LIST}, {"stream*", EXTRACT_HINT_LIST},
    {"loop*", EXTRACT_HINT_LIST}, {"index*", EXTRACT_HINT_LIST}, {"block*", EXTRACT_HINT_LIST},
    {"summary*", EXTRACT_HINT_SUMMARY}, {"lead*", EXTRACT_HINT_SUMMARY}, {"lede*", EXTRACT_HINT_SUMMARY},
    {"excerpt*", EXTRACT_HINT_SUMMARY}, {"intro*", EXTRACT_HINT_SUMMARY},
    {"subtitle*", EXTRACT_HINT_SUMMARY}, {"subhead*", EXTRACT_HINT_SUMMARY},
    {"standfirst", EXTRACT_HINT_SUMMARY}, {"deck", EXTRACT_HINT_SUMMARY}, {"dek", EXTRACT_HINT_SUMMARY},
    {"abstract", EXTRACT_HINT_SUMMARY}, {"description*", EXTRACT_HINT_SUMMARY},
    {"teasertext", EXTRACT_HINT_SUMMARY}, {"chapo", EXTRACT_HINT_SUMMARY},
};
// clang-format on

static bool is_word(const char *word, const char *pattern)
{
    const size_t len = strlen(pattern);
    if (pattern[len - 1] == '*')
        return strncmp(word, pattern, len - 1) == 0;
    return strcmp(word, pattern) == 0;
}

static uint32_t hint_of_word(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(hint_words); i++)
        if (hint_words[i].word[0] == word[0] && is_word(word, hint_words[i].word))
            return 1u << hint_words[i].hint;
    return 0;
}

/* Cut `names` into words and look each one up. */
static uint32_t hints_of_names(const char *names)
{
    uint32_t hints = 0;
    char word[HINT_WORD_BYTES];
    size_t len = 0;
    for (const char *at = names;; at++) {
        const bool is_capital = *at >= 'A' && *at <= 'Z';
        const bool follows_small = at > names && at[-1] >= 'a' && at[-1] <= 'z';
        const bool ends_word = !ascii_is_alpha(*at) || (is_capital && follows_small);
        if (ends_word && len) {
            word[len] = '\0';
            hints |= hint_of_word(word);
            len = 0;
        }
        if (!*at)
            return hints;
        if (ascii_is_alpha(*at) && len < sizeof(word) - 1)
            word[len++] = ascii_lower(*at);
    }
}

/* Classes that say what an article is about, not what the element is: `category-kit-reviews`. */
static bool is_subject(struct slice class)
{
    static const char *const prefixes[] = {"category-", "tag-",    "cat-",     "author-",
                                           "topic-",    "topics-", "section-", "channel-",
                                           "type-",     "status-"};
    for (size_t i = 0; i < COUNT_OF(prefixes); i++)
        if (slice_starts(class, prefixes[i]))
            return true;
    return false;
}

static uint32_t hints_of_classes(const char *classes)
{
    uint32_t hints = 0;
    struct slice rest = slice_of(classes);
    struct slice class = {NULL, 0};
    char name[HINT_CLASS_BYTES];
    while (slice_next(&rest, ' ', &class)) {
        if (class.len == 0 || class.len >= sizeof(name) || is_subject(class))
            continue;
        memcpy(name, class.data, class.len);
        name[class.len] = '\0';
        hints |= hints_of_names(name);
    }
    return hints;
}

uint32_t extract_hints_of(const struct html_document *doc, html_node node)
{
    static const char *const attributes[] = {"id", "role", "itemprop", "data-testid"};
    const char *const classes = html_attribute(doc, node, "class");
    uint32_t hints = classes ? hints_of_classes(classes) : 0;
    for (size_t i = 0; i < COUNT_OF(attributes); i++) {
        const char *const names = html_attribute(doc, node, attributes[i]);
        if (names && *names)
            hints |= hints_of_names(names);
    }
    return hints;
}
