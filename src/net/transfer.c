#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/time.h"
#include "net/internal.h"
#include "web/url.h"

/* Options that are the same for every hop. */
static const struct {
    CURLoption option;
    long value;
} OPTIONS[] = {
    {CURLOPT_NOSIGNAL, 1},
    {CURLOPT_BUFFERSIZE, 32 << 10}, // twice curl's own: a third less to wait for
    {CURLOPT_FOLLOWLOCATION, 0},    // hops are ours
    {CURLOPT_SSL_VERIFYPEER, 1},
    {CURLOPT_SSL_VERIFYHOST, 2},
    {CURLOPT_CONNECTTIMEOUT_MS, NET_CONNECT_MS},
    {CURLOPT_LOW_SPEED_LIMIT, 30}, // bytes a second: less is a drip that never ends
    {CURLOPT_LOW_SPEED_TIME, NET_SILENCE_SECONDS},
    {CURLOPT_SUPPRESS_CONNECT_HEADERS, 1},
    {CURLOPT_HEADEROPT, CURLHEADER_SEPARATE}, // none of ours to a proxy
    {CURLOPT_NOPROGRESS, 0},
#if LIBCURL_VERSION_NUM >= 0x075700
    // Who is cancelled or late does not wait for the system's answer about a name.
    {CURLOPT_QUICK_EXIT, 1},
#endif
};

/* Headers that may follow a redirect to another origin; what is not here may be a key. */
static const char *const SAFE_HEADERS[] = {
    "Accept",        "Accept-Language",   "Cache-Control", "Content-Type",
    "If-None-Match", "If-Modified-Since", "User-Agent",
};

void transfer_drop_headers(struct transfer *transfer)
{
    transfer->response->headers = NULL;
    transfer->last_header = &transfer->response->headers;
    transfer->response->status = 0;
}

struct transfer *transfer_new(struct web_request *request, struct ticket *ticket,
                              net_callback callback, void *context,
                              const struct transfer_settings *settings)
{
    struct transfer *const transfer = mem_zalloc(sizeof(*transfer));
    transfer->curl = settings->curl;
    transfer->request = request;
    transfer->ticket = ticket_ref(ticket);
    transfer->callback = callback;
    transfer->context = context;
    transfer->response = web_response_new();
    transfer->is_at_home = transfer->is_permanent = true;
    transfer_drop_headers(transfer);
    body_init(&transfer->body, request->limit_bytes ? request->limit_bytes : LIMIT_BODY_BYTES,
              settings->budget, settings->folder);
    str_init(&transfer->url, LIMIT_URL_BYTES);
    str_init(&transfer->user, LIMIT_URL_BYTES);
    str_init(&transfer->password, LIMIT_URL_BYTES);
    return transfer;
}

/* Names of hosts know no case; the line they wait in should not either. */
static void transfer_lower_host(struct transfer *transfer)
{
    struct url url;
    url_split(transfer->url.data, transfer->url.len, &url);
    char *const host = transfer->url.data + (url.host.data - transfer->url.data);
    for (size_t i = 0; i < url.host.len; i++)
        host[i] = ascii_lower(host[i]);
}

/* Take user and password out of the address, so that they end neither in links nor at others. */
static void transfer_take_user(struct transfer *transfer, bool is_used)
{
    struct url url;
    url_split(transfer->url.data, transfer->url.len, &url);
    if (!url.userinfo.data)
        return;
    if (is_used) {
        struct slice rest = url.userinfo;
        struct slice user;
        slice_next(&rest, ':', &user);
        transfer->has_user = url.userinfo.len > 0;
        url_decode(user.data, user.len, &transfer->user);
        url_decode(rest.data, rest.len, &transfer->password);
    }
    const size_t start = (size_t)(url.userinfo.data - transfer->url.data);
    struct str plain;
    str_init(&plain, LIMIT_URL_BYTES);
    str_append(&plain, transfer->url.data, start);
    str_add(&plain, transfer->url.data + start + url.userinfo.len + 1);
    str_release(&transfer->url);
    transfer->url = plain;
}

