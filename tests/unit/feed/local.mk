unit_tests += tests/unit/feed/test_feed
tests_unit_feed_test_feed_SOURCES = tests/unit/feed/test_feed.c
tests_unit_feed_test_feed_CFLAGS = $(TEST_CFLAGS)
tests_unit_feed_test_feed_LDADD = $(feed_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/feed/test_parts
tests_unit_feed_test_parts_SOURCES = tests/unit/feed/test_parts.c
tests_unit_feed_test_parts_CFLAGS = $(TEST_CFLAGS)
tests_unit_feed_test_parts_LDADD = $(feed_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/feed/test_links
tests_unit_feed_test_links_SOURCES = tests/unit/feed/test_links.c
tests_unit_feed_test_links_CFLAGS = $(TEST_CFLAGS)
tests_unit_feed_test_links_LDADD = $(feed_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/feed/test_discover
tests_unit_feed_test_discover_SOURCES = tests/unit/feed/test_discover.c
tests_unit_feed_test_discover_CFLAGS = $(TEST_CFLAGS)
tests_unit_feed_test_discover_LDADD = $(feed_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/feed/test_subscriptions
tests_unit_feed_test_subscriptions_SOURCES = tests/unit/feed/test_subscriptions.c
tests_unit_feed_test_subscriptions_CFLAGS = $(TEST_CFLAGS)
tests_unit_feed_test_subscriptions_LDADD = $(feed_LIBS) $(TEST_LIBS)

fuzz_targets += tests/fuzz/fuzz_feed
tests_fuzz_fuzz_feed_SOURCES = tests/fuzz/fuzz_feed.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_feed_CFLAGS = $(FUZZ_CFLAGS)
tests_fuzz_fuzz_feed_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_feed_LDADD = $(feed_LIBS)

fuzz_targets += tests/fuzz/fuzz_opml
tests_fuzz_fuzz_opml_SOURCES = tests/fuzz/fuzz_opml.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_opml_CFLAGS = $(FUZZ_CFLAGS)
tests_fuzz_fuzz_opml_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_opml_LDADD = $(feed_LIBS)

EXTRA_DIST += tests/data/feed tests/data/opml
