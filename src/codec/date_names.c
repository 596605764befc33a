/*
 * The words of dates. Names of months are known by how they begin, which covers abbreviations,
 * cases and related languages at once.
 */
#include <stdlib.h>
#include <string.h>

#include "base/attributes.h"
#include "base/str.h"
#include "codec/date_internal.h"
#include "text/fold.h"

struct name {
    const char *word; // folded, if it is ASCII
    enum date_word_kind kind;
    int value;
    bool is_korean;
};

/*
 * Zones: RFC 822 5.1, then what feeds write. The letters of the military zones mean UTC, because
 * RFC 822 defined them the wrong way round (RFC 5322 4.3).
 */
// clang-format off
static const struct name words[] = {
    {"am", DATE_WORD_HALF, 0, false}, {"pm", DATE_WORD_HALF, 12, false},
    {"오전", DATE_WORD_HALF, 0, true}, {"오후", DATE_WORD_HALF, 12, true},
    {"上午", DATE_WORD_HALF, 0, false}, {"下午", DATE_WORD_HALF, 12, false},
    {"午前", DATE_WORD_HALF, 0, false}, {"午後", DATE_WORD_HALF, 12, false},
    {"πμ", DATE_WORD_HALF, 0, false}, {"μμ", DATE_WORD_HALF, 12, false},

    {"년", DATE_WORD_UNIT, DATE_UNIT_YEAR, true}, {"월", DATE_WORD_UNIT, DATE_UNIT_MONTH, true},
    {"일", DATE_WORD_UNIT, DATE_UNIT_DAY, true}, {"시", DATE_WORD_UNIT, DATE_UNIT_HOUR, true},
    {"분", DATE_WORD_UNIT, DATE_UNIT_MINUTE, true}, {"초", DATE_WORD_UNIT, DATE_UNIT_SECOND, true},
    {"年", DATE_WORD_UNIT, DATE_UNIT_YEAR, false}, {"月", DATE_WORD_UNIT, DATE_UNIT_MONTH, false},
    {"日", DATE_WORD_UNIT, DATE_UNIT_DAY, false}, {"号", DATE_WORD_UNIT, DATE_UNIT_DAY, false},
    {"時", DATE_WORD_UNIT, DATE_UNIT_HOUR, false}, {"时", DATE_WORD_UNIT, DATE_UNIT_HOUR, false},
    {"点", DATE_WORD_UNIT, DATE_UNIT_HOUR, false}, {"分", DATE_WORD_UNIT, DATE_UNIT_MINUTE, false},
    {"秒", DATE_WORD_UNIT, DATE_UNIT_SECOND, false},
    {"h", DATE_WORD_UNIT, DATE_UNIT_HOUR, false},

    {"t", DATE_WORD_NOISE, 0, false}, {"etc", DATE_WORD_NOISE, 0, false},
    {"th", DATE_WORD_NOISE, 0, false}, {"st", DATE_WORD_NOISE, 0, false},
    {"nd", DATE_WORD_NOISE, 0, false}, {"rd", DATE_WORD_NOISE, 0, false},
    {"of", DATE_WORD_NOISE, 0, false}, {"de", DATE_WORD_NOISE, 0, false},
    {"del", DATE_WORD_NOISE, 0, false}, {"um", DATE_WORD_NOISE, 0, false},
    {"uhr", DATE_WORD_NOISE, 0, false}, {"kl", DATE_WORD_NOISE, 0, false},
    {"on", DATE_WORD_NOISE, 0, false}, {"г", DATE_WORD_NOISE, 0, false},

    {"z", DATE_WORD_ZONE, 0, false}, {"ut", DATE_WORD_ZONE, 0, false},
    {"utc", DATE_WORD_ZONE, 0, false}, {"gmt", DATE_WORD_ZONE, 0, false},
    {"uct", DATE_WORD_ZONE, 0, false}, {"zulu", DATE_WORD_ZONE, 0, false},
    {"wet", DATE_WORD_ZONE, 0, false}, {"west", DATE_WORD_ZONE, 60, false},
    {"bst", DATE_WORD_ZONE, 60, false}, {"cet", DATE_WORD_ZONE, 60, false},
    {"cest", DATE_WORD_ZONE, 120, false}, {"met", DATE_WORD_ZONE, 60, false},
    {"mest", DATE_WORD_ZONE, 120, false}, {"mez", DATE_WORD_ZONE, 60, false},
    {"mesz", DATE_WORD_ZONE, 120, false}, {"eet", DATE_WORD_ZONE, 120, false},
    {"eest", DATE_WORD_ZONE, 180, false}, {"msk", DATE_WORD_ZONE, 180, false},
    {"msd", DATE_WORD_ZONE, 240, false}, {"trt", DATE_WORD_ZONE, 180, false},
    {"idt", DATE_WORD_ZONE, 180, false}, {"sast", DATE_WORD_ZONE, 120, false},
    {"wat", DATE_WORD_ZONE, 60, false}, {"eat", DATE_WORD_ZONE, 180, false},
    {"gst", DATE_WORD_ZONE, 240, false}, {"pkt", DATE_WORD_ZONE, 300, false},
    {"ist", DATE_WORD_ZONE, 330, false}, {"npt", DATE_WORD_ZONE, 345, false},
    {"wib", DATE_WORD_ZONE, 420, false}, {"ict", DATE_WORD_ZONE, 420, false},
    {"hkt", DATE_WORD_ZONE, 480, false}, {"sgt", DATE_WORD_ZONE, 480, false},
    {"pht", DATE_WORD_ZONE, 480, false}, {"awst", DATE_WORD_ZONE, 480, false},
    {"jst", DATE_WORD_ZONE, 540, false}, {"kst", DATE_WORD_ZONE, 540, false},
    {"acst", DATE_WORD_ZONE, 570, false}, {"acdt", DATE_WORD_ZONE, 630, false},
    {"aest", DATE_WORD_ZONE, 600, false}, {"aedt", DATE_WORD_ZONE, 660, false},
    {"nzst", DATE_WORD_ZONE, 720, false}, {"nzdt", DATE_WORD_ZONE, 780, false},
    {"nst", DATE_WORD_ZONE, -210, false}, {"ndt", DATE_WORD_ZONE, -150, false},
    {"brt", DATE_WORD_ZONE, -180, false}, {"brst", DATE_WORD_ZONE, -120, false},
    {"art", DATE_WORD_ZONE, -180, false}, {"clt", DATE_WORD_ZONE, -240, false},
    {"clst", DATE_WORD_ZONE, -180, false}, {"cot", DATE_WORD_ZONE, -300, false},
    {"at", DATE_WORD_ZONE, -240, false}, {"ast", DATE_WORD_ZONE, -240, false},
    {"adt", DATE_WORD_ZONE, -180, false}, {"et", DATE_WORD_ZONE, -300, false},
    {"est", DATE_WORD_ZONE, -300, false}, {"edt", DATE_WORD_ZONE, -240, false},
    {"ct", DATE_WORD_ZONE, -360, false}, {"cst", DATE_WORD_ZONE, -360, false},
    {"cdt", DATE_WORD_ZONE, -300, false}, {"mt", DATE_WORD_ZONE, -420, false},
    {"mst", DATE_WORD_ZONE, -420, false}, {"mdt", DATE_WORD_ZONE, -360, false},
    {"pt", DATE_WORD_ZONE, -480, false}, {"pst", DATE_WORD_ZONE, -480, false},
    {"pdt", DATE_WORD_ZONE, -420, false}, {"akst", DATE_WORD_ZONE, -540, false},
    {"akdt", DATE_WORD_ZONE, -480, false}, {"hst", DATE_WORD_ZONE, -600, false},
    {"hadt", DATE_WORD_ZONE, -540, false}, {"sst", DATE_WORD_ZONE, -660, false},
};

