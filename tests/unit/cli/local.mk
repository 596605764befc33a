# unit_tests += tests/unit/cli/test_x
# tests_unit_cli_test_x_SOURCES = tests/unit/cli/test_x.c
# tests_unit_cli_test_x_CFLAGS = $(TEST_CFLAGS)
# tests_unit_cli_test_x_LDADD = $(cli_LIBS) $(TEST_LIBS)
