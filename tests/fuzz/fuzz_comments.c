/*
 * The input as a page with comments and a form, as a REST answer, as a stored form, and as what a
 * site answers to a reply.
 */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "comments/reply.h"
#include "comments/source.h"
#include "comments/thread.h"

const char fuzz_seeds[] = "tests/data/comments";

static void check_form(struct comments_form *form)
{
    static const struct comments_reply reply = {"n", "e@example.org", "s.example", "b\nc", "7"};
    if (!form)
        return;
    struct error err = {0};
    enum comments_field_role role = COMMENTS_FIELD_OTHER;
    if (!comments_reply_check(form, &reply, &role, &err) && !err.text[0])
        abort();
    web_request_free(comments_reply_request(form, &reply));
    struct str out;
    struct json_writer json;
    str_init(&out, 1 << 24);
    json_writer_init(&json, &out);
    comments_form_write(form, &json);
    struct comments_form *const again = comments_form_read(out.data, out.len, NULL);
    if (!out.is_truncated && (!again || again->count != form->count))
        abort();
    comments_form_free(again);
    str_release(&out);
}

static void check_thread(struct comments_thread *thread)
{
    comments_thread_arrange(thread);
    const struct comment *const all = thread->comments.items;
    int depth = -1;
    for (size_t i = 0; i < thread->comments.count; i++) {
        if (!all[i].id || !all[i].html || all[i].depth < 0 || all[i].depth > depth + 1 ||
            (all[i].depth == 0) != !all[i].parent)
            abort();
        depth = all[i].depth;
    }
    comments_thread_release(thread);
}

static void check_page(const char *text, size_t size)
{
    struct html_document *const page =
        html_parse(text, size, "https://a.example/b/c?d#e", NULL, NULL);
    if (!page)
        return;
    struct comments_thread thread;
    comments_thread_init(&thread);
    comments_from_page(page, &thread);
    check_thread(&thread);
    struct comments_form *const form = comments_form_find(page);
    check_form(form);
    comments_form_free(form);
    struct comments_source source;
    comments_source_find(NULL, page, &source);
    comments_source_release(&source);
    html_free(page);
}

static void check_answer(const char *text, size_t size)
{
    struct web_response *const response = web_response_new();
    struct comments_answer answer;
    response->status = 200;
    response->url = "https://a.example/wp-comments-post.php";
    free(response->body);
    response->body = mem_strndup(text, size);
    response->body_len = size;
    comments_reply_answer(response, &answer);
    web_response_free(response);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *const text = (const char *)data;
    struct comments_thread thread;
    check_page(text, size);
    check_answer(text, size);
    comments_thread_init(&thread);
    (void)!comments_from_wordpress(text, size, &thread, NULL);
    check_thread(&thread);
    struct comments_form *const form = comments_form_read(text, size, NULL);
    check_form(form);
    comments_form_free(form);
    return 0;
}
