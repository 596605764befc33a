#include "query/sketch.h"

#include <string.h>

#include "query/words.h"

enum {
    LEAST_SHINGLES = 12,
    SHORT_SHINGLES = 80,
    MOST_WORDS = 5000, // of a longer text the rest does not count
};

static const uint64_t odd = UINT64_C(0xD6E8FEB86659FD93);

static uint64_t mix(uint64_t a, uint64_t b)
{
    const unsigned __int128 product =
        (unsigned __int128)(a ^ odd) * (b ^ UINT64_C(0xA0761D6478BD642F));
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t hash_word(const char *word, size_t len)
{
    uint64_t hash = len;
    for (size_t at = 0; at < len; at += 8) {
        uint64_t piece = 0;
        for (size_t i = 0; i < 8 && at + i < len; i++)
            piece |= (uint64_t)(unsigned char)word[at + i] << (8 * i);
        hash = mix(hash, piece);
    }
    return hash;
}

/* The smallest of each bin while the text is read. */
struct shingles {
    uint32_t least[QUERY_SKETCH_BINS];
    bool has[QUERY_SKETCH_BINS];
    uint64_t last[3]; // the words before, the latest first
    size_t word_count;
};

static void shingles_add(struct shingles *shingles, uint64_t word)
{
    shingles->last[2] = shingles->last[1];
    shingles->last[1] = shingles->last[0];
    shingles->last[0] = word;
    if (++shingles->word_count < 3)
        return;
    const uint64_t hash = mix(mix(shingles->last[2], shingles->last[1] + 1), shingles->last[0] + 2);
    const unsigned bin = (unsigned)(hash >> 58);
    const uint32_t value = (uint32_t)hash;
    if (shingles->has[bin] && shingles->least[bin] <= value)
        return;
    shingles->has[bin] = true;
    shingles->least[bin] = value;
}

static void shingles_read(struct shingles *shingles, const char *text, size_t len)
{
    struct query_reader reader;
    uint64_t before = 0; // the unspaced character that a pair begins with; 0: none
    query_reader_init(&reader, text, len);
    while (shingles->word_count < MOST_WORDS && query_reader_next(&reader)) {
        const uint64_t word = hash_word(reader.word, reader.word_len);
        if (!reader.is_unspaced) {
            shingles_add(shingles, word);
            before = 0;
            continue;
        }
        if (before && reader.is_joined)
            shingles_add(shingles, mix(before, word));
        before = word;
    }
    query_reader_release(&reader);
}

/* An empty bin takes the next one's, changed by how far it was: so two texts still agree in it when
 * they agree there. */
static uint32_t bin_value(const struct shingles *shingles, unsigned bin)
{
    uint32_t steps = 0;
    while (!shingles->has[bin]) {
        bin = (bin + 1) % QUERY_SKETCH_BINS;
        steps++;
    }
    return shingles->least[bin] + steps * UINT32_C(0x9E3779B9);
}

bool query_sketch_make(const char *text, size_t len, struct query_sketch *sketch)
{
    struct shingles shingles = {0};
    shingles_read(&shingles, text, len);
    if (shingles.word_count < LEAST_SHINGLES + 2)
        return false;
    sketch->shingle_count = shingles.word_count - 2;
    for (unsigned bin = 0; bin < QUERY_SKETCH_BINS; bin++) {
        const uint32_t value = bin_value(&shingles, bin);
        // The low bits: the smallest of a bin have few others in common.
        sketch->bins[bin] = (unsigned char)value;
        if (bin % (QUERY_SKETCH_BINS / QUERY_SKETCH_BANDS) == 0)
            sketch->bands[bin / (QUERY_SKETCH_BINS / QUERY_SKETCH_BANDS)] =
                value ^ bin * UINT32_C(0x85EBCA6B);
    }
    return true;
}

int query_sketch_alike(const unsigned char a[QUERY_SKETCH_BINS],
                       const unsigned char b[QUERY_SKETCH_BINS])
{
    int count = 0;
    for (int i = 0; i < QUERY_SKETCH_BINS; i++)
        count += a[i] == b[i];
    return count;
}

bool query_sketch_is_copy(int alike, size_t shingle_count)
{
    enum { ALIKE = 8, SHORT_ALIKE = 14 };
    return alike >= (shingle_count < SHORT_SHINGLES ? SHORT_ALIKE : ALIKE);
}
