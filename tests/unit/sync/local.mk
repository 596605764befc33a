unit_tests += tests/unit/sync/test_session
tests_unit_sync_test_session_LDADD = $(sync_LIBS) $(TEST_LIBS)

EXTRA_DIST += tests/data/sync
