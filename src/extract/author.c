/*
 * The name in a byline. Pages put words in front of it ("Veröffentlicht von"), and a date or a
 * section behind it. An English "By" stays: it is part of how such a page names its writer.
 */
#include <string.h>

#include "extract/internal.h"
#include "extract/meta.h"

// What stands before a name; ASCII letters in any case, so others come twice. Longer ones before
// what they begin with.
static const char *const labels[] = {
    "post author",
    "posted by",
    "published by",
    "submitted by",
    "authors",
    "author",
    "artikel von",
    "beitrag von",
    "beitragvon",
    "geschrieben von",
    "veröffentlicht von",
    "erstellt von",
    "eingestellt von",
    "verfasst von",
    "publiziert von",
    "text von",
    "autoren",
    "autorin",
    "autor*in",
    "autores",
    "autore",
    "autor",
    "auteurs",
    "auteur",
    "publié par",
    "écrit par",
    "Écrit par",
    "publicado por",
    "escrito por",
    "scritto da",
    "pubblicato da",
    "geplaatst door",
    "geschreven door",
    "door",
    "skrevet av",
    "skriven av",
    "автор",
    "Автор",
    "von",
    "vom",
    "par",
    "por",
    "di",
    "av",
    "af",
};

// Behind one of those a name may have a "by" still.
static const char *const by_words[] = {"by", "von"};

// These stay before a name.
static const char *const english[] = {"by", "written by"};

// With nothing but a date behind them, these are no bylines.
static const char *const date_labels[] = {
    "posted on",     "published on",   "published",   "updated",   "veröffentlicht am",
    "publiziert am", "geschrieben am", "erstellt am", "publié le", "publicado el",
    "pubblicato il", "geplaatst op",   "no author",
};

// Beginnings of weekdays, months and words before a date; lower case.
static const char *const date_words[] = {
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec", "mo",  "di",  "mi",  "do",  "fr",  "sa",  "so",
    "mär", "mai", "okt", "dez", "am",  "on",  "um",  "vor", "le",  "el",  "den", "il",  "op",
};

/* How much of the text the word takes, with a blank or colon behind it; a name may also begin right
 * there, where a page has put elements in line. 0: something else. */
static size_t starts_with(const char *text, const char *word)
{
    const size_t len = strlen(word);
    if (strncasecmp(text, word, len) != 0)
        return 0;
    const char next = text[len];
    const size_t more = strspn(text + len, " :");
    const bool ends_word = more || next == '\0' || (next >= 'A' && next <= 'Z' && len > 2);
    return ends_word ? len + more : 0;
}

static size_t skip_any(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const size_t len = starts_with(text, words[i]);
        if (len)
            return len;
    }
    return 0;
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* "Di Lorenzo Moretti", "Von Trapp", "Par Lagerkvist": two words at least when the first is one of
 * two letters, two words and no more when it is one of three. */
static bool may_be_name(const char *text)
{
    const size_t first = strcspn(text, " ");
    if (!is_capital(text[0]) || text[first] == '\0')
        return false;
    const char *const second = text + first + 1;
    const bool is_last = !strchr(second, ' ') && is_capital(second[0]) && !is_capital(second[1]);
    return first == 2 || (first == 3 && is_last);
}

static const char *skip_labels(const char *text)
{
    const char *at = text + strspn(text, " |,:;*-/");
    const size_t len = may_be_name(at) ? 0 : skip_any(at, labels, COUNT_OF(labels));
    at += len;
    return len ? at + skip_any(at, by_words, COUNT_OF(by_words)) : at;
}

static bool is_date_word(const char *word, size_t len)
{
    while (len && strchr(".,", word[len - 1]))
        len--;
    for (size_t i = 0; i < COUNT_OF(date_words); i++) {
        const size_t known = strlen(date_words[i]);
        const bool is_short = known < 3 || strcmp(date_words[i], "vor") == 0;
        if (strncasecmp(word, date_words[i], known) == 0 && (is_short ? len == known : len <= 10))
            return true;
    }
    return false;
}

/* The length without a date, and without what stands behind a bar or the date. */
static size_t without_tail(const char *name)
{
    static const char *const bars[] = {" | ", " · ", " • ", " — ", " – ", " - ", " » ", " @"};
    size_t len = strlen(name);
    for (size_t i = 0; i < COUNT_OF(bars); i++) {
        const char *const bar = strstr(name, bars[i]);
        if (bar && bar > name && (size_t)(bar - name) < len)
            len = (size_t)(bar - name);
    }
    for (size_t i = 1; i < len; i++)
        if (name[i - 1] == ' ' && ascii_is_digit(name[i]))
            len = i;
    // Backwards over what else the date is made of; the first word is a name in any case.
    while (len < strlen(name)) {
        const size_t end = len - (len && name[len - 1] == ' ');
        size_t word = end;
        while (word && name[word - 1] != ' ')
            word--;
        if (word == 0 || !is_date_word(name + word, end - word))
            break;
        len = word;
    }
    while (len && strchr(" ,;:-|/", name[len - 1]))
        len--;
    return len;
}

const char *extract_author_behind_by(const char *byline)
{
    return byline + skip_any(byline, english, COUNT_OF(english));
}

bool extract_author_name(const char *byline, struct str *out)
{
    // "Published by" is a label, and "published" one of a date.
    if (!skip_any(byline, labels, COUNT_OF(labels)) &&
        skip_any(byline, date_labels, COUNT_OF(date_labels)))
        return false;
    const size_t by = skip_any(byline, english, COUNT_OF(english));
    if (by) {
        str_add(out, byline);
        return byline[by] != '\0';
    }
    const char *const name = skip_labels(byline);
    const size_t len = without_tail(name);
    str_append(out, name, len);
    return len > 1;
}
