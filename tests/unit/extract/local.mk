unit_tests += tests/unit/extract/test_article
tests_unit_extract_test_article_LDADD = $(extract_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/extract/test_headline
tests_unit_extract_test_headline_LDADD = $(extract_LIBS) $(TEST_LIBS)

fuzz_targets += tests/fuzz/fuzz_extract
tests_fuzz_fuzz_extract_SOURCES = tests/fuzz/fuzz_extract.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_extract_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_extract_LDADD = $(extract_LIBS)

EXTRA_DIST += tests/data/extract

unit_tests += tests/unit/extract/test_language
tests_unit_extract_test_language_LDADD = $(extract_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/extract/test_author
tests_unit_extract_test_author_LDADD = $(extract_LIBS) $(TEST_LIBS)
