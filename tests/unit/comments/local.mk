# unit_tests += tests/unit/comments/test_x
# tests_unit_comments_test_x_SOURCES = tests/unit/comments/test_x.c
# tests_unit_comments_test_x_CFLAGS = $(TEST_CFLAGS)
# tests_unit_comments_test_x_LDADD = $(comments_LIBS) $(TEST_LIBS)
