/*
 * What the bytes beyond ASCII of a charset are to a language that is written in it (made by
 * src/gen/kinds).
 */
#ifndef TEXT_KINDS_H
#define TEXT_KINDS_H

enum text_kind {
    TEXT_KIND_NONE, // no character, or a control character
    TEXT_KIND_SIGN,
    TEXT_KIND_FOREIGN, // of another language
    TEXT_KIND_UPPER,
    TEXT_KIND_LOWER,
    TEXT_KIND_COMMON, // one of its frequent letters
};

extern const unsigned char text_kinds_windows_1252[128];
extern const unsigned char text_kinds_windows_1250[128];
extern const unsigned char text_kinds_latin_2[128];
extern const unsigned char text_kinds_windows_1254[128];
extern const unsigned char text_kinds_windows_1251[128];
extern const unsigned char text_kinds_koi8_r[128];
extern const unsigned char text_kinds_koi8_u[128];
extern const unsigned char text_kinds_ibm_866[128];
extern const unsigned char text_kinds_iso_8859_5[128];
extern const unsigned char text_kinds_windows_1253[128];
extern const unsigned char text_kinds_windows_1255[128];
extern const unsigned char text_kinds_windows_1256[128];
extern const unsigned char text_kinds_windows_874[128];

#endif
