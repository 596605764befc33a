# unit_tests += tests/unit/query/test_x
# tests_unit_query_test_x_SOURCES = tests/unit/query/test_x.c
# tests_unit_query_test_x_CFLAGS = $(TEST_CFLAGS)
# tests_unit_query_test_x_LDADD = $(query_LIBS) $(TEST_LIBS)
