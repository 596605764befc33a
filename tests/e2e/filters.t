#!/usr/bin/env python3
"""parse, render and extract: files in, text or JSON out; no home, no network."""
import sys
sys.dont_write_bytecode = True
import json
import os
import re
import subprocess
from harness import SAMPLE, Home, cells, check, clean, contains, equal, lacks, run, test

FEED_FIELDS = "format title link description language updated author image ttl_minutes hub next entries".split()
ENTRY_FIELDS = """id link title author published updated summary content categories enclosures image comments_link comments_feed
comments_count source source_link in_reply_to duration_seconds episode""".split()
EXTRACT_FIELDS = "title byline site_name published language excerpt image canonical html text comments comment_form".split()
REPORT = "Coast services of Avenmark and Sundria speak again after a year of silence over the fairway and the Lantern Bank"


def sample(name):
    return os.path.join(SAMPLE, name)


def parsed(name, *options):
    with Home() as home:
        feed = json.loads(home.ok("parse", *options, sample(name)))
        check(not os.path.exists(home.path), "a filter made a home")
        return feed


def bodies():
    """The HTML of every article of the sample, with its address."""
    for name in ("wire.xml", "post.xml", "lab.json", "gazette.xml"):
        for entry in parsed(name)["entries"]:
            if entry["content"]:
                yield entry["link"], entry["content"]


@test
def a_file_that_is_called_dash_is_not_standard_input():
    with Home() as home:
        home.file("-", "<p>lies there" + " " * (300 << 10))
        equal(home.ok("render", "-", stdin="<p>comes in"), "comes in\n")
        equal(home.ok("extract", "-", stdin="<p>" + "A sentence that comes in, at some length. " * 9).count("comes in"), 9)
        equal(home.ok("render", "./-"), "lies there\n")


@test
def a_pipe_with_a_name_is_read_as_a_file_is():
    with Home() as home:
        path = os.path.join(home.folder, "pipe")
        os.mkfifo(path)
        with subprocess.Popen(["sh", "-c", f"printf '<p>through the pipe' > {path}"]) as writer:
            equal(home.ok("render", path), "through the pipe\n")
        equal(writer.returncode, 0)


@test
def a_formula_that_is_a_picture_is_told_in_its_words():
    page = '<p>Be <span style="display: none">A</span><img src="a.svg" aria-hidden="true" alt="A^H"> <img src="b.svg" aria-hidden="true" alt="">it.</p>'
    with Home() as home:
        equal(home.ok("render", home.file("page.html", page)), "Be [picture: A^H] it.\n")


@test
def parse_names_all_fields_in_their_order():
    with Home() as home:
        text = home.ok("parse", sample("wire.xml"))
    feed = json.loads(text, object_pairs_hook=lambda pairs: dict(pairs))
    equal([f for f in FEED_FIELDS if f not in feed], [])
    equal([f for f in ENTRY_FIELDS if f not in feed["entries"][0]], [])


@test
def parse_tells_the_format_and_head_of_each_kind():
    wanted = {"wire.xml": ("rss-2.0", "Global Wire", "https://wire.example", "en-GB", 12),
              "post.xml": ("atom-1.0", "Harbour Post", "https://post.example/", "en", 10),
              "lab.json": ("json-feed-1.1", "Tide & Type", "https://lab.example/", "en", 10),
              "gazette.xml": ("rss-1.0", "Вестник маяка · Letters", "https://gazette.example/letters/", "ru", 9)}
    for name, (form, title, link, language, count) in wanted.items():
        feed = parsed(name)
        equal((feed["format"], feed["title"], feed["link"].rstrip("/"), feed["language"], len(feed["entries"])),
              (form, title, link.rstrip("/"), language, count), name)


@test
def parse_reads_what_wordpress_writes():
    entry = next(e for e in parsed("wire.xml")["entries"] if e["id"] == "https://wire.example/?p=4098")
    equal(entry["title"], "The night ferry stays for one more year. What should become of it?")
    equal(entry["author"], "Marit Solberg-Anand")
    equal(entry["published"], "2023-12-21T08:00:00Z")
    equal(entry["categories"], ["Opinion", "Transport"])
    equal(entry["comments_count"], 60)
    equal(entry["comments_link"], "https://wire.example/2023/12/21/night-ferry-one-more-year/#comments")
    equal(entry["comments_feed"], "https://wire.example/2023/12/21/night-ferry-one-more-year/feed/")
    contains(entry["content"], "<strong>11 to 10</strong>")
    sound = next(e for e in parsed("wire.xml")["entries"] if e["id"] == "https://wire.example/?p=4084")
    equal(sound["enclosures"], [{"url": "https://wire.example/wp-content/uploads/2023/12/lock.mp3", "type": "audio/mpeg", "length": 27262976}])