/* Beginnings. Where one begins like another the longer one comes first. */
static const struct stem {
    const char *stem;
    int month; // 0 for a day of the week
} stems[] = {
    {"sun", 0}, {"mon", 0}, {"tue", 0}, {"wed", 0}, {"thu", 0}, {"fri", 0}, {"sat", 0},
    {"marras", 11}, // before mar
    {"jan", 1}, {"ene", 1}, {"gen", 1}, {"sty", 1}, {"oca", 1}, {"led", 1}, {"янв", 1}, {"січ", 1}, {"ιαν", 1}, {"ian", 1}, {"tammi", 1}, {"яну", 1},
    {"feb", 2}, {"fev", 2}, {"lut", 2}, {"sub", 2}, {"uno", 2}, {"фев", 2}, {"лют", 2}, {"φεβ", 2}, {"helmi", 2},
    {"maart", 3}, {"maalis", 3}, {"mar", 3}, {"mrz", 3}, {"mrt", 3}, {"mae", 3}, {"bre", 3}, {"мар", 3}, {"бер", 3}, {"μαρ", 3},
    {"apr", 4}, {"avr", 4}, {"abr", 4}, {"kwi", 4}, {"nis", 4}, {"dub", 4}, {"апр", 4}, {"кві", 4}, {"απρ", 4}, {"huhti", 4},
    {"may", 5}, {"mai", 5}, {"mag", 5}, {"maj", 5}, {"mei", 5}, {"kve", 5}, {"мая", 5}, {"май", 5}, {"тра", 5}, {"μαι", 5}, {"mauj", 5}, {"touko", 5},
    {"jul", 7}, {"juil", 7}, {"lug", 7}, {"lip", 7}, {"tem", 7}, {"cervenec", 7}, {"июл", 7}, {"лип", 7}, {"ιουλ", 7}, {"ιολ", 7}, {"iul", 7}, {"heina", 7}, {"юли", 7},
    {"jun", 6}, {"juin", 6}, {"giu", 6}, {"cze", 6}, {"haz", 6}, {"cer", 6}, {"июн", 6}, {"чер", 6}, {"ιουν", 6}, {"ιον", 6}, {"iun", 6}, {"kesa", 6}, {"юни", 6},
    {"aug", 8}, {"aou", 8}, {"ago", 8}, {"sie", 8}, {"agu", 8}, {"srp", 8}, {"авг", 8}, {"сер", 8}, {"αυγ", 8}, {"elo", 8},
    {"sep", 9}, {"set", 9}, {"sze", 9}, {"wrz", 9}, {"eyl", 9}, {"zar", 9}, {"сен", 9}, {"вер", 9}, {"σεπ", 9}, {"syys", 9},
    {"oct", 10}, {"okt", 10}, {"out", 10}, {"ott", 10}, {"paz", 10}, {"eki", 10}, {"rij", 10}, {"окт", 10}, {"жов", 10}, {"οκτ", 10}, {"loka", 10},
    {"nov", 11}, {"lis", 11}, {"kas", 11}, {"ноя", 11}, {"лис", 11}, {"νοε", 11}, {"noi", 11},
    {"dec", 12}, {"dez", 12}, {"dic", 12}, {"des", 12}, {"gru", 12}, {"ara", 12}, {"pro", 12}, {"дек", 12}, {"гру", 12}, {"δεκ", 12}, {"joulu", 12},
};
// clang-format on

