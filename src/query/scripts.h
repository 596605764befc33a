/*
 * What a folded code point is to a search: part of a word, a gap between words, or a word by
 * itself.
 */
#ifndef QUERY_SCRIPTS_H
#define QUERY_SCRIPTS_H

#include <stdbool.h>

enum query_kind_of_point { POINT_GAP, POINT_WORD, POINT_UNSPACED, POINT_NOTHING };

enum query_kind_of_point query_point_kind(unsigned code_point);

/*
 * Two code points that are written as one: the letters of a Hangul syllable, a kana and its
 * voicing.
 *
 * result   0: they are two
 */
unsigned query_point_join(unsigned first, unsigned second);

#endif
