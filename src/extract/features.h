/*
 * How many numbers the networks take. The trainer and the program have to agree on them.
 */
#ifndef EXTRACT_FEATURES_H
#define EXTRACT_FEATURES_H

enum {
    EXTRACT_FEATURES = 191, // first look: features.c
    EXTRACT_CONTEXT = 33,   // what the second look adds: context.c
    EXTRACT_HIDDEN_FIRST = 32,
    EXTRACT_HIDDEN_SECOND = 16,
};

#endif
