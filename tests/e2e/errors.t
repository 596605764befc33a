#!/usr/bin/env python3
"""Bad input: one sentence that says what is wrong, the right exit status, and nothing is lost."""
import sys
sys.dont_write_bytecode = True
import os
import re
from harness import Home, check, contains, equal, run, test
from servers import Files

RSS = '<rss version="2.0"><channel><title>T</title><item><title>A</title><guid>1</guid></item></channel></rss>'


@test
def add_of_nonsense_is_refused():
    with Home() as home:
        for nonsense in ("nonsense", "", "ftp://x.example/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://[::1", "http://127.0.0.1:1/\x1b[31m", "http://127.0.0.1:1/\x9b1m",
                         "http://127.0.0.1:1/\u202e", "http://x y/"):
            home.fails(1, "add", "--", nonsense)
        equal(home.json("feeds"), [])


@test
def add_of_an_address_that_is_not_there_says_so():
    with Home() as home, Files() as web:
        contains(home.fails(1, "add", web.url + "/nothing"), "404")
        web.put("/broken", "x", status="500 Broken")
        contains(home.fails(1, "add", web.url + "/broken"), "500")
        web.stop()
        contains(home.fails(1, "add", web.url + "/feed"), "refuses the connection", "; --unseen adds it all the same")
        equal(home.json("feeds"), [])


@test
def add_of_a_page_without_feeds_says_so():
    with Home() as home, Files() as web:
        contains(home.fails(1, "add", web.put("/page", "<title>x</title><p>No feed here.</p>", "text/html")).lower(), "feed")
        home.fails(1, "add", web.put("/empty", "", "application/rss+xml"))
        home.fails(1, "add", web.put("/picture", b"\x89PNG\r\n\x1a\n" + bytes(500), "image/png"))
        equal(home.json("feeds"), [])


@test
def a_file_that_cannot_be_read_is_named():
    with Home() as home:
        folder = home.file("folder/x", "x").rsplit("/", 1)[0]
        missing = os.path.join(home.folder, "missing.xml")
        for command in ("parse", "render", "extract", "import"):
            contains(home.fails(1, command, missing), "missing.xml")
            contains(home.fails(1, command, folder), "folder")
        empty = home.file("empty.xml", "")
        for command in ("parse", "import"):
            home.fails(1, command, empty)


@test
def a_file_of_200_mb_of_zeros_is_refused():
    with Home() as home:
        zeros = os.path.join(home.folder, "zeros")
        with open(zeros, "wb") as f:
            f.truncate(200 << 20)
        for command in ("parse", "render", "extract", "import"):
            home.fails(1, command, zeros)


@test
def unknown_commands_and_options_get_the_nearest_right_word():
    with Home() as home:
        for wrong, right in (("relaod", "reload"), ("article", "articles"), ("artikles", "articles"), ("fedes", "feeds"), ("comment", "comments")):
            contains(home.fails(2, wrong, lines=3), right)
        for args, right in ((("reload", "--forse"), "--force"), (("articles", "--limt", "3"), "--limit"), (("show", "1", "--widht=3"), "--width")):
            contains(home.fails(2, *args, lines=3), right)
        home.fails(2, "--hoem", "x", lines=3)


@test
def options_want_sensible_values():
    with Home() as home:
        for args in (("render", "--width", "x", "-"), ("render", "--width", "-5", "-"), ("render", "--width", "0", "-"), ("render", "--width"),
                     ("render", "--format", "sound", "-"), ("articles", "--limit", "many"), ("show",), ("show", "one"), ("mark", "green", "1"),
                     ("export", "--format", "x"), ("reload", "--jobs", "0"), ("add",), ("reply",), ("comments",)):
            home.fails(2, *args, lines=3)


@test
def what_is_not_in_the_home_is_told():
    with Home() as home:
        contains(home.fails(1, "show", "4711"), "4711")
        contains(home.fails(1, "comments", "4711"), "4711")
        home.fails(1, "remove", "https://nobody.example/feed")
        home.fails(1, "tag", "99", "+x")
        home.fails(1, "mark", "read", "4711")
        home.fails(1, "outbox", "drop", "3")
        home.fails(1, "reload", "99")


@test
def a_query_that_cannot_be_read_points_at_the_character():
    with Home() as home:
        for query in ("(a", 'a "b', "is:strange", "after:yesterday-ish", "a OR", "newer:3parsecs"):
            sentence = home.fails(2, "articles", "--", query, lines=3)
            check(re.search(r"\d|\^", sentence), f"no place in: {sentence}")


@test
def an_unwritable_home_is_told():
    with Home() as home:
        file = home.file("plain", "a file")
        for where in (os.path.join(file, "home"), file, "/proc/courant"):
            result = home.run("--home", where, "feeds", home=False)
            check(result.code == 1 and len(result.err.splitlines()) == 1, str(result))
            contains(result.err, where.split("/home")[0])


@test
def a_home_that_is_no_database_is_told_and_kept():
    with Home() as home:
        home.ok("feeds")
        path = os.path.join(home.path, "data", "courant.db")
        check(os.path.exists(path), "the database is elsewhere")
        for name in os.listdir(os.path.dirname(path)):
            os.remove(os.path.join(os.path.dirname(path), name))
        with open(path, "wb") as f:
            f.write(b"This is no database at all. " * 100)
        home.fails(1, "feeds")
        equal(os.path.getsize(path), 2800)


@test
def a_feed_larger_than_the_limit_ends_as_an_error_of_that_feed():
    with Home() as home, Files() as web:
        good = home.ok("add", web.put("/good", RSS, "application/rss+xml")).split("\t")[0]
        bad = home.ok("add", web.put("/bad", RSS, "application/rss+xml", turn=1)).split("\t")[0]
        web.put("/bad", b"<rss><channel>" + b"<item/>" * (10 << 20), "application/rss+xml", turn=2, Test_Gzip="yes")
        web.put("/bad", b"<rss><channel>" + b"<item/>" * (10 << 20), "application/rss+xml", turn=3, Test_Gzip="yes")
        lines = {str(line["id"]): line for line in home.json("reload", "--force")}
        equal(lines[good]["error"], None)
        check(lines[bad]["error"], str(lines[bad]))


@test
def an_answer_that_breaks_off_keeps_what_was_there():
    with Home() as home, Files() as web:
        home.ok("add", web.put("/feed", RSS, "application/rss+xml"))
        home.ok("reload", "--force")
        equal([a["title"] for a in home.json("articles")], ["A"])
        web.put("/feed", RSS, "application/rss+xml", Test_Cut=40)
        home.run("reload", "--force")
        web.put("/feed", RSS, "application/rss+xml", Test_Hang_Up="yes")
        home.run("reload", "--force")
        feed = home.json("feeds")[0]
        check(feed["error"], str(feed))
        equal([a["title"] for a in home.json("articles")], ["A"])


run()
