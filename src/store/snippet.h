/*
 * Where the words of a search stand in a text, and the piece of it that shows them.
 */
#ifndef STORE_SNIPPET_H
#define STORE_SNIPPET_H

#include "base/arena.h"
#include "base/vec.h"
#include "query/query.h"
#include "query/words.h"
#include "store/search.h"

/* The words and phrases that a query wants (not those that it refuses). */
struct needles {
    struct arena arena;
    struct vec items; // of struct needle
};

struct needle {
    const struct query_node *node;
    const struct needle_word *words;
    size_t word_count;
    bool is_prefix;
};

struct needle_word {
    const char *text;
    size_t len;
    bool is_joined;
};

void needles_init(struct needles *needles, const struct query *query); // NULL: none
void needles_release(struct needles *needles);

/* A text that is searched: one line, safe on a terminal. */
struct haystack {
    struct str line;
    struct query_reader reader;
    struct vec words; // of struct haystack_word: as far as it is read
    struct str folded;
    struct vec finds; // of struct haystack_find
};

void haystack_init(struct haystack *haystack);
void haystack_release(struct haystack *haystack);

/* Put another text in. */
void haystack_set(struct haystack *haystack, const char *text, size_t len);

/* How often it holds the needle. */
unsigned haystack_count(struct haystack *haystack, const struct needle *needle);

/* Does it hold one that is looked for in texts? The first place is kept for the snippet, with those
 * behind it that this can show; the rest of the text is not read. */
bool haystack_look(struct haystack *haystack, const struct needles *needles);

/* The piece around the first find, or the beginning. */
void haystack_snippet(struct haystack *haystack, struct arena *arena,
                      struct store_snippet *snippet);

#endif
