#!/usr/bin/env python3
"""Bytes that a terminal must not see: from feeds, pages, comments, servers and lists, to no output and to no terminal."""
import sys
sys.dont_write_bytecode = True
import html
import re
from harness import Home, check, clean, contains, equal, run, test
from servers import Files, wordpress
from terminal import Screen

EVIL = "\x1b]52;c;ZXZpbA==\x07\x1b[5mblink \x1b[?1049l\x1bP+q\x1b\\ \u009b5m\u009d52;c;x\u009c \u202edrow\u202c \u2066iso\u2069 \x7f\x08\x0e end"
REFERENCES = "&#27;[5m &#x1b;]52;c;ZXZpbA==&#7; &#155;5m &#x9b;5m &#8238;drow &#x2066; &#127; &#8; end"


def feed(site):
    """A feed that is evil in every field, and (elsewhere) its thread."""
    both = f"{EVIL} {REFERENCES}"
    return f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><title>Feed {both}</title>
  <link>{site}/</link><description>About {both}</description><item><title>Title {both}</title><link>{site}/page</link><guid>1 {both}</guid>
  <dc:creator>Author {both}</dc:creator><category>Category {both}</category><pubDate>Fri, 22 Dec 2023 09:30:00 GMT</pubDate>
  <wfw:commentRss>{site}/thread</wfw:commentRss><slash:comments>1</slash:comments>
  <content:encoded>{html.escape(f"<h2>Head {both}</h2><p>Body {both} <a href='{site}/l{EVIL}' title='{both}'>link {both}</a><img alt='alt {both}' src='x'></p><pre>{both}</pre><table><tr><td>{both}</td></tr></table>")}</content:encoded>
  </item></channel></rss>"""


def thread(site):
    return f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>t</id><entry><id>{site}/page#comment-1</id><title>By</title>
  <author><name>Commenter {EVIL} {REFERENCES}</name><uri>{site}/{EVIL}</uri></author><published>2023-12-22T10:00:00Z</published>
  <updated>2023-12-22T10:00:00Z</updated><content type="html">{html.escape(f"<p>Comment {EVIL} {REFERENCES}</p>")}</content></entry></feed>"""


def page():
    return f"""<html><head><title>Page {EVIL} {REFERENCES}</title><meta name="author" content="{EVIL} {REFERENCES}"></head><body><article>
  <h1>Page {EVIL} {REFERENCES}</h1><p>{"A long paragraph of the page, so that it counts as one. " * 12}{EVIL} {REFERENCES}</p></article></body></html>"""


def is_safe_for_a_terminal(written):
    """Only sequences that curses sends or that make a link (OSC 8), and no dangerous character as text."""
    text = written.decode("utf-8", "replace")
    check("\ufffd" not in text or "�".encode() in written, "the bytes are no UTF-8")
    for bad in ("\x1b]52", "\x1bP", "\x1b_", "\x1b^"):
        at = text.find(bad)
        check(at < 0, f"{bad!r} was written: …{text[max(0, at - 80):at + 80]!r}")
    for look in re.findall("\x1b\\[([0-9;]*)m", text):
        check("5" not in re.sub("[34]8;5;[0-9]+", "", look).split(";"), f"the blink of the text was written: {look}")
    rest = re.sub("\x1b(?:\\[[0-9;:?<>=]*[ -/]*[@-~]|[()*+][0-9A-Za-z]|[=>78MHcDE]|\\]8;;(?:https?:[!-~]*)?\x1b\\\\)", "", text)
    clean(rest, "what was written", allowed="\t\r\x0e\x0f\x08")
    check("\x1b" not in rest, f"an odd escape: {rest[rest.find(chr(27)):][:60]!r}")


@test
def no_command_prints_them():
    with Home() as home, Files() as web:
        web.put("/thread", thread(web.url), "application/atom+xml")
        web.put("/page", page(), "text/html; charset=utf-8")
        key = home.ok("add", web.put("/feed", feed(web.url), "application/rss+xml; charset=utf-8")).split("\t")[0]
        clean(home.fails(2, "tag", key, f"+tag {EVIL}"), "the refusal of a tag")
        outline = home.file("list.opml", f"""<opml version="2.0"><body><outline text="Folder {REFERENCES}"><outline text="Title {REFERENCES}"
            xmlUrl="{web.url}/other" category="/a {REFERENCES},b" /></outline></body></opml>""")
        home.ok("import", outline)
        home.ok("reload", "--force")
        article, = home.json("articles")
        contains(article["title"], "Title", "blink", "end")
        for command in (("feeds",), ("feeds", "--json"), ("articles",), ("articles", "--json"), ("tag", key), ("reload", "--force"), ("outbox",),
                        ("show", article["id"]), ("show", article["id"], "--format", "json"), ("show", article["id"], "--full"),
                        ("comments", article["id"], "--reload"), ("comments", article["id"], "--json"), ("export",),
                        ("export", "--format", "urls")):
            clean(home.ok(*command), " ".join(map(str, command)), allowed="\t")
        ansi = home.run("render", "--format", "ansi", "-", stdin=home.run("show", article["id"], "--format", "html").out).out
        is_safe_for_a_terminal(ansi.encode())
        ansi = home.run("show", article["id"], "--format", "ansi").out
        is_safe_for_a_terminal(ansi.encode())
        clean(home.run("show", article["id"], "--format", "html").out, "show --format html", allowed="\t")


