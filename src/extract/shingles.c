#include "extract/shingles.h"

#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/str.h"
#include "text/utf8.h"

enum {
    SHINGLE_WORDS = 3,
    SHINGLES_MOST = 1 << 18, // of one set; more text than this is not looked at
};

/* Words in turn: runs of letters and digits, and each character of scripts without blanks. */
struct reader {
    const char *text;
    size_t len;
    size_t at;
    uint64_t words[SHINGLE_WORDS]; // hashes of the last ones
    size_t count;
};

static bool is_word_character(unsigned c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xaa && !(c >= 0x2000 && c <= 0x206f) && !(c >= 0x3000 && c <= 0x303f));
}

static bool is_word_alone(unsigned c)
{
    return c >= 0x2e80 && c < 0xac00;
}

static uint64_t add_to_hash(uint64_t hash, unsigned c)
{
    const unsigned lower = c >= 'A' && c <= 'Z' ? c + 32 : c;
    return (hash ^ lower) * 0x100000001b3u; // FNV-1a
}

/* Read one word more; false at the end. */
static bool read_word(struct reader *reader)
{
    uint64_t hash = 0;
    while (reader->at < reader->len) {
        unsigned c = 0;
        const size_t used = text_next(reader->text + reader->at, reader->len - reader->at, &c);
        const bool is_part = is_word_character(c);
        if (hash && (!is_part || is_word_alone(c)))
            break;
        reader->at += used;
        if (is_part)
            hash = add_to_hash(hash ? hash : 0xcbf29ce484222325u, c);
        if (is_part && is_word_alone(c))
            break;
    }
    if (!hash)
        return false;
    memmove(reader->words, reader->words + 1, sizeof(reader->words) - sizeof(reader->words[0]));
    reader->words[SHINGLE_WORDS - 1] = hash;
    reader->count++;
    return true;
}

/* The next shingle; 0 at the end. */
static uint64_t read_shingle(struct reader *reader)
{
    while (read_word(reader)) {
        if (reader->count < SHINGLE_WORDS)
            continue;
        uint64_t shingle = 0;
        for (size_t i = 0; i < SHINGLE_WORDS; i++)
            shingle = (shingle ^ reader->words[i]) * 0x9e3779b97f4a7c15u + (shingle >> 29);
        return shingle ? shingle : 1;
    }
    return 0;
}

static uint64_t *find_slot(const struct extract_shingles *set, uint64_t shingle)
{
    size_t at = (size_t)(shingle >> 17) & set->mask;
    while (set->slots[at] && set->slots[at] != shingle)
        at = (at + 1) & set->mask;
    return &set->slots[at];
}

const struct extract_shingles *extract_shingles_new(const char *text, size_t len,
                                                    struct arena *arena)
{
    struct reader counter = {.text = text, .len = len};
    size_t count = 0;
    while (count < SHINGLES_MOST && read_shingle(&counter))
        count++;
    if (count == 0)
        return NULL;
    size_t size = 16;
    while (size < count * 2)
        size *= 2;
    struct extract_shingles *const set = arena_zalloc(arena, sizeof(*set));
    set->slots = arena_zalloc(arena, size_mul(size, sizeof(uint64_t)));
    set->mask = size - 1;
    struct reader reader = {.text = text, .len = len};
    for (; set->count < count; set->count++) {
        const uint64_t shingle = read_shingle(&reader);
        *find_slot(set, shingle) = shingle;
    }
    return set;
}

float extract_shingles_share(const struct extract_shingles *set, const char *text, size_t len)
{
    struct reader reader = {.text = text, .len = len};
    size_t found = 0;
    size_t all = 0;
    for (uint64_t shingle = read_shingle(&reader); shingle; shingle = read_shingle(&reader)) {
        all++;
        found += *find_slot(set, shingle) == shingle;
    }
    return all ? (float)found / (float)all : 0.0f;
}
