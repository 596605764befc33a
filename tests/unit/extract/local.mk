# unit_tests += tests/unit/extract/test_x
# tests_unit_extract_test_x_SOURCES = tests/unit/extract/test_x.c
# tests_unit_extract_test_x_CFLAGS = $(TEST_CFLAGS)
# tests_unit_extract_test_x_LDADD = $(extract_LIBS) $(TEST_LIBS)