@test
def parse_resolves_markup_in_titles_and_addresses_against_their_base():
    entries = {e["id"].rsplit(":", 1)[1]: e for e in parsed("post.xml")["entries"]}
    equal(entries["lost-and-found"]["title"], "Lost & found, week 51: one glove, <left>")
    equal(entries["crane-no-3"]["link"], "https://post.example/2023/12/crane-no-3/")
    equal(entries["crane-no-3"]["comments_feed"], "https://post.example/2023/12/crane-no-3/comments.atom")
    equal((entries["crane-no-3"]["published"], entries["crane-no-3"]["updated"]), ("2023-12-20T09:00:00Z", "2023-12-20T15:20:00Z"))
    contains(entries["harbour-clock"]["content"], '<ol start="4">')


@test
def parse_finds_parents_and_authors_in_a_thread():
    entries = parsed("thread-ferry.xml")["entries"]
    equal(len(entries), 60)
    known = {e["id"] for e in entries}
    equal(sum(e["in_reply_to"] is None for e in entries), 16)
    check(all(e["in_reply_to"] in known for e in entries if e["in_reply_to"]), "a parent is unknown")


@test
def parse_takes_the_protocols_word_for_the_charset():
    text = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Привет</title></channel></rss>'
    with Home() as home:
        file = home.file("koi.xml", text.encode("koi8-r"))
        feed = json.loads(home.ok("parse", "--type", "text/xml; charset=koi8-r", file))
        equal(feed["title"], "Привет")


@test
def parse_resolves_against_a_given_base():
    text = '<rss version="2.0"><channel><title>T</title><item><title>A</title><link>a/b</link></item></channel></rss>'
    with Home() as home:
        feed = json.loads(home.ok("parse", "--base", "https://x.example/feeds/rss.xml", "-", stdin=text))
        equal(feed["entries"][0]["link"], "https://x.example/feeds/a/b")


@test
def parse_reads_an_ill_formed_feed_as_far_as_it_goes():
    text = '<rss version="2.0"><channel><title>AT&T & more</title><item><title>One &nbsp; two</title><description>&lt;p>x&lt;/p></item><item><title>Three'
    with Home() as home:
        feed = json.loads(home.ok("parse", "-", stdin=text))
        equal(feed["title"], "AT&T & more")
        equal([e["title"].replace("\xa0", " ").split() for e in feed["entries"]][0], ["One", "two"])


@test
def parse_prints_a_whole_object_of_a_large_feed_that_becomes_too_deep():
    for count in (3, 3000):
        items = "".join(f"<item><guid>{i}</guid><description>{'x' * 500}</description></item>" for i in range(count))
        deep = f"<item><guid>deep</guid>{'<a>' * 600}{'</a>' * 600}</item><item><guid>after</guid></item>"
        with Home() as home:
            file = home.file("deep.xml", f"<rss version='2.0'><channel><title>T</title>{items}{deep}</channel></rss>")
            feed = json.loads(home.ok("parse", file))
            equal((feed["format"], feed["title"], [e["id"] for e in feed["entries"]]), ("rss-2.0", "T", [str(i) for i in range(count)] + ["deep"]))


@test
def parse_says_what_is_no_feed():
    with Home() as home:
        for text in ("", "hello", "<html><body><p>x</p></body></html>", "{}", "\0" * 100):
            home.fails(1, "parse", "-", stdin=text)


@test
def the_filters_need_a_file_and_take_operands_after_two_dashes():
    with Home() as home:
        for command in ("parse", "render", "extract"):
            home.fails(2, command, lines=3)
        home.file("-odd.html", "<p>Odd name.</p>")
        equal(home.ok("render", "--", "-odd.html").strip(), "Odd name.")


