#include "base/limits.h"
#include "feed/subscriptions.h"
#include "fuzz/fuzz.h"

const char fuzz_seeds[] = "tests/data/opml";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct feed_subscriptions list;
    struct error err = {0};
    if (!feed_subscriptions_parse((const char *)data, size, &list, &err))
        return 0;
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    feed_subscriptions_opml(list.items, list.count, &out);
    feed_subscriptions_urls(list.items, list.count, &out);
    str_release(&out);
    feed_subscriptions_release(&list);
    return 0;
}
