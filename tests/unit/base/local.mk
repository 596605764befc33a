unit_tests += tests/unit/base/test_str
tests_unit_base_test_str_LDADD = $(base_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/base/test_containers
tests_unit_base_test_containers_LDADD = $(base_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/base/test_time
tests_unit_base_test_time_LDADD = $(base_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/base/test_threads
tests_unit_base_test_threads_LDADD = $(base_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/base/test_world
tests_unit_base_test_world_LDADD = $(base_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/base/test_mapping
tests_unit_base_test_mapping_LDADD = $(base_LIBS) $(TEST_LIBS)
