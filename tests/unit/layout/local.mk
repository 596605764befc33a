unit_tests += tests/unit/layout/test_layout
tests_unit_layout_test_layout_SOURCES = tests/unit/layout/test_layout.c
tests_unit_layout_test_layout_CFLAGS = $(TEST_CFLAGS)
tests_unit_layout_test_layout_LDADD = $(layout_LIBS) $(TEST_LIBS)

fuzz_targets += tests/fuzz/fuzz_layout
tests_fuzz_fuzz_layout_SOURCES = tests/fuzz/fuzz_layout.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_layout_CFLAGS = $(FUZZ_CFLAGS)
tests_fuzz_fuzz_layout_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_layout_LDADD = $(layout_LIBS)
