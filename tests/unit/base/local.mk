unit_tests += tests/unit/base/test_base
tests_unit_base_test_base_SOURCES = tests/unit/base/test_base.c
tests_unit_base_test_base_CFLAGS = $(TEST_CFLAGS)
tests_unit_base_test_base_LDADD = $(base_LIBS) $(TEST_LIBS)
