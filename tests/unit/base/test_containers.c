#include "unit/unit.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"

static void a_cleared_arena_takes_its_newest_memory_again(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    arena_clear(&arena); // empty
    assert_non_null(arena_alloc(&arena, 10));
    char *const newest = arena_alloc(&arena, 1 << 20);
    memset(newest, 'x', 1 << 20);
    arena_clear(&arena);
    const size_t size = arena.size_bytes;
    assert_ptr_equal(arena_strdup(&arena, "again"), newest);
    assert_int_equal(arena.size_bytes, size);
    arena_release(&arena);
}

static void an_arena_keeps_what_was_put_in(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    char *texts[2000];
    for (int i = 0; i < 2000; i++)
        texts[i] = arena_printf(&arena, "text %d", i);
    char *const large = arena_alloc(&arena, 3 << 20);
    memset(large, 'x', 3 << 20);
    for (int i = 0; i < 2000; i++) {
        char expected[32];
        snprintf(expected, sizeof(expected), "text %d", i);
        assert_string_equal(texts[i], expected);
        assert_int_equal((uintptr_t)texts[i] % 16, 0);
    }
    arena_release(&arena);
    assert_int_equal(arena.size_bytes, 0);
}

static void a_vec_grows_and_zeroes_its_items(void **state)
{
    (void)state;
    struct vec numbers;
    vec_init(&numbers, sizeof(int));
    for (int i = 0; i < 1000; i++) {
        int *const item = vec_push(&numbers);
        assert_int_equal(*item, 0);
        *item = i;
    }
    assert_int_equal(*(int *)vec_at(&numbers, 999), 999);
    vec_pop(&numbers);
    assert_int_equal(numbers.count, 999);
    vec_release(&numbers);
}

static void a_map_finds_each_of_many_keys(void **state)
{
    (void)state;
    struct map map;
    map_init(&map);
    char key[32];
    for (int i = 0; i < 5000; i++) {
        bool is_new = false;
        snprintf(key, sizeof(key), "key-%d", i);
        map_add(&map, key, strlen(key), &is_new)->value.number = i;
        assert_true(is_new);
    }
    bool is_new = true;
    assert_int_equal(map_add(&map, "key-7", 5, &is_new)->value.number, 7);
    assert_false(is_new);
    for (int i = 0; i < 5000; i++) {
        snprintf(key, sizeof(key), "key-%d", i);
        assert_int_equal(map_find(&map, key, strlen(key))->value.number, i);
    }
    assert_null(map_find(&map, "key-", 4));
    assert_string_equal(map.entries[4999].key, "key-4999");
    map_release(&map);
}

static void an_empty_map_has_nothing(void **state)
{
    (void)state;
    struct map map;
    map_init(&map);
    assert_null(map_find(&map, "x", 1));
    map_release(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_arena_keeps_what_was_put_in),
        cmocka_unit_test(a_cleared_arena_takes_its_newest_memory_again),
        cmocka_unit_test(a_vec_grows_and_zeroes_its_items),
        cmocka_unit_test(a_map_finds_each_of_many_keys),
        cmocka_unit_test(an_empty_map_has_nothing),
    };
    return cmocka_run_group_tests_name("containers", tests, NULL, NULL);
}
