#include "sync/md5.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { BLOCK = 64, LENGTH_AT = 56 };

/* RFC 1321 3.4: the whole part of 2^32 times |sin(i + 1)|. */
static const uint32_t sines[BLOCK] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};

static uint32_t mix(int round, uint32_t b, uint32_t c, uint32_t d)
{
    const uint32_t mixed[] = {(b & c) | (~b & d), (b & d) | (c & ~d), b ^ c ^ d, c ^ (b | ~d)};
    return mixed[round];
}

static void add_block(uint32_t sum[4], const unsigned char block[BLOCK])
{
    static const int turns[4][4] = {
        {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    static const int steps[4][2] = {{1, 0}, {5, 1}, {3, 5}, {7, 0}};
    uint32_t a = sum[0];
    uint32_t b = sum[1];
    uint32_t c = sum[2];
    uint32_t d = sum[3];
    for (int i = 0; i < BLOCK; i++) {
        const int round = i / 16;
        const unsigned char *const word =
            block + 4 * ((steps[round][0] * i + steps[round][1]) % 16);
        const uint32_t said = (uint32_t)word[0] | (uint32_t)word[1] << 8 | (uint32_t)word[2] << 16 |
                              (uint32_t)word[3] << 24;
        const uint32_t turned = a + mix(round, b, c, d) + sines[i] + said;
        const int turn = turns[round][i % 4];
        a = d;
        d = c;
        c = b;
        b += turned << turn | turned >> (32 - turn);
    }
    sum[0] += a;
    sum[1] += b;
    sum[2] += c;
    sum[3] += d;
}

void md5_hex(const char *bytes, size_t len, char hex[MD5_HEX_BYTES])
{
    uint32_t sum[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    unsigned char end[2 * BLOCK] = {0};
    const size_t rest = len % BLOCK;
    const size_t end_len = rest < LENGTH_AT ? BLOCK : 2 * BLOCK;
    for (size_t at = 0; at + BLOCK <= len; at += BLOCK)
        add_block(sum, (const unsigned char *)bytes + at);
    memcpy(end, bytes + len - rest, rest);
    end[rest] = 0x80;
    for (int i = 0; i < 8; i++)
        end[end_len - 8 + (size_t)i] = (unsigned char)((uint64_t)len * 8 >> 8 * i);
    for (size_t at = 0; at < end_len; at += BLOCK)
        add_block(sum, end + at);
    for (int i = 0; i < 16; i++)
        snprintf(hex + 2 * i, 3, "%02x", (unsigned)(sum[i / 4] >> 8 * (i % 4) & 0xFF));
}
