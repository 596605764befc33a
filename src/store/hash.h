/*
 * A 64-bit hash of what an article says, to notice that it changed. Kept in the database, so its
 * values never change; it withstands chance, not malice (whoever writes a feed may change it
 * anyway).
 */
#ifndef STORE_HASH_H
#define STORE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define STORE_HASH_START UINT64_C(0x9E3779B97F4A7C15)

/* Mix `text` in (NULL is another text than ""). */
uint64_t store_hash(uint64_t hash, const char *text);

/* The same for bytes. */
uint64_t store_hash_bytes(uint64_t hash, const char *bytes, size_t len);

#endif
