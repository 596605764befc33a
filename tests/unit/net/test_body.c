/*
 * Bodies of answers: in memory or in a file, and how much memory they take together.
 */
#include <string.h>

#include "base/attributes.h"
#include "base/limits.h"
#include "base/memory.h"
#include "net/body.h"
#include "unit/unit.h"

struct world {
    struct budget *budget;
    int room_count; // calls of has_room
};

static void count_room(void *context)
{
    ((struct world *)context)->room_count++;
}

static int set_up(void **state)
{
    struct world *const world = mem_zalloc(sizeof(*world));
    world->budget = budget_new(count_room, world);
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *const world = *state;
    budget_end(world->budget);
    free(world);
    return 0;
}

static char byte_at(size_t i)
{
    return (char)('a' + i % 23);
}

/* Append `len` bytes in the portions of a network. */
static enum body_outcome fill(struct body *body, size_t len)
{
    char piece[16000];
    for (size_t at = 0; at < len;) {
        const size_t step = len - at < sizeof(piece) ? len - at : sizeof(piece);
        for (size_t i = 0; i < step; i++)
            piece[i] = byte_at(at + i);
        const enum body_outcome outcome = body_append(body, piece, step);
        if (outcome != BODY_GOOD)
            return outcome;
        at += step;
    }
    return BODY_GOOD;
}

static void check(struct web_response *response, size_t len)
{
    assert_int_equal(response->body_len, len);
    assert_int_equal(response->body[len], 0);
    for (int round = 0; round < 2; round++) // what was passed can be read again
        for (size_t i = 0; i < len; i++) {
            if (response->body[i] != byte_at(i))
                fail_msg("byte %zu of %zu", i, len);
            if (i % 100000 == 0)
                web_response_pass(response, i);
        }
}

static void a_body_is_the_same_in_memory_and_in_a_file(void **state)
{
    struct world *const world = *state;
    static const struct {
        size_t len;
        size_t others; // memory that other bodies take
    } rows[] = {
        {0, 0},
        {1, 0},
        {5000, 0},
        {1 << 20, 0},
        {3 << 20, 0},
        {(5 << 20) + 7, 0},
        {5000, 20 << 20},
        {1 << 20, 20 << 20},
        {(128 << 10) + 1, 20 << 20},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        budget_take(world->budget, rows[i].others);
        struct body body;
        body_init(&body, LIMIT_BODY_BYTES, world->budget, "/tmp");
        body_expect(&body, rows[i].len); // which may be wrong
        assert_int_equal(budget_bytes(world->budget), rows[i].others);
        assert_int_equal(fill(&body, 70000), BODY_GOOD);
        body_clear(&body); // an answer that does not count
        assert_int_equal(fill(&body, rows[i].len), BODY_GOOD);
        struct web_response *const response = web_response_new();
        assert_int_equal(body_give(&body, response), BODY_GOOD);
        body_release(&body);
        check(response, rows[i].len);
        // Twice the length at most, and what is in a file is not counted at all.
        assert_in_range(budget_bytes(world->budget) - rows[i].others, 0, 4 << 20);
        if (rows[i].others && rows[i].len > 128 << 10)
            assert_int_equal(budget_bytes(world->budget), rows[i].others);
        web_response_free(response);
        assert_int_equal(budget_bytes(world->budget), rows[i].others);
        budget_give(world->budget, rows[i].others);
    }
}

static void a_body_stops_at_its_limit_and_where_there_is_no_room(void **state)
{
    struct world *const world = *state;
    static const struct {
        size_t limit;
        size_t len;
        const char *folder;
        enum body_outcome outcome;
    } rows[] = {
        {100, 100, "/tmp", BODY_GOOD},
        {100, 101, "/tmp", BODY_TOO_LARGE},
        {4 << 20, 4 << 20, "/tmp", BODY_GOOD},
        {4 << 20, (4 << 20) + 1, "/tmp", BODY_TOO_LARGE},
        {4 << 20, 1 << 20, "/nonexistent", BODY_GOOD},
        {4 << 20, 3 << 20, "/nonexistent", BODY_NO_ROOM},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct body body;
        body_init(&body, rows[i].limit, world->budget, rows[i].folder);
        assert_int_equal(fill(&body, rows[i].len), rows[i].outcome);
        body_release(&body);
        assert_int_equal(budget_bytes(world->budget), 0);
    }
}

static void who_may_not_start_is_called_when_bodies_are_freed(void **state)
{
    struct world *const world = *state;
    assert_true(budget_may_start(world->budget, 1));
    budget_take(world->budget, BUDGET_START_BYTES + 10);
    budget_give(world->budget, 10);
    assert_true(budget_may_start(world->budget, 1));
    assert_int_equal(world->room_count, 0);
    budget_take(world->budget, 20);
    assert_false(budget_may_start(world->budget, 1));
    budget_give(world->budget, 0);
    assert_int_equal(world->room_count, 0);
    budget_give(world->budget, 20);
    assert_int_equal(world->room_count, 1);
    budget_give(world->budget, BUDGET_START_BYTES);
    assert_int_equal(world->room_count, 1);
}

static void large_bodies_let_fewer_transfers_start(void **state)
{
    struct world *const world = *state;
    enum { MANY = 1000 };
    assert_true(budget_may_start(world->budget, MANY));
    for (int i = 0; i < 100; i++)
        budget_learn(world->budget, 1 << 20);
    assert_false(budget_may_start(world->budget, MANY));
    assert_true(budget_may_start(world->budget, 4));
    for (int i = 0; i < 100; i++)
        budget_learn(world->budget, 0);
    assert_true(budget_may_start(world->budget, MANY));
}

static void a_response_may_outlive_the_engine(void **state)
{
    (void)state;
    struct world world = {.room_count = 0};
    world.budget = budget_new(count_room, &world);
    struct body body;
    body_init(&body, LIMIT_BODY_BYTES, world.budget, "/tmp");
    assert_int_equal(fill(&body, 1 << 20), BODY_GOOD);
    struct web_response *const response = web_response_new();
    assert_int_equal(body_give(&body, response), BODY_GOOD);
    body_release(&body);
    budget_take(world.budget, BUDGET_START_BYTES);
    assert_false(budget_may_start(world.budget, 1));
    budget_end(world.budget);
    check(response, 1 << 20);
    web_response_free(response);
    assert_int_equal(world.room_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_body_is_the_same_in_memory_and_in_a_file, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_body_stops_at_its_limit_and_where_there_is_no_room,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(who_may_not_start_is_called_when_bodies_are_freed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(large_bodies_let_fewer_transfers_start, set_up, tear_down),
        cmocka_unit_test(a_response_may_outlive_the_engine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
