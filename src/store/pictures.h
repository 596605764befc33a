/*
 * Pictures that are kept for reading without a network: which file of the cache folder an address
 * is in. The files themselves are the caller's (app/pictures.c).
 */
#ifndef STORE_PICTURES_H
#define STORE_PICTURES_H

#include "base/vec.h"
#include "store/store.h"

/* The name of the file, appended to `file`; nothing when the picture is not kept. */
bool store_pictures_find(struct store *store, const char *url, struct str *file,
                         struct error *err) ATTR_MUST_USE;

bool store_pictures_keep(struct store *store, const char *url, const char *file, int64_t bytes,
                         int64_t now_ms, struct error *err);

/*
 * Forget the oldest until the others take no more than `budget_bytes`.
 *
 * files    vec of char *: names of the files that nobody needs any more; the caller frees them
 */
bool store_pictures_shrink(struct store *store, int64_t budget_bytes, struct vec *files,
                           struct error *err);

#endif
