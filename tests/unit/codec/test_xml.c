#include "unit/unit.h"

#include <string.h>

#include "base/attributes.h"
#include "base/limits.h"
#include "codec/xml.h"

/* Events as text: `<uri|name a="b">text</name>`, a namespace only where there is one. */
static void add_name(struct str *out, const char *uri, const char *name)
{
    if (uri[0])
        str_printf(out, "%s|", uri);
    str_add(out, name);
}

static void on_start(void *context, const char *uri, const char *name,
                     const struct xml_attribute *attributes, size_t attribute_count)
{
    struct str *const out = context;
    str_add_char(out, '<');
    add_name(out, uri, name);
    for (size_t i = 0; i < attribute_count; i++) {
        str_add_char(out, ' ');
        add_name(out, attributes[i].uri, attributes[i].name);
        str_printf(out, "=\"%s\"", attributes[i].value);
    }
    str_add_char(out, '>');
}

static void on_end(void *context, const char *uri, const char *name)
{
    struct str *const out = context;
    str_add(out, "</");
    add_name(out, uri, name);
    str_add_char(out, '>');
}

static void on_text(void *context, const char *text, size_t len)
{
    str_append(context, text, len);
}

static const struct xml_handler handler = {.start = on_start, .end = on_end, .text = on_text};

static const struct row {
    const char *xml;
    const char *events;
    bool is_well_formed;
    bool was_truncated;
} rows[] = {
    // as it should be
    {"<?xml version='1.0' encoding='utf-16'?><!-- c --><a b='c'><d/>t</a>",
     "<a b=\"c\"><d></d>t</a>", true, false},
    {"<a xmlns='urn:a' xmlns:x='urn:x' x:y='1'><x:b/></a>",
     "<urn:a|a urn:x|y=\"1\"><urn:x|b></urn:x|b></urn:a|a>", true, false},
    {"<a>&lt;b&gt; &amp;amp; &#233;&#xE9;</a>", "<a><b> &amp; éé</a>", true, false},
    {"<a b='x&amp;y&#38;z&#10;'/>", "<a b=\"x&y&z\n\"></a>", true, false},
    {"<a>x<![CDATA[<b>&amp;]]]>y</a>", "<a>x<b>&amp;]y</a>", true, false},
    {"<a><![CDATA[1\r\n2\r3]]>\r\n</a>", "<a>1\n2\n3\n</a>", true, false},
    {"<a><![CDATA[]]></a>", "<a></a>", true, false},
    {"<!DOCTYPE a [<!ENTITY me 'I &amp; <b>'>\n<!ENTITY us '&me; + &me;'>]><a>&us;</a>",
     "<a>I & <b> + I & <b></a>", true, false},
    {"<!DOCTYPE rss PUBLIC '-//N//DTD RSS 0.91//EN' 'http://x/rss.dtd'><a>&uuml;</a>", "<a>ü</a>",
     true, false},
    {"<a b=' 1\n2 ' c='>'/>", "<a b=\" 1 2 \" c=\">\"></a>", true, false},
    {"<a>&#146;&#x80;</a>", "<a>’€</a>", true, false},
    // references
    {"<a>AT&T &lt;p&gt;</a>", "<a>AT&T <p></a>", false, false},
    {"<a>&nbsp;&NotEqualTilde;&foo;&;&</a>", "<a>\u00a0\u2242\u0338&foo;&;&</a>", false, false},
    {"<a b='?x=1&y=2&eacute;'/>", "<a b=\"?x=1&y=2é\"></a>", false, false},
    {"<a>&#0;&#8;&#xFFFF;&#x110000;&#xD83D;&#xDE00;</a>", "<a>\uFFFD\uFFFD\U0001F600</a>", false,
     false},
    {"<a>&#233 &#XE9;&#;</a>", "<a>é é&#;</a>", false, false},
    {"<a>&#99999999999999999999;</a>", "<a>\uFFFD</a>", false, false},
    // characters
    {"<a>x\x01y\x1b[0m\xEF\xBF\xBF</a>", "<a>xy[0m</a>", false, false},
    {"<a><![CDATA[x\x01y]]></a>", "<a>xy</a>", false, false},
    {"<a b='x\x02y'/>", "<a b=\"xy\"></a>", false, false},
    {"junk \x01<a/>", "<a></a>", false, false},
    {"<a>1 < 2 <3 <me@example.org> ]]></a>", "<a>1 < 2 <3 <me@example.org> ]]></a>", false, false},
    // tags
    {"<a b=c d e='f' b='g' 1=2 /></a>", "<a b=\"c\" d=\"d\" e=\"f\"></a>", false, false},
    {"<a href=http://x/y/></a>", "<a href=\"http://x/y\"></a>", false, false},
    {"<a b='<c>'/>", "<a b=\"<c>\"></a>", false, false},
    {"<a b=\"c>d</a>", "<a b=\"c\">d</a>", false, false},
    {"<a><b><c>x</b>y</a>", "<a><b><c>x</c></b>y</a>", false, false},
    {"<a><b>x</c></b></A>", "<a><b>x</b></a>", false, false},
    {"<a>1</a>2<b>3</b>", "<a>1</a><b>3</b>", false, false},
    {"</x><a/>", "<a></a>", false, false},
    {"<x:a x:b='1'/>", "<x:|a x:|b=\"1\"></x:|a>", false, false},
    {"<a/><?xml version='1.0'?>", "<a></a>", true, false},
    {"<a><!-- -- x --><!y><?z?></a>", "<a></a>", false, false},
    {"<a>\u00e9<\u00e9l\u00e9ment/><\u00d7/></a>",
     "<a>\u00e9<\u00e9l\u00e9ment></\u00e9l\u00e9ment><\u00d7/></a>", false, false},
    // cut off
    {"<a><b>text", "<a><b>text</b></a>", false, true},
    {"<a><b c='d", "<a></a>", false, true},
    {"<a>x</", "<a>x</</a>", false, true},
    {"<a>x</b", "<a>x</a>", false, true},
    {"<a><![CDATA[x]]", "<a>x]]</a>", false, true},
    {"<a>x&am", "<a>x&am</a>", false, true},
    {"<a><!-- x", "<a></a>", false, true},
    {"<!DOCTYPE a [ <!ENTITY x 'y'> <a>&x;</a>", "<a>y</a>", false, false},
};

