unit_tests += tests/unit/base/test_str
tests_unit_base_test_str_SOURCES = tests/unit/base/test_str.c
tests_unit_base_test_str_CFLAGS = $(TEST_CFLAGS)
tests_unit_base_test_str_LDADD = $(base_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/base/test_containers
tests_unit_base_test_containers_SOURCES = tests/unit/base/test_containers.c
tests_unit_base_test_containers_CFLAGS = $(TEST_CFLAGS)
tests_unit_base_test_containers_LDADD = $(base_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/base/test_time
tests_unit_base_test_time_SOURCES = tests/unit/base/test_time.c
tests_unit_base_test_time_CFLAGS = $(TEST_CFLAGS)
tests_unit_base_test_time_LDADD = $(base_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/base/test_threads
tests_unit_base_test_threads_SOURCES = tests/unit/base/test_threads.c
tests_unit_base_test_threads_CFLAGS = $(TEST_CFLAGS)
tests_unit_base_test_threads_LDADD = $(base_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/base/test_world
tests_unit_base_test_world_SOURCES = tests/unit/base/test_world.c
tests_unit_base_test_world_CFLAGS = $(TEST_CFLAGS)
tests_unit_base_test_world_LDADD = $(base_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/base/test_mapping
tests_unit_base_test_mapping_SOURCES = tests/unit/base/test_mapping.c
tests_unit_base_test_mapping_CFLAGS = $(TEST_CFLAGS)
tests_unit_base_test_mapping_LDADD = $(base_LIBS) $(TEST_LIBS)
