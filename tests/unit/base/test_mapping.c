/*
 * Files seen as memory.
 */
#include "base/mapping.h"

#include <string.h>
#include <unistd.h>

#include "unit/unit.h"

enum { BYTES = (3 << 20) + 100 };

static int numbered_file(void)
{
    const int file = file_open_nameless("/tmp");
    assert_true(file >= 0);
    char line[64];
    for (size_t i = 0; i < BYTES; i += 50) {
        snprintf(line, sizeof(line), "%-50zu", i);
        assert_int_equal(write(file, line, 50), 50);
    }
    return file;
}

static void a_file_is_read_and_given_back_and_read_again(void **state)
{
    (void)state;
    const int file = numbered_file();
    struct mapping mapping;
    assert_true(mapping_init(&mapping, file, BYTES));
    close(file);
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < BYTES; i += 50) {
            char line[64];
            snprintf(line, sizeof(line), "%-50zu", i);
            assert_memory_equal(mapping.data + i, line, 50);
            mapping_pass(&mapping, i);
        }
        mapping_pass(&mapping, BYTES);
        assert_in_range(mapping.given_back, BYTES - (1 << 20), BYTES);
    }
    mapping_pass(&mapping, 10 * BYTES);
    mapping_release(&mapping);
    assert_null(mapping.data);
}

static void an_empty_file_is_no_memory(void **state)
{
    (void)state;
    const int file = file_open_nameless("/tmp");
    struct mapping mapping;
    assert_true(mapping_init(&mapping, file, 0));
    assert_null(mapping.data);
    mapping_pass(&mapping, 0);
    mapping_release(&mapping);
    assert_false(mapping_init(&mapping, -1, 10));
    close(file);
    assert_int_equal(file_open_nameless("/nonexistent/folder"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_and_given_back_and_read_again),
        cmocka_unit_test(an_empty_file_is_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
