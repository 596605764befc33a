# unit_tests += tests/unit/store/test_x
# tests_unit_store_test_x_SOURCES = tests/unit/store/test_x.c
# tests_unit_store_test_x_CFLAGS = $(TEST_CFLAGS)
# tests_unit_store_test_x_LDADD = $(store_LIBS) $(TEST_LIBS)
