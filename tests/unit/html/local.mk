unit_tests += tests/unit/html/test_html
tests_unit_html_test_html_LDADD = $(html_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/html/test_select
tests_unit_html_test_select_LDADD = $(html_LIBS) $(TEST_LIBS)

fuzz_targets += tests/fuzz/fuzz_html
tests_fuzz_fuzz_html_SOURCES = tests/fuzz/fuzz_html.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_html_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_html_LDADD = $(html_LIBS)
EXTRA_DIST += tests/data/html/fragment tests/data/html/page tests/data/html/odd
