lint_tests = tests/lint/layers.t tests/lint/headers.t tests/lint/sizes.t tests/lint/format.t tests/lint/globals.t
EXTRA_DIST += $(lint_tests)
TESTS += $(lint_tests)

check-headers:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS=tests/lint/headers.t check_PROGRAMS=
check-format:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS=tests/lint/format.t check_PROGRAMS=
.PHONY: check-headers check-format
