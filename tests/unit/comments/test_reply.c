/*
 * The form of a page, the check before sending, the request and what the answer means.
 */
#include "unit/comments/world.h"

#include "comments/reply.h"

/* "name role-number type label|required|max" of each field, a line each. */
static char *form_lines(const struct comments_form *form)
{
    struct str lines;
    str_init(&lines, 1 << 16);
    str_printf(&lines, "%s|%s|%s\n", form->action, form->title ? form->title : "-",
               form->note ? form->note : "-");
    for (size_t i = 0; i < form->count; i++) {
        const struct comments_field *const field = &form->fields[i];
        str_printf(&lines, "%s %d %s %s|%s|%s%d\n", field->name, (int)field->role, field->type,
                   field->label ? field->label : "-", field->value,
                   field->is_required ? "required " : "", field->max_len);
    }
    return world_take(&lines);
}

static struct comments_form *form_of(const char *file)
{
    struct html_document *const page = world_page(file);
    struct comments_form *const form = comments_form_find(page);
    html_free(page);
    return form;
}

struct form_row {
    const char *file;
    const char *lines;
};

// clang-format off
static const struct form_row form_rows[] = {
    {"wordpress-block.html",
     "https://courier.example/wp-comments-post.php|Leave a Reply|"
     "Your email address will not be published. Required fields are marked *\n"
     "comment 4 textarea Comment||required 65525\n"
     "author 1 text Name||required 245\n"
     "email 2 email Email||required 100\n"
     "url 3 url Website||200\n"
     "wp-comment-cookies-consent 6 checkbox Save my name, email, and website in this browser for the next time I comment.|yes|0\n"
     "submit 0 submit -|Post Comment|0\n"
     "comment_post_ID 0 hidden -|40|0\n"
     "comment_parent 5 hidden -|0|0\n"},
    {"wordpress-optional.html",
     "https://courier.example/wp-comments-post.php|Leave a comment|"
     "Your email address will not be published. Required fields are marked *\n"
     "comment 4 textarea Comment||required 65525\n"
     "author 1 text Name||245\n"
     "email 2 email Email||100\n"
     "url 3 url Website||200\n"
     "wp-comment-cookies-consent 6 checkbox Save my name, email, and website in this browser for the next time I comment.|yes|0\n"
     "submit 0 submit -|Post Comment|0\n"
     "comment_post_ID 0 hidden -|40|0\n"
     "comment_parent 5 hidden -|0|0\n"},
    {"other-form.html",
     "https://courier.example/kommentare/neu?artikel=12|Kommentar schreiben|Pflichtfelder sind mit * markiert.\n"
     "token 0 hidden -|a&b=c|0\n"
     "nick 1 text Ihr Name||required 30\n"
     "mail 2 text E-Mail||required 0\n"
     "homepage 3 text Homepage||0\n"
     "email2 0 text -||0\n"
     "kommentartext 4 textarea Ihr Kommentar||required 2000\n"
     "merken 6 checkbox Angaben merken|1|0\n"
     "senden 0 submit -|Absenden|0\n"},
    {"captcha-form.html",
     "https://doors.example/comment/reply/5|-|-\n"
     "name 1 text Name||required 0\n"
     "comment_body 4 textarea -||required 0\n"
     "parent_id 5 hidden -||0\n"
     "captcha 7 captcha -||0\n"
     "terms 6 checkbox I accept the terms|yes|required 0\n"},
};
// clang-format on

static void forms_are_read_field_by_field(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(form_rows); i++) {
        struct comments_form *const form = form_of(form_rows[i].file);
        assert_non_null(form);
        char *const lines = form_lines(form);
        assert_string_equal(lines, form_rows[i].lines);
        free(lines);
        comments_form_free(form);
    }
}

static void pages_without_a_reply_form_have_none(void **state)
{
    (void)state;
    static const char *const files[] = {"wordpress-login.html", "wordpress-closed.html",
                                        "wordpress-closed-block.html", "schema.html",
                                        "refused-fields.html"};
    for (size_t i = 0; i < COUNT_OF(files); i++)
        assert_null(form_of(files[i]));
}

static void a_form_comes_back_from_json_as_it_was(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(form_rows); i++) {
        struct comments_form *const form = form_of(form_rows[i].file);
        struct str out;
        struct json_writer json;
        str_init(&out, 1 << 16);
        json_writer_init(&json, &out);
        comments_form_write(form, &json);
        struct comments_form *const again = comments_form_read(out.data, out.len, NULL);
        assert_non_null(again);
        char *const lines = form_lines(again);
        assert_string_equal(lines, form_rows[i].lines);
        assert_string_equal(again->page_url, "https://courier.example/page/");
        free(lines);
        comments_form_free(again);
        comments_form_free(form);
        str_release(&out);
    }
    struct error err = {0};
    assert_null(comments_form_read("{}", 2, &err));
    assert_int_equal(err.kind, ERR_SYNTAX);
}