static void each_document_has_its_events(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str out;
        str_init(&out, LIMIT_STR_BYTES);
        struct xml_report report;
        struct error err = {0};
        const bool is_read =
            xml_parse(rows[i].xml, strlen(rows[i].xml), &handler, &out, NULL, &report, &err);
        if (!is_read || strcmp(out.data, rows[i].events) != 0)
            fail_msg("%s: %s%s", rows[i].xml, out.data, err.text);
        if (report.is_well_formed != rows[i].is_well_formed ||
            report.was_truncated != rows[i].was_truncated)
            fail_msg("%s: well-formed %d, truncated %d", rows[i].xml, report.is_well_formed,
                     report.was_truncated);
        str_release(&out);
    }
}

static void a_document_without_elements_is_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "text", "{\"a\": 1}", "<!-- x -->",
                                        "<?xml version='1.0'?>"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct str out;
        str_init(&out, 1000);
        struct error err = {0};
        assert_false(xml_parse(texts[i], strlen(texts[i]), &handler, &out, NULL, NULL, &err));
        assert_int_equal(err.kind, ERR_SYNTAX);
        assert_string_equal(out.data, "");
        str_release(&out);
    }
}

static void too_many_levels_are_refused(void **state)
{
    (void)state;
    struct str text;
    str_init(&text, LIMIT_STR_BYTES);
    for (int i = 0; i < LIMIT_FEED_DEPTH; i++)
        str_add(&text, "<a>");
    const struct xml_handler silent = {0};
    struct error err = {0};
    assert_true(xml_parse(text.data, text.len, &silent, NULL, NULL, NULL, &err));
    for (int i = 0; i < 100000; i++)
        str_add(&text, "<a>");
    assert_false(xml_parse(text.data, text.len, &silent, NULL, NULL, NULL, &err));
    assert_int_equal(err.kind, ERR_LIMIT);
    str_release(&text);
}

