unit_tests += tests/unit/sync/test_md5
tests_unit_sync_test_md5_LDADD = $(sync_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/sync/test_session
tests_unit_sync_test_session_LDADD = $(sync_LIBS) $(TEST_LIBS)

fuzz_targets += tests/fuzz/fuzz_sync
tests_fuzz_fuzz_sync_SOURCES = tests/fuzz/fuzz_sync.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_sync_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_sync_LDADD = $(sync_LIBS)

EXTRA_DIST += tests/data/sync
