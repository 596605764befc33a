#include "store/rank.h"

#include <string.h>

enum { PHRASES = 32 }; // of a longer query the others do not count

double rank_phrase(const unsigned hits[RANK_COLUMNS], size_t text_words)
{
    static const double weights[RANK_COLUMNS] = {8, 3, 4, 1};
    double sum = 0;
    for (int column = 0; column < RANK_COLUMNS; column++) {
        const double half = column == RANK_TEXT ? 1 + (double)text_words / 400 : 0.25;
        sum += weights[column] * hits[column] / (hits[column] + half);
    }
    return sum;
}

void rank_score(const Fts5ExtensionApi *api, Fts5Context *row, sqlite3_context *context, int count,
                sqlite3_value **values)
{
    (void)count;
    (void)values;
    unsigned hits[PHRASES][RANK_COLUMNS];
    const int all_phrases = api->xPhraseCount(row);
    const int phrase_count = all_phrases < PHRASES ? all_phrases : PHRASES;
    int hit_count = 0;
    int text_words = 0;
    memset(hits, 0, (size_t)phrase_count * sizeof(hits[0]));
    int code = api->xInstCount(row, &hit_count);
    if (code == SQLITE_OK)
        code = api->xColumnSize(row, RANK_TEXT, &text_words);
    for (int i = 0; code == SQLITE_OK && i < hit_count; i++) {
        int phrase;
        int column;
        int at;
        code = api->xInst(row, i, &phrase, &column, &at);
        if (code == SQLITE_OK && phrase < phrase_count && column >= 0 && column < RANK_COLUMNS)
            hits[phrase][column]++;
    }
    if (code != SQLITE_OK) {
        sqlite3_result_error_code(context, code);
        return;
    }
    double sum = 0;
    for (int phrase = 0; phrase < phrase_count; phrase++)
        sum += rank_phrase(hits[phrase], (size_t)text_words);
    sqlite3_result_double(context, sum);
}
