/*
 * How words are found in a text: in memory, and by the full-text index (store/tokenizer.c), which
 * reads texts with the same reader. A word is a run of letters and digits, folded (text/fold.h). In
 * scripts that put no blanks between words (Chinese, Japanese, Thai ...) each character is a word
 * of its own, joined to the one before; a reader looks for any of them in a row.
 *
 *     struct query_reader reader;
 *     query_reader_init(&reader, text, len);
 *     while (query_reader_next(&reader))
 *         … reader.word, reader.word_len …
 *     query_reader_release(&reader);
 */
#ifndef QUERY_WORDS_H
#define QUERY_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "query/scripts.h"

enum { QUERY_WORD_BYTES = 128 }; // of a longer word the rest does not count

struct query_reader {
    char word[QUERY_WORD_BYTES + 8];
    size_t word_len;
    size_t start; // of the word in the text, in bytes
    size_t end;
    bool is_unspaced; // a single character of a script without blanks
    bool is_joined;   // and directly behind another one

    // What follows is the reader's own.
    const char *text;
    size_t len;
    size_t at;                     // byte behind the character that `point` is of
    unsigned point;                // the folded code point that is looked at; 0 at the end
    enum query_kind_of_point kind; // of that; a gap at the end
    size_t point_start;
    struct slice pending; // what else the character folds to
    struct str folded;    // one that is in no table
};

void query_reader_init(struct query_reader *reader, const char *text, size_t len);
void query_reader_release(struct query_reader *reader);
bool query_reader_next(struct query_reader *reader);

/* Append the words of `text`, a blank between two that are not joined; nothing when it holds none.
 * `words` is initialised and empty. */
void query_words(const char *text, size_t len, struct str *words);

/*
 * Do the words hold the words of `needle` one after the other?
 *
 * needle      from query_words(), too; an empty one is found everywhere
 * is_prefix   the last word may go on
 */
bool query_words_hold(struct slice words, struct slice needle, bool is_prefix);

/* Does such a text end in a single character of a script without blanks? */
bool query_words_end_alone(struct slice words);

#endif