void transfer_clean_url(struct transfer *transfer, bool is_first)
{
    transfer_take_user(transfer, is_first);
    transfer_lower_host(transfer);
}

static bool transfer_refuse(const char *url, struct error *err)
{
    struct str shown;
    str_init(&shown, LIMIT_URL_BYTES);
    url_without_user(url, &shown);
    error_set(err, ERR_UNSUPPORTED,
              _("%s is not the address of a web page: it must begin with http:// or https://"),
              shown.data);
    str_release(&shown);
    return false;
}

bool transfer_open(struct transfer *transfer, struct error *err)
{
    const char *const url = transfer->request->url;
    if (!url_resolve(NULL, url, strlen(url), &transfer->url) || !url_is_web(transfer->url.data))
        return transfer_refuse(url, err);
    transfer_clean_url(transfer, true);
    const struct web_way *const way = &transfer->request->way;
    if (way->user) {
        transfer->has_user = true;
        str_clear(&transfer->user);
        str_add(&transfer->user, way->user);
    }
    if (way->password) {
        transfer->has_user = true;
        str_clear(&transfer->password);
        str_add(&transfer->password, way->password);
    }
    return true;
}

struct slice transfer_host(const struct transfer *transfer)
{
    // Another port is another server.
    return url_place(transfer->url.data, transfer->url.len);
}

/* ---- what curl calls while a hop runs ---- */

static bool is_redirect_status(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

static const char *transfer_location(const struct transfer *transfer)
{
    if (!transfer->request->follows_redirects || !is_redirect_status(transfer->response->status))
        return NULL;
    return web_header_find(transfer->response->headers, "Location");
}

static int transfer_on_progress(void *context, curl_off_t down_total, curl_off_t down,
                                curl_off_t up_total, curl_off_t up)
{
    (void)down_total, (void)down, (void)up_total, (void)up;
    struct transfer *const transfer = context;
    if (!ticket_is_cancelled(transfer->ticket))
        return 0;
    transfer->stop = STOP_CANCELLED;
    return 1;
}

/* The length of an answer that is not compressed is known. */
static void transfer_expect_body(struct transfer *transfer)
{
    curl_off_t len = -1;
    transfer->curl->easy_getinfo(transfer->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &len);
    if (len > 0 && !web_header_find(transfer->response->headers, "Content-Encoding"))
        body_expect(&transfer->body, (size_t)len);
}

static size_t transfer_on_body(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *const transfer = context;
    const size_t len = size * count;
    if (transfer_location(transfer)) {
        transfer->dropped_bytes += len;
        if (transfer->dropped_bytes <= LIMIT_HEADER_BYTES)
            return len;
        transfer->stop = STOP_REDIRECT;
        return 0;
    }
    if (transfer->body.len == 0)
        transfer_expect_body(transfer);
    const enum body_outcome outcome = body_append(&transfer->body, bytes, len);
    if (outcome == BODY_GOOD)
        return len;
    transfer->stop = outcome == BODY_NO_ROOM ? STOP_NO_ROOM : STOP_BODY;
    return 0;
}

/* `HTTP/1.1 200 OK`: a new answer begins, after 100 or 103 too. */
static void transfer_on_status(struct transfer *transfer, struct slice line)
{
    transfer_drop_headers(transfer);
    struct slice word;
    slice_next(&line, ' ', &word);
    long long status;
    if (slice_next(&line, ' ', &word) && slice_to_int64(word, &status) && status < 1000)
        transfer->response->status = (int)status;
}

static void transfer_add_header(struct transfer *transfer, struct slice line)
{
    struct slice name;
    if (!slice_next(&line, ':', &name) || !name.len || !line.data)
        return;
    struct web_response *const response = transfer->response;
    const struct slice value = slice_trim(line);
    web_header_add(transfer->last_header, &response->arena,
                   arena_strndup(&response->arena, name.data, name.len),
                   arena_strndup(&response->arena, value.data, value.len));
    transfer->last_header = &(*transfer->last_header)->next;
}

static size_t transfer_on_header(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *const transfer = context;
    const size_t len = size * count;
    transfer->header_bytes += len;
    if (transfer->header_bytes > LIMIT_HEADER_BYTES) {
        transfer->stop = STOP_HEADERS;
        return 0;
    }
    const struct slice line = slice_trim((struct slice){bytes, len});
    if (slice_starts(line, "HTTP/"))
        transfer_on_status(transfer, line);
    else if (len && !ascii_is_space(bytes[0])) // a folded line belongs to a header of the past
        transfer_add_header(transfer, line);
    return len;
}

/* ---- a hop begins ---- */

static bool is_safe_header(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(SAFE_HEADERS); i++)
        if (ascii_equal_nocase(name, SAFE_HEADERS[i]))
            return true;
    return false;
}

