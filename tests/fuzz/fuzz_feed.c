#include "base/limits.h"
#include "feed/feed.h"
#include "feed/identity.h"
#include "feed/write.h"
#include "fuzz/fuzz.h"

const char fuzz_seeds[] = "tests/data/feed";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error err = {0};
    struct feed *const feed =
        feed_parse((const char *)data, size, NULL, "https://example.org/blog/feed.xml", NULL, &err);
    if (!feed)
        return 0;
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    feed_write_json(feed, &out);
    for (const struct feed_entry *entry = feed->entries; entry; entry = entry->next)
        str_add(&out, feed_entry_identity(entry, &feed->arena));
    str_release(&out);
    feed_free(feed);
    return 0;
}
