unit_tests += tests/unit/feed/test_identity
tests_unit_feed_test_identity_LDADD = $(feed_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/feed/test_feed
tests_unit_feed_test_feed_LDADD = $(feed_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/feed/test_cases
tests_unit_feed_test_cases_LDADD = $(feed_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/feed/test_damage
tests_unit_feed_test_damage_LDADD = $(feed_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/feed/test_parts
tests_unit_feed_test_parts_LDADD = $(feed_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/feed/test_links
tests_unit_feed_test_links_LDADD = $(feed_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/feed/test_discover
tests_unit_feed_test_discover_LDADD = $(feed_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/feed/test_subscriptions
tests_unit_feed_test_subscriptions_LDADD = $(feed_LIBS) $(TEST_LIBS)

fuzz_targets += tests/fuzz/fuzz_feed
tests_fuzz_fuzz_feed_SOURCES = tests/fuzz/fuzz_feed.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_feed_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_feed_LDADD = $(feed_LIBS)

fuzz_targets += tests/fuzz/fuzz_opml
tests_fuzz_fuzz_opml_SOURCES = tests/fuzz/fuzz_opml.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_opml_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_opml_LDADD = $(feed_LIBS)

EXTRA_DIST += tests/data/feed tests/data/opml