static void transfer_add_line(struct transfer *transfer, const char *line)
{
    transfer->headers = transfer->curl->slist_append(transfer->headers, line);
}

static void transfer_set_headers(struct transfer *transfer)
{
    for (const struct web_header *h = transfer->request->headers; h; h = h->next) {
        if (!transfer->is_at_home && !is_safe_header(h->name))
            continue;
        if (transfer->is_plain && ascii_equal_nocase(h->name, "Content-Type"))
            continue;
        // A semicolon is curl's way to send a header without a value.
        struct str line;
        str_init(&line, LIMIT_HEADER_BYTES);
        str_printf(&line, h->value[0] ? "%s: %s" : "%s;%s", h->name, h->value);
        transfer_add_line(transfer, line.data);
        str_release(&line);
    }
    transfer_add_line(transfer, "Expect:");
    transfer->curl->easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->headers);
}

static void transfer_set_method(const struct transfer *transfer)
{
    const struct web_request *const request = transfer->request;
    CURL *const easy = transfer->easy;
    const bool is_head = ascii_equal_nocase(request->method, "HEAD");
    if (is_head)
        transfer->curl->easy_setopt(easy, CURLOPT_NOBODY, 1L);
    else
        transfer->curl->easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE,
                                    (curl_off_t)transfer->body.limit);
    if (is_head || transfer->is_plain || ascii_equal_nocase(request->method, "GET"))
        return;
    if (request->body || ascii_equal_nocase(request->method, "POST")) {
        transfer->curl->easy_setopt(easy, CURLOPT_POST, 1L);
        transfer->curl->easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                                    (curl_off_t)request->body_len);
        transfer->curl->easy_setopt(easy, CURLOPT_POSTFIELDS, request->body ? request->body : "");
    }
    if (!ascii_equal_nocase(request->method, "POST"))
        transfer->curl->easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request->method);
}

static void transfer_set_address(const struct transfer *transfer)
{
    CURL *const easy = transfer->easy;
    transfer->curl->easy_setopt(easy, CURLOPT_URL, transfer->url.data);
#if LIBCURL_VERSION_NUM >= 0x075500
    transfer->curl->easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    transfer->curl->easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
    // Rather wait for a connection that carries several than open another.
    transfer->curl->easy_setopt(easy, CURLOPT_PIPEWAIT,
                                slice_starts(slice_of(transfer->url.data), "https:") ? 1L : 0L);
}

/* The whole time is that of all hops together. */
static long transfer_left_ms(struct transfer *transfer)
{
    const int64_t now_ms = time_monotonic_ms();
    if (!transfer->started_ms)
        transfer->started_ms = now_ms;
    const int64_t whole_ms =
        transfer->request->timeout_ms > 0 ? transfer->request->timeout_ms : NET_WHOLE_MS;
    const int64_t left_ms = transfer->started_ms + whole_ms - now_ms;
    return left_ms > 0 ? (long)left_ms : 1;
}

