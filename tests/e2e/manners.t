#!/usr/bin/env python3
"""Manners towards servers: when they are asked again, and what they are told about the reader."""
import sys
sys.dont_write_bytecode = True
import gzip
import hashlib
import os
import re
from harness import Home, check, contains, equal, lacks, run, test, until
from servers import Files, Nginx
from terminal import Screen

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
    with Home() as home, Files() as web:
        web.put("/feed", '{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "title": "T one"}, {"id"',
                "application/feed+json", ETag='"1"')
        home.ok("add", web.url + "/feed")
        web.forget()
        home.ok("reload", "--force")
        asked, = web.requests()
        lacks(str(asked["headers"]), "if-none-match")
        equal([a["title"] for a in home.json("articles")], ["T one"])


# ---- who asks, and by which way

def configure(home, text):
    return home.file("home/config/config", text)


def secrets(home, *words):
    """None of the words stands in anything that is shown, logged or kept."""
    for args in (("feeds",), ("feeds", "--json"), ("articles", "--json"), ("export",), ("export", "--format", "urls"),
                 ("reload", "--force", "--json")):
        result = home.run(*args)
        lacks(result.out + result.err, *words)
    for root, _, names in os.walk(home.path):
        for name in names:
            if name != "config":
                with open(os.path.join(root, name), "rb") as f:
                    data = f.read()
                for word in words:
                    check(word.encode() not in data, f"{word} is in {name}")


@test
def a_password_comes_from_a_command_by_basic_digest_and_bearer():
    for how, secret, lines in (("basic", "ada:se cret", ""), ("digest", "ada:se cret", ""), ("digest", "ada:se cret", "auth = digest\n"),
                               ("bearer", "tok-123", "auth = bearer\n")):
        with Home() as home, Files() as web:
            word = secret.rpartition(":")[2]
            command = home.file("words", f"{word}\nsecond line\n")
            user = "" if how == "bearer" else "user = ada\n"
            configure(home, f"[feed {web.url}/*]\n{user}{lines}password-command = cat '{command}'\n")
            url = web.put("/feed", RSS.format("T", ""), "text/xml", Test_Password=f"{how} {secret}", ETag='"1"')
            home.ok("add", url)
            home.ok("reload", "--force")
            equal([r["status"] for r in web.requests()][-1], 304, how)
            if lines == "auth = digest\n":
                check(all(r["headers"].get("authorization", "Digest")[:6] == "Digest" for r in web.requests()), "it was told readable")
            secrets(home, word, "second line")


@test
def a_command_that_gives_no_password_is_told_by_its_name_alone():
    with Home() as home, Files() as web:
        url = web.put("/feed", RSS.format("T", ""), "text/xml")
        for command, words in (("false --token=abc", "false gave no password: it ended with 1"), ("true abc", "true gave no password: it wrote nothing"),
                               ("/nowhere/at/all abc", "/nowhere/at/all cannot be started"), ("echo 'abc", "open quote")):
            configure(home, f"[feed *]\nuser = u\npassword-command = {command}\n")
            why = home.fails(1, "add", url)
            contains(why, words)
        equal(web.requests(), [])


@test
def a_command_is_run_without_a_shell_and_once():
    with Home() as home, Files() as web:
        count, script = os.path.join(home.folder, "count"), home.file("script", "")
        home.file("script", f"#!/bin/sh\necho \"$#:$1:$2\" >>{count}\necho word\n")
        os.chmod(script, 0o755)
        configure(home, f"[tag shut]\nuser = u\npassword-command = {script} '$HOME; x' *\n")
        for i in range(5):
            home.ok("add", web.put(f"/f{i}", RSS.format(i, ""), "text/xml"), "--tag", "Shut")
        os.remove(count)
        web.forget()
        home.ok("reload", "--force")
        with open(count, encoding="utf-8") as f:
            equal(f.read(), "2:$HOME; x:*\n")
        equal({r["headers"].get("authorization") for r in web.requests()}, {"Basic dTp3b3Jk"})


@test
def nothing_that_is_a_key_follows_to_another_host():
    with Home() as home, Files() as web, Files() as other:
        home.file("user/.netrc", f"machine 127.0.0.1 login n password word\n")
        there = other.put("/feed", RSS.format("T", ""), "text/xml")
        web.put("/here", "", status="302 x", Location="/on")
        web.put("/on", "", status="302 x", Location=there)
        for lines in ("user = u\npassword-command = echo word\n", "auth = bearer\npassword-command = echo word\n", "netrc = yes\n"):
            configure(home, f"[feed *]\n{lines}header = X-Key: 42\nuser-agent = Me/1\n")
            web.forget(), other.forget()
            home.ok("add", web.url + "/here")
            for asked in web.requests():
                equal(("authorization" in asked["headers"], asked["headers"]["x-key"]), (True, "42"), asked["target"])
            asked, = other.requests()
            lacks(str(asked["headers"]), "authorization", "x-key", "word")
            equal(asked["headers"]["user-agent"], "Me/1")
            home.ok("remove", web.url + "/here")


