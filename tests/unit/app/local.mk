unit_tests += tests/unit/app/test_schedule
tests_unit_app_test_schedule_LDADD = $(app_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/app/test_app
tests_unit_app_test_app_LDADD = $(app_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/app/test_send
tests_unit_app_test_send_LDADD = $(app_LIBS) $(TEST_LIBS)
