/*
 * How single characters fold (made by src/gen/folds).
 */
#ifndef TEXT_FOLDS_H
#define TEXT_FOLDS_H

enum {
    TEXT_FOLD_BYTES = 8, // of the longest, with its NUL
    TEXT_FOLDS_LOW_FIRST = 0x80,
    TEXT_FOLDS_LOW_END = 0x780,
    TEXT_FOLDS_THAI_FIRST = 0xE00, // and Lao
    TEXT_FOLDS_THAI_END = 0xF00,
    TEXT_FOLDS_KANA_FIRST = 0x3040,
    TEXT_FOLDS_KANA_END = 0x3100,
};

extern const char text_folds_low[TEXT_FOLDS_LOW_END - TEXT_FOLDS_LOW_FIRST][TEXT_FOLD_BYTES];
extern const char text_folds_thai[TEXT_FOLDS_THAI_END - TEXT_FOLDS_THAI_FIRST][TEXT_FOLD_BYTES];
extern const char text_folds_kana[TEXT_FOLDS_KANA_END - TEXT_FOLDS_KANA_FIRST][TEXT_FOLD_BYTES];

#endif
