/*
 * URLs as RFC 3986 writes them, read as browsers do where pages are sloppy (blanks trimmed, tabs
 * and line feeds dropped, backslashes of web addresses as slashes, blanks and non-ASCII
 * percent-encoded on the way out).
 */
#ifndef WEB_URL_H
#define WEB_URL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/str.h"

/* The parts of a URL, borrowed from its text; data is NULL where a part is absent. */
struct url {
    struct slice scheme;
    struct slice userinfo;
    struct slice host; // with brackets for IPv6
    struct slice port;
    struct slice path; // never NULL
    struct slice query;
    struct slice fragment;
};

/* Cut a URL or a relative reference into its parts. False only for what cannot be read at all (an
 * open bracket, a bad port). */
bool url_split(const char *text, size_t len, struct url *url);

/*
 * `reference` seen from `base`, appended to `out` (RFC 3986 5.2; an empty base or NULL: as it is).
 *
 * result   false when it cannot be resolved; `out` gets the reference as it is then
 */
bool url_resolve(const char *base, const char *reference, size_t len, struct str *out);

/*
 * The form under which two spellings of one address are the same: scheme and host in lower case,
 * default port, dot segments and fragment away, needless percent-encoding undone. Appended to
 * `out`.
 */
bool url_normalise(const char *text, struct str *out);

/*
 * What two addresses of one page have in common, however a site writes them: normalised, without
 * scheme, `www.`, slashes at the end and parameters that tell where a reader came from. For
 * comparing, never for asking: they may differ all the same. Anything but a web address stays as it
 * is. Appended to `out`.
 */
void url_key(const char *text, struct str *out);

/* Is it absolute, http or https, with a host, without a control character? */
bool url_is_web(const char *text);

/* Have both the same scheme, host and port? */
bool url_same_origin(const char *a, const char *b);

/* May what is meant for `from` (a password) go to `to`, too? The same origin, or the same name by
 * https in place of http. */
bool url_is_at_home(const char *from, const char *to);

/* Host and port of an absolute URL as they stand there (`example.org:8080`); empty when it has
 * none.
 */
struct slice url_place(const char *url, size_t len);

/* The address without user and password, appended: the form that may be shown. It need not be a
 * good one. */
void url_without_user(const char *text, struct str *out) ATTR_NONNULL;

/* The address `to`, appended, with user and password of `from` where they may go there. */
void url_keep_user(const char *from, const char *to, struct str *out) ATTR_NONNULL;

/* Append `text` percent-encoded for a form or a query value (blank as +). */
void url_encode_form(const char *text, size_t len, struct str *out);

/* Append `text` with %XX undone; broken escapes stay. */
void url_decode(const char *text, size_t len, struct str *out);

#endif