void transfer_start(struct transfer *transfer, CURL *easy, const struct transfer_settings *settings)
{
    transfer->easy = easy;
    transfer->header_bytes = transfer->dropped_bytes = 0;
    transfer->stop = STOP_NONE;
    transfer->error_text[0] = '\0';
    for (size_t i = 0; i < COUNT_OF(OPTIONS); i++)
        transfer->curl->easy_setopt(easy, OPTIONS[i].option, OPTIONS[i].value);
    transfer->curl->easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    transfer->curl->easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->error_text);
    transfer->curl->easy_setopt(easy, CURLOPT_WRITEFUNCTION, transfer_on_body);
    transfer->curl->easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    transfer->curl->easy_setopt(easy, CURLOPT_HEADERFUNCTION, transfer_on_header);
    transfer->curl->easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    transfer->curl->easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, transfer_on_progress);
    transfer->curl->easy_setopt(easy, CURLOPT_XFERINFODATA, transfer);
    if (transfer->is_raw)
        transfer->curl->easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    else
        transfer->curl->easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, ""); // all that curl can undo
    const char *const user_agent = transfer->request->way.user_agent;
    transfer->curl->easy_setopt(easy, CURLOPT_USERAGENT,
                                user_agent ? user_agent : settings->user_agent);
    transfer->curl->easy_setopt(easy, CURLOPT_TIMEOUT_MS, transfer_left_ms(transfer));
    if (settings->authorities)
        transfer->curl->easy_setopt(easy, CURLOPT_CAINFO, settings->authorities);
    transfer_set_way(transfer, settings);
    transfer_set_address(transfer);
    transfer_set_method(transfer);
    transfer_set_headers(transfer);
}

CURL *transfer_steal_easy(struct transfer *transfer)
{
    CURL *const easy = transfer->easy;
    transfer->easy = NULL;
    return easy;
}

/* ---- a hop ends ---- */

static void transfer_count(struct transfer *transfer)
{
    curl_off_t body_bytes = 0;
    long header_bytes = 0;
    transfer->curl->easy_getinfo(transfer->easy, CURLINFO_SIZE_DOWNLOAD_T, &body_bytes);
    transfer->curl->easy_getinfo(transfer->easy, CURLINFO_HEADER_SIZE, &header_bytes);
    transfer->wire_bytes += body_bytes + header_bytes;
    transfer->curl->slist_free_all(transfer->headers);
    transfer->headers = NULL;
}

static void transfer_lacks_room(const struct transfer *transfer, struct error *err)
{
    error_set(err, ERR_LIMIT, _("%s: its body cannot be kept in %s: the disk may be full"),
              transfer->url.data, transfer->body.folder);
}

static enum transfer_end transfer_answer(struct transfer *transfer, struct error *err)
{
    struct web_response *const response = transfer->response;
    response->url = arena_strdup(&response->arena, transfer->url.data);
    if (body_give(&transfer->body, response) == BODY_GOOD)
        return TRANSFER_ANSWERED;
    transfer_lacks_room(transfer, err);
    return TRANSFER_FAILED;
}

static void transfer_describe(const struct transfer *transfer, CURLcode code, struct error *err)
{
    double connected_seconds = 0;
    long os_error = 0;
    transfer->curl->easy_getinfo(transfer->easy, CURLINFO_PRETRANSFER_TIME, &connected_seconds);
    transfer->curl->easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &os_error);
    const struct net_failure failure = {
        .code = code,
        .detail =
            transfer->error_text[0] ? transfer->error_text : transfer->curl->easy_strerror(code),
        .os_error = (int)os_error,
        .is_connected = connected_seconds > 0,
    };
    net_describe(err, &failure, transfer->url.data);
}

/* Did a form go out, so that it may have arrived although no answer came? */
static bool transfer_may_have_arrived(const struct transfer *transfer)
{
    if (!transfer->easy || !transfer->request->body || transfer->is_plain)
        return false;
    long request_bytes = 0;
    transfer->curl->easy_getinfo(transfer->easy, CURLINFO_REQUEST_SIZE, &request_bytes);
    return request_bytes > 0;
}

