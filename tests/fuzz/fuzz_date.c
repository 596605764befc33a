/*
 * Dates: what is read is a moment of the years 1 to 9999, and its ISO form is read as the same.
 */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/time.h"
#include "codec/date.h"

const char fuzz_seeds[] = "tests/data/date";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int64_t time_ms;
    if (!date_parse((const char *)data, size, &time_ms))
        return 0;
    const struct time_civil civil = time_to_civil(time_ms);
    if (civil.year < 1 || civil.year > 9999)
        abort();
    char iso[TIME_TEXT_BYTES];
    int64_t again_ms;
    time_format(time_ms, iso);
    if (!date_parse(iso, strlen(iso), &again_ms) || again_ms != time_ms - civil.millisecond)
        abort();
    return 0;
}
