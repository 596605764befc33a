# unit_tests += tests/unit/html/test_x
# tests_unit_html_test_x_SOURCES = tests/unit/html/test_x.c
# tests_unit_html_test_x_CFLAGS = $(TEST_CFLAGS)
# tests_unit_html_test_x_LDADD = $(html_LIBS) $(TEST_LIBS)
