/*
 * What the compiler can check for us. Used on declarations only.
 */
#ifndef BASE_ATTRIBUTES_H
#define BASE_ATTRIBUTES_H

#define ATTR_FORMAT(string, first) __attribute__((format(printf, string, first)))
#define ATTR_MALLOC                __attribute__((malloc, returns_nonnull, warn_unused_result))
#define ATTR_MUST_USE              __attribute__((warn_unused_result))
#define ATTR_NONNULL               __attribute__((nonnull))
#define ATTR_NORETURN              __attribute__((noreturn))

/* The number of items of an array whose size the compiler knows. */
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
