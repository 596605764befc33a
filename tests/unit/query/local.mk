unit_tests += tests/unit/query/test_parse
tests_unit_query_test_parse_LDADD = $(query_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/query/test_match
tests_unit_query_test_match_LDADD = $(query_LIBS) $(TEST_LIBS)

fuzz_targets += tests/fuzz/fuzz_query
tests_fuzz_fuzz_query_SOURCES = tests/fuzz/fuzz_query.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_query_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_query_LDADD = $(query_LIBS)
EXTRA_DIST += tests/data/query/plain tests/data/query/fields tests/data/query/nested tests/data/query/scripts tests/data/query/broken

unit_tests += tests/unit/query/test_words
tests_unit_query_test_words_LDADD = $(query_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/query/test_sketch
tests_unit_query_test_sketch_LDADD = $(query_LIBS) $(TEST_LIBS)
