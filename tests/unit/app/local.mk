# unit_tests += tests/unit/app/test_x
# tests_unit_app_test_x_SOURCES = tests/unit/app/test_x.c
# tests_unit_app_test_x_CFLAGS = $(TEST_CFLAGS)
# tests_unit_app_test_x_LDADD = $(app_LIBS) $(TEST_LIBS)
