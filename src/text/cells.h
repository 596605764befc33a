/*
 * Grapheme clusters and how many terminal cells they take. A cluster is what a person takes for one
 * character (UAX #29); it is never split. Its width is ours: 2 for an emoji sequence, a flag or a
 * wide character (UAX #11), 0 for a lone mark or a soft hyphen, else 1; spacing marks of Indic
 * scripts add theirs. After 32 code points a cluster ends, whatever comes, so that its width has a
 * bound.
 */
#ifndef TEXT_CELLS_H
#define TEXT_CELLS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"

/* The first cluster of `text`: its bytes are returned (0 only when len is 0), its width goes to
 * *cells. */
size_t text_cluster(const char *text, size_t len, int *cells);

/* The width of all clusters. */
int text_cells(const char *text, size_t len);

/*
 * Is each character of it a cluster of its own, whatever stands beside it, and of one cell or two?
 * Then the next two do without a look at Unicode.
 */
bool text_is_even(const char *text, size_t len);

/* text_cells() and text_fit() of even text. */
int text_even_cells(const char *text, size_t len);
size_t text_even_fit(const char *text, size_t len, int width_cells);

/* How many bytes of `text` fit into `width_cells`, in whole clusters; their width goes to *cells
 * (may be NULL). */
size_t text_fit(const char *text, size_t len, int width_cells, int *cells);

#endif
