/*
 * Documents that are broken: whatever happens to one, the entries that stand before the damage are
 * read as if nothing had happened. 224 documents of all dialects, written here, are cut, robbed of
 * end tags, and sprinkled with what does not belong there.
 */
#include "unit/unit.h"

#include <string.h>

#include "base/attributes.h"
#include "base/limits.h"
#include "base/str.h"
#include "feed/feed.h"

enum {
    ENTRIES = 4,
    VARIANTS = 32,
    STRIDE_BYTES = 50,
};

static const struct dialect {
    const char *head;
    const char *entry; // %d is its number, %s its text, thrice
    const char *foot;
} dialects[] = {
    {"<?xml version='1.0'?>\n<rss version='2.0'><channel><title>Head</title>"
     "<link>https://a.example/</link>",
     "<item><title>Title %1$d</title><guid>https://a.example/%1$d</guid>"
     "<description>%2$s</description></item>",
     "</channel></rss>"},
    {"<rss version='0.91'><channel><title>Head</title>",
     "<item><title>Title %1$d</title><link>https://a.example/%1$d</link>"
     "<description>%2$s</description></item>",
     "</channel></rss>"},
    {"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
     "xmlns='http://purl.org/rss/1.0/'><channel rdf:about='https://a.example/'><title>Head</title>"
     "</channel>",
     "<item rdf:about='https://a.example/%1$d'><title>Title %1$d</title>"
     "<link>https://a.example/%1$d</link><description>%2$s</description></item>",
     "</rdf:RDF>"},
    {"<Channel xmlns='http://purl.org/net/rss1.1#' "
     "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' rdf:about='https://a.example/'>"
     "<title>Head</title><items rdf:parseType='Collection'>",
     "<item rdf:about='https://a.example/%1$d'><title>Title %1$d</title>"
     "<description>%2$s</description></item>",
     "</items></Channel>"},
    {"<feed xmlns='http://www.w3.org/2005/Atom'><title>Head</title><id>x</id>",
     "<entry><id>urn:x:%1$d</id><title type='html'>Title %1$d</title>"
     "<link href='https://a.example/%1$d'/><content type='html'>%2$s</content></entry>",
     "</feed>"},
    {"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>Head</title>",
     "<entry><id>urn:x:%1$d</id><title>Title %1$d</title>"
     "<link rel='alternate' href='https://a.example/%1$d'/>"
     "<content type='text/html' mode='escaped'>%2$s</content></entry>",
     "</feed>"},
    {"<CHANNEL HREF='https://a.example/'><TITLE>Head</TITLE>",
     "<ITEM HREF='https://a.example/%1$d'><TITLE>Title "
     "%1$d</TITLE><ABSTRACT>%2$s</ABSTRACT></ITEM>",
     "</CHANNEL>"},
};

struct document {
    struct str text;
    size_t ends[ENTRIES]; // behind each entry
};

