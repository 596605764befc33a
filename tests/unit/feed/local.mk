# unit_tests += tests/unit/feed/test_x
# tests_unit_feed_test_x_SOURCES = tests/unit/feed/test_x.c
# tests_unit_feed_test_x_CFLAGS = $(TEST_CFLAGS)
# tests_unit_feed_test_x_LDADD = $(feed_LIBS) $(TEST_LIBS)
