# unit_tests += tests/unit/layout/test_x
# tests_unit_layout_test_x_SOURCES = tests/unit/layout/test_x.c
# tests_unit_layout_test_x_CFLAGS = $(TEST_CFLAGS)
# tests_unit_layout_test_x_LDADD = $(layout_LIBS) $(TEST_LIBS)
