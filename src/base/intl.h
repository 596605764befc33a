/*
 * Text for people goes through _() so that catalogues can be added without touching every file;
 * N_() marks text in tables. JSON, field names and logs stay untranslated.
 */
#ifndef BASE_INTL_H
#define BASE_INTL_H

#define _(text)  (text)
#define N_(text) text

#endif
