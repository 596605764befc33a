#include "unit/unit.h"

#include <string.h>

#include "base/limits.h"
#include "html/html.h"

/* The tree as text: p("a" b("c")). */
static void dump(const struct html_document *doc, html_node node, struct str *out, int depth)
{
    for (; node && depth < 300; node = html_next(doc, node)) {
        if (out->len && out->data[out->len - 1] != '(')
            str_add_char(out, ' ');
        if (html_tag(doc, node) == HTML_TEXT) {
            const struct slice text = html_text(doc, node);
            str_printf(out, "'%.*s'", (int)text.len, text.data);
            continue;
        }
        str_add(out, html_name(doc, node));
        if (!html_first_child(doc, node))
            continue;
        str_add_char(out, '(');
        dump(doc, html_first_child(doc, node), out, depth + 1);
        str_add_char(out, ')');
    }
}

static struct html_document *parse(const char *text)
{
    struct error err = {0};
    struct html_document *const doc =
        html_parse(text, strlen(text), "https://e.org/a/b", NULL, &err);
    assert_non_null(doc);
    return doc;
}

static void elements_nest_as_html5_says(void **state)
{
    (void)state;
    static const struct {
        const char *html;
        const char *tree;
    } rows[] = {
        {"<p>a<p>b", "p('a') p('b')"},
        {"<p>a<section>b</section>c", "p('a') section('b') 'c'"},
        {"<p>a<ul><li>b<li>c</ul>d", "p('a') ul(li('b') li('c')) 'd'"},
        {"<ul><li>a<ul><li>b</ul><li>c</ul>", "ul(li('a' ul(li('b'))) li('c'))"},
        {"<ol><ul><li>a</ul></ol>", "ol(ul(li('a')))"},
        {"<ul><li><span>a<li>b</ul>", "ul(li(span('a')) li('b'))"},
        {"<b><p>a</p></b>c", "b(p('a')) 'c'"},
        {"<a href=x><h2>a</h2><p>b</p></a>", "a(h2('a') p('b'))"},
        {"<a href=x>a<a href=y>b</a>", "a('a') a('b')"},
        {"<h2>a<h3>b</h3>", "h2('a') h3('b')"},
        {"<h2><p>a</p></h2>", "h2(p('a'))"},
        {"<dl><dt>a<dd>b<dt>c<dd>d</dl>", "dl(dt('a') dd('b') dt('c') dd('d'))"},
        {"<table><tr><td>a<td>b<tr><td>c</table>", "table(tr(td('a') td('b')) tr(td('c')))"},
        {"<table><tr><td><p>a</div>b</table>", "table(tr(td(p('ab'))))"},
        {"<table><tr><td><span>a<td>b</table>", "table(tr(td(span('a')) td('b')))"},
        {"<div>a</div></div><div>b</div>", "div('a') div('b')"},
        {"<html lang=de><head><title>T &amp; <b></title></head><body class=x><p>a</body></html>b",
         "title('T & <b>') p('ab')"},
        {"<script>if (a < b) x('</p>');</script>t", "script 't'"},
        {"<script type=\"application/ld+json\">{\"a\":\"<p>\"}</script>t",
         "script('{\"a\":\"<p>\"}') 't'"},
        {"<style>p > a { }</style>t", "style 't'"},
        {"<textarea><p>a</textarea>t", "textarea('<p>a') 't'"},
        {"<title>never ended <p>a</p>", "title('never ended ' p('a'))"},
        {"a<!-- x > y -->b<!-->c<!--->d--!>e", "'abcd--!>e'"},
        {"a<!-- x --!>b", "'ab'"},
        {"<![CDATA[<p>a]]><p>b]]>", "p('a') p('b]]>')"},
        {"a < b & c &lt; d &hellip; &eacute &#x93;q&#148; &nosuch; &notit;",
         "'a < b & c < d \u2026 \u00E9 \u201Cq\u201D &nosuch; \u00ACit;'"},
        {"mail <john@example.org> or <https://e.org/>",
         "'mail <john@example.org> or <https://e.org/>'"},
        {"<div @click=\"a > b\" [x]=\"1 > 2\" id=k>a</div>", "div('a')"},
        {"<p><o:p>a</o:p><my-tag>b</my-tag>", "p(o:p('a') my-tag('b'))"},
        {"<p>a<br/>b<a name=\"x\"/>c</br>d", "p('a' br 'b' a 'c' br 'd')"},
        {"<a href=https://e.org/x/>a</a>b", "a('a') 'b'"},
        {"<image src=x>", "img"},
        {"<ruby>a<rp>(<rt>b<rp>)</ruby>", "ruby('a' rp('(') rt('b') rp(')'))"},
        {"\xC2\x93q\xC2\x94", "'\u201Cq\u201D'"},
        {"<p>open <img src=\"x", "p('open ')"},
        {"<select><option>a<option>b</select>", "select(option('a') option('b'))"},
        {"<noscript><div>a</noscript><p>b", "noscript p('b')"},
        {"<noscript>a<p><img src=x></noscript>b", "noscript(img) 'b'"},
        {"<noscript><iframe src=a></noscript><iframe>b</iframe>c", "noscript(iframe) iframe 'c'"},
        {"<x-img>a</x-img><x-p>b</x-p>", "x-img('a') x-p('b')"},
        {"a\xFF\xE4z<p>b\u00E9", "'a\uFFFD\uFFFDz' p('b\u00E9')"},
    };
    struct str tree;
    str_init(&tree, LIMIT_STR_BYTES);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct html_document *const doc = parse(rows[i].html);
        str_clear(&tree);
        dump(doc, html_first_child(doc, HTML_ROOT), &tree, 0);
        assert_string_equal(tree.data, rows[i].tree);
        html_free(doc);
    }
    str_release(&tree);
}

