# Unit tests mirror src/: tests/unit/<room>/test_<file>.c, one binary each. A test links only what its room may use.
# Each room's list is in its own local.mk, two lines a test; what has more sources than its own file says so.
#   unit_tests += tests/unit/x/test_y
#   tests_unit_x_test_y_LDADD = $(x_LIBS) $(TEST_LIBS)
include tests/unit/base/local.mk
include tests/unit/text/local.mk
include tests/unit/codec/local.mk
include tests/unit/web/local.mk
include tests/unit/html/local.mk
include tests/unit/query/local.mk
include tests/unit/feed/local.mk
include tests/unit/extract/local.mk
include tests/unit/comments/local.mk
include tests/unit/sync/local.mk
include tests/unit/layout/local.mk
include tests/unit/config/local.mk
include tests/unit/net/local.mk
include tests/unit/store/local.mk
include tests/unit/app/local.mk
include tests/unit/cli/local.mk
include tests/unit/ui/local.mk

EXTRA_DIST += tests/unit/unit.h
if HAVE_CMOCKA
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
else
TESTS += tests/unit/absent.t
endif
EXTRA_DIST += tests/unit/absent.t
