#!/usr/bin/env python3
"""The sample newspaper is whole: its feeds, threads and page agree with each other and with src/app/sample/README."""
import sys
sys.dont_write_bytecode = True
import html
import json
import os
import re
import xml.etree.ElementTree as xml
from harness import SOURCE, check, equal, run, test

FOLDER = os.path.join(SOURCE, "src", "app", "sample")
NS = {"a": "http://www.w3.org/2005/Atom", "r": "http://purl.org/rss/1.0/", "dc": "http://purl.org/dc/elements/1.1/",
      "content": "http://purl.org/rss/1.0/modules/content/", "slash": "http://purl.org/rss/1.0/modules/slash/",
      "wfw": "http://wellformedweb.org/CommentAPI/", "thr": "http://purl.org/syndication/thread/1.0"}
ELEMENTS = """h1 h2 h3 h4 p ul ol li dl dt dd blockquote pre code table caption thead tbody th td img figure figcaption a b strong
i em u s del ins sub sup hr br abbr mark kbd samp var q cite small details summary ruby rt tt dfn""".split()


def path(name):
    return os.path.join(FOLDER, name)


def read(name):
    with open(path(name), encoding="utf-8") as f:
        return f.read()


def tree(name):
    return xml.parse(path(name)).getroot()


def index(kind):
    """The README's lines of a kind, as [file, address, more…]."""
    return [line.split()[1:] for line in read("README").splitlines() if line.split()[:1] == [kind]]


def text(element, name):
    found = element.find(name, NS)
    return "" if found is None or found.text is None else found.text


def articles():
    """Every article as (feed, id, published, HTML, comments or None, address of the comments)."""
    for item in tree("wire.xml").iter("item"):
        count = text(item, "slash:comments")
        yield ("wire", text(item, "guid"), text(item, "pubDate"), text(item, "content:encoded"), int(count) if count else None,
               text(item, "wfw:commentRss") + "atom/")
    for entry in tree("post.xml").iterfind("a:entry", NS):
        content = entry.find("a:content", NS)
        body = "" if content is None else content.text if content.get("type") == "html" else \
            re.sub(r"<(/?)\w+:", r"<\1", xml.tostring(content, "unicode"))
        replies = entry.find("a:link[@rel='replies'][@type='application/atom+xml']", NS)
        count = text(entry, "thr:total")
        yield ("post", text(entry, "a:id"), text(entry, "a:published"), body, int(count) if count else None,
               None if replies is None else "https://post.example/" + replies.get("href"))
    for item in json.loads(read("lab.json"))["items"]:
        yield "lab", item["id"], item["date_published"], item.get("content_html", ""), None, None
    for item in tree("gazette.xml").iterfind("r:item", NS):
        yield "gazette", text(item, "r:link"), text(item, "dc:date"), text(item, "content:encoded"), None, None


def thread(name):
    """A thread's comments as {id: parent or None}, in the file's order."""
    found = {}
    for entry in tree(name).iterfind("a:entry", NS):
        parent = entry.find("thr:in-reply-to", NS)
        key = text(entry, "a:id")
        check(key not in found, f"{name}: {key} comes twice")
        check(text(entry, "a:author/a:name") and text(entry, "a:content"), f"{name}: {key} has no author or no text")
        found[key] = None if parent is None else parent.get("ref")
    return found


def level(comments, key):
    return 1 if comments[key] is None else 1 + level(comments, comments[key])


@test
def about_forty_articles_in_four_formats_have_ids_and_dates_of_their_own():
    found = list(articles())
    check(40 <= len(found) <= 45, f"{len(found)} articles")
    equal(len(found), len({(feed, key) for feed, key, *_ in found}))
    for feed, key, published, *_ in found:
        check(re.search(r"2023-12-(18|19|20|21|22|23)T|(18|19|20|21|22|23) Dec 2023", published), f"{feed} {key}: {published}")


@test
def the_index_names_every_file_and_the_list_every_feed():
    named = {line[0] for kind in ("feed", "thread", "page") for line in index(kind)}
    equal(named | {"README", "sample.opml"}, set(os.listdir(FOLDER)))
    equal({line[1] for line in index("feed")}, {o.get("xmlUrl") for o in tree("sample.opml").iter("outline") if o.get("xmlUrl")})


@test
def every_thread_is_as_long_as_its_article_says_and_every_parent_is_in_it():
    counts = {key: (count, feed) for _, key, _, _, count, feed in articles() if count}
    equal({line[2] for line in index("thread")}, set(counts))
    for name, address, key in index("thread"):
        comments = thread(name)
        equal((len(comments), address), counts[key])
        check(all(parent in comments for parent in comments.values() if parent), f"{name}: a parent is missing")


@test
def the_thread_of_the_ferry_has_sixty_comments_on_four_levels():
    comments = thread("thread-ferry.xml")
    equal(len(comments), 60)
    equal({level(comments, key) for key in comments}, {1, 2, 3, 4})


@test
def the_report_has_its_headline_twice_thirteen_paragraphs_a_source_and_no_comments():
    item = next(i for i in tree("wire.xml").iter("item") if text(i, "guid") == "https://wire.example/?p=4101")
    body = text(item, "content:encoded").strip()
    equal(re.findall("<h1>(.*?)</h1>", body), [html.unescape(text(item, "title"))])
    paragraphs = re.findall("<p>(.*?)</p>", body)
    equal(len(paragraphs), 14)
    equal(paragraphs[-1], "Global Wire")
    equal(text(item, "slash:comments"), "0")
    page = read("page-report.html")
    check(body in page, "the page has another text than the feed")
    check("No comments yet. Why don&rsquo;t you start the discussion?" in page, "the page does not say that there are no comments")


@test
def every_piece_of_typography_is_somewhere():
    bodies = "".join(body for _, _, _, body, _, _ in articles())
    equal([e for e in ELEMENTS if not re.search(rf"<{e}[\s/>]", bodies)], [])
    equal([e for e in ("&shy;", "\u200d", "&nbsp;", 'start="4"') if e not in bodies and e not in html.unescape(bodies)], [])


@test
def the_whole_is_small_enough_to_be_a_part_of_the_program():
    size = sum(os.path.getsize(path(name)) for name in os.listdir(FOLDER))
    check(size < 300 * 1024, f"{size} bytes")


run()