static void each_tag_is_found_by_its_name(void **state)
{
    (void)state;
    for (int tag = HTML_TEXT + 1; tag < HTML_TAG_COUNT; tag++) {
        const char *const name = html_tag_name((enum html_tag)tag);
        assert_int_equal(html_tag_of(name, strlen(name)), tag);
    }
    assert_int_equal(html_tag_of("BlockQuote", 10), HTML_BLOCKQUOTE);
    assert_int_equal(html_tag_of("b", 0), HTML_UNKNOWN);
    assert_int_equal(html_tag_of("hx", 2), HTML_UNKNOWN);
    assert_string_equal(html_tag_name(HTML_TEXT), "");
}

static void a_fragment_becomes_one_line(void **state)
{
    (void)state;
    static const struct {
        const char *html;
        const char *text;
    } rows[] = {
        {"AT&T <b>buys</b>", "AT&T buys"},
        {"a < b", "a < b"},
        {"a < b <i>c</i>", "a < b c"},
        {"  x &amp;amp; y\n z ", "x &amp; y z"},
        {"Tom &amp; Jerry&#8217;s &quot;day&quot;", "Tom & Jerry\u2019s \"day\""},
        {"<p>one</p><p>two</p>three<br>four", "one two three four"},
        {"a<script>x</script><style>y</style>b", "ab"},
        {"<span hidden>no</span><span style='Display : none'>no</span>yes", "yes"},
        {"x\x1b[31my", "x[31my"},
        {"&#27;[0m&#x202E;a", "[0ma"},
        {"a <img class='emoji' alt='\U0001F600' src=x> b", "a \U0001F600 b"},
        {"", ""},
        {"<", "<"},
        {"a&", "a&"},
        {"I <3 you", "I <3 you"},
    };
    struct str text;
    str_init(&text, LIMIT_TITLE_BYTES);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        str_clear(&text);
        html_fragment_text(rows[i].html, strlen(rows[i].html), &text);
        assert_string_equal(text.data, rows[i].text);
    }
    str_release(&text);
}

static void clean_html_keeps_what_reading_needs(void **state)
{
    (void)state;
    static const struct {
        const char *html;
        const char *clean;
    } rows[] = {
        {"<p onclick=x class=y style=z id=k>a</p>", "<p id=\"k\">a</p>"},
        {"<a href='../c?x=1&y=2' target=_blank>a</a>",
         "<a href=\"https://e.org/c?x=1&amp;y=2\">a</a>"},
        {"<a href='javascript:x()'>a</a>", "<a>a</a>"},
        {"<img src=data:image/gif;base64,R data-src=/i.png alt='A \"q\"'>",
         "<img src=\"https://e.org/i.png\" alt=\"A &quot;q&quot;\">"},
        {"<img srcset='a.png 1x, b.png 2x'>", "<img src=\"https://e.org/a/b.png\">"},
        {"<picture><source srcset='s.webp 100w, l.webp 800w'><img alt=x></picture>",
         "<img src=\"https://e.org/a/l.webp\" alt=\"x\">"},
        {"<img data-src=i.png><noscript><img src=i.png></noscript>",
         "<img src=\"https://e.org/a/i.png\">"},
        {"<img src='data:x'><noscript>Turn it on <img src=i.png></noscript>",
         "<img src=\"https://e.org/a/i.png\">"},
        {"<script>x</script><style>y</style><template>z</template><form><label>n</label>"
         "<input name=q><button>b</button></form>",
         "n"},
        {"<font color=red>a</font><custom-x>b</custom-x>", "ab"},
        {"<pre>\n a &lt; b\n</pre>", "<pre>\n a &lt; b\n</pre>"},
        {"<math><mfrac><mn>1</mn><mi>x</mi></mfrac></math>",
         "<math><mfrac><mn>1</mn><mi>x</mi></mfrac></math>"},
        {"<table><tr><td colspan=2 bgcolor=red>a</table>",
         "<table><tr><td colspan=\"2\">a</td></tr></table>"},
        {"<video poster=p><source src=v.mp4></video>",
         "<video src=\"https://e.org/a/v.mp4\"></video>"},
    };
    struct str clean;
    str_init(&clean, LIMIT_STR_BYTES);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct html_document *doc = parse(rows[i].html);
        str_clear(&clean);
        html_serialise(doc, HTML_ROOT, &clean);
        html_free(doc);
        assert_string_equal(clean.data, rows[i].clean);
    }
    str_release(&clean);
}