struct check_row {
    const char *file;
    struct comments_reply reply;
    bool is_fine;
    enum comments_field_role role;
    const char *words; // in the sentence
};

static void a_reply_is_checked_before_anything_is_sent(void **state)
{
    (void)state;
    static const struct check_row rows[] = {
        {"wordpress-block.html", {"Ann", "ann@example.net", "", "Hello", NULL}, true, 0, NULL},
        {"wordpress-block.html",
         {"Ann", "ann@example.net", "example.org/me", "Hello", "217"},
         true,
         0,
         NULL},
        {"wordpress-block.html",
         {"Ann", "", "", "Hello", NULL},
         false,
         COMMENTS_FIELD_EMAIL,
         "Email"},
        {"wordpress-block.html",
         {"  ", "ann@example.net", "", "Hello", NULL},
         false,
         COMMENTS_FIELD_NAME,
         "Name"},
        {"wordpress-block.html",
         {"Ann", "ann@example.net", "", " \n ", NULL},
         false,
         COMMENTS_FIELD_BODY,
         "Comment"},
        {"wordpress-block.html",
         {"Ann", "ann@", "", "Hello", NULL},
         false,
         COMMENTS_FIELD_EMAIL,
         "Email"},
        {"wordpress-block.html",
         {"Ann", "ann example.net", "", "Hello", NULL},
         false,
         COMMENTS_FIELD_EMAIL,
         "Email"},
        {"wordpress-block.html",
         {"Ann", "ann@-a.net", "", "Hello", NULL},
         false,
         COMMENTS_FIELD_EMAIL,
         "Email"},
        {"wordpress-block.html",
         {"Ann", "ann@example.net", "javascript:x", "Hello", NULL},
         false,
         COMMENTS_FIELD_URL,
         "Website"},
        {"wordpress-block.html",
         {"Ann", "ann@example.net", "two words.de", "Hello", NULL},
         false,
         COMMENTS_FIELD_URL,
         "Website"},
        {"wordpress-optional.html", {NULL, NULL, NULL, "Hello", NULL}, true, 0, NULL},
        {"wordpress-optional.html",
         {NULL, "no", NULL, "Hello", NULL},
         false,
         COMMENTS_FIELD_EMAIL,
         "Email"},
        {"other-form.html",
         {"Ein viel zu langer Name für dieses Feld", "a@b.de", "", "Hallo", NULL},
         false,
         COMMENTS_FIELD_NAME,
         "30"},
        {"captcha-form.html",
         {"Ann", "", "", "Hello", NULL},
         false,
         COMMENTS_FIELD_CAPTCHA,
         "browser"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct comments_form *const form = form_of(rows[i].file);
        struct error err = {0};
        enum comments_field_role role = COMMENTS_FIELD_OTHER;
        assert_int_equal(comments_reply_check(form, &rows[i].reply, &role, &err), rows[i].is_fine);
        if (!rows[i].is_fine) {
            assert_int_equal(role, rows[i].role);
            assert_non_null(strstr(err.text, rows[i].words));
        }
        comments_form_free(form);
    }
}

static void the_request_is_what_a_browser_would_send(void **state)
{
    (void)state;
    static const struct comments_reply reply = {" Ann R. ", "ann@example.net", "example.org",
                                                "One & two\nÄ", "217"};
    struct comments_form *form = form_of("wordpress-block.html");
    struct web_request *request = comments_reply_request(form, &reply);
    assert_string_equal(request->method, "POST");
    assert_string_equal(request->url, "https://courier.example/wp-comments-post.php");
    assert_string_equal(request->body, "comment=One+%26+two%0D%0A%C3%84&author=Ann+R.&"
                                       "email=ann%40example.net&url=https%3A%2F%2Fexample.org&"
                                       "submit=Post+Comment&comment_post_ID=40&comment_parent=217");
    assert_false(request->follows_redirects);
    assert_string_equal(web_header_find(request->headers, "Referer"),
                        "https://courier.example/page/");
    web_request_free(request);
    comments_form_free(form);

    form = form_of("other-form.html");
    request = comments_reply_request(form, &reply);
    assert_string_equal(request->body, "token=a%26b%3Dc&nick=Ann+R.&mail=ann%40example.net&"
                                       "homepage=https%3A%2F%2Fexample.org&email2=&"
                                       "kommentartext=One+%26+two%0D%0A%C3%84&senden=Absenden");
    web_request_free(request);
    comments_form_free(form);
}

struct answer_row {
    const char *url;
    int status;
    const char *header; // "Name: value"; NULL
    const char *file;   // of the body; NULL: empty
    enum comments_outcome outcome;
    const char *id;
    const char *words;
    int retry;
    bool is_duplicate;
};

#define POST "https://courier.example/wp-comments-post.php"

// clang-format off
static const struct answer_row answer_rows[] = {
    {POST, 302, "Location: https://courier.example/first/comment-page-1/#comment-217", NULL, COMMENTS_POSTED, "217", "", 0, false},
    {POST, 302, "Location: https://courier.example/?p=3&cpage=1#comment-5", NULL, COMMENTS_POSTED, "5", "", 0, false},
    {POST, 302, "Location: https://courier.example/first/?unapproved=222&moderation-hash=5f75#comment-222", NULL, COMMENTS_HELD, "222", "", 0, false},
    {POST, 302, "Location: https://courier.example/", NULL, COMMENTS_REFUSED, "", "", 0, false},
    {POST, 200, NULL, "refused-fields.html", COMMENTS_REFUSED, "", "Error: Please fill the required fields.", 0, false},
    {POST, 200, NULL, NULL, COMMENTS_REFUSED, "", "", 0, false},
    {POST, 409, NULL, "refused-duplicate.html", COMMENTS_REFUSED, "", "Duplicate comment detected; it looks as though you’ve already said that!", 0, true},
    {POST, 403, NULL, "refused-closed.html", COMMENTS_REFUSED, "", "Sorry, comments are closed for this item.", 0, false},
    {POST, 429, NULL, NULL, COMMENTS_LATER, "", "", 15, false},
    {POST, 503, "Retry-After: 120", NULL, COMMENTS_LATER, "", "", 120, false},
    {POST, 0, NULL, NULL, COMMENTS_LATER, "", "", 15, false},
    {"https://doors.example/comment", 303, "Location: /doors#talk", NULL, COMMENTS_POSTED, "", "", 0, false},
    {"https://doors.example/comment", 302, "Location: /login?next=/doors", NULL, COMMENTS_REFUSED, "", "", 0, false},
    {"https://doors.example/comment", 200, NULL, "schema.html", COMMENTS_POSTED, "", "", 0, false},
    {"https://doors.example/comment", 200, NULL, "refused-fields.html", COMMENTS_REFUSED, "", "Error: Please fill the required fields.", 0, false},
    {"https://doors.example/comment", 202, NULL, NULL, COMMENTS_HELD, "", "", 0, false},
    {"https://doors.example/comment", 404, NULL, "schema.html", COMMENTS_REFUSED, "", "Bridges", 0, false},
};
// clang-format on

static void answers_mean_what_the_site_did(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(answer_rows); i++) {
        const struct answer_row *const row = &answer_rows[i];
        struct web_response *const response = web_response_new();
        response->status = row->status;
        response->url = row->url;
        if (row->header) {
            const char *const colon = strchr(row->header, ':');
            char name[64] = "";
            memcpy(name, row->header, (size_t)(colon - row->header));
            web_header_add(&response->headers, &response->arena, name, colon + 2);
        }
        if (row->file) {
            free(response->body);
            response->body = world_read(row->file);
            response->body_len = strlen(response->body);
        }
        struct comments_answer answer;
        comments_reply_answer(response, &answer);
        assert_int_equal(answer.outcome, row->outcome);
        assert_string_equal(answer.comment_id, row->id);
        assert_string_equal(answer.words, row->words);
        assert_int_equal(answer.retry_after_seconds, row->retry);
        assert_int_equal(answer.is_duplicate, row->is_duplicate);
        web_response_free(response);
    }
}

