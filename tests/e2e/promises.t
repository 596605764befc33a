#!/usr/bin/env python3
"""What a script relies on: names of fields, kinds of values, exit statuses, one sentence on stderr, and where output goes."""
import sys
sys.dont_write_bytecode = True
import json
import os
import re
import subprocess
from harness import PATIENCE, SAMPLE, Home, check, contains, equal, lacks, run, test
from servers import Files, Newspaper

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
TEXT, NUMBER, FLAG, LIST, OBJECT = "text number flag list object".split()
KINDS = {str: TEXT, int: NUMBER, bool: FLAG, list: LIST, dict: OBJECT, type(None): None}
# Each command's fields in their order; "?" may be null, "time" is a TIME.
FIELDS = {
    "parse": """format:text title:text? link:text? description:text? language:text? updated:time? author:text? image:text? ttl_minutes:number?
        hub:text? next:text? entries:list""",
    "entry": """id:text? link:text? title:text? author:text? published:time? updated:time? summary:text? content:text? categories:list
        enclosures:list image:text? comments_link:text? comments_feed:text? comments_count:number? source:text? source_link:text?
        in_reply_to:text? duration_seconds:number? episode:text?""",
    "enclosure": "url:text type:text? length:number?",
    "extract": """title:text? byline:text? site_name:text? published:time? language:text? excerpt:text? image:text? canonical:text? html:text
        text:text comments:list comment_form:object?""",
    "feeds": """id:number url:text title:text? link:text? tags:list unread:number total:number last_fetched:time? last_status:text?
        error:text?""",
    "reload": "id:number url:text status:text http:number? new:number updated:number bytes:number ms:number error:text?",
    "articles": """id:number feed:number title:text? link:text? author:text? published:time? unread:flag starred:flag tags:list
        comments_count:number? duplicates:list""",
    "comments": """id:number parent:number? depth:number author:text? author_url:text? published:time? html:text text:text score:number?
        unread:flag""",
}


def is_promised(found, name):
    """Has the object all fields of the table, in their order and of their kinds? New ones may stand among them."""
    wanted = [field.split(":") for field in FIELDS[name].split()]
    equal([f for f in found if f in [w for w, _ in wanted]], [w for w, _ in wanted], f"the fields of {name}")
    for field, kind in wanted:
        value = found[field]
        if value is None:
            check(kind.endswith("?"), f"{name}: {field} is null")
        elif kind.startswith("time"):
            check(TIME.fullmatch(value), f"{name}: {field} is no time: {value!r}")
        else:
            equal(KINDS[type(value)], kind.rstrip("?"), f"{name}: {field}")


@test
def the_filters_have_every_field():
    with Home() as home:
        for name in ("wire.xml", "post.xml", "lab.json", "gazette.xml", "thread-ferry.xml"):
            feed = json.loads(home.ok("parse", os.path.join(SAMPLE, name)))
            is_promised(feed, "parse")
            for entry in feed["entries"]:
                is_promised(entry, "entry")
                for enclosure in entry["enclosures"]:
                    is_promised(enclosure, "enclosure")
        bare = json.loads(home.ok("parse", "-", stdin="<rss version='2.0'><channel><item/></channel></rss>"))
        is_promised(bare, "parse")
        is_promised(bare["entries"][0], "entry")
        is_promised(json.loads(home.ok("extract", "--format", "json", os.path.join(SAMPLE, "page-report.html"))), "extract")
        is_promised(json.loads(home.ok("extract", "--format", "json", "-", stdin="<p>Short.</p>")), "extract")


@test
def the_lists_have_every_field():
    with Newspaper() as paper:
        home, web = paper.home, paper.web
        ferry = paper.article("The night ferry")["id"]
        home.ok("comments", ferry, "--reload")
        home.ok("add", web.put("/gone", "<rss version='2.0'><channel><item/></channel></rss>", turn=1))
        web.put("/gone", "", status="410 Gone", turn=2)
        for line in home.json("reload", "--force"):
            is_promised(line, "reload")
        for feed in home.json("feeds"):
            is_promised(feed, "feeds")
            equal(feed["error"] is None, not feed["url"].endswith("/gone"), feed["url"])
        for article in home.json("articles"):
            is_promised(article, "articles")
        is_promised(json.loads(home.ok("show", ferry, "--format", "json")), "articles")
        for comment in home.json("comments", ferry):
            is_promised(comment, "comments")


