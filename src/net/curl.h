/*
 * libcurl, loaded with the first request. It brings three dozen libraries, which are half of the
 * time and a quarter of the memory of every start; most starts ask the network nothing, or later.
 */
#ifndef NET_CURL_H
#define NET_CURL_H

#include <curl/curl.h>
#include <stdbool.h>

#include "base/attributes.h"
#include "base/error.h"

#define NET_CURL_FUNCTIONS(F)                                                                      \
    F(easy_cleanup)                                                                                \
    F(easy_getinfo)                                                                                \
    F(easy_init)                                                                                   \
    F(easy_reset)                                                                                  \
    F(easy_setopt)                                                                                 \
    F(easy_strerror)                                                                               \
    F(global_cleanup)                                                                              \
    F(global_init)                                                                                 \
    F(multi_add_handle)                                                                            \
    F(multi_cleanup)                                                                               \
    F(multi_info_read)                                                                             \
    F(multi_init)                                                                                  \
    F(multi_perform)                                                                               \
    F(multi_poll)                                                                                  \
    F(multi_remove_handle)                                                                         \
    F(multi_setopt)                                                                                \
    F(multi_wakeup)                                                                                \
    F(share_cleanup)                                                                               \
    F(share_init)                                                                                  \
    F(share_setopt)                                                                                \
    F(slist_append)                                                                                \
    F(slist_free_all)

/* Each under its name without curl_. Those that vary (setopt, getinfo) take a long, a pointer or a
 * curl_off_t, and the compiler does not look whether it is the right one. */
struct net_curl {
#define NET_CURL_MEMBER(name) __typeof__(curl_##name) *name;
    NET_CURL_FUNCTIONS(NET_CURL_MEMBER)
#undef NET_CURL_MEMBER
};

/* False with ERR_NETWORK when it is not installed. It stays loaded to the end of the process. */
bool net_curl_load(struct net_curl *curl, struct error *err) ATTR_MUST_USE;

#endif