/* A bit of `variant` a property. */
static void write_text(unsigned variant, struct str *out)
{
    const bool is_section = variant & 1u;
    const char *const open = is_section ? "<" : "&lt;";
    const char *const amp = is_section ? "&amp;" : "&amp;amp;";
    str_add(out, is_section ? "<![CDATA[" : "");
    str_printf(out, "%sp>Some words %s more, caf\xC3\xA9 \xE2\x80\x94 %sa href='/x'>link%s/a>",
               open, amp, open, open);
    for (unsigned i = 0; i < (variant & 2u ? 8 : 1); i++)
        str_printf(out, " and %sb>so%s/b> on", open, open);
    str_add(out, is_section ? "]]>" : "");
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void write_entry(const struct dialect *dialect, int number, const char *text,
                        struct str *out)
{
    char entry[2048];
    snprintf(entry, sizeof(entry), dialect->entry, number, text);
    str_add(out, entry);
}
#pragma GCC diagnostic pop

static void document_write(const struct dialect *dialect, unsigned variant,
                           struct document *document)
{
    struct str text;
    str_init(&text, LIMIT_FIELD_BYTES);
    write_text(variant, &text);
    str_init(&document->text, LIMIT_FIELD_BYTES);
    str_add(&document->text, dialect->head);
    for (int i = 0; i < ENTRIES; i++) {
        str_add(&document->text, variant & 4u ? "\n  " : "");
        str_add(&document->text, variant & 8u ? "<!-- between -->" : "");
        write_entry(dialect, i + 1, text.data, &document->text);
        document->ends[i] = document->text.len;
    }
    str_add(&document->text, variant & 16u ? "\n" : "");
    str_add(&document->text, dialect->foot);
    str_release(&text);
}

/* All that there is to see of the first `most` entries. */
static void describe(const char *text, size_t len, size_t most, struct str *out)
{
    struct error err = {0};
    struct feed *const feed = feed_parse(text, len, NULL, "https://a.example/feed", NULL, &err);
    if (!feed) {
        str_add(out, err.text);
        return;
    }
    const struct feed_entry *entry = feed->entries;
    for (size_t i = 0; entry && i < most; i++, entry = entry->next)
        str_printf(out, "%s|%s|%s|%s|%s\n", entry->id ? entry->id : "",
                   entry->link ? entry->link : "", entry->title ? entry->title : "",
                   entry->summary ? entry->summary : "", entry->content ? entry->content : "");
    feed_free(feed);
}

static size_t entries_before(const struct document *document, size_t offset)
{
    size_t count = 0;
    while (count < ENTRIES && document->ends[count] <= offset)
        count++;
    return count;
}

/* The damaged text has, of what stands before `offset`, all entries as the whole one has them. */
static void check(const struct document *document, const struct str *damaged, size_t offset,
                  const char *what)
{
    const size_t count = entries_before(document, offset);
    if (count == 0)
        return;
    struct str wanted;
    struct str got;
    str_init(&wanted, LIMIT_FIELD_BYTES);
    str_init(&got, LIMIT_FIELD_BYTES);
    describe(document->text.data, document->text.len, count, &wanted);
    describe(damaged->data, damaged->len, count, &got);
    assert_non_null(strstr(wanted.data, "|Title 1|"));
    assert_non_null(strstr(wanted.data, ">link</a>"));
    if (strcmp(got.data, wanted.data) != 0)
        fail_msg("%s at %zu:\n%s\n--- expected\n%s--- got\n%s", what, offset, damaged->data,
                 wanted.data, got.data);
    str_release(&got);
    str_release(&wanted);
}

/* Replace `len` bytes at `at` by `text`. */
static void check_splice(const struct document *document, size_t at, size_t len, const char *text,
                         const char *what)
{
    struct str damaged;
    str_init(&damaged, LIMIT_FIELD_BYTES);
    str_append(&damaged, document->text.data, at);
    str_add(&damaged, text);
    str_add(&damaged, document->text.data + at + len);
    check(document, &damaged, at, what);
    str_release(&damaged);
}

static void each_document(void (*damage)(const struct document *document))
{
    for (size_t i = 0; i < COUNT_OF(dialects); i++)
        for (unsigned variant = 0; variant < VARIANTS; variant++) {
            struct document document;
            document_write(&dialects[i], variant, &document);
            damage(&document);
            str_release(&document.text);
        }
}

static void cut(const struct document *document)
{
    for (size_t at = 0; at < document->text.len; at += STRIDE_BYTES)
        check_splice(document, at, document->text.len - at, "", "cut");
}

static void a_document_that_is_cut_has_what_came_before(void **state)
{
    (void)state;
    each_document(cut);
}

static void drop_end_tags(const struct document *document)
{
    const char *const text = document->text.data;
    for (const char *tag = strstr(text, "</"); tag; tag = strstr(tag + 1, "</"))
        check_splice(document, (size_t)(tag - text), strcspn(tag, ">") + 1, "", "end tag dropped");
}

static void a_missing_end_tag_spoils_nothing_before_it(void **state)
{
    (void)state;
    each_document(drop_end_tags);
}

static void swap_end_tags(const struct document *document)
{
    const char *const text = document->text.data;
    for (const char *tag = strstr(text, "</"); tag; tag = strstr(tag + 1, "</"))
        check_splice(document, (size_t)(tag - text), strcspn(tag, ">") + 1, "</b></x></i>",
                     "wrong end tags");
}

static void wrong_nesting_spoils_nothing_before_it(void **state)
{
    (void)state;
    each_document(swap_end_tags);
}

static const char *const strangers[] = {
    "&",  "&bogus;", "&#0;", "&#xFFFF;",    "\x01\x02",   "\xFF",      "<",
    "<!", "<?",      "]]>",  "<x y=1 y=2>", "</nothing>", "<![CDATA[",
};

static void sprinkle(const struct document *document)
{
    for (size_t i = 0; i < COUNT_OF(strangers); i++)
        for (size_t at = STRIDE_BYTES; at < document->text.len; at += 3 * STRIDE_BYTES)
            check_splice(document, at, 0, strangers[i], strangers[i]);
}

static void what_does_not_belong_there_spoils_nothing_before_it(void **state)
{
    (void)state;
    each_document(sprinkle);
}

static const char *const preludes[] = {
    "\n\n  ",
    "\xEF\xBB\xBF",
    "<br />\n<b>Warning</b>: something in <b>/x.php</b> on line 3<br />\n",
    "good morning\n",
    "<!-- <item> -->",
    "<?php echo 1 ?>",
    "\x1B[0m",
    "<!DOCTYPE html>\n",
    "& < >",
};

static void put_before(const struct document *document)
{
    for (size_t i = 0; i < COUNT_OF(preludes); i++) {
        struct str damaged;
        str_init(&damaged, LIMIT_FIELD_BYTES);
        str_printf(&damaged, "%s%s", preludes[i], document->text.data);
        check(document, &damaged, document->text.len, preludes[i]);
        str_release(&damaged);
    }
}

static void what_stands_before_a_document_spoils_nothing(void **state)
{
    (void)state;
    each_document(put_before);
}

static void put_behind(const struct document *document)
{
    struct str damaged;
    str_init(&damaged, LIMIT_FIELD_BYTES);
    str_printf(&damaged, "%s%s<html><p>x</html>", document->text.data, document->text.data);
    check(document, &damaged, document->text.len, "several roots");
    str_release(&damaged);
}

static void several_roots_spoil_nothing_of_the_first(void **state)
{
    (void)state;
    each_document(put_behind);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_that_is_cut_has_what_came_before),
        cmocka_unit_test(a_missing_end_tag_spoils_nothing_before_it),
        cmocka_unit_test(wrong_nesting_spoils_nothing_before_it),
        cmocka_unit_test(what_does_not_belong_there_spoils_nothing_before_it),
        cmocka_unit_test(what_stands_before_a_document_spoils_nothing),
        cmocka_unit_test(several_roots_spoil_nothing_of_the_first),
    };
    return cmocka_run_group_tests_name("damage", tests, NULL, NULL);
}
