#!/usr/bin/env python3
"""Manners towards servers: when they are asked again, and what they are told about the reader."""
import sys
sys.dont_write_bytecode = True
import gzip
import hashlib
from harness import Home, check, contains, equal, lacks, run, test
from servers import Files

RSS = '<rss version="2.0"><channel><title>{0}</title>{1}<item><title>{0} one</title><guid>1</guid></item></channel></rss>'


def later(clock, **more):
    return {"COURANT_NOW": f"2023-12-{clock}Z", **more}


def subscribe(home, web, *names, **headers):
    """Feeds that answer well, subscribed to; their addresses."""
    urls = [web.put("/" + name, RSS.format(name, ""), "text/xml", **headers) for name in names]
    for url in urls:
        home.ok("add", url)
    web.forget()
    return urls


def targets(web):
    return sorted(r["target"] for r in web.requests())


# ---- when

@test
def a_host_that_wants_a_pause_is_left_alone_with_all_its_feeds_until_then():
    for status, after, words in (("429 Too Many Requests", "7500", "too many requests until 14:05 (429)"),
                                 ("503 Service Unavailable", "Sat, 23 Dec 2023 14:05:00 GMT", "being worked on until 14:05 (503)")):
        with Home() as home, Files() as web, Files() as other:
            busy, _ = subscribe(home, web, "busy", "quiet")
            subscribe(home, other, "elsewhere")
            web.put("/busy", "", status=status, Retry_After=after)
            home.run("reload", "--force", busy)
            feed = next(f for f in home.json("feeds") if f["url"] == busy)
            contains(feed["error"], words)
            web.forget(), other.forget()
            lines = {line["url"]: line["status"] for line in home.json("reload")}
            equal((web.requests(), targets(other)), ([], ["/elsewhere"]))
            equal(sorted(lines.values()), ["not-due", "not-due", "unchanged" if "unchanged" in lines.values() else "ok"])
            home.run("reload", **later("23T14:04:59"))
            equal(web.requests(), [])
            home.run("reload", **later("23T14:05:00"))
            equal(targets(web), ["/busy", "/quiet"])


@test
def within_one_reload_a_host_that_wants_a_pause_is_asked_no_further():
    with Home() as home, Files() as web:
        names = [f"f{i}" for i in range(40)]
        listed = "\n".join(web.put("/" + n, "", status="429 x", Retry_After=600) for n in names)
        home.ok("import", home.file("urls", listed + "\n"))
        home.run("reload")
        check(1 <= len(web.requests()) <= 8, f"{len(web.requests())} requests")
        home.run("reload", "--force")
        check(len(web.requests()) >= 40, "a forced reload asks everybody")


@test
def a_feed_is_not_asked_in_the_hours_and_on_the_days_it_wants_skipped():
    with Home() as home, Files() as web:  # it is Saturday noon
        skips = "<skipHours><hour>13</hour><hour>14</hour></skipHours><skipDays><day>Sunday</day></skipDays><ttl>60</ttl>"
        home.ok("add", web.put("/feed", RSS.format("T", skips), "text/xml", ETag='"1"'))
        web.forget()
        for clock, count in (("23T13:30:00", 0), ("23T14:59:59", 0), ("23T15:00:00", 1), ("23T15:59:59", 1), ("23T16:02:00", 2),
                             ("23T23:30:00", 3), ("24T12:00:00", 3), ("24T23:59:59", 3), ("25T00:00:00", 4)):
            home.run("reload", **later(clock))
            equal(len(web.requests()), count, clock)
        equal({r["status"] for r in web.requests()}, {304}, "what it said once counts on")


@test
def a_feed_that_is_gone_for_good_does_not_fail_the_reload():
    with Home() as home, Files() as web:
        url, = subscribe(home, web, "feed")
        web.put("/feed", "", status="410 Gone")
        home.fails(1, "reload", "--force")
        web.forget()
        line, = home.json("reload")
        equal((line["status"], line["url"], web.requests()), ("gone", url, []))
        contains(home.json("feeds")[0]["error"], "gone for good (410)")


@test
def a_move_is_kept_only_when_a_good_feed_comes_from_there():
    with Home() as home, Files() as web:
        url, = subscribe(home, web, "old")
        web.put("/old", "", status="301 x", Location="/new")
        for status, body, kind in (("404 x", "", "text/plain"), ("200 OK", "<html><p>parked", "text/html"), ("500 x", "", "text/plain")):
            web.put("/new", body, kind, status=status)
            home.fails(1, "reload", "--force")
            equal(home.json("feeds")[0]["url"], url, status)
        web.put("/new", RSS.format("T", ""), "text/xml")
        home.ok("reload", "--force")
        equal(home.json("feeds")[0]["url"], web.url + "/new")


@test
def a_compressed_answer_that_was_cut_leaves_everything_as_it_was():
    with Home() as home, Files() as web:
        items = "".join(f"<item><guid>{i}</guid><title>{hashlib.sha256(str(i).encode()).hexdigest()}</title></item>" for i in range(200))
        whole = f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode()
        packed = gzip.compress(whole)
        url, = subscribe(home, web, "feed", ETag='"old"')
        web.put("/feed", packed[:len(packed) // 2], "text/xml", Content_Encoding="gzip", ETag='"half"')
        home.fails(1, "reload", "--force")
        feed, = home.json("feeds")
        equal((feed["total"], feed["title"]), (1, "feed"))
        contains(feed["error"], "ends too early")
        web.put("/feed", packed, "text/xml", Content_Encoding="gzip", ETag='"whole"')
        home.ok("reload", "--force")
        equal([r["headers"].get("if-none-match") for r in web.requests()], ['"old"', '"old"'])
        equal(home.json("feeds")[0]["total"], 200)


@test
def a_document_that_ends_too_early_is_read_and_asked_for_as_a_whole_again():
    with Home() as home, Files() as web:
        web.put("/feed", RSS.format("T", "")[:-20], "text/xml", ETag='"1"', Last_Modified="Sat, 23 Dec 2023 10:00:00 GMT")
        home.ok("add", web.url + "/feed")
        web.forget()
        home.ok("reload", "--force")
        asked, = web.requests()
        lacks(str(asked["headers"]), "if-none-match", "if-modified-since")
        equal([a["title"] for a in home.json("articles")], ["T one"])


run()
