# unit_tests += tests/unit/net/test_x
# tests_unit_net_test_x_SOURCES = tests/unit/net/test_x.c
# tests_unit_net_test_x_CFLAGS = $(TEST_CFLAGS)
# tests_unit_net_test_x_LDADD = $(net_LIBS) $(TEST_LIBS)