@test
def no_filter_prints_them():
    with Home() as home:
        clean(home.ok("parse", "-", stdin=feed("http://x.example")), "parse", allowed="")
        clean(home.ok("extract", "-", stdin=page()), "extract", allowed="")
        clean(home.ok("extract", "--format", "json", "-", stdin=page()), "extract --format json", allowed="")
        clean(home.ok("extract", "--format", "html", "-", stdin=page()), "extract --format html", allowed="\t")
        for form in ("text", "json"):
            clean(home.ok("render", "--format", form, "-", stdin=page()), f"render --format {form}", allowed="")
        is_safe_for_a_terminal(home.run("render", "--format", "ansi", "-", stdin=page()).out.encode())


@test
def json_loses_nothing():
    with Home() as home:
        import json
        text = home.ok("parse", "-", stdin='<rss version="2.0"><channel><title>T</title><item><description>a &amp;#155; b \u202e c \u0085 d</description></item></channel></rss>')
        contains(json.loads(text)["entries"][0]["summary"], "\u202e")


@test
def complaints_do_not_repeat_them():
    with Home() as home, Files() as web:
        for wrong in (("add", f"http://x.example\x1b[5m/{EVIL.replace(chr(0), '')}"), ("parse", f"/nowhere/{EVIL}"), ("show", f"1{EVIL}"),
                      (f"re{EVIL}load",), ("articles", f"--li{EVIL}"), ("articles", f"is:{EVIL}"), ("remove", f"http://x/{EVIL}")):
            result = home.run(*wrong)
            check(result.code in (1, 2), str(result))
            clean(result.err, "stderr of " + repr(wrong))
        url = web.put("/refused", "x", status=f"418 Teapot {EVIL}".replace("\n", " "))
        result = home.run("add", url)
        clean(result.err, "stderr of a refusal")


@test
def none_reaches_the_terminal_from_a_feed():
    with Home() as home, Files() as web:
        web.put("/thread", thread(web.url), "application/atom+xml")
        web.put("/page", page(), "text/html; charset=utf-8")
        home.ok("add", web.put("/feed", feed(web.url), "application/rss+xml; charset=utf-8"))
        home.ok("reload", "--force")
        home.ok("comments", home.json("articles")[0]["id"], "--reload")
        for columns, rows in ((80, 24), (200, 50)):
            with Screen(home.command(), columns, rows, home) as screen:
                screen.wait("FEEDS")
                screen.press("Enter")
                screen.wait("Title")
                screen.press("Enter")
                screen.wait(re.compile("Body|A long paragraph"))
                for key in ("NPage", "c", "NPage", "R", "f", "?", "q"):
                    screen.press(key)
                    screen.wait_still()
                check(screen.status() is None, "it ended")
                is_safe_for_a_terminal(screen.written())


@test
def none_reaches_the_terminal_from_a_real_wordpress():
    site = wordpress()
    site.reveal(site.ids["control"])
    with Home() as home:
        home.ok("add", site.url + "/")
        home.ok("reload", "--force")
        article = next(a for a in home.json("articles") if a["title"].startswith("Bytes"))
        for command in (("articles",), ("show", article["id"]), ("comments", article["id"], "--reload"), ("comments", article["id"], "--json"),
                        ("show", article["id"], "--full")):
            clean(home.ok(*command), " ".join(map(str, command)))
        equal([c["author"].split()[0] for c in home.json("comments", article["id"])], ["Mallory"])
        with Screen(home.command(), 120, 40, home) as screen:
            screen.wait("FEEDS")
            screen.press("Enter")
            screen.wait("Bytes")
            screen.press("G", "Enter")
            screen.wait("References")
            screen.press("c")
            screen.wait("Mallory")
            screen.wait_still()
            is_safe_for_a_terminal(screen.written())


run()