static void an_entity_bomb_stays_small(void **state)
{
    (void)state;
    struct str text;
    str_init(&text, LIMIT_STR_BYTES);
    str_add(&text, "<!DOCTYPE a [<!ENTITY e0 '0123456789'>");
    for (int i = 1; i < 30; i++)
        str_printf(&text, "<!ENTITY e%d '&e%d;&e%d;&e%d;&e%d;'>", i, i - 1, i - 1, i - 1, i - 1);
    str_add(&text, "]><a>&e29;&e4;");
    for (int i = 0; i < 10000; i++)
        str_add(&text, "&e4;");
    str_add(&text, "</a>");
    struct str out;
    str_init(&out, LIMIT_STR_BYTES);
    struct error err = {0};
    struct xml_report report;
    assert_true(xml_parse(text.data, text.len, &handler, &out, NULL, &report, &err));
    assert_true(out.len < 300000);
    assert_true(report.was_bomb);
    str_release(&out);
    str_release(&text);
}

/* Each of these took time by the square of its length once; a test that hangs has found another. */
static const struct hostile_row {
    const char *start;
    const char *again; // %d is the number of the time
    int count;
    enum error_kind kind;
} hostile_rows[] = {
    {"<a>", "<!DOCTYPE a[\"'>", 500000, ERR_NONE},
    {"<a>", "<!-- ", 1000000, ERR_NONE},
    {"<a>", "<?x ", 1000000, ERR_NONE},
    {"<a>", "<a b=\"", 1000000, ERR_NONE},
    {"<a>", "&a", 1000000, ERR_NONE},
    {"<a>", "]]", 1000000, ERR_NONE},
    {"<a><b ", "c%d='d' ", 300000, ERR_NONE},
    {"<a>", "<n%d:x/>", 300000, ERR_LIMIT},
    {"<a>", "<x n%d='y'/>", 300000, ERR_LIMIT},
    {"<a>", "<b></c>", 300000, ERR_LIMIT},
};

static void hostile_documents_end_soon(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(hostile_rows); i++) {
        const struct hostile_row *const row = &hostile_rows[i];
        struct str text;
        str_init(&text, LIMIT_STR_BYTES);
        str_add(&text, row->start);
        for (int n = 0; n < row->count; n++) {
            const char *const number = strstr(row->again, "%d");
            str_append(&text, row->again,
                       number ? (size_t)(number - row->again) : strlen(row->again));
            if (number)
                str_printf(&text, "%d%s", n, number + 2);
        }
        const struct xml_handler silent = {0};
        struct error err = {0};
        const bool is_read = xml_parse(text.data, text.len, &silent, NULL, NULL, NULL, &err);
        assert_int_equal(err.kind, row->kind);
        assert_int_equal(is_read, row->kind == ERR_NONE);
        str_release(&text);
    }
}

static void long_texts_arrive_whole(void **state)
{
    (void)state;
    // Longer than libxml2's own ceilings, and than any portion it is given.
    enum { COUNT = 12 << 20 };
    struct str text;
    str_init(&text, LIMIT_STR_BYTES);
    for (int is_section = 0; is_section <= 1; is_section++) {
        str_clear(&text);
        str_add(&text, is_section ? "<a><b>&#65;<![CDATA[" : "<a><b>&#65;");
        for (int i = 0; i < COUNT / 4; i++)
            str_add(&text, "aaé");
        str_add(&text, is_section ? "]]>z</b></a>" : "z</b></a>");
        struct str out;
        str_init(&out, LIMIT_STR_BYTES);
        struct xml_report report;
        struct error err = {0};
        assert_true(xml_parse(text.data, text.len, &handler, &out, NULL, &report, &err));
        assert_true(report.is_well_formed);
        assert_int_equal(out.len, strlen("<a><b>A") + COUNT + strlen("z</b></a>"));
        str_release(&out);
    }
    str_release(&text);
}

static void on_start_cancel(void *context, const char *uri, const char *name,
                            const struct xml_attribute *attributes, size_t attribute_count)
{
    (void)uri;
    (void)name;
    (void)attributes;
    (void)attribute_count;
    ticket_cancel(context);
}

