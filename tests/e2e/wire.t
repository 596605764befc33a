#!/usr/bin/env python3
"""What servers answer: any charset, any type, redirects, refusals, compression, and answers that are not what they say."""
import sys
sys.dont_write_bytecode = True
import gzip
import zlib
from harness import Home, check, contains, equal, run, test
from servers import Files

RSS = '<?xml version="1.0"{0}?><rss version="2.0"><channel><title>{1}</title><item><title>{2}</title><guid>1</guid></item></channel></rss>'


def titles(home, url):
    """The titles of a feed and of its articles, as they are after adding it."""
    key = int(home.ok("add", url).split("\t")[0])
    feed = next(f for f in home.json("feeds") if f["id"] == key)
    return feed["title"], *(a["title"] for a in home.json("articles") if a["feed"] == key)


@test
def the_type_of_an_answer_does_not_matter_when_it_is_a_feed():
    with Home() as home, Files() as web:
        for i, kind in enumerate(("application/rss+xml", "text/plain", "application/octet-stream", "text/html", "image/png", "nonsense", None)):
            equal(titles(home, web.put(f"/{i}", RSS.format("", "T", "A"), kind)), ("T", "A"), kind)


@test
def charsets_are_found_by_mark_protocol_and_declaration():
    with Home() as home, Files() as web:
        rows = [(name, f' encoding="{name}"', name, "text/xml", "Титул Ж", "Ещё одна") for name in
                ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1251", "koi8-r", "iso-8859-5", "utf-8-sig")]
        rows += [("protocol", ' encoding="utf-8"', "shift_jis", "text/xml; charset=Shift_JIS", "日本語", "見出し"),
                 ("quoted", "", "gb18030", 'text/xml; charset="gb18030"', "中文", "标题"),
                 ("euc-kr", ' encoding="euc-kr"', "euc-kr", "text/xml", "한국어", "제목"),
                 ("nothing", "", "windows-1252", "text/xml", "Größe", "Ça va “bien”")]
        for name, declared, codec, kind, title, entry in rows:
            url = web.put("/" + name, RSS.format(declared, title, entry).encode(codec), kind)
            equal(titles(home, url), (title, entry), name)


@test
def compressed_answers_are_read_and_broken_ones_told():
    with Home() as home, Files() as web:
        data = RSS.format("", "T", "A").encode()
        for name, body, encoding in (("gzip", gzip.compress(data), "gzip"), ("x-gzip", gzip.compress(data), "x-gzip"),
                                     ("deflate", zlib.compress(data), "deflate")):
            equal(titles(home, web.put("/" + name, body, "text/xml", Content_Encoding=encoding)), ("T", "A"), name)
        home.fails(1, "add", web.put("/garbage", b"no gzip at all " * 20, "text/xml", Content_Encoding="gzip"))
        home.fails(1, "add", web.put("/cut", data, "text/xml", Test_Cut=40))
        home.fails(1, "add", web.put("/silent", data, "text/xml", Test_Hang_Up="yes"))
        equal(len(home.json("feeds")), 3)


@test
def redirects_are_followed_and_remembered_when_they_are_for_good():
    for status, is_for_good in (("301 x", True), ("302 x", False), ("303 x", False), ("307 x", False), ("308 x", True)):
        with Home() as home, Files() as web:
            feed = web.put("/feed", RSS.format("", "T", "A"), "text/xml")
            moved = web.put("/moved", "", status=status, Location="/feed")
            equal(home.ok("add", moved).split("\t")[1].strip(), feed if is_for_good else moved, status)


@test
def redirects_that_lead_nowhere_are_told():
    with Home() as home, Files() as web:
        for name, target in (("loop", "/loop"), ("file", "file:///etc/passwd"), ("broken", "http://[::1"), ("mail", "mailto:a@b.example")):
            contains(home.fails(1, "add", web.put("/" + name, "", status="302 x", Location=target)), "/" + name)
        home.fails(1, "add", web.put("/without", "", status="302 x"))
        equal(home.json("feeds"), [])


@test
def every_refusal_is_told_with_its_number():
    with Home() as home, Files() as web:
        for status in (204, 206, 304, 400, 401, 403, 404, 410, 418, 429, 500, 502, 503, 999):
            url = web.put(f"/{status}", RSS.format("", "T", "A"), "text/xml", status=f"{status} x")
            contains(home.fails(1, "add", url), str(status), url)
        equal(home.json("feeds"), [])


@test
def a_feed_that_is_gone_is_asked_no_more_and_keeps_its_articles():
    with Home() as home, Files() as web:
        url = web.put("/feed", RSS.format("", "T", "A"), "text/xml", turn=1)
        web.put("/feed", "", status="410 Gone", turn=2)
        home.ok("add", url)
        home.run("reload", "--force")
        feed, = home.json("feeds")
        equal(feed["last_status"], "gone")
        check(feed["error"], "no word about it")
        web.forget()
        home.run("reload")
        equal((web.requests(), [a["title"] for a in home.json("articles")]), ([], ["A"]))


@test
def after_a_failure_the_validators_are_those_of_the_last_good_answer():
    with Home() as home, Files() as web:
        url = web.put("/feed", RSS.format("", "T", "A"), "text/xml", turn=1, ETag='"good"')
        web.put("/feed", "x", status="500 x", turn=2, ETag='"bad"')
        web.put("/feed", RSS.format("", "T", "A"), "text/xml", turn=3, ETag='"good"')
        home.ok("add", url)
        home.run("reload", "--force")
        line, = home.json("reload", "--force")
        equal((line["http"], line["status"]), (304, "unchanged"))
        equal(home.json("feeds")[0]["error"], None)


@test
def addresses_are_taken_as_people_write_them():
    with Home() as home, Files() as web:
        feed = web.put("/feed", RSS.format("", "T", "A"), "text/xml")
        first = home.ok("add", feed)
        for written in (f"  {feed} ", f"feed:{feed}", f"HTTP://127.0.0.1:{web.port}/feed", f"{feed}#top"):
            equal(home.ok("add", written), first, written)
        equal(len(home.json("feeds")), 1)


@test
def a_proxy_is_asked_as_the_environment_says():
    with Home() as home, Files() as proxy:
        proxy.put("/http://paper.example/feed", RSS.format("", "T", "A"), "text/xml")
        home.ok("add", "http://paper.example/feed", http_proxy=proxy.url, no_proxy="")
        equal([r["target"] for r in proxy.requests()], ["http://paper.example/feed"])
        home.run("reload", "--force", http_proxy=proxy.url, no_proxy="paper.example")
        equal(len(proxy.requests()), 1)


@test
def odd_feeds_are_kept_within_their_limits():
    long = "L" * 200_000
    body = (f"<item><title>{long}</title><guid>{long}</guid><link>http://x.example/{long}</link><author>{long}</author>"
            f"<description>{long}</description></item><item/><item><title></title></item>")
    with Home() as home, Files() as web:
        home.ok("add", web.put("/odd", f'<rss version="2.0"><channel><title>{long}</title>{body}</channel></rss>', "text/xml"))
        home.ok("reload", "--force")
        articles = home.json("articles")
        check(2 <= len(articles) <= 3, f"{len(articles)} articles")
        check(all(len(a["title"]) <= 4096 for a in articles), "a title is too long")
        for article in articles:
            for form in ("text", "html", "json"):
                home.ok("show", article["id"], "--format", form)
        for command in ("feeds", "articles", "export"):
            home.ok(command)


run()
