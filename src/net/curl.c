#include "net/curl.h"

#include <dlfcn.h>
#include <string.h>

#include "base/attributes.h"
#include "base/intl.h"

/* The name says which interface it has: this one is kept since 2006. */
static const char library_name[] = "libcurl.so.4";

static const struct {
    const char *name;
    size_t offset; // of the pointer
} functions[] = {
#define ROW(name) {"curl_" #name, offsetof(struct net_curl, name)},
    NET_CURL_FUNCTIONS(ROW)
#undef ROW
};

bool net_curl_load(struct net_curl *curl, struct error *err)
{
    void *const library = dlopen(library_name, RTLD_LAZY | RTLD_LOCAL);
    if (!library)
        return error_set(err, ERR_NETWORK, _("the network library cannot be loaded (%s)"),
                         dlerror());
    for (size_t i = 0; i < COUNT_OF(functions); i++) {
        void *const function = dlsym(library, functions[i].name);
        if (!function)
            return error_set(err, ERR_NETWORK, _("the network library is too old (%s)"), dlerror());
        memcpy((char *)curl + functions[i].offset, &function, sizeof(function));
    }
    return true;
}
