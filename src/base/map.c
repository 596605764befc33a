#include "base/map.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/memory.h"

enum { FIRST_SLOTS = 16 };

static uint64_t map_seed(void)
{
    static _Atomic uint64_t seed; // once a process; a race only draws it twice
    uint64_t now = seed;
    if (now == 0) {
        if (getrandom(&now, sizeof(now), GRND_NONBLOCK) != (ssize_t)sizeof(now))
            now = (uint64_t)(uintptr_t)&seed;
        now |= 1;
        seed = now;
    }
    return now;
}

/* FNV-1a with a seed and a final mix. */
static uint64_t map_hash(const char *key, size_t key_len)
{
    uint64_t hash = 0xcbf29ce484222325u ^ map_seed();
    for (size_t i = 0; i < key_len; i++)
        hash = (hash ^ (unsigned char)key[i]) * 0x100000001b3u;
    hash ^= hash >> 32;
    return hash * 0x9e3779b97f4a7c15u;
}

void map_init(struct map *map)
{
    *map = (struct map){0};
    arena_init(&map->arena);
}

void map_release(struct map *map)
{
    arena_release(&map->arena);
    free(map->entries);
    free(map->slots);
    map_init(map);
}

/* The slot that holds the key or the free one where it belongs. */
static size_t map_slot(const struct map *map, uint64_t hash, const char *key, size_t key_len)
{
    size_t slot = hash & (map->slot_count - 1);
    while (map->slots[slot]) {
        const struct map_entry *const entry = &map->entries[map->slots[slot] - 1];
        if (entry->hash == hash && entry->key_len == key_len &&
            memcmp(entry->key, key, key_len) == 0)
            break;
        slot = (slot + 1) & (map->slot_count - 1);
    }
    return slot;
}

static void map_grow(struct map *map)
{
    map->slot_count = map->slot_count ? size_mul(map->slot_count, 2) : FIRST_SLOTS;
    free(map->slots);
    map->slots = mem_zalloc(size_mul(map->slot_count, sizeof(*map->slots)));
    map->cap = map->slot_count / 2;
    map->entries = mem_realloc(map->entries, size_mul(map->cap, sizeof(*map->entries)));
    for (size_t i = 0; i < map->count; i++) {
        const struct map_entry *const entry = &map->entries[i];
        map->slots[map_slot(map, entry->hash, entry->key, entry->key_len)] = (uint32_t)(i + 1);
    }
}

struct map_entry *map_find(const struct map *map, const char *key, size_t key_len)
{
    if (map->count == 0)
        return NULL;
    const size_t slot = map_slot(map, map_hash(key, key_len), key, key_len);
    return map->slots[slot] ? &map->entries[map->slots[slot] - 1] : NULL;
}

struct map_entry *map_add(struct map *map, const char *key, size_t key_len, bool *is_new)
{
    if (map->count == map->cap)
        map_grow(map);
    const uint64_t hash = map_hash(key, key_len);
    const size_t slot = map_slot(map, hash, key, key_len);
    const bool was_free = map->slots[slot] == 0;
    if (is_new)
        *is_new = was_free;
    if (!was_free)
        return &map->entries[map->slots[slot] - 1];
    struct map_entry *const entry = &map->entries[map->count++];
    *entry = (struct map_entry){
        .key = arena_strndup(&map->arena, key, key_len), .key_len = key_len, .hash = hash};
    map->slots[slot] = (uint32_t)map->count;
    return entry;
}
