unit_tests += tests/unit/cli/test_options
tests_unit_cli_test_options_LDADD = $(cli_LIBS) $(TEST_LIBS)
