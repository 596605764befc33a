/*
 * What the tests of comments/ share: files of tests/data/comments, and a thread as lines to
 * compare.
 */
#ifndef TESTS_COMMENTS_WORLD_H
#define TESTS_COMMENTS_WORLD_H

#include "unit/unit.h"

#include <string.h>

#include "base/path.h"
#include "base/str.h"
#include "comments/thread.h"
#include "html/html.h"

/* What `str` holds, which the caller frees. */
static inline char *world_take(struct str *str)
{
    char *const text = strdup(str->data);
    str_release(str);
    return text;
}

/* The file `name` of tests/data/comments; the caller frees. */
static inline char *world_read(const char *name)
{
    char path[4096];
    char relative[512];
    snprintf(relative, sizeof(relative), "tests/data/comments/%s", name);
    struct str text;
    str_init(&text, 1 << 20);
    struct error err = {0};
    if (!file_read(unit_path(path, relative), 1 << 20, &text, &err))
        fail_msg("%s", err.text);
    return world_take(&text);
}

static inline struct html_document *world_page(const char *name)
{
    char *const text = world_read(name);
    struct html_document *const page =
        html_parse(text, strlen(text), "https://courier.example/page/", NULL, NULL);
    assert_non_null(page);
    free(text);
    return page;
}

/* "id<parent depth author|plain text" a line. */
static inline char *world_lines(const struct comments_thread *thread)
{
    struct str lines;
    str_init(&lines, 1 << 20);
    const struct comment *const all = thread->comments.items;
    for (size_t i = 0; i < thread->comments.count; i++) {
        str_printf(&lines, "%s<%s %d %s|", all[i].id, all[i].parent ? all[i].parent : "",
                   all[i].depth, all[i].author ? all[i].author : "-");
        html_fragment_text(all[i].html, strlen(all[i].html), &lines);
        str_add_char(&lines, '\n');
    }
    return world_take(&lines);
}

#endif
