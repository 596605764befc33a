#include "store/hash.h"

#include <string.h>

#include "base/attributes.h"
#include "unit/unit.h"

static void every_byte_of_a_text_counts(void **state)
{
    (void)state;
    static const size_t lens[] = {1, 7, 8, 9, 31, 32, 33, 64, 100};
    char text[128];
    for (size_t i = 0; i < COUNT_OF(lens); i++) {
        const size_t len = lens[i];
        for (size_t k = 0; k < len; k++)
            text[k] = (char)('a' + k % 26);
        const uint64_t hash = store_hash_bytes(STORE_HASH_START, text, len);
        for (size_t k = 0; k < len; k++) {
            text[k] ^= 1;
            assert_true(store_hash_bytes(STORE_HASH_START, text, len) != hash);
            text[k] ^= 1;
        }
        assert_true(store_hash_bytes(STORE_HASH_START, text, len - 1) != hash);
        assert_true(store_hash_bytes(hash, text, len) != hash);
    }
}

/* They are kept in databases. */
static void the_values_stay_as_they_are(void **state)
{
    (void)state;
    static const char long_text[] = "The quick brown fox jumps over the lazy dog, and again.";
    assert_true(store_hash(STORE_HASH_START, "") == UINT64_C(0x2A00ED70D40265A3));
    assert_true(store_hash(STORE_HASH_START, "short") == UINT64_C(0x7651E02FCBF832C3));
    assert_true(store_hash(STORE_HASH_START, long_text) == UINT64_C(0xB43BD28368DDE24D));
    assert_true(store_hash(STORE_HASH_START, NULL) != store_hash(STORE_HASH_START, ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_of_a_text_counts),
        cmocka_unit_test(the_values_stay_as_they_are),
    };
    return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
