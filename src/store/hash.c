#include "store/hash.h"

#include <endian.h>
#include <string.h>

/* Fold a 128-bit product: every bit of both factors reaches every bit of the result. */
static uint64_t hash_mix(uint64_t a, uint64_t b)
{
    const unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static const uint64_t odd = UINT64_C(0xD6E8FEB86659FD93);

uint64_t store_hash(uint64_t hash, const char *text)
{
    return text ? store_hash_bytes(hash, text, strlen(text)) : hash_mix(hash ^ odd, odd);
}

static uint64_t word_at(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof(word));
    // A database moved to a machine of the other byte order still agrees.
    return le64toh(word);
}

enum { WORD = sizeof(uint64_t), STREAMS = 4, BLOCK = STREAMS * WORD };

/* Four streams, which the processor mixes at once; `*at` goes behind the last whole block. */
static uint64_t hash_blocks(uint64_t hash, const char *text, size_t len, size_t *at)
{
    uint64_t streams[STREAMS] = {hash, hash ^ odd, ~hash, hash + odd};
    for (; len - *at >= BLOCK; *at += BLOCK)
        for (size_t i = 0; i < STREAMS; i++)
            streams[i] = hash_mix(streams[i] ^ word_at(text + *at + i * WORD), odd);
    hash = streams[0];
    for (size_t i = 1; i < STREAMS; i++)
        hash = hash_mix(hash ^ streams[i], odd);
    return hash;
}

uint64_t store_hash_bytes(uint64_t hash, const char *text, size_t len)
{
    size_t at = 0;
    if (len >= BLOCK)
        hash = hash_blocks(hash, text, len, &at);
    for (; len - at >= WORD; at += WORD)
        hash = hash_mix(hash ^ word_at(text + at), odd);
    uint64_t rest = 0;
    for (size_t i = 0; at + i < len; i++)
        rest |= (uint64_t)(unsigned char)text[at + i] << (8 * i);
    return hash_mix(hash ^ rest, odd ^ (len + 1));
}
