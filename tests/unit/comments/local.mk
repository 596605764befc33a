unit_tests += tests/unit/comments/test_thread
tests_unit_comments_test_thread_LDADD = $(comments_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/comments/test_sources
tests_unit_comments_test_sources_LDADD = $(comments_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/comments/test_reply
tests_unit_comments_test_reply_LDADD = $(comments_LIBS) $(TEST_LIBS)

fuzz_targets += tests/fuzz/fuzz_comments
tests_fuzz_fuzz_comments_SOURCES = tests/fuzz/fuzz_comments.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_comments_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_comments_LDADD = $(comments_LIBS)

EXTRA_DIST += tests/data/comments tests/unit/comments/world.h
