# unit_tests += tests/unit/text/test_x
# tests_unit_text_test_x_SOURCES = tests/unit/text/test_x.c
# tests_unit_text_test_x_CFLAGS = $(TEST_CFLAGS)
# tests_unit_text_test_x_LDADD = $(text_LIBS) $(TEST_LIBS)
