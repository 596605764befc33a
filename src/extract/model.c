/*
 * Two small networks: one hidden layer of rectified units, one output through the logistic
 * function. weights.inc is written by training/train.c; a row holds a unit's weights and, last, its
 * bias.
 */
#include <math.h>

#include "extract/internal.h"

// clang-format off
#include "extract/weights.inc"
// clang-format on

static float logistic(float x)
{
    return 1.0f / (1.0f + expf(-x));
}

static float run(const float *hidden, const float *output, size_t units, size_t inputs,
                 const float *features)
{
    float sum = output[units];
    for (size_t i = 0; i < units; i++) {
        const float *const row = hidden + i * (inputs + 1);
        float unit = row[inputs];
        for (size_t j = 0; j < inputs; j++)
            unit += row[j] * features[j];
        if (unit > 0.0f)
            sum += output[i] * unit;
    }
    return logistic(sum);
}

float extract_model_first(const float *features)
{
    return run(&first_hidden[0][0], first_output, EXTRACT_HIDDEN_FIRST, EXTRACT_FEATURES, features);
}

float extract_model_second(const float *features)
{
    return run(&second_hidden[0][0], second_output, EXTRACT_HIDDEN_SECOND,
               EXTRACT_FEATURES + EXTRACT_CONTEXT, features);
}