static void a_cancelled_reading_stops(void **state)
{
    (void)state;
    struct ticket *const ticket = ticket_new();
    const struct xml_handler cancelling = {.start = on_start_cancel};
    struct error err = {0};
    static const char xml[] = "<a><b/></a>";
    assert_false(xml_parse(xml, strlen(xml), &cancelling, ticket, ticket, NULL, &err));
    assert_int_equal(err.kind, ERR_CANCELLED);
    ticket_unref(ticket);
}

static const struct charset_row {
    const char *bytes;
    size_t len;
    const char *charset; // NULL: none is declared
} charset_rows[] = {
#define BYTES(text) text, sizeof(text) - 1
    {BYTES("<?xml version='1.0' encoding='koi8-r'?><a/>"), "koi8-r"},
    {BYTES(" <?xml version=\"1.0\" encoding = \"UTF-8\" ?>"), "UTF-8"},
    {BYTES("<\0?\0x\0m\0l\0 \0e\0n\0c\0o\0d\0i\0n\0g\0=\0'\0u\0'\0?\0>\0"), "u"},
    {BYTES("\x4C\x6F\xA7\x94\x93\x40\x85\x95\x83\x96\x84\x89\x95\x87\x7E\x7F\x83\x97\xF0\xF3\xF7"
           "\x7F\x6F\x6E"),
     "cp037"},
    {BYTES("<?xml version='1.0'?><a encoding='x'/>"), NULL},
    {BYTES("<?xml encoding='koi8-r"), NULL},
    {BYTES("<a/>"), NULL},
    {BYTES(""), NULL},
#undef BYTES
};

static void the_declared_charset_is_found(void **state)
{
    (void)state;
    struct str name;
    str_init(&name, 100);
    for (size_t i = 0; i < COUNT_OF(charset_rows); i++) {
        const struct charset_row *const row = &charset_rows[i];
        const bool is_found = xml_declared_charset(row->bytes, row->len, &name);
        assert_int_equal(is_found, row->charset != NULL);
        assert_string_equal(name.data, row->charset ? row->charset : "");
    }
    str_release(&name);
}

/* Whatever block of bytes it falls into. */
static void a_forbidden_character_is_left_out_wherever_it_stands(void **state)
{
    (void)state;
    static const char *const forbidden[] = {"\x01", "\x1f", "\xEF\xBF\xBE", "\xEF\xBF\xBF"};
    static const char *const allowed[] = {"\t", "\n", "\xEF\xBF\xBD", "\xEF\xBC\x8C", "\x7f"};
    for (size_t before = 0; before < 70; before++) {
        char text[128] = "";
        memset(text, 'x', before);
        for (size_t i = 0; i < COUNT_OF(forbidden) + COUNT_OF(allowed); i++) {
            const bool is_allowed = i >= COUNT_OF(forbidden);
            const char *const odd = is_allowed ? allowed[i - COUNT_OF(forbidden)] : forbidden[i];
            char xml[256];
            char expected[256];
            snprintf(xml, sizeof(xml), "<a>%s%s%s</a>", text, odd, text);
            snprintf(expected, sizeof(expected), "<a>%s%s%s</a>", text, is_allowed ? odd : "",
                     text);
            struct str events;
            struct xml_report report;
            str_init(&events, 4096);
            assert_true(xml_parse(xml, strlen(xml), &handler, &events, NULL, &report, NULL));
            assert_string_equal(events.data, expected);
            assert_int_equal(report.is_well_formed, is_allowed);
            str_release(&events);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_document_has_its_events),
        cmocka_unit_test(a_document_without_elements_is_refused),
        cmocka_unit_test(too_many_levels_are_refused),
        cmocka_unit_test(an_entity_bomb_stays_small),
        cmocka_unit_test(hostile_documents_end_soon),
        cmocka_unit_test(long_texts_arrive_whole),
        cmocka_unit_test(a_cancelled_reading_stops),
        cmocka_unit_test(the_declared_charset_is_found),
        cmocka_unit_test(a_forbidden_character_is_left_out_wherever_it_stands),
    };
    return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
