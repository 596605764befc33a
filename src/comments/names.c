#include "comments/names.h"

#include <string.h>

enum { WORD_BYTES = 24, NAME_BYTES_MOST = 120 };

struct word {
    const char *text; // lower case; a last `*`: the beginning of a word
    enum comments_word kind;
};

// clang-format off
static const struct word words[] = {
    {"comment", COMMENTS_WORD_TALK},   {"comments", COMMENTS_WORD_TALK},
    {"cmt", COMMENTS_WORD_TALK},       {"kommentar*", COMMENTS_WORD_TALK},
    {"komment*", COMMENTS_WORD_TALK},  {"koment*", COMMENTS_WORD_TALK},
    {"commentaire*", COMMENTS_WORD_TALK}, {"comentario*", COMMENTS_WORD_TALK},
    {"commento", COMMENTS_WORD_TALK},  {"commenti", COMMENTS_WORD_TALK},
    {"reactie*", COMMENTS_WORD_TALK},  {"leserbrief*", COMMENTS_WORD_TALK},
    {"leserkomment*", COMMENTS_WORD_TALK}, {"usercomment*", COMMENTS_WORD_TALK},
    {"prispevek", COMMENTS_WORD_TALK}, {"opinia", COMMENTS_WORD_TALK},
    {"yorum*", COMMENTS_WORD_TALK},
    {"item", COMMENTS_WORD_ITEM},      {"entry", COMMENTS_WORD_ITEM},
    {"card", COMMENTS_WORD_ITEM},      {"single", COMMENTS_WORD_ITEM},
    {"row", COMMENTS_WORD_ITEM},       {"post", COMMENTS_WORD_ITEM},
    {"node", COMMENTS_WORD_ITEM},      {"root", COMMENTS_WORD_ITEM},
    {"element", COMMENTS_WORD_ITEM},   {"unit", COMMENTS_WORD_ITEM},
    {"li", COMMENTS_WORD_ITEM},        {"wrapper", COMMENTS_WORD_BOX},
    {"wrap", COMMENTS_WORD_BOX},      {"box", COMMENTS_WORD_BOX},
    {"container", COMMENTS_WORD_BOX}, {"block", COMMENTS_WORD_BOX},
    {"inner", COMMENTS_WORD_BOX},     {"panel", COMMENTS_WORD_BOX},
    {"message", COMMENTS_WORD_TEXT},   {"body", COMMENTS_WORD_TEXT},
    {"text*", COMMENTS_WORD_TEXT},     {"content*", COMMENTS_WORD_TEXT},
    {"copy", COMMENTS_WORD_TEXT},      {"inhalt", COMMENTS_WORD_TEXT},
    {"tekst", COMMENTS_WORD_TEXT},     {"testo", COMMENTS_WORD_TEXT},
    {"tresc", COMMENTS_WORD_TEXT},     {"msg", COMMENTS_WORD_TEXT},
    {"author*", COMMENTS_WORD_NAME},   {"autor*", COMMENTS_WORD_NAME},
    {"auteur*", COMMENTS_WORD_NAME},   {"autore", COMMENTS_WORD_NAME},
    {"user", COMMENTS_WORD_NAME},      {"username", COMMENTS_WORD_NAME},
    {"name", COMMENTS_WORD_NAME},      {"nick*", COMMENTS_WORD_NAME},
    {"poster", COMMENTS_WORD_NAME},    {"writer", COMMENTS_WORD_NAME},
    {"benutzer*", COMMENTS_WORD_NAME}, {"verfasser", COMMENTS_WORD_NAME},
    {"usuario", COMMENTS_WORD_NAME},   {"utente", COMMENTS_WORD_NAME},
    {"byline", COMMENTS_WORD_NAME},    {"fn", COMMENTS_WORD_NAME},
    {"pseudo", COMMENTS_WORD_NAME},    {"uzytkownik", COMMENTS_WORD_NAME},
    {"date*", COMMENTS_WORD_TIME},     {"time*", COMMENTS_WORD_TIME},
    {"datum", COMMENTS_WORD_TIME},     {"fecha", COMMENTS_WORD_TIME},
    {"data", COMMENTS_WORD_TIME},      {"published", COMMENTS_WORD_TIME},
    {"posted", COMMENTS_WORD_TIME},    {"ago", COMMENTS_WORD_TIME},
    {"list*", COMMENTS_WORD_PART},     {"form*", COMMENTS_WORD_FORM},
    {"count*", COMMENTS_WORD_PART},    {"number", COMMENTS_WORD_PART},
    {"link*", COMMENTS_WORD_PART},     {"button*", COMMENTS_WORD_PART},
    {"btn", COMMENTS_WORD_PART},       {"title", COMMENTS_WORD_PART},
    {"head*", COMMENTS_WORD_PART},     {"foot*", COMMENTS_WORD_PART},
    {"meta*", COMMENTS_WORD_PART},     {"info*", COMMENTS_WORD_PART},
    {"avatar*", COMMENTS_WORD_PART},   {"image", COMMENTS_WORD_PART},
    {"icon*", COMMENTS_WORD_PART},     {"area", COMMENTS_WORD_PART},
    {"section", COMMENTS_WORD_PART},   {"toggle*", COMMENTS_WORD_PART},
    {"action*", COMMENTS_WORD_PART},   {"tool*", COMMENTS_WORD_PART},
    {"nav*", COMMENTS_WORD_PART},      {"pag*", COMMENTS_WORD_PART},
    {"teaser*", COMMENTS_WORD_PART},   {"status", COMMENTS_WORD_PART},
    {"notice", COMMENTS_WORD_PART},    {"policy", COMMENTS_WORD_PART},
    {"rules", COMMENTS_WORD_PART},     {"login", COMMENTS_WORD_PART},
    {"input*", COMMENTS_WORD_PART},    {"field*", COMMENTS_WORD_PART},
    {"textarea*", COMMENTS_WORD_PART}, {"editor", COMMENTS_WORD_PART},
    {"vote*", COMMENTS_WORD_PART},     {"rating*", COMMENTS_WORD_PART},
    {"like*", COMMENTS_WORD_PART},     {"report", COMMENTS_WORD_PART},
    {"sort*", COMMENTS_WORD_PART},     {"tab*", COMMENTS_WORD_PART},
    {"replies", COMMENTS_WORD_NEST},   {"children", COMMENTS_WORD_NEST},
    {"answers", COMMENTS_WORD_NEST},   {"antworten", COMMENTS_WORD_NEST},
    {"responses", COMMENTS_WORD_NEST}, {"reponses", COMMENTS_WORD_NEST},
    {"respuestas", COMMENTS_WORD_NEST}, {"nested", COMMENTS_WORD_NEST}, {"indented", COMMENTS_WORD_NEST},
    {"recent*", COMMENTS_WORD_RECENT}, {"latest*", COMMENTS_WORD_RECENT},
    {"letzte*", COMMENTS_WORD_RECENT}, {"neueste*", COMMENTS_WORD_RECENT},
    {"derniers", COMMENTS_WORD_RECENT}, {"ultimos", COMMENTS_WORD_RECENT},
    {"sidebar*", COMMENTS_WORD_RECENT}, {"related*", COMMENTS_WORD_RECENT},
};
// clang-format on

