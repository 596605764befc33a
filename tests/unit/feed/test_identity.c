#include "feed/identity.h"

#include <string.h>

#include "base/time.h"
#include "unit/unit.h"

struct entry {
    const char *id;
    const char *link;
    const char *title;
    int64_t date_ms;
    const char *text;
};

static struct feed_entry entry_of(const struct entry *row)
{
    return (struct feed_entry){.id = row->id,
                               .link = row->link,
                               .title = row->title,
                               .published_ms = row->date_ms ? row->date_ms : TIME_NONE,
                               .updated_ms = TIME_NONE,
                               .content = row->text};
}

// clang-format off
/* Pairs: is their identity the same, and if it is, would they be two articles in one document? */
static const struct pair {
    struct entry a;
    struct entry b;
    bool is_same;
    bool differ;
    enum feed_format format;
} pairs[] = {
    {{"1", "l", "t", 5, "x"}, {"1", "l", "u", 6, "x"}, true, false, 0}, // a title and a date are corrected
    {{"1", "l", "t", 5, "x"}, {"1", "l", "t", 5, "y"}, true, false, 0}, // a text is
    {{"1", "l", "t", 5, "x"}, {"1", "l", "u", 5, "y"}, true, true, 0},  // nothing is left of it
    {{"1", "l", "t", 5, "x"}, {"1", "l", "u", 5, "y"}, true, false, FEED_ATOM_1_0},
    {{"1", "http://s.example/1", "t", 5, "x"}, {"1", "http://s.example/2", "t", 5, "x"}, true, true, 0},
    {{"1", "http://s.example/1", "t", 5, "x"}, {"1", "https://s.example/1/", "t", 5, "x"}, true, false, 0},
    {{"http://s.example/1", NULL, "t", 5, "x"}, {"https://s.example/1", NULL, "t", 5, "x"}, false, false, 0},
    {{"a", NULL, "t", 5, "x"}, {"A", NULL, "t", 5, "x"}, false, false, 0},
    {{"", "l", "t", 5, "x"}, {NULL, "l", "t", 5, "x"}, true, false, 0},
    {{" \n", "l", "t", 5, "x"}, {"l", "m", "t", 5, "x"}, true, true, 0}, // the link is the identity
    {{NULL, "l", "t", 5, "x"}, {NULL, "m", "t", 5, "x"}, false, false, 0},
    {{NULL, NULL, "t", 5, "x"}, {NULL, NULL, "t", 5, "y"}, true, true, 0},
    {{NULL, NULL, "t", 5, "x"}, {NULL, NULL, "t", 6, "x"}, false, false, 0},
    {{NULL, NULL, "t", 0, "x"}, {NULL, NULL, "t", 0, "y"}, false, false, 0},
    {{NULL, NULL, NULL, 5, "x"}, {NULL, NULL, NULL, 5, "y"}, false, false, 0},
    {{NULL, NULL, NULL, 5, "x"}, {NULL, NULL, NULL, 6, "x"}, false, false, 0},
    {{NULL, NULL, NULL, 0, NULL}, {NULL, NULL, NULL, 0, NULL}, true, false, 0},
};
// clang-format on

static void an_entry_is_known_by_its_id_then_its_link_then_a_hash(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        const struct feed_entry a = entry_of(&pairs[i].a);
        const struct feed_entry b = entry_of(&pairs[i].b);
        const char *const first = feed_entry_identity(&a, &arena);
        const bool is_same = strcmp(first, feed_entry_identity(&b, &arena)) == 0;
        assert_int_equal(is_same, pairs[i].is_same);
        if (!is_same)
            continue;
        assert_int_equal(feed_entries_differ(&a, &b, pairs[i].format), pairs[i].differ);
        if (pairs[i].differ)
            assert_string_not_equal(feed_entry_qualified(&a, first, &arena),
                                    feed_entry_qualified(&b, first, &arena));
    }
    arena_release(&arena);
}

/* What is kept in databases never changes. */
static void a_hash_is_the_same_for_ever(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    const struct entry row = {NULL, NULL, "Level", 1700000000000, "3.1 m"};
    struct feed_entry entry = entry_of(&row);
    assert_string_equal(feed_entry_identity(&entry, &arena), "hash:983563e1369f1156");
    entry.published_ms = TIME_NONE;
    assert_string_equal(feed_entry_identity(&entry, &arena), "hash:28b41bb949e05516");
    assert_string_equal(feed_entry_qualified(&entry, "x", &arena), "x #7279936474fcbc39");
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_is_known_by_its_id_then_its_link_then_a_hash),
        cmocka_unit_test(a_hash_is_the_same_for_ever),
    };
    return cmocka_run_group_tests_name("identity", tests, NULL, NULL);
}