static void addresses_are_seen_from_the_base(void **state)
{
    (void)state;
    struct html_document *const doc =
        parse("<base href='/z/'><html lang=ru><p class='one two'><a href=x>a</a>");
    assert_string_equal(html_base(doc), "https://e.org/z/");
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    const html_node link = html_find_tag(doc, HTML_ROOT, HTML_A);
    assert_true(html_attribute_url(doc, link, "href", &url));
    assert_string_equal(url.data, "https://e.org/z/x");
    assert_null(html_attribute(doc, link, "rel"));
    assert_true(html_has_class(doc, html_parent(doc, link), "two"));
    assert_false(html_has_class(doc, html_parent(doc, link), "tw"));
    str_release(&url);
    html_free(doc);
}

static void blocks_that_are_too_deep_become_one_line_break(void **state)
{
    (void)state;
    enum { DEPTH = 2000 };
    struct str text;
    str_init(&text, LIMIT_STR_BYTES);
    for (int i = 0; i < DEPTH; i++)
        str_add(&text, "<div>");
    str_add(&text, "x<p><section>y<br><br>z");
    struct html_document *const doc = html_parse(text.data, text.len, NULL, NULL, NULL);
    assert_non_null(doc);
    const enum html_tag tags[] = {HTML_BR, HTML_TEXT, HTML_BR,  HTML_TEXT,
                                  HTML_BR, HTML_BR,   HTML_TEXT};
    const html_node first = HTML_ROOT + 1 + LIMIT_HTML_DEPTH;
    assert_int_equal(html_node_count(doc), first + COUNT_OF(tags) - 1);
    for (size_t i = 0; i < COUNT_OF(tags); i++)
        assert_int_equal(html_tag(doc, first + (html_node)i), tags[i]);
    html_free(doc);
    str_release(&text);
}

static void depth_and_size_have_ceilings(void **state)
{
    (void)state;
    enum { DEPTH = 50000 };
    struct str text;
    str_init(&text, LIMIT_STR_BYTES);
    for (int i = 0; i < DEPTH; i++)
        str_add(&text, "<b><div>x");
    for (int i = 0; i < DEPTH; i++)
        str_add(&text, "</i></b>");
    struct html_document *const doc = html_parse(text.data, text.len, NULL, NULL, NULL);
    assert_non_null(doc);
    struct str plain;
    str_init(&plain, LIMIT_STR_BYTES);
    html_plain_text(doc, HTML_ROOT, &plain);
    assert_int_equal(plain.len, 2 * DEPTH - 1); // every x, with blanks between
    html_free(doc);
    str_release(&plain);
    str_release(&text);
    char *const large = calloc(1, LIMIT_HTML_BYTES + 1);
    struct error err = {0};
    assert_null(html_parse(large, LIMIT_HTML_BYTES + 1, NULL, NULL, &err));
    assert_int_equal(err.kind, ERR_LIMIT);
    free(large);
}

static void bytes_that_grow_past_the_limit_are_cut_and_told(void **state)
{
    (void)state;
    enum { BYTES = LIMIT_HTML_BYTES / 2 + 100 };
    char *const bytes = malloc(BYTES);
    assert_non_null(bytes);
    memset(bytes, 0xE9, BYTES); // two bytes each in UTF-8
    struct html_document *const doc =
        html_parse_bytes(bytes, BYTES, "windows-1252", NULL, NULL, NULL);
    assert_non_null(doc);
    assert_true(html_is_truncated(doc));
    html_free(doc);
    free(bytes);
}

static void the_declared_charset_is_used(void **state)
{
    (void)state;
    static const char page[] =
        "<!-- <meta charset=utf-8> --><meta http-equiv=Content-Type "
        "content='text/html; charset=windows-1251'><p>\xcf\xf0\xe8\xe2\xe5\xf2";
    struct html_document *const doc =
        html_parse_bytes(page, sizeof(page) - 1, NULL, NULL, NULL, NULL);
    struct str text;
    str_init(&text, LIMIT_TITLE_BYTES);
    html_plain_text(doc, HTML_ROOT, &text);
    assert_string_equal(text.data, "Привет");
    str_release(&text);
    html_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_nest_as_html5_says),
        cmocka_unit_test(each_tag_is_found_by_its_name),
        cmocka_unit_test(a_fragment_becomes_one_line),
        cmocka_unit_test(clean_html_keeps_what_reading_needs),
        cmocka_unit_test(addresses_are_seen_from_the_base),
        cmocka_unit_test(blocks_that_are_too_deep_become_one_line_break),
        cmocka_unit_test(depth_and_size_have_ceilings),
        cmocka_unit_test(bytes_that_grow_past_the_limit_are_cut_and_told),
        cmocka_unit_test(the_declared_charset_is_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