static unsigned kind_of(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        const char *const text = words[i].text;
        const size_t len = strlen(text);
        const bool is_start = text[len - 1] == '*';
        if (text[0] == word[0] &&
            (is_start ? strncmp(word, text, len - 1) == 0 : strcmp(word, text) == 0))
            return 1u << words[i].kind;
    }
    return 0;
}

unsigned comments_name_words(struct slice name, unsigned *last)
{
    unsigned kinds = 0;
    char word[WORD_BYTES];
    size_t len = 0;
    for (size_t i = 0; i <= name.len && i < NAME_BYTES_MOST; i++) {
        const char c = i < name.len ? name.data[i] : '\0';
        const bool is_capital = c >= 'A' && c <= 'Z';
        const bool follows_small = i > 0 && name.data[i - 1] >= 'a' && name.data[i - 1] <= 'z';
        if ((!ascii_is_alpha(c) || (is_capital && follows_small)) && len) {
            word[len] = '\0';
            const unsigned kind = kind_of(word);
            kinds |= kind;
            if (last)
                *last = kind;
            len = 0;
        }
        if (ascii_is_alpha(c) && len < sizeof(word) - 1)
            word[len++] = ascii_lower(c);
    }
    return kinds;
}

unsigned comments_node_words(const struct html_document *doc, html_node node, unsigned *last)
{
    const char *const classes = html_attribute(doc, node, "class");
    const char *const id = html_attribute(doc, node, "id");
    unsigned own = 0;
    unsigned kinds = id ? comments_name_words(slice_of(id), &own) : 0;
    unsigned lasts = own;
    struct slice rest = slice_of(classes ? classes : "");
    struct slice name = {NULL, 0};
    while (slice_next(&rest, ' ', &name)) {
        own = 0;
        kinds |= comments_name_words(name, &own);
        lasts |= own;
    }
    if (last)
        *last = lasts;
    return kinds;
}

/* Without the hash that builders of style sheets hang on a name: `Comment_item__3fK2x`. */
static struct slice without_hash(struct slice name)
{
    for (size_t i = name.len; i > 1; i--) {
        if (name.data[i - 1] != '_' || name.data[i - 2] != '_')
            continue;
        for (size_t j = i; j < name.len; j++)
            if (ascii_is_digit(name.data[j]) || (name.data[j] >= 'A' && name.data[j] <= 'Z'))
                return (struct slice){name.data, i - 2};
        break;
    }
    return name;
}

static const char *const plurals[] = {"comments",    "kommentare", "kommentarer", "commentaires",
                                      "comentarios", "commenti",   "reacties",    "komentarze",
                                      "komentare",   "opinie",     "leserbriefe"};

/* A box of that name holds all of them. */
static bool holds_plural(struct slice name)
{
    char lower[NAME_BYTES_MOST];
    size_t len = 0;
    for (; len < name.len && len + 1 < sizeof(lower); len++)
        lower[len] = ascii_lower(name.data[len]);
    lower[len] = '\0';
    for (size_t i = 0; i < COUNT_OF(plurals); i++)
        if (strstr(lower, plurals[i]))
            return true;
    return false;
}

static bool ends_plural(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(plurals); i++)
        if (slice_ends_nocase(name, plurals[i]))
            return true;
    return false;
}

bool comments_name_is_item(struct slice name)
{
    const unsigned talk = 1u << COMMENTS_WORD_TALK;
    const unsigned never = 1u << COMMENTS_WORD_RECENT | 1u << COMMENTS_WORD_NAME |
                           1u << COMMENTS_WORD_TIME | 1u << COMMENTS_WORD_TEXT |
                           1u << COMMENTS_WORD_FORM;
    const struct slice whole = without_hash(name);
    unsigned last = 0;
    const unsigned kinds = comments_name_words(whole, &last);
    if (!(kinds & talk) || kinds & never)
        return false;
    return last & 1u << COMMENTS_WORD_ITEM || (last & talk && !ends_plural(whole)) ||
           (last & 1u << COMMENTS_WORD_BOX && !holds_plural(whole));
}