@test
def what_a_reload_says_is_what_happened():
    with Home() as home, Files() as web:
        entry = "<item><guid>{0}</guid><title>{1}</title></item>"
        def put(turn, body, **more):
            return web.put("/feed", f"<rss version='2.0'><channel><title>F</title>{body}</channel></rss>", "application/rss+xml", turn=turn, **more)
        url = put(1, entry.format(1, "a"), ETag='"1"')
        put(2, entry.format(1, "a"), ETag='"1"')
        put(3, entry.format(1, "A!") + entry.format(2, "b"), ETag='"2"')
        put(4, "", status="404 Not Found")
        home.ok("add", url)
        def say():
            result = home.run("reload", "--force", "--json")
            line = json.loads(result.out)
            return result.code, line["status"], line["http"], line["new"], line["updated"], line["error"] is None
        equal(say(), (0, "unchanged", 304, 0, 0, True))
        equal(say(), (0, "ok", 200, 1, 1, True))
        equal(say(), (1, "failed", 404, 0, 0, False))
        feed, = home.json("feeds")
        contains(feed["error"], "404")
        equal((feed["title"], feed["total"]), ("F", 2))


@test
def a_1_comes_with_one_sentence():
    with Home() as home, Files() as web:
        url = web.put("/feed", "<rss version='2.0'><channel><item/></channel></rss>", turn=1)
        web.put("/feed", "", status="500 Broken", turn=2)
        home.ok("add", url)
        for args in (("reload", "--force"), ("show", "99"), ("comments", "99"), ("mark", "read", "99"), ("remove", "99"), ("tag", "99"),
                     ("add", "nonsense"), ("import", "/nowhere"), ("parse", "/nowhere"), ("outbox", "drop", "99"),
                     ("reply", "99", "--body", "x"), ("reload", "99")):
            home.fails(1, *args)


def into(home, where, *args):
    """Run a command with its output led elsewhere by the shell; (exit status, stderr)."""
    done = subprocess.run(["sh", "-c", f'"$@" {where}', "sh", *home.command(*args)], capture_output=True, text=True, env=home.environment,
                          stdin=subprocess.DEVNULL, timeout=4 * PATIENCE)
    return done.returncode, done.stderr


@test
def output_that_cannot_be_written_is_told_once():
    with Newspaper() as paper:
        ferry = paper.article("The night ferry")["id"]
        commands = (("--help",), ("--version",), ("feeds",), ("feeds", "--json"), ("articles",), ("articles", "--json"), ("show", "1"),
                    ("show", "1", "--format", "html"), ("export",), ("reload", "--force"), ("comments", ferry), ("tag", "1", "+x"), ("demo",),
                    ("parse", os.path.join(SAMPLE, "wire.xml")), ("render", os.path.join(SAMPLE, "page-report.html")),
                    ("extract", os.path.join(SAMPLE, "page-report.html")))
        for command in commands:
            for where, why in ((">/dev/full", "No space left"), (">&-", "Bad file descriptor")):
                code, said = into(paper.home, where, *command)
                equal((code, len(said.splitlines())), (1, 1), f"{command} {where}: {said}")
                contains(said, why)
        equal(len(paper.home.json("articles", "--limit", "100")), 41)


@test
def who_stops_reading_hears_no_complaint():
    with Newspaper() as paper:
        for command in (("articles", "--json"), ("articles",), ("show", "1"), ("demo",), ("reload", "--force"), ("export",)):
            code, said = into(paper.home, "| head -n 1 >/dev/null", *command)
            equal((code, said), (0, ""), command)


@test
def a_closed_standard_input_is_told_and_harms_nothing():
    with Newspaper() as paper:
        for command in ("parse", "render", "extract"):
            code, said = into(paper.home, "<&-", command, "-")
            equal((code, len(said.splitlines())), (1, 1), said)
        equal(into(paper.home, "<&- >/dev/null 2>&1", "articles")[0], 0)
        equal(len(paper.home.json("articles", "--limit", "100")), 41)


@test
def words_that_are_no_utf_8_end_in_no_harm():
    with Home() as home:
        for args in ((b"f\xffeeds",), (b"show", b"\x9b1"), (b"parse", b"/\xff\x9b"), (b"add", b"http://x.example/\xff"), (b"articles", b"\xff\x9b31m"),
                     (b"articles", b"is:\xff")):
            done = subprocess.run([*home.command(), *args], capture_output=True, env=home.environment, timeout=4 * PATIENCE)
            check(done.returncode in (0, 1, 2), args)
            done.stderr.decode("utf-8")
            done.stdout.decode("utf-8")
            check(not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", done.stderr), done.stderr)


@test
def nothing_of_the_program_is_outside_its_home():
    with Newspaper() as paper:
        paper.home.ok("articles")
        equal(os.listdir(paper.home.environment["HOME"]), [])
    with Home() as home:
        home.ok("feeds", home=False)
        found = sorted(os.path.relpath(os.path.join(at, name), home.environment["HOME"])
                       for at, _, names in os.walk(home.environment["HOME"]) for name in names)
        check(all(f.startswith((".config/courant/", ".local/share/courant/", ".cache/courant/", ".local/state/courant/")) for f in found), found)
        home.fails(2, "--home", "", "feeds", home=False)
        home.fails(1, "feeds", home=False, HOME="")


run()