@test
def render_wraps_and_never_passes_the_width():
    with Home() as home:
        for link, html in bodies():
            for width in (30, 80):
                text = home.ok("render", "--width", width, "--base", link, "-", stdin=html)
                wide = [line for line in text.split("\n") if cells(line) > width]
                equal(wide, [], f"{link} at {width}")


@test
def render_shows_paragraphs_lists_quotes_and_footnoted_links():
    html = """<h2>Head</h2><p>One <b>bold</b> <a href="/a">link</a>.</p><ul><li>item<ul><li>inner</li></ul></li></ul>
<ol start="4"><li>four</li><li>five</li></ol><blockquote><p>quoted</p></blockquote><pre>a  b
 c</pre><img src="x.png" alt="A ship"><hr><dl><dt>Term</dt><dd>Meaning</dd></dl>"""
    with Home() as home:
        text = home.ok("render", "--links", "footnote", "--base", "https://x.example/", "-", stdin=html)
        contains(text, "Head", "item", "inner", "4.", "5.", "a  b\n", "A ship", "Term", "Meaning", "https://x.example/a")
        check(re.search(r"link ?\[1\]", text), text)
        check(re.search(r"^\S.*quoted|^ *[│|>].*quoted", text, re.M), text)
        lacks(home.ok("render", "--links", "none", "--base", "https://x.example/", "-", stdin=html), "https://", "[1]")
        contains(home.ok("render", "--links", "inline", "--base", "https://x.example/", "-", stdin=html), "https://x.example/a")


@test
def render_writes_escape_sequences_only_for_ansi():
    with Home() as home:
        html = "<p>plain <b>bold</b></p>"
        lacks(home.ok("render", "-", stdin=html), "\x1b")
        ansi = home.run("render", "--format", "ansi", "-", stdin=html)
        equal((ansi.code, ansi.err), (0, ""))
        contains(ansi.out, "\x1b[", "bold")
        json.loads(home.ok("render", "--format", "json", "-", stdin=html))


@test
def render_uses_the_theme_and_the_terminals_depth():
    html = "<p><code>c</code></p><pre>block</pre>"
    with Home() as home:
        home.file("home/config/config", "theme = dark\n")
        def ansi(**environment):
            return home.run("render", "--width", "20", "--format", "ansi", "-", stdin=html, **environment).out.split("\n")
        equal(ansi(TERM="xterm"), ["\x1b[95;40mc\x1b[0m", "", "\x1b[37;40mblock\x1b[0m\x1b[37;40m" + " " * 15 + "\x1b[0m", ""])
        equal(ansi()[0], "\x1b[38;5;182;48;5;235mc\x1b[0m")
        equal(ansi(COLORTERM="truecolor")[0], "\x1b[38;2;208;160;232;48;2;42;42;42mc\x1b[0m")
        equal(ansi(NO_COLOR="1"), ["c", "", "block", ""])


@test
def render_links_only_what_is_safe_to_open():
    html = "".join(f"<p><a href='{url}'>x</a>" for url in ("https://x.example/\u00e4 b", "javascript:alert(1)", "file:///etc/passwd", "rel/a", "mailto:a@x.example"))
    with Home() as home:
        out = home.run("render", "--format", "ansi", "-", stdin=html).out
        equal(re.findall(r"\x1b\]8;;([^\x1b]+)", out), ["https://x.example/%C3%A4%20b", "mailto:a@x.example"])


@test
def render_lets_no_control_character_through():
    evil = "\x1b]52;c;ZXZpbA==\x07 \x1b[31mred &#27;[32m &#155;33m \u009b34m \u202edrow &#8238; \u2066x \x7f &#127; <a href='http://x.example/\x1b[31m'>l</a>"
    with Home() as home:
        for form in ("text", "ansi", "json"):
            result = home.run("render", "--format", form, "-", stdin=f"<p>{evil}</p><pre>{evil}</pre><table><tr><td>{evil}</td></tr></table>")
            equal(result.code, 0)
            # Looks and links (OSC 8, the address percent-encoded) are ours; nothing else is.
            ours = "\x1b\\[[0-9;]*m|\x1b\\]8;;(http://x\\.example/%1B[!-~]*)?\x1b\\\\"
            clean(re.sub(ours, "", result.out) if form == "ansi" else result.out, form, allowed="")
            for given in ("31", "32", "33", "34"):
                lacks(result.out, f"\x1b[{given}m")


