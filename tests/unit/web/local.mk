unit_tests += tests/unit/web/test_url
tests_unit_web_test_url_LDADD = $(web_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/web/test_http
tests_unit_web_test_http_LDADD = $(web_LIBS) $(TEST_LIBS)

fuzz_targets += tests/fuzz/fuzz_url
tests_fuzz_fuzz_url_SOURCES = tests/fuzz/fuzz_url.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_url_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_url_LDADD = $(web_LIBS)
EXTRA_DIST += tests/data/url/backslashes tests/data/url/bare-percent tests/data/url/dots tests/data/url/escapes \
	tests/data/url/hosts tests/data/url/no-base tests/data/url/no-host tests/data/url/no-port tests/data/url/opaque

fuzz_targets += tests/fuzz/fuzz_http
tests_fuzz_fuzz_http_SOURCES = tests/fuzz/fuzz_http.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_http_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_http_LDADD = $(web_LIBS)
EXTRA_DIST += tests/data/http/broken tests/data/http/dates tests/data/http/typical
