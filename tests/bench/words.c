#include "bench/words.h"

#include <math.h>

#include "base/attributes.h"

enum { WORDS = 200000 }; // that there are

double words_share(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*state >> 11) / (double)(UINT64_C(1) << 53);
}

unsigned words_rank(uint64_t *state)
{
    return (unsigned)exp(words_share(state) * log(WORDS)) - 1;
}

/* One in eight is of another script. */
void words_add(unsigned rank, struct str *text)
{
    static const char *const syllables[] = {"ba", "do", "ke", "li", "mu",  "na",   "po",  "re",
                                            "si", "tu", "va", "zo", "gra", "ster", "ain", "eth"};
    static const unsigned scripts[] = {0x0430, 0x4E00, 0xAC00, 0x3041, 0x0E01, 0x03B1};
    const unsigned script = rank % 8 == 7 ? scripts[rank / 8 % COUNT_OF(scripts)] : 0;
    unsigned rest = rank * 2654435761u;
    const int parts = 1 + (rank > 15) + (rank > 250) + (rank > 4000);
    for (int i = 0; i < parts; i++, rest >>= 4) {
        if (script)
            str_add_code_point(text, script + (rest ^ rank) % (script > 0x4000 ? 2000 : 24));
        else
            str_add(text, syllables[(rest ^ rank >> 4 * i) % COUNT_OF(syllables)]);
    }
    if (rank > 60000)
        str_printf(text, "%u", rank);
}
