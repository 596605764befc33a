unit_tests += tests/unit/text/test_breaks
tests_unit_text_test_breaks_SOURCES = tests/unit/text/test_breaks.c
tests_unit_text_test_breaks_CFLAGS = $(TEST_CFLAGS)
tests_unit_text_test_breaks_LDADD = $(text_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/text/test_cells
tests_unit_text_test_cells_SOURCES = tests/unit/text/test_cells.c
tests_unit_text_test_cells_CFLAGS = $(TEST_CFLAGS)
tests_unit_text_test_cells_LDADD = $(text_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/text/test_clean
tests_unit_text_test_clean_SOURCES = tests/unit/text/test_clean.c
tests_unit_text_test_clean_CFLAGS = $(TEST_CFLAGS)
tests_unit_text_test_clean_LDADD = $(text_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/text/test_decode
tests_unit_text_test_decode_SOURCES = tests/unit/text/test_decode.c
tests_unit_text_test_decode_CFLAGS = $(TEST_CFLAGS)
tests_unit_text_test_decode_LDADD = $(text_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/text/test_fold
tests_unit_text_test_fold_SOURCES = tests/unit/text/test_fold.c
tests_unit_text_test_fold_CFLAGS = $(TEST_CFLAGS)
tests_unit_text_test_fold_LDADD = $(text_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/text/test_reference
tests_unit_text_test_reference_SOURCES = tests/unit/text/test_reference.c
tests_unit_text_test_reference_CFLAGS = $(TEST_CFLAGS)
tests_unit_text_test_reference_LDADD = $(text_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/text/test_twice
tests_unit_text_test_twice_SOURCES = tests/unit/text/test_twice.c
tests_unit_text_test_twice_CFLAGS = $(TEST_CFLAGS)
tests_unit_text_test_twice_LDADD = $(text_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/text/test_utf8
tests_unit_text_test_utf8_SOURCES = tests/unit/text/test_utf8.c
tests_unit_text_test_utf8_CFLAGS = $(TEST_CFLAGS)
tests_unit_text_test_utf8_LDADD = $(text_LIBS) $(TEST_LIBS)

fuzz_targets += tests/fuzz/fuzz_decode
tests_fuzz_fuzz_decode_SOURCES = tests/fuzz/fuzz_decode.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_decode_CFLAGS = $(FUZZ_CFLAGS)
tests_fuzz_fuzz_decode_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_decode_LDADD = $(text_LIBS)

EXTRA_DIST += tests/data/text/emoji tests/data/text/gb18030 tests/data/text/latin1 tests/data/text/mixed \
	tests/data/text/sjis tests/data/text/stop-and-spacing-mark tests/data/text/utf16