@test
def a_password_in_an_address_is_used_kept_with_a_move_and_never_shown():
    with Home() as home, Files() as web:
        shut = f"http://ada:swordfish@127.0.0.1:{web.port}"
        web.put("/old", "", status="301 x", Location="/new")
        web.put("/new", RSS.format("", ""), "text/xml", Test_Password="basic ada:swordfish")
        out = home.ok("add", shut + "/old")
        equal(out.split("\t")[1].strip(), web.url + "/new")
        home.ok("reload", "--force", web.url + "/new")
        equal(home.json("reload", "--force", shut + "/new")[0]["status"], "ok")
        for args in (("feeds",), ("feeds", "--json"), ("articles", "--json"), ("export",), ("export", "--format", "urls")):
            lacks(home.run(*args).out, "swordfish", "ada:")
        web.put("/new", "", status="500 x")
        result = home.run("reload", "--force", "--json")
        lacks(result.out + result.err, "swordfish")
        lacks(home.run("add", "ftp://ada:swordfish@h.example/").err, "swordfish")
        with open(os.path.join(home.path, "state", "log"), encoding="utf-8") as f:
            lacks(f.read(), "swordfish")


@test
def cookies_are_kept_for_those_who_ask_for_it_and_for_their_host_alone():
    with Home() as home, Files() as web:
        configure(home, "[tag login]\ncookies = yes\n")
        with_jar = web.put("/a", RSS.format("A", ""), "text/xml", Set_Cookie="id=42; Path=/; Max-Age=99999999")
        without = web.put("/b", RSS.format("B", ""), "text/xml", Set_Cookie="id=43; Path=/")
        home.ok("add", with_jar, "--tag", "login")
        home.ok("add", without)
        web.forget()
        home.ok("reload", "--force")
        equal({r["target"]: r["headers"].get("cookie") for r in web.requests()}, {"/a": "id=42", "/b": None})
        jar = os.path.join(home.path, "data", "cookies")
        equal(os.stat(jar).st_mode & 0o777, 0o600)
        other = web.put("/c", RSS.format("C", ""), "text/xml").replace("127.0.0.1", "localhost")
        web.forget()
        home.ok("add", other, "--tag", "login")
        equal([r["headers"].get("cookie") for r in web.requests()], [None])


@test
def a_feed_is_asked_by_its_own_proxy_and_a_proxy_that_is_down_is_named():
    with Home() as home, Files() as web, Files() as proxy:
        proxy.put("/http://paper.example/feed", RSS.format("T", ""), "text/xml")
        direct = web.put("/feed", RSS.format("D", ""), "text/xml")
        configure(home, f"proxy = {proxy.url}\n[feed http://paper.example/*]\nproxy = {proxy.url}\n[feed {web.url}/*]\nproxy = none\n")
        home.ok("add", "http://paper.example/feed")  # whatever no_proxy says
        home.ok("add", direct)
        equal(([r["target"] for r in proxy.requests()], targets(web)), (["http://paper.example/feed"], ["/feed"]))
        proxy.stop()
        for scheme in ("http", "socks5h"):
            configure(home, f"[feed http://paper.example/*]\nproxy = {scheme}://127.0.0.1:{proxy.port}\n")
            home.fails(1, "reload", "--force", "http://paper.example/feed")
            why = next(f["error"] for f in home.json("feeds") if "paper" in f["url"])
            contains(why, "the proxy 127.0.0.1", "paper.example")


@test
def an_interval_and_a_user_agent_are_those_of_the_settings():
    with Home() as home, Files() as web:
        configure(home, "user-agent = Reader/9\n[tag slow]\ninterval = 6h\n")
        slow = web.put("/slow", RSS.format("S", "<ttl>10</ttl>"), "text/xml")
        quick = web.put("/quick", RSS.format("Q", "<ttl>10</ttl>"), "text/xml")
        home.ok("add", slow, "--tag", "Slow")
        home.ok("add", quick)
        equal({r["headers"]["user-agent"] for r in web.requests()}, {"Reader/9"})
        web.forget()
        home.run("reload", **later("23T17:59:00"))
        equal(targets(web), ["/quick"])
        web.forget()
        home.run("reload", **later("23T18:10:00"))
        equal(targets(web), ["/quick", "/slow"])


@test
def a_mistake_in_a_section_is_told_with_its_place_and_nobody_is_asked():
    with Home() as home, Files() as web:
        url, = subscribe(home, web, "feed")
        path = configure(home, "theme = default\n[feed *]\nintervall = 3h\n")
        for args in (("reload", "--force"), ("add", url)):
            contains(home.fails(1, *args), f"{path}:3:1: feeds have no setting `intervall`")
        equal(web.requests(), [])


