# unit_tests += tests/unit/config/test_x
# tests_unit_config_test_x_SOURCES = tests/unit/config/test_x.c
# tests_unit_config_test_x_CFLAGS = $(TEST_CFLAGS)
# tests_unit_config_test_x_LDADD = $(config_LIBS) $(TEST_LIBS)
