#include "unit/unit.h"

#include <errno.h>
#include <string.h>

#include "base/attributes.h"
#include "net/internal.h"

static void failures_are_told_in_plain_words(void **state)
{
    (void)state;
    static const struct {
        struct net_failure failure;
        const char *says;
    } rows[] = {
        {{CURLE_COULDNT_RESOLVE_HOST, "Could not resolve host: a.example", 0, false},
         "the host a.example is not known: check the address, or the connection to the network"},
        {{CURLE_COULDNT_CONNECT, "Failed to connect", ECONNREFUSED, false},
         "a.example refuses the connection: the server may be down; try again later"},
        {{CURLE_COULDNT_CONNECT, "Failed to connect", ENETUNREACH, false},
         "a.example cannot be reached: there is no connection to the network"},
        {{CURLE_COULDNT_CONNECT, "Failed to connect", EHOSTUNREACH, false},
         "a.example cannot be reached: check the connection to the network, or try again later"},
        {{CURLE_PEER_FAILED_VERIFICATION, "SSL certificate problem: certificate has expired", 0,
          false},
         "the certificate of a.example has expired: its owner must renew it (is this computer's "
         "clock right?)"},
        {{CURLE_PEER_FAILED_VERIFICATION, "SSL certificate problem: certificate is not yet valid",
          0, false},
         "the certificate of a.example is not valid yet: check this computer's clock"},
        {{CURLE_PEER_FAILED_VERIFICATION, "server certificate verification failed.", 0, false},
         "the certificate of a.example cannot be trusted"},
        {{CURLE_OPERATION_TIMEDOUT, "Operation too slow. Less than 1 bytes/sec transferred", 0,
          true},
         "a.example has sent hardly anything for 20 seconds: try again later"},
        {{CURLE_OPERATION_TIMEDOUT, "Connection timed out after 10001 milliseconds", 0, false},
         "a.example does not answer: try again later"},
        {{CURLE_OPERATION_TIMEDOUT, "Operation timed out after 60000 milliseconds", 0, true},
         "a.example did not finish its answer in time: try again later"},
        {{CURLE_SSL_CONNECT_ERROR, "wrong version number", 0, false},
         "no secure connection to a.example can be made: it may not offer https; try the address "
         "with http://"},
        {{CURLE_COULDNT_CONNECT,
          "Failed to connect to proxy.example port 3128 after 2 ms: Couldn't connect to server",
          ECONNREFUSED, false},
         "the proxy proxy.example, by which a.example is asked, cannot be reached: check the proxy "
         "in the settings, http_proxy and https_proxy"},
        {{CURLE_OPERATION_TIMEDOUT, "Failed to connect to a.example port 1080 after 10001 ms: x", 0,
          false},
         "the proxy a.example, by which a.example is asked, cannot be reached: check the proxy in "
         "the settings, http_proxy and https_proxy"},
        {{CURLE_COULDNT_CONNECT, "Failed to connect to A.example port 8443 after 2 ms: x",
          ECONNREFUSED, false},
         "a.example refuses the connection: the server may be down; try again later"},
        {{CURLE_LDAP_CANNOT_BIND, "words of curl", 0, false},
         "a.example: no answer came (words of curl)"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {0};
        net_describe(&err, &rows[i].failure, "https://a.example:8443/feed");
        assert_int_equal(err.kind, ERR_NETWORK);
        assert_string_equal(err.text, rows[i].says);
    }
}

static void only_who_reached_nobody_may_be_without_a_network(void **state)
{
    (void)state;
    static const struct {
        struct net_failure failure;
        bool is_unreached;
    } rows[] = {
        {{CURLE_COULDNT_RESOLVE_HOST, "", 0, false}, true},
        {{CURLE_COULDNT_RESOLVE_PROXY, "", 0, false}, true},
        {{CURLE_COULDNT_CONNECT, "", ENETUNREACH, false}, true},
        {{CURLE_OPERATION_TIMEDOUT, "", 0, false}, true},
        {{CURLE_OPERATION_TIMEDOUT, "", 0, true}, false},
        {{CURLE_PEER_FAILED_VERIFICATION, "", 0, false}, false},
        {{CURLE_SSL_CONNECT_ERROR, "", 0, false}, false},
        {{CURLE_RECV_ERROR, "", 0, true}, false},
        {{CURLE_GOT_NOTHING, "", 0, true}, false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {0};
        net_describe(&err, &rows[i].failure, "https://a.example/");
        assert_int_equal(err.is_unreached, rows[i].is_unreached);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failures_are_told_in_plain_words),
        cmocka_unit_test(only_who_reached_nobody_may_be_without_a_network),
    };
    return cmocka_run_group_tests_name("describe", tests, NULL, NULL);
}
