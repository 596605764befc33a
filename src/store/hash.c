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

uint64_t store_hash_bytes(uint64_t hash, const char *text, size_t len)
{
    size_t at = 0;
    for (; at + 8 <= len; at += 8) {
        uint64_t piece;
        memcpy(&piece, text + at, sizeof(piece));
        // A database moved to a machine of the other byte order still agrees.
        hash = hash_mix(hash ^ le64toh(piece), odd);
    }
    uint64_t rest = 0;
    for (size_t i = 0; at + i < len; i++)
        rest |= (uint64_t)(unsigned char)text[at + i] << (8 * i);
    return hash_mix(hash ^ rest, odd ^ (len + 1));
}
