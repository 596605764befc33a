unit_tests += tests/unit/text/test_breaks
tests_unit_text_test_breaks_LDADD = $(text_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/text/test_cells
tests_unit_text_test_cells_LDADD = $(text_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/text/test_clean
tests_unit_text_test_clean_LDADD = $(text_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/text/test_labels
tests_unit_text_test_labels_LDADD = $(text_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/text/test_decode
tests_unit_text_test_decode_LDADD = $(text_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/text/test_fold
tests_unit_text_test_fold_LDADD = $(text_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/text/test_reference
tests_unit_text_test_reference_LDADD = $(text_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/text/test_twice
tests_unit_text_test_twice_LDADD = $(text_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/text/test_utf8
tests_unit_text_test_utf8_LDADD = $(text_LIBS) $(TEST_LIBS)

fuzz_targets += tests/fuzz/fuzz_decode
tests_fuzz_fuzz_decode_SOURCES = tests/fuzz/fuzz_decode.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_decode_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_decode_LDADD = $(text_LIBS)

EXTRA_DIST += tests/data/text/emoji tests/data/text/gb18030 tests/data/text/latin1 tests/data/text/mixed \
	tests/data/text/sjis tests/data/text/stop-and-spacing-mark tests/data/text/utf16
