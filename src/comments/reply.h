/*
 * A reply through the site's own form: the form as it stands in the page, the check before anything
 * is sent, the request, and what the answer means.
 */
#ifndef COMMENTS_REPLY_H
#define COMMENTS_REPLY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/attributes.h"
#include "base/error.h"
#include "codec/json_write.h"
#include "html/html.h"
#include "web/http.h"

enum comments_field_role {
    COMMENTS_FIELD_OTHER, // sent back as it stands
    COMMENTS_FIELD_NAME,
    COMMENTS_FIELD_EMAIL,
    COMMENTS_FIELD_URL,
    COMMENTS_FIELD_BODY,
    COMMENTS_FIELD_PARENT,  // which comment is answered
    COMMENTS_FIELD_CONSENT, // "save my name in this browser": left unticked
    COMMENTS_FIELD_CAPTCHA, // cannot be answered here
};

struct comments_field {
    enum comments_field_role role;
    const char *name;  // as it is sent
    const char *type;  // text, email, url, textarea, hidden, checkbox, submit …
    const char *label; // clean, without the star; may be NULL
    const char *value; // what stands in it; "" for none
    bool is_required;
    int max_len; // characters; 0: not said
};

struct comments_form {
    struct arena arena;
    const char *action; // absolute
    const char *method; // "post"
    const char *page_url;
    const char *title;             // "Leave a Reply"; may be NULL
    const char *note;              // "Your email address will not be published." ; may be NULL
    struct comments_field *fields; // in the page's order
    size_t count;
};

/* The reply form of a page, or NULL when it has none. The caller frees with comments_form_free().
 */
struct comments_form *comments_form_find(const struct html_document *page);
void comments_form_free(struct comments_form *form);

/* The form as JSON (the `comment_form` of `courant extract`), and back as it is kept in the
 * database. */
void comments_form_write(const struct comments_form *form, struct json_writer *json);
struct comments_form *comments_form_read(const char *json, size_t len,
                                         struct error *err) ATTR_MUST_USE;

/* What a person wrote. Strings may be NULL or empty. */
struct comments_reply {
    const char *name;
    const char *email;
    const char *url;
    const char *body;
    const char *parent; // id of the comment that is answered
};

/*
 * Is anything missing or malformed? Decided before anything is sent.
 *
 * role     the first field that is wrong; may be NULL
 * errors   ERR_USAGE with a sentence for the field; ERR_UNSUPPORTED when the form asks for what
 * only a browser can give (a captcha, a box that must be ticked, a question)
 */
bool comments_reply_check(const struct comments_form *form, const struct comments_reply *reply,
                          enum comments_field_role *role, struct error *err);

/* The same while nobody has seen the form: that there is a text, and that an e-mail address or a
 * website that was given is one. ERR_USAGE. */
bool comments_reply_check_alone(const struct comments_reply *reply, struct error *err);

/* The request that posts it; follows no redirect. Checked already. The caller owns it. */
struct web_request *comments_reply_request(const struct comments_form *form,
                                           const struct comments_reply *reply);

enum comments_outcome {
    COMMENTS_POSTED,
    COMMENTS_HELD,    // for moderation
    COMMENTS_REFUSED, // the site's words are in `words`
    COMMENTS_ALREADY, // an earlier try arrived; said by callers only, see is_duplicate
    COMMENTS_LATER,   // too fast: try again after a while
};

struct comments_answer {
    enum comments_outcome outcome;
    char words[512];     // the site's own, clean; empty when it said nothing
    char comment_id[32]; // of the new comment, when it is known
    int retry_after_seconds;
    bool is_duplicate; // refused because the site has it already: after an answer that was lost, a
                       // caller takes this for COMMENTS_ALREADY
};

/*
 * What the answer to comments_reply_request() means. WordPress (known by the address that was
 * posted to): a redirect to #comment-N is success, held when it also says unapproved=; everything
 * else is a refusal, 200 too, and 429 means later. Other software: a redirect is success unless it
 * leads to a login or an error; 2xx is success unless the page shows an error (by its usual classes
 * or role=alert), held when it says so or the status is 202; 4xx and 500 are refusals; no answer,
 * 408, 429 and 502 to 504 mean later.
 */
void comments_reply_answer(const struct web_response *response, struct comments_answer *answer);

#endif
