# unit_tests += tests/unit/ui/test_x
# tests_unit_ui_test_x_SOURCES = tests/unit/ui/test_x.c
# tests_unit_ui_test_x_CFLAGS = $(TEST_CFLAGS)
# tests_unit_ui_test_x_LDADD = $(ui_LIBS) $(TEST_LIBS)