/* Does `word` begin with `entry` (is it `entry`, when `is_whole`)? */
static bool matches(const char *word, size_t len, const char *entry, bool is_whole)
{
    char folded[64];
    // One look is enough for nearly all.
    if ((unsigned char)entry[0] < 0x80 ? entry[0] != word[0] : (unsigned char)word[0] < 0x80)
        return false;
    size_t entry_len = strlen(entry);
    if ((unsigned char)entry[0] >= 0x80) {
        // Only ASCII is written folded above: Hangul falls into pieces that nobody can read.
        struct str str;
        str_init(&str, sizeof(folded) - 1);
        text_fold(entry, entry_len, &str);
        entry_len = str.len;
        memcpy(folded, str.data, entry_len + 1);
        str_release(&str);
        entry = folded;
    }
    return (is_whole ? len == entry_len : len >= entry_len) && memcmp(word, entry, entry_len) == 0;
}

struct date_word date_word_find(const char *word, size_t len)
{
    if (len == 0)
        return (struct date_word){DATE_WORD_NONE, 0, false};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (matches(word, len, words[i].word, true))
            return (struct date_word){words[i].kind, words[i].value, words[i].is_korean};
    for (size_t i = 0; i < COUNT_OF(stems); i++)
        if (matches(word, len, stems[i].stem, false))
            return (struct date_word){stems[i].month ? DATE_WORD_MONTH : DATE_WORD_WEEKDAY,
                                      stems[i].month, false};
    // The letters of the military zones; J is none.
    if (len == 1 && ascii_is_alpha(word[0]) && word[0] != 'j')
        return (struct date_word){DATE_WORD_ZONE, 0, false};
    return (struct date_word){DATE_WORD_NONE, 0, false};
}