@test
def extract_finds_the_report_and_nothing_around_it():
    with Home() as home:
        page = json.loads(home.ok("extract", "--format", "json", sample("page-report.html")))
        equal([f for f in EXTRACT_FIELDS if f not in page], [])
        equal(page["title"], REPORT)
        equal((page["site_name"], page["published"]), ("Global Wire", "2023-12-22T09:30:00Z"))
        equal(page["canonical"], "https://wire.example/2023/12/22/coast-services-speak-again/")
        contains(page["text"], "for one hour and fifty minutes", "since the year in which the fairway was dug")
        lacks(page["text"], "Subscribe now", "Share this", "Most read", "Newsletter", "No comments yet", "Leave a Reply", "email address",
              "The number of eels", "Posted in", "Proudly")
        equal(page["text"].rstrip().splitlines()[-1].strip(), "Global Wire")
        equal(page["comments"], [])


@test
def extract_goes_by_what_the_user_says_of_a_site():
    page = "<h2>Tides</h2><ul><li class=when>noon</li><li class=ad>Rope and lamps</li></ul><p>%s</p>" % ("All that the house says of itself, at some length. " * 9)
    with Home() as home:
        home.file("home/config/sites", 'site "quay.example" {\n  article = li\n  drop = .ad\n  title = h2\n}\n')
        equal(home.ok("extract", "--base", "https://www.quay.example/tides", "-", stdin=page), "Tides\n\nnoon\n")
        contains(home.ok("extract", "--base", "https://pier.example/tides", "-", stdin=page), "the house says")
        contains(home.ok("extract", "-", stdin=page), "the house says")
        home.file("home/config/sites", 'site "quay.example" {\n  author = .by\n}\n')
        signed = page + "<i class=by>By Ida Lund</i><i class=by>Written by Per Vang</i>"
        equal(json.loads(home.ok("extract", "--format", "json", "--base", "https://quay.example/", "-", stdin=signed))["byline"], "Ida Lund, Per Vang")
        home.file("home/config/sites", 'site "quay.example" {\n')
        contains(home.fails(1, "extract", "--base", "https://quay.example/", "-", stdin=page), "sites:1:1: the site is not closed")


@test
def extract_finds_the_reply_form():
    with Home() as home:
        page = json.loads(home.ok("extract", "--format", "json", sample("page-report.html")))
        form = json.dumps(page["comment_form"])
        contains(form, "https://wire.example/wp-comments-post.php", "comment_post_ID", "4101", "author", "email", "comment_parent")


@test
def extract_tells_what_is_missing_of_an_article():
    text = "<h1>The lock keepers</h1>" + "<p>The keeper of the third lock has opened the gates every morning for years.</p>" * 4
    rows = [("", None, False, []),
            ("<a href='/keepers/2'>Next</a>", "https://x.example/keepers/2", False, ["goes on at https://x.example/keepers/2"]),
            ("<a rel='next' href='/other-story'>Next</a>", None, False, []),
            ("<a href='/keepers/comment-page-2/'>Newer</a>", None, False, []),
            ("<meta property='article:content_tier' content='locked'>", None, True, ["is for subscribers"])]
    with Home() as home:
        for more, next_page, paywall, notes in rows:
            page = json.loads(home.ok("extract", "--format", "json", "--base", "https://x.example/keepers", "-", stdin=text + more))
            equal((page["next_page"], page["paywall"], page["truncated"]), (next_page, paywall, False), more)
            printed = home.ok("extract", "--base", "https://x.example/keepers", "-", stdin=text + more)
            contains(printed, *notes)
            equal("[" in printed, bool(notes), more)
        page = json.loads(home.ok("extract", "--format", "json", "-", stdin=text + "<i>x</i>" * 1_000_000))
        equal(page["truncated"], True)


@test
def extract_prints_text_and_html_too():
    with Home() as home:
        text = home.ok("extract", sample("page-report.html"))
        equal(text.count(REPORT[:40]), 1)
        equal(len(re.findall(r"(?m)^\S", text)) >= 13, True)
        contains(home.ok("extract", "--format", "html", sample("page-report.html")), "<p>", "<em>Polynya</em>")


run()
