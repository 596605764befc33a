/*
 * Two small networks: one hidden layer of rectified units, one output through the logistic
 * function. weights.inc is written by training/train.c; a row holds an input's weight in every
 * unit, so that the many inputs that are 0 cost nothing, and the last row is the biases.
 */
#include <math.h>
#include <string.h>

#include "extract/internal.h"

// clang-format off
#include "extract/weights.inc"
// clang-format on

static float logistic(float x)
{
    return 1.0f / (1.0f + expf(-x));
}

static float answer(const float *sums, const float *output, size_t units)
{
    float sum = output[units];
    for (size_t i = 0; i < units; i++)
        sum += sums[i] > 0.0f ? output[i] * sums[i] : 0.0f;
    return logistic(sum);
}

float extract_model_first(const float *features)
{
    float sums[EXTRACT_HIDDEN_FIRST];
    memcpy(sums, first_hidden[EXTRACT_FEATURES], sizeof(sums));
    for (size_t i = 0; i < EXTRACT_FEATURES; i++) {
        if (features[i] == 0.0f)
            continue;
        for (size_t j = 0; j < EXTRACT_HIDDEN_FIRST; j++)
            sums[j] += features[i] * first_hidden[i][j];
    }
    return answer(sums, first_output, EXTRACT_HIDDEN_FIRST);
}

float extract_model_second(const float *features)
{
    enum { INPUTS = EXTRACT_FEATURES + EXTRACT_CONTEXT };
    float sums[EXTRACT_HIDDEN_SECOND];
    memcpy(sums, second_hidden[INPUTS], sizeof(sums));
    for (size_t i = 0; i < INPUTS; i++) {
        if (features[i] == 0.0f)
            continue;
        for (size_t j = 0; j < EXTRACT_HIDDEN_SECOND; j++)
            sums[j] += features[i] * second_hidden[i][j];
    }
    return answer(sums, second_output, EXTRACT_HIDDEN_SECOND);
}
