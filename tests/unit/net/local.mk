net_test_sources = tests/unit/net/server.c tests/unit/net/server.h \
	tests/unit/net/waiter.c tests/unit/net/waiter.h \
	tests/unit/net/world.c tests/unit/net/world.h

unit_tests += tests/unit/net/test_net
tests_unit_net_test_net_SOURCES = tests/unit/net/test_net.c $(net_test_sources)
tests_unit_net_test_net_LDADD = $(net_LIBS) $(TEST_LIBS)
EXTRA_DIST += tests/data/net/zeros.gz

unit_tests += tests/unit/net/test_cancel
tests_unit_net_test_cancel_SOURCES = tests/unit/net/test_cancel.c $(net_test_sources)
tests_unit_net_test_cancel_LDADD = $(net_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/net/test_queue
tests_unit_net_test_queue_LDADD = $(net_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/net/test_polite
tests_unit_net_test_polite_SOURCES = tests/unit/net/test_polite.c $(net_test_sources)
tests_unit_net_test_polite_LDADD = $(net_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/net/test_describe
tests_unit_net_test_describe_LDADD = $(net_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/net/test_nginx
tests_unit_net_test_nginx_SOURCES = tests/unit/net/test_nginx.c tests/unit/net/waiter.c tests/unit/net/waiter.h
tests_unit_net_test_nginx_LDADD = $(net_LIBS) $(TEST_LIBS)
EXTRA_DIST += tests/data/net/tls/README tests/data/net/tls/authority.pem tests/data/net/tls/expired.pem \
	tests/data/net/tls/good.pem tests/data/net/tls/other.pem tests/data/net/tls/self.pem \
	tests/data/net/tls/server.key

unit_tests += tests/unit/net/test_names
tests_unit_net_test_names_SOURCES = tests/unit/net/test_names.c $(net_test_sources)
tests_unit_net_test_names_LDADD = $(net_LIBS) $(TEST_LIBS) $(CURL_LIBS)

unit_tests += tests/unit/net/test_body
tests_unit_net_test_body_LDADD = $(net_LIBS) $(TEST_LIBS)
