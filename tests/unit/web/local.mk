# unit_tests += tests/unit/web/test_x
# tests_unit_web_test_x_SOURCES = tests/unit/web/test_x.c
# tests_unit_web_test_x_CFLAGS = $(TEST_CFLAGS)
# tests_unit_web_test_x_LDADD = $(web_LIBS) $(TEST_LIBS)
