/*
 * The language of a text that no markup tells: by its script, and where several languages share the
 * script by their commonest words.
 */
#include <string.h>

#include "base/str.h"
#include "extract/internal.h"
#include "extract/meta.h"
#include "text/utf8.h"

enum {
    LANGUAGE_BYTES = 20000, // of the text that is looked at
    LETTERS_LEAST = 20,     // in a script, to be told by it
    WORDS_LEAST = 30,       // to be told by words
    WORD_BYTES = 16,
};

struct script {
    unsigned first;
    unsigned last;
    const char *language;
};

// Japanese stands before Chinese: its syllables tell, its other signs are Chinese ones.
static const struct script scripts[] = {
    {0x3040, 0x30ff, "ja"}, {0xac00, 0xd7af, "ko"}, {0x4e00, 0x9fff, "zh"}, {0x0e00, 0x0e7f, "th"},
    {0x0590, 0x05ff, "he"}, {0x0370, 0x03ff, "el"}, {0x0900, 0x097f, "hi"}, {0x0980, 0x09ff, "bn"},
    {0x10a0, 0x10ff, "ka"}, {0x0530, 0x058f, "hy"}, {0x0b80, 0x0bff, "ta"},
};

struct common_words {
    const char *language;
    const char *words; // blanks before and behind each
};

// clang-format off
static const struct common_words common[] = {
    {"en", " the and of to in that is was for with as it on by this are from which have not but "},
    {"de", " der die und das den nicht mit ist von zu sich auf für ein eine dem auch wird wurde sind "},
    {"fr", " le la les et des est une dans que pour qui sur pas plus avec ce cette sont aux été "},
    {"es", " el la los las y que del una por con para es se no más como pero su fue está "},
    {"it", " il la che di e un una per con non del della sono è nel alla più anche dei gli "},
    {"pt", " o os as e que do da em um uma para com não mais dos das foi é são ao "},
    {"nl", " de het een van en dat is op te voor met zijn niet aan ook bij door naar maar wordt "},
    {"pl", " i w na z się nie do jest że to jak o po ale przez dla od oraz był są "},
    {"cs", " a se na v je že s z do o to jak ale by pro jsou který také bylo podle "},
    {"sv", " och att det som en på är av för med den till inte ett har om var från men vid "},
    {"da", " og at det som en på er af for med den til ikke et har om der var fra men blev "},
    {"nb", " og å det som en på er av for med den til ikke et har om var fra men ble seg "},
    {"fi", " ja on ei että se hän oli myös mutta kun ovat joka sen niin kuin tai vain jo olla mukaan "},
    {"tr", " ve bir bu da de için ile olarak çok daha olan gibi ne kadar sonra ancak oldu dedi var en "},
    {"hu", " a az és hogy nem is egy meg van volt de ezt csak el már még mint azt kell szerint "},
    {"ro", " și de la în a nu că o cu pe din este un care mai pentru sau fost sunt după "},
    {"ru", " и в не на что с по как это он из за для от до также но его года был "},
    {"uk", " і в не на що з та як це у до за від для але він його року було є "},
    {"bg", " и на в за да се от с не че е са по като това към той но ще беше "},
    {"ar", " في من على إلى أن عن مع هذا التي الذي كان ما هذه قال بعد بين لا ذلك "},
    {"fa", " در و از به که این را با است برای آن یک خود تا بر هم شده بود کرد "},
};
// clang-format on

static const char *by_script(struct slice text)
{
    size_t counts[COUNT_OF(scripts)] = {0};
    size_t letters = 0;
    for (size_t at = 0; at < text.len;) {
        unsigned c = 0;
        at += text_next(text.data + at, text.len - at, &c);
        letters += c > ' ';
        for (size_t i = 0; c >= 0x370 && i < COUNT_OF(scripts); i++)
            counts[i] += c >= scripts[i].first && c <= scripts[i].last;
    }
    for (size_t i = 0; i < COUNT_OF(scripts); i++)
        if (counts[i] >= LETTERS_LEAST && counts[i] * 8 >= letters)
            return scripts[i].language;
    return NULL;
}

/* Count the word, with a blank on both sides, for every language that has it. */
static void count_word(const char *word, size_t *counts)
{
    for (size_t i = 0; i < COUNT_OF(common); i++)
        counts[i] += strstr(common[i].words, word) != NULL;
}

static const char *by_words(struct slice text)
{
    size_t counts[COUNT_OF(common)] = {0};
    size_t words = 0;
    struct slice rest = text;
    struct slice piece = {NULL, 0};
    while (slice_next(&rest, ' ', &piece)) {
        char word[WORD_BYTES + 3] = " ";
        words += piece.len > 0;
        if (piece.len == 0 || piece.len > WORD_BYTES)
            continue;
        for (size_t i = 0; i < piece.len; i++)
            word[i + 1] = ascii_lower(piece.data[i]);
        word[piece.len + 1] = ' ';
        count_word(word, counts);
    }
    size_t best = 0;
    size_t second = 0;
    for (size_t i = 1; i < COUNT_OF(common); i++) {
        if (counts[i] > counts[best]) {
            second = counts[best];
            best = i;
        } else if (counts[i] > second) {
            second = counts[i];
        }
    }
    // Of every seven words of running text one and more are among the commonest.
    const bool is_clear = counts[best] * 7 >= words && counts[best] > second + second / 8;
    return words >= WORDS_LEAST && is_clear ? common[best].language : NULL;
}

const char *extract_language_of(const char *text)
{
    const struct slice slice = {text, utf8_fit(text, strlen(text), LANGUAGE_BYTES)};
    const char *const language = by_script(slice);
    return language ? language : by_words(slice);
}