static void what_every_form_asks_for_is_checked_without_one(void **state)
{
    (void)state;
    // clang-format off
    static const struct {
        struct comments_reply reply;
        const char *says; // NULL: nothing
    } rows[] = {
        {{NULL, NULL, NULL, "Hello", NULL}, NULL},
        {{"Ann", "ann@b.example", "https://b.example", "Hello", NULL}, NULL},
        {{"Ann", "", "", "Hello", NULL}, NULL},
        {{"Ann", "ann@b.example", NULL, " \n", NULL}, "the comment is empty"},
        {{"Ann", "ann@b.example", NULL, NULL, NULL}, "the comment is empty"},
        {{"Ann", "ann.example", NULL, "Hello", NULL}, "E-mail: this is no e-mail address (name@example.org)"},
        {{"Ann", NULL, "not one", "Hello", NULL}, "Website: this is no web address (https://example.org)"},
    };
    // clang-format on
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct error err = {0};
        assert_int_equal(comments_reply_check_alone(&rows[i].reply, &err), !rows[i].says);
        assert_string_equal(err.text, rows[i].says ? rows[i].says : "");
        assert_int_equal(err.kind, rows[i].says ? ERR_USAGE : ERR_NONE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_are_read_field_by_field),
        cmocka_unit_test(pages_without_a_reply_form_have_none),
        cmocka_unit_test(a_form_comes_back_from_json_as_it_was),
        cmocka_unit_test(a_reply_is_checked_before_anything_is_sent),
        cmocka_unit_test(what_every_form_asks_for_is_checked_without_one),
        cmocka_unit_test(the_request_is_what_a_browser_would_send),
        cmocka_unit_test(answers_mean_what_the_site_did),
    };
    return cmocka_run_group_tests_name("comments/reply", tests, NULL, NULL);
}
