unit_tests += tests/unit/text/test_cells
tests_unit_text_test_cells_SOURCES = tests/unit/text/test_cells.c
tests_unit_text_test_cells_CFLAGS = $(TEST_CFLAGS)
tests_unit_text_test_cells_LDADD = $(text_LIBS) $(TEST_LIBS)