void transfer_warn_of_doubt(const struct transfer *transfer, struct error *err)
{
    if (!transfer_may_have_arrived(transfer))
        return;
    // In place of the advice behind the colon, which is to try again.
    const struct error known = *err;
    const char *const advice = strstr(known.text, ": ");
    const int len = (int)(advice ? advice - known.text : (ptrdiff_t)strlen(known.text));
    error_set(err, ERR_IO,
              _("%.*s: what you wrote may have arrived all the same, so look there before you send "
                "it again"),
              len, known.text);
}

static enum transfer_end transfer_fail(struct transfer *transfer, CURLcode code, struct error *err)
{
    const char *const url = transfer->url.data;
    switch (transfer->stop) {
    case STOP_CANCELLED:
        error_set(err, ERR_CANCELLED, _("%s: cancelled"), url);
        break;
    case STOP_BODY:
        error_set(err, ERR_LIMIT, _("%s is larger than %zu KiB and was not read further"), url,
                  transfer->body.limit >> 10);
        break;
    case STOP_NO_ROOM:
        transfer_lacks_room(transfer, err);
        break;
    case STOP_HEADERS:
        error_set(err, ERR_LIMIT, _("%s answers with more than %d KiB of headers"), url,
                  LIMIT_HEADER_BYTES >> 10);
        break;
    default:
        if (code == CURLE_FILESIZE_EXCEEDED)
            error_set(err, ERR_LIMIT, _("%s is larger than %zu KiB and was not read"), url,
                      transfer->body.limit >> 10);
        else
            transfer_describe(transfer, code, err);
    }
    transfer_warn_of_doubt(transfer, err);
    return TRANSFER_FAILED;
}

/* The same hop once more. */
static enum transfer_end transfer_retry(struct transfer *transfer)
{
    body_clear(&transfer->body);
    transfer_drop_headers(transfer);
    return TRANSFER_AGAIN;
}

/*
 * Some servers name a charset or nothing known as the encoding of their answer; then it is asked
 * for once more, and taken as it comes.
 */
static bool transfer_may_retry_raw(const struct transfer *transfer, CURLcode code)
{
    return code == CURLE_BAD_CONTENT_ENCODING && !transfer->is_raw && !transfer->request->body &&
           ascii_equal_nocase(transfer->request->method, "GET");
}

enum transfer_end transfer_end_hop(struct transfer *transfer, CURLcode code, struct error *err)
{
    transfer_count(transfer);
    if (transfer_may_retry_raw(transfer, code)) {
        transfer->is_raw = true;
        return transfer_retry(transfer);
    }
    if (code == CURLE_OK && transfer_wants_digest(transfer)) {
        transfer->is_digest = true;
        return transfer_retry(transfer);
    }
    if (code != CURLE_OK && transfer->stop != STOP_REDIRECT)
        return transfer_fail(transfer, code, err);
    const char *const location = transfer_location(transfer);
    return location ? transfer_follow(transfer, location, err) : transfer_answer(transfer, err);
}

static void transfer_tell_spent(const struct transfer *transfer)
{
    struct web_spent *const spent = transfer->request->spent;
    if (!spent)
        return;
    spent->bytes = transfer->wire_bytes;
    spent->ms = transfer->started_ms ? time_monotonic_ms() - transfer->started_ms : 0;
}

void transfer_finish(struct transfer *transfer, const struct error *err)
{
    transfer_tell_spent(transfer);
    if (err)
        web_response_free(transfer->response);
    transfer->callback(transfer->context, err ? NULL : transfer->response, err);
    body_release(&transfer->body);
    str_release(&transfer->url);
    str_release(&transfer->user);
    str_release(&transfer->password);
    transfer->curl->slist_free_all(transfer->headers);
    web_request_free(transfer->request);
    ticket_unref(transfer->ticket);
    free(transfer);
}
