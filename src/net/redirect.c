#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "net/internal.h"
#include "web/url.h"

/* What becomes of the method (RFC 9110 15.4); a body never goes to another origin. */
static bool transfer_redirect_method(struct transfer *transfer, const char *target,
                                     struct error *err)
{
    const int status = transfer->response->status;
    const struct web_request *const request = transfer->request;
    const bool is_post = ascii_equal_nocase(request->method, "POST");
    if (status == 303 || (is_post && (status == 301 || status == 302)))
        transfer->is_plain = true;
    if (request->body && !transfer->is_plain && !transfer->is_at_home)
        return error_set(err, ERR_REFUSED,
                         _("%s wants what was written to be sent on to %s; it was not sent there"),
                         transfer->url.data, target);
    return true;
}

static void transfer_note_permanent(struct transfer *transfer, const char *target)
{
    const int status = transfer->response->status;
    transfer->is_permanent &= status == 301 || status == 308;
    if (!transfer->is_permanent)
        return;
    const size_t len = strcspn(target, "#");
    transfer->response->permanent_url = arena_strndup(&transfer->response->arena, target, len);
}

static bool transfer_redirect(struct transfer *transfer, const char *location, struct str *target,
                              struct error *err)
{
    if (++transfer->redirects > LIMIT_REDIRECTS)
        return error_set(err, ERR_LIMIT,
                         _("%s leads from one address to the next more than %d times"),
                         transfer->url.data, LIMIT_REDIRECTS);
    if (!url_resolve(transfer->url.data, location, strlen(location), target) ||
        !url_is_web(target->data))
        return error_set(err, ERR_UNSUPPORTED,
                         _("%s leads to %s, which is not the address of a web page"),
                         transfer->url.data, location);
    transfer->is_at_home = transfer->is_at_home && url_is_at_home(transfer->url.data, target->data);
    if (!transfer_redirect_method(transfer, target->data, err))
        return false;
    transfer_note_permanent(transfer, target->data);
    return true;
}

enum transfer_end transfer_follow(struct transfer *transfer, const char *location,
                                  struct error *err)
{
    struct str target;
    str_init(&target, LIMIT_URL_BYTES);
    if (!transfer_redirect(transfer, location, &target, err)) {
        str_release(&target);
        return TRANSFER_FAILED;
    }
    str_release(&transfer->url);
    transfer->url = target;
    transfer_clean_url(transfer, false);
    transfer_drop_headers(transfer);
    return TRANSFER_AGAIN;
}
