/*
 * The named character references of HTML, generated (src/gen/entities).
 */
#ifndef CODEC_ENTITIES_H
#define CODEC_ENTITIES_H

#include <stddef.h>

struct codec_entity {
    const char *name;  // without & and ;
    const char *value; // UTF-8, one or two code points
};

extern const struct codec_entity codec_entities[]; // sorted by name, bytewise
extern const size_t codec_entity_count;

#endif
