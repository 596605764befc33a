#include "unit/store/world.h"

#include <string.h>

#include "store/pictures.h"

static void keep(struct world *world, const char *url, const char *file, int64_t bytes, int second)
{
    struct error err = {0};
    assert_true(store_pictures_keep(world->store, url, file, bytes, world_ms(second), &err));
}

static void assert_file(struct world *world, const char *url, const char *expected)
{
    struct error err = {0};
    struct str file;
    str_init(&file, 100);
    assert_true(store_pictures_find(world->store, url, &file, &err));
    assert_string_equal(file.data, expected);
    str_release(&file);
}

static void a_picture_is_found_by_its_address_and_the_last_word_counts(void **state)
{
    struct world *const world = *state;
    assert_file(world, "https://x.example/a.png", "");
    keep(world, "https://x.example/a.png", "one", 10, 1);
    assert_file(world, "https://x.example/a.png", "one");
    keep(world, "https://x.example/a.png", "two", 10, 2);
    assert_file(world, "https://x.example/a.png", "two");
    assert_file(world, "https://x.example/A.png", "");
}

static void the_oldest_go_until_the_rest_is_within_the_budget(void **state)
{
    static const struct {
        int64_t budget;
        const char *files; // that are told
    } rows[] = {{70, ""}, {69, "old "}, {40, "middle "}, {39, "new "}, {0, ""}};
    struct world *const world = *state;
    keep(world, "https://x.example/1", "old", 10, 1);
    keep(world, "https://x.example/2", "middle", 20, 2);
    keep(world, "https://x.example/3", "new", 40, 3);
    keep(world, "https://y.example/3", "new", 40, 4); // the same picture elsewhere counts once
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {0};
        struct vec files;
        const char *told = "";
        vec_init(&files, sizeof(char *));
        assert_true(store_pictures_shrink(world->store, rows[i].budget, &files, &err));
        for (size_t k = 0; k < files.count; k++) {
            char *const file = *(char **)vec_at(&files, k);
            told = arena_printf(&world->arena, "%s%s ", told, file);
            free(file);
        }
        assert_string_equal(told, rows[i].files);
        vec_release(&files);
    }
    assert_file(world, "https://x.example/1", "");
    assert_file(world, "https://y.example/3", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_picture_is_found_by_its_address_and_the_last_word_counts,
                                        world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(the_oldest_go_until_the_rest_is_within_the_budget,
                                        world_set_up, world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
