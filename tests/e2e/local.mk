e2e_tests =
EXTRA_DIST += $(e2e_tests)
TESTS += $(e2e_tests)