@test
def pages_comments_and_pictures_go_the_feeds_way_and_keys_to_its_host_alone():
    with Home() as home, Files() as web, Files() as proxy:
        page = "<html><body><article><h1>T one</h1>" + "<p>Words of a page, many of them, in a row.</p>" * 20 + "</article>"
        item = "<item><title>{0}</title><guid>{0}</guid><link>{1}</link></item>"
        articles = item.format("near", "http://paper.example/page") + item.format("far", "http://far.example/page")
        proxy.put("/http://paper.example/feed", f"<rss version='2.0'><channel><title>T</title>{articles}</channel></rss>", "text/xml")
        for host in ("paper", "far"):
            proxy.put(f"/http://{host}.example/page", page, "text/html")
        configure(home, f"[feed http://paper.example/*]\nproxy = {proxy.url}\nuser-agent = Me/2\nuser = u\npassword-command = echo word\n"
                        "header = X-Key: 42\n")
        home.ok("add", "http://paper.example/feed")
        for article in home.json("articles"):
            home.ok("show", str(article["id"]), "--full")
        asked = {r["target"]: r["headers"] for r in proxy.requests()}
        for target, is_near in (("http://paper.example/page", True), ("http://far.example/page", False)):
            headers = asked[target]
            equal((headers["user-agent"], headers.get("authorization"), headers.get("x-key")),
                  ("Me/2", "Basic dTp3b3Jk" if is_near else None, "42" if is_near else None), target)


@test
def nginx_lets_in_who_has_the_password_and_nobody_else():
    with Home() as home, Nginx() as web:
        web.put("open/feed.xml", RSS.format("Open", ""))
        web.put("shut/feed.xml", RSS.format("Shut", ""))
        url = web.url + "/shut/feed.xml"
        contains(home.fails(1, "add", url), "401")
        home.file("user/.netrc", "machine 127.0.0.1 login ada password swordfish\n")
        for lines in ("user = ada\npassword-command = echo swordfish", "netrc = yes"):
            configure(home, f"[feed {web.url}/shut/*]\n{lines}\n")
            home.ok("add", url)
            equal(home.json("reload", "--force", url)[0]["http"], 304)
            home.ok("remove", url)
        configure(home, f"[feed {url}]\nuser = ada\npassword-command = echo marlin\n")
        contains(home.fails(1, "add", url), "401")


@test
def a_reply_whose_feed_is_removed_stays_in_the_outbox():
    form = ('<form id="commentform" action="/wp-comments-post.php" method="post"><textarea name="comment"></textarea><input name="author">'
            '<input name="email"><input type="hidden" name="comment_post_ID" value="1"><input type="submit"></form>')
    with Home() as home, Files() as web:
        web.put("/page", f"<html><body><article><h1>T one</h1><p>x</p></article>{form}", "text/html")
        item = f"<item><title>T one</title><guid>1</guid><link>{web.url}/page</link></item>"
        url = web.put("/feed", f'<rss version="2.0"><channel><title>T</title>{item}</channel></rss>', "text/xml")
        home.ok("add", url)
        home.run("comments", "1", "--reload")
        web.stop()
        equal(home.ok("reply", "1", "--name", "A", "--email", "a@b.example", "--body", "Hello"), "queued\n")
        home.ok("remove", url)
        equal(len(home.json("outbox")), 1)
        web.start()
        contains(home.run("outbox", "send").out, "there is no article 1")
        equal((web.requests(method="POST"), len(home.json("outbox"))), ([], 1))


# ---- the screen

@test
def offline_is_not_said_of_one_bad_server_among_others():
    with Home() as home, Files() as web:
        subscribe(home, web, "good")
        home.ok("import", home.file("urls", f"http://127.0.0.1:1/dead\nhttps://127.0.0.1:{web.port}/no-tls\n"))
        with Screen(home.command(), 100, 24, home) as screen:
            screen.wait("FEEDS")
            screen.press("R")
            screen.wait(re.compile(r"127\.0\.0\.1:1/dead.*!"), re.compile(r"127\.0\.0\.1:\d+/no-.*!"))
            lacks(screen.text(), "offline")
    with Home() as home:
        home.ok("import", home.file("urls", "http://127.0.0.1:1/dead\n"))
        with Screen(home.command(), 100, 24, home) as screen:
            screen.wait("FEEDS")
            screen.press("R")
            screen.wait("offline since")


@test
def the_interface_reloads_by_itself_when_it_is_told_to():
    with Home() as home, Files() as web:
        subscribe(home, web, "feed")
        with Screen(home.command(), 100, 24, home) as screen:
            screen.wait("FEEDS", "feed one")
        equal(web.requests(), [])
        configure(home, "reload-every = 1s\n")
        with Screen(home.command(), 100, 24, home) as screen:
            until(lambda: len(web.requests()) >= 2, "it asks at once, and again")


run()
