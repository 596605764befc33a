#!/usr/bin/env python3
"""The commands of the command line that keep something: subscriptions, articles, marks, comments, the outbox, the demo."""
import sys
sys.dont_write_bytecode = True
import json
import re
import xml.etree.ElementTree as xml
from harness import NOW, Home, cells, check, clean, contains, equal, lacks, run, test, until
from servers import Files, Newspaper
from terminal import Screen

REPORT = "Coast services of Avenmark and Sundria speak again after a year of silence over the fairway and the Lantern Bank"
COMMANDS = "add remove tag import export reload feeds articles search show mark delete undo fetch-pages comments reply outbox account sync rules backup doctor parse render extract help demo".split()


# ---- help

@test
def help_lists_the_commands_that_there_are():
    with Home() as home:
        text = home.ok("--help")
        equal([c for c in COMMANDS if not re.search(rf"\b{c}\b", text)], [])
        check(all(len(line) <= 80 for line in text.splitlines()), "wider than a terminal")
        contains(home.ok("--version"), "courant")
        contains(home.ok("reload", "--help"), "--force", "--jobs", "--json")
        equal(home.ok("help"), text)
        equal(home.ok("help", "reload"), home.ok("reload", "--help"))
        contains(home.fails(2, "help", "relaod"), "did you mean 'reload'?")
        for command in COMMANDS:
            lacks(home.ok("help", command), "**", "`")


@test
def without_a_terminal_courant_prints_and_goes():
    with Home() as home:
        result = home.run()
        check(result.code == 0, str(result))
        clean(result.out)


# ---- subscriptions

@test
def add_prints_id_and_address_and_feeds_shows_them():
    with Home() as home, Files() as web:
        url = web.put_sample()["wire"]
        out = home.ok("add", url, "--title", "The Wire", "--tag", "News", "--tag", "Дома")
        check(re.fullmatch(rf"\d+\t{re.escape(url)}\n", out), out)
        feed, = home.json("feeds")
        equal((feed["id"], feed["url"], feed["title"], sorted(feed["tags"])), (int(out.split("\t")[0]), url, "The Wire", ["News", "Дома"]))
        home.ok("reload", "--force")
        feed, = home.json("feeds")
        equal((feed["title"], feed["unread"], feed["total"], feed["error"]), ("The Wire", 12, 12, None))
        check(feed["last_fetched"] and feed["link"], str(feed))
        contains(home.ok("feeds"), "The Wire", "12")


@test
def add_of_a_page_finds_its_feed_and_not_the_comments():
    with Home() as home, Files() as web:
        web.put_sample()
        page = web.put("/front", """<html><head><link rel="alternate" type="application/rss+xml" title="Wire &raquo; Comments Feed"
            href="/comments/feed/"><link rel="alternate" type="application/rss+xml" title="Wire &raquo; Feed" href="/wire/feed/"></head>""", "text/html")
        equal(home.ok("add", page).split("\t")[1].strip(), web.url + "/wire/feed/")


@test
def add_of_a_page_says_what_other_feeds_it_names():
    with Home() as home, Files() as web:
        web.put_sample()
        link = '<link rel="alternate" type="application/rss+xml" href="%s" title="%s">'
        page = web.put("/front", link % ("/wire/feed/", "All") + link % ("/sport\x1b.xml", "Sport") + link % ("/comments/feed/", "Comments Feed") + link % ("/art.xml", "Art"),
                       "text/html")
        result = home.run("add", page)
        equal((result.code, result.out), (0, f"1\t{web.url}/wire/feed/\n"), str(result))
        equal(result.err, f"courant: the page names other feeds, too: {web.url}/sport%1B.xml, {web.url}/art.xml\n")


@test
def an_address_that_cannot_be_reached_now_is_added_and_fetched_later():
    with Home() as home, Files() as web:
        url = web.put_sample()["wire"]
        web.stop()
        result = home.run("add", "--unseen", url, "--title", "The Wire", "--tag", "News")
        equal((result.code, result.out), (0, f"1\t{url}\n"), str(result))
        equal(result.err, "courant: added, not fetched yet: 127.0.0.1 refuses the connection: the server may be down; try again later\n")
        feed, = home.json("feeds")
        equal([feed[k] for k in ("title", "tags", "total", "last_fetched", "last_status", "error")], ["The Wire", ["News"], 0, None, None, None])
        equal(home.ok("add", "--unseen", url), f"1\t{url}\n")
        other = url + "2"
        home.run("add", "--unseen", other)
        contains(home.ok("feeds"), f"of 0      The Wire  [News]  {url}\n", f"of 0      {other}\n")
        home.ok("remove", other)
        web.start()
        home.ok("reload")
        feed, = home.json("feeds")
        equal((feed["title"], feed["total"], feed["error"]), ("The Wire", 12, None))


@test
def adding_twice_keeps_one_feed():
    with Home() as home, Files() as web:
        url = web.put_sample()["lab"]
        first = home.ok("add", url)
        home.run("add", url)
        equal([f["id"] for f in home.json("feeds")], [int(first.split("\t")[0])])


@test
def remove_takes_the_feed_and_its_articles_by_id_or_address():
    with Newspaper() as paper:
        paper.home.ok("remove", paper.feeds["wire"])
        paper.home.ok("remove", paper.urls["lab"])
        equal({f["url"] for f in paper.home.json("feeds")}, {paper.urls["post"], paper.urls["gazette"]})
        equal(len(paper.home.json("articles", "--limit", "100")), 19)


@test
def tag_adds_takes_away_and_lists():
    with Newspaper() as paper:
        paper.home.ok("tag", paper.feeds["lab"], "+Reading", "-Technology")
        contains(paper.home.ok("tag", paper.feeds["lab"]), "Reading")
        lab = next(f for f in paper.home.json("feeds") if f["id"] == paper.feeds["lab"])
        equal(lab["tags"], ["Reading"])
        paper.home.ok("tag", paper.urls["lab"], "+Technology")
        equal(len(paper.home.json("articles", "--limit", "100", "tag:Technology")), 10)


@test
def lists_of_subscriptions_go_in_and_out():
    with Home() as home, Home() as other, Home() as third:
        home.file("in.opml", """<opml version="2.0"><body><outline text="News"><outline type="rss" text="A &amp; B" xmlUrl="http://a.example/f"/>
            <outline text="Deep"><outline type="rss" text="C" xmlUrl="http://c.example/f?x=1&amp;y=2"/></outline></outline></body></opml>""")
        home.ok("import", home.folder + "/in.opml")
        equal(sorted((f["url"], f["title"]) for f in home.json("feeds")), [("http://a.example/f", "A & B"), ("http://c.example/f?x=1&y=2", "C")])
        opml = home.ok("export")
        equal({o.get("xmlUrl") for o in xml.fromstring(opml).iter("outline")} - {None}, {"http://a.example/f", "http://c.example/f?x=1&y=2"})
        other.ok("import", "-", stdin=opml)

        def listed(which):
            return sorted((f["url"], f["title"], sorted(f["tags"])) for f in which.json("feeds"))
        equal(listed(other), listed(home))
        urls = home.ok("export", "--format", "urls")
        third.ok("import", "-", stdin=urls)
        equal(listed(third), listed(home))


@test
def newsboats_list_is_told_apart_by_its_content():
    with Home() as home:
        home.ok("import", "-", stdin='# mine\nhttp://a.example/f News "two words" "~My A"\n\n"query:x:unread = \\"yes\\""\nhttp://b.example/f\n')
        feeds = {f["url"]: f for f in home.json("feeds")}
        equal(set(feeds), {"http://a.example/f", "http://b.example/f"})
        equal((feeds["http://a.example/f"]["title"], sorted(feeds["http://a.example/f"]["tags"])), ("My A", ["News", "two words"]))


# ---- reload

@test
def the_older_pages_of_a_feed_come_when_they_are_asked_for():
    def page(articles, link):
        entries = "".join(f"<entry><id>urn:{n}</id><title>{title}</title></entry>" for n, title in articles)
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Paper</title>{link}{entries}</feed>"
    with Home() as home, Files() as web:
        url = web.put("/feed", page([(5, "five"), (4, "four, mended")], "<link rel='next' href='/feed/2'/>"))
        web.put("/feed/2", page([(4, "four"), (3, "three")], "<link rel='prev-archive' href='old'/>").replace("Paper", "Page 2"))
        web.put("/feed/old", page([(2, "two"), (1, "one")], "<link rel='next' href='/feed/2'/>"))  # in a circle
        home.ok("add", url)
        equal([a["title"] for a in home.json("articles")], ["five", "four, mended"])
        told, = home.json("reload", "--archive", url)
        equal((told["status"], told["new"], told["updated"]), ("ok", 3, 0))
        equal(sorted(a["title"] for a in home.json("articles")), ["five", "four, mended", "one", "three", "two"])
        equal(home.json("feeds")[0]["title"], "Paper")
        web.put("/feed/2", status="500 Oops")
        contains(home.fails(1, "reload", "--archive", url), "page 2: ")
        home.fails(2, "reload", "--archive")


@test
def a_feed_that_has_become_a_page_tells_what_the_page_names():
    page = b'<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/new.xml"></head><body>x</body></html>'
    with Home() as home, Files() as web:
        web.put("/feed", b"<rss version='2.0'><channel><title>F</title><item><title>a</title></item></channel></rss>")
        home.ok("add", web.url + "/feed")
        web.put("/feed", page, "text/html")
        home.fails(1, "reload", "--force")
        feed, = home.json("feeds")
        equal(feed["error"], f"{web.url}/feed: this is a web page and not a feed: it names {web.url}/new.xml")
        equal(feed["total"], 1)
        contains(home.fails(1, "parse", home.file("page.html", page)), "this is a web page and not a feed: it names /new.xml")


@test
def reload_tells_each_feed_and_finds_nothing_new_the_second_time():
    with Home() as home, Files() as web:
        for url in web.put_sample().values():
            home.ok("add", url)
        home.ok("reload", "--force")
        lines = home.json("reload", "--force")
        equal(len(lines), 4)
        for line in lines:
            equal([f for f in ("id", "url", "status", "http", "new", "updated", "bytes", "ms", "error") if f not in line], [])
            equal((line["new"], line["error"]), (0, None), line["url"])
        equal(sum(f["total"] for f in home.json("feeds")), 41)
        equal(len(home.ok("reload", "--force").strip().splitlines()), 4)


@test
def reload_asks_conditionally_and_without_the_weak_mark():
    with Home() as home, Files() as web:
        url = web.put("/feed", '<rss version="2.0"><channel><title>T</title></channel></rss>', "application/rss+xml", ETag='W/"5b"',
                      Last_Modified="Fri, 22 Dec 2023 09:30:00 GMT")
        home.ok("add", url)
        home.ok("reload", "--force")
        web.forget()
        line, = home.json("reload", "--force")
        asked, = web.requests("/feed")
        equal((asked["status"], line["http"]), (304, 304))
        equal((asked["headers"].get("if-none-match"), asked["headers"].get("if-modified-since")), ('"5b"', "Fri, 22 Dec 2023 09:30:00 GMT"))
        contains(asked["headers"]["user-agent"], "courant/")
        contains(asked["headers"].get("accept-encoding", ""), "gzip")


@test
def a_plain_reload_waits_where_the_server_said_so():
    with Home() as home, Files() as web:
        home.ok("add", web.put("/feed", '<rss version="2.0"><channel><title>T</title></channel></rss>', "application/rss+xml"))
        web.put("/feed", "later", status="429 Too Many Requests", Retry_After=3600)
        home.run("reload", "--force")
        web.forget()
        home.ok("reload")
        equal(web.requests(), [])
        home.run("reload", "--force")
        equal(len(web.requests("/feed")), 1)


@test
def reload_fails_only_when_every_feed_failed():
    with Home() as home, Files() as web:
        good = home.ok("add", web.put("/good", '<rss version="2.0"><channel><title>T</title></channel></rss>', "application/rss+xml")).split("\t")[0]
        bad = home.ok("add", web.put("/bad", '<rss version="2.0"><channel><title>U</title></channel></rss>', "application/rss+xml")).split("\t")[0]
        web.put("/bad", "gone", status="500 Broken")
        equal(home.run("reload", "--force").code, 0)
        equal(home.run("reload", "--force", bad).code, 1)
        equal(home.run("reload", "--force", good).code, 0)
        feeds = {str(f["id"]): f for f in home.json("feeds")}
        equal(feeds[good]["error"], None)
        contains(feeds[bad]["error"], "500")


@test
def a_reload_that_failed_tells_what_it_took():
    with Home() as home, Files() as web:
        home.ok("add", web.put("/feed", '<rss version="2.0"><channel><title>T</title></channel></rss>', "application/rss+xml"))
        web.put("/feed", "x" * 5000, Test_Cut=4000, Test_Delay_Ms=100)
        line = json.loads(home.run("reload", "--force", "--json").out)
        equal((line["status"], line["http"]), ("failed", None))
        check(line["bytes"] > 4000 and line["ms"] >= 100, str(line))


@test
def a_moved_feed_is_followed():
    with Home() as home, Files() as web:
        urls = web.put_sample()
        old = web.put("/old", "", status="301 Moved Permanently", Location="/lab/feed.json")
        home.ok("add", old)
        home.ok("reload", "--force")
        equal(sum(f["total"] for f in home.json("feeds")), 10)
        check(urls["lab"] in {f["url"] for f in home.json("feeds")}, "the new address is not kept")


@test
def no_other_protocol_is_followed():
    with Home() as home, Files() as web:
        for target in ("file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/"):
            home.fails(1, "add", web.put("/away", "", status="302 Found", Location=target))


# ---- articles

@test
def articles_come_newest_first_with_all_fields():
    with Newspaper() as paper:
        articles = paper.home.json("articles", "--limit", "100")
        equal(len(articles), 41)
        fields = "id feed title link author published unread starred tags comments_count duplicates full".split()
        equal([f for f in fields if f not in articles[0]], [])
        dates = [a["published"] for a in articles]
        equal(dates, sorted(dates, reverse=True))
        equal(articles[0]["published"], "2023-12-23T09:12:00Z")
        equal([a["id"] for a in paper.home.json("articles", "--limit", "5")], [a["id"] for a in articles[:5]])
        contains(paper.home.ok("articles", "--limit", "3"), articles[0]["title"], articles[2]["title"])


@test
def an_article_without_a_title_is_told_by_its_first_words():
    with Home() as home, Files() as web:
        items = ("<description>&lt;p&gt;Salt is dear &amp;amp; herring is not.&lt;/p&gt;&lt;p&gt;Nobody at the exchange could say why that is so on a day like this.&lt;/p&gt;"
                 "</description>", "")
        body = "".join(f"<item><guid>{i}</guid>{item}</item>" for i, item in enumerate(items))
        home.ok("add", web.put("/f", f"<rss version='2.0'><channel><title>Short</title>{body}</channel></rss>"))
        contains(home.ok("articles"), "  Salt is dear & herring is not. Nobody at the exchange could say why that…  — Short\n",
                 "  (no title)  — Short\n")
        equal([a["title"] for a in home.json("articles")], ["", ""])


@test
def queries_choose():
    with Newspaper() as paper:
        def count(*query):
            return len(paper.home.json("articles", "--limit", "100", *query))
        equal(count("is:unread"), 41)
        equal(count("title:ferry"), 1)
        equal(count("author:Thornbury"), 3)
        equal(count("tag:World"), 21)
        equal(count("after:2023-12-23"), 7)
        equal(count("before:2023-12-19"), 4)
        equal(count("has:enclosure"), 1)
        equal(count("-tag:World", "-tag:News"), 10)
        equal(count("title:ferry OR title:crane"), 2)
        equal(count('"second gate"'), 1)


@test
def show_prints_the_report_with_its_headline_once():
    with Newspaper() as paper:
        article = paper.article("Coast services")
        text = paper.home.ok("show", article["id"], "--width", "72")
        equal(text.lower().replace("\n", " ").count(REPORT[:50].lower()), 1)
        contains(text, "Global Wire", "2023")
        check(all(cells(line) <= 72 for line in text.splitlines()), "a line is too wide")
        paragraphs = [p for p in re.split(r"\n\s*\n", text)]
        equal(sum(p.strip().startswith(("The ", "Orlan", "“We", "Castellane", "On the", "“It", "Holm", "Not ")) for p in paragraphs) >= 13, True)
        html = paper.home.run("show", article["id"], "--format", "html").out
        contains(html, "<em>Polynya</em>")
        shown = json.loads(paper.home.ok("show", article["id"], "--format", "json"))
        equal(shown["id"], article["id"])
        ansi = paper.home.run("show", article["id"], "--format", "ansi")
        contains(ansi.out, "\x1b[")


@test
def show_prints_every_article_at_every_width():
    with Newspaper() as paper:
        for article in paper.home.json("articles", "--limit", "100"):
            for width in (24, 80):
                text = paper.home.ok("show", article["id"], "--width", width)
                wide = [line for line in text.splitlines() if cells(line) > width]
                equal(wide, [], article["title"])


@test
def show_full_fetches_the_page_and_keeps_it():
    with Home() as home, Files() as web:
        web.put_sample()
        page = web.url + "/wire/2023/12/22/coast-services-speak-again/"
        feed = f"""<rss version="2.0"><channel><title>T</title><item><title>{REPORT}</title><link>{page}</link><guid>1</guid>
            <description>The heads of the two coast services on the strait spoke […]</description></item></channel></rss>"""
        home.ok("add", web.put("/short", feed, "application/rss+xml"))
        home.ok("reload", "--force")
        key = home.json("articles")[0]["id"]
        lacks(home.ok("show", key), "brass plate")
        contains(home.ok("show", key, "--full"), "brass plate")
        web.stop()
        contains(home.ok("show", key), "brass plate")


@test
def a_removed_feed_is_taken_back_with_its_articles():
    with Newspaper() as paper:
        home = paper.home
        feeds, articles = home.json("feeds"), home.json("articles")
        home.ok("remove", paper.feeds["wire"])
        equal(len(home.json("feeds")), 3)
        equal([a for a in home.json("articles") if a["feed"] == paper.feeds["wire"]], [])
        lacks(home.ok("export"), paper.urls["wire"])
        home.ok("reload", "--force")
        equal(home.ok("undo"), "subscribed to again: 1\n")
        equal(home.json("articles"), articles)
        equal(home.json("feeds"), feeds)
        home.ok("doctor")


@test
def an_article_whose_words_change_shows_what_it_said_before():
    with Home() as home, Files() as web:
        def put(title, text):
            web.put("/f", f"<rss version='2.0'><channel><title>F</title><item><guid>1</guid><title>{title}</title>"
                          f"<description>{text}</description></item></channel></rss>", "application/rss+xml")
        put("Level", "The river stands at 3.1 m.")
        home.ok("add", web.url + "/f")
        home.ok("reload", "--force")
        first, = home.json("articles")
        home.ok("mark", "read", first["id"])
        home.ok("mark", "star", first["id"])
        put("High water", "The river stands at 3.2 m.")
        home.ok("reload", "--force")
        second, = home.json("articles", "is:changed")
        equal(second, {**first, "title": "High water", "unread": False, "starred": True, "changed": True})
        told = json.loads(home.ok("show", first["id"], "--format", "json"))["revisions"]
        equal(told, [{"revision": 1, "replaced": NOW, "title": "Level"}])
        contains(home.ok("show", first["id"]), "High water", "3.2 m")
        contains(home.ok("show", first["id"], "--revision", "1"), "Level", "3.1 m")
        equal(home.fails(1, "show", first["id"], "--revision", "2"), f"courant: article {first['id']} has no older text 2")
        with Screen(home.command(), 100, 30, home) as screen:
            screen.wait("FEEDS")
            screen.step("j")
            screen.step("Enter")
            screen.wait("≈", "High water")
            screen.step("Enter")
            screen.wait("changed since you read it")
            until(lambda: home.json("articles", "is:changed") == [], "it is seen")


@test
def marks_are_taken_back_by_undo():
    with Newspaper() as paper:
        home = paper.home
        before = home.json("articles")
        first, second = before[0]["id"], before[1]["id"]
        home.ok("mark", "star", first, second)
        home.ok("mark", "+harbour", "--query", "is:starred")
        contains(home.fails(1, "mark", "read", first, 999999), "there is no article 999999")
        equal(home.ok("undo"), "without tag again: 2\n")
        equal(home.ok("undo"), "without star again: 2\n")
        equal(home.json("articles"), before)
        equal(home.ok("undo", "--redo"), "starred again: 2\n")
        equal(len(home.json("articles", "is:starred")), 2)


@test
def deleted_articles_stay_away_until_they_are_taken_back():
    with Newspaper() as paper:
        home = paper.home
        before = home.json("articles")
        first, second = before[0]["id"], before[1]["id"]
        equal(home.ok("delete", first, second), "")
        equal(home.json("articles"), before[2:])
        contains(home.fails(1, "show", first), f"there is no article {first}")
        contains(home.fails(1, "delete", first), f"there is no article {first}")
        home.ok("reload", "--force")
        equal(home.json("articles"), before[2:])
        home.ok("delete", "--query", "is:unread")
        equal(home.json("articles"), [])
        equal(sum(feed["total"] + feed["unread"] for feed in home.json("feeds")), 0)
        equal(home.ok("undo"), f"there again: {len(before) - 2}\n")
        equal(home.ok("undo"), "there again: 2\n")
        equal(home.json("articles"), before)
        contains(home.fails(1, "undo"), "nothing to take back")
        equal(home.ok("undo", "--redo"), "deleted again: 2\n")
        equal(home.json("articles"), before[2:])
        equal(home.run("delete").code, 2)


@test
def marks_are_set_and_taken_away():
    with Newspaper() as paper:
        home = paper.home
        ids = [a["id"] for a in home.json("articles", "--limit", "3")]
        home.ok("mark", "read", *ids)
        equal(len(home.json("articles", "--limit", "100", "is:unread")), 38)
        equal(sum(f["unread"] for f in home.json("feeds")), 38)
        home.ok("mark", "unread", ids[0])
        home.ok("mark", "star", ids[1])
        home.ok("mark", "+later", ids[1], ids[2])
        home.ok("mark", "-later", ids[2])
        starred, = home.json("articles", "is:starred")
        equal((starred["id"], starred["tags"], starred["unread"]), (ids[1], ["later"], False))
        home.ok("mark", "unstar", ids[1])
        equal(home.json("articles", "is:starred"), [])
        home.ok("mark", "read", "--query", "tag:World")
        equal(len(home.json("articles", "--limit", "100", "is:unread", "tag:World")), 0)


@test
def what_is_read_stays_read_when_the_feed_comes_again():
    with Newspaper() as paper:
        paper.home.ok("mark", "read", "--query", "is:unread")
        paper.home.ok("reload", "--force")
        equal(paper.home.json("articles", "is:unread"), [])


# ---- comments

@test
def comments_come_parents_first_with_their_depth():
    with Newspaper() as paper:
        key = paper.article("The night ferry")["id"]
        comments = paper.home.json("comments", key, "--reload")
        equal(len(comments), 60)
        fields = "id parent depth author author_url published html text score unread".split()
        equal([f for f in fields if f not in comments[0]], [])
        depth = {}
        for c in comments:
            equal(c["depth"], 0 if c["parent"] is None else depth[c["parent"]] + 1)
            depth[c["id"]] = c["depth"]
        equal(sorted(set(depth.values())), [0, 1, 2, 3])
        equal((comments[0]["author"], comments[0]["author_url"], comments[0]["published"]),
              ("Ada Winterbourne", "https://ada.example/", "2023-12-21T08:24:00Z"))
        text = paper.home.ok("comments", key)
        contains(text, "Hal O’Neil", "For coming home.", "2 awake (by experience)")
        paper.web.stop()
        equal(len(paper.home.json("comments", key)), 60)


@test
def an_article_without_comments_says_so():
    with Newspaper() as paper:
        key = paper.article("Coast services")["id"]
        equal(paper.home.ok("comments", key), "No comments yet.\n")
        equal(paper.home.json("comments", key), [])


@test
def where_nobody_can_comment_there_are_no_comments():
    with Home() as home, Files() as web:
        items = "".join(f"<item><title>{name}</title><guid>{name}</guid>{rest}</item>" for name, rest in (
            ("bare", ""), ("mail", "<link>mailto:a@b.example</link>"), ("gone", f"<link>{web.url}/gone</link>"),
            ("none", f"<link>{web.url}/gone</link><slash:comments>0</slash:comments>"),
            ("some", f"<link>{web.url}/gone</link><slash:comments>3</slash:comments>")))
        home.ok("add", web.put("/feed", '<rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel>'
                               f"<title>T</title>{items}</channel></rss>", "text/xml"))
        ids = {a["title"]: a["id"] for a in home.json("articles")}
        for name in ("bare", "mail", "gone", "none"):
            equal(home.ok("comments", ids[name]), "No comments yet.\n", name)
            equal(home.json("comments", ids[name]), [], name)
        contains(home.fails(1, "comments", ids["some"]), "404")
        contains(home.fails(1, "comments", ids["gone"], "--reload"), "404")
        web.stop()
        home.fails(1, "comments", ids["gone"])
        equal(home.ok("comments", ids["none"]), "No comments yet.\n")


@test
def comments_are_read_where_they_are_made():
    thread = """<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>t</id><entry><id>1</id><title>By</title><author><name>Ann</name></author>
      <updated>2023-12-22T10:00:00Z</updated><content type="html">Elsewhere.</content></entry></feed>"""
    with Home() as home, Files() as web, Files() as other:
        web.put("/talk", '<html><head><link rel="alternate" type="application/atom+xml" title="Comments" href="/talk.atom"></head>'
                '<body><div id="comments"></div></body></html>', "text/html")
        web.put("/talk.atom", thread, "application/atom+xml")
        home.ok("add", web.put("/feed", f"""<rss version="2.0" xmlns:wfw="http://wellformedweb.org/CommentAPI/"><channel><title>T</title>
            <item><title>down</title><guid>1</guid><link>{other.url}/story</link><wfw:commentRss>{web.url}/talk.atom</wfw:commentRss></item>
            <item><title>apart</title><guid>2</guid><link>{web.url}/story</link><comments>{web.url}/talk#all</comments>
            <wfw:commentRss>{web.url}/talk.atom</wfw:commentRss></item></channel></rss>""", "text/xml"))
        other.stop()
        ids = {a["title"]: a["id"] for a in home.json("articles")}
        web.forget()
        for name in ("down", "apart"):
            equal([c["author"] for c in home.json("comments", ids[name])], ["Ann"], name)
        equal([r["target"] for r in web.requests()], ["/talk.atom", "/talk", "/talk.atom"])


@test
def a_reply_without_what_the_form_requires_is_refused_before_sending():
    with Newspaper() as paper:
        key = paper.article("Coast services")["id"]
        contains(paper.home.fails(1, "reply", key, "--name", "Ann", "--body", "Hello").lower(), "mail")
        contains(paper.home.fails(1, "reply", key, "--email", "a@b.example", "--body", "Hello").lower(), "name")
        contains(paper.home.fails(1, "reply", key, "--name", "Ann", "--email", "nonsense", "--body", "Hello").lower(), "mail")
        paper.home.fails(1, "reply", key, "--name", "Ann", "--email", "a@b.example", "--body", " \n")
        equal(paper.web.requests(method="POST"), [])
        equal(paper.home.json("outbox"), [])


@test
def one_text_is_sent_and_not_two():
    with Newspaper() as paper:
        key = paper.article("Coast services")["id"]
        contains(paper.home.fails(2, "reply", key, "--body", "One", "--body-file", "-", stdin="Two"), "not both")
        contains(paper.home.fails(2, "reply", key), "--body TEXT, or --body-file FILE")


@test
def what_is_no_address_is_told_before_a_reply_is_queued():
    with Newspaper() as paper:
        key = paper.article("Coast services")["id"]
        paper.web.stop()
        contains(paper.home.fails(1, "reply", key, "--name", "Ann", "--email", "ann.example", "--body", "Hello"), "no e-mail address")
        contains(paper.home.fails(1, "reply", key, "--name", "Ann", "--email", "a@b.example", "--url", "a b", "--body", "Hello"), "no web address")
        equal(paper.home.json("outbox"), [])
        equal(paper.home.ok("reply", key, "--name", "Ann", "--email", "a@b.example", "--body", "Hello"), "queued\n")


@test
def a_reply_that_the_site_refuses_waits_in_the_outbox_for_its_writer():
    with Newspaper() as paper:
        home, web, key = paper.home, paper.web, paper.article("Coast services")["id"]
        ann = ("--name", "Ann", "--email", "a@b.example")
        page = web.put("/wire/wp-comments-post.php", "<body><div class='wp-die-message'><p>You said \x1bthat.</p></div></body>", "text/html",
                       status="409 Conflict", method="POST")
        contains(home.fails(1, "reply", key, *ann, "--body", "Twice"), "You said that.", "(it is kept: 'courant outbox send 1' tries again")
        row, = home.json("outbox")
        equal([row[k] for k in ("id", "body", "refused", "error")], [1, "Twice", True, "You said that."])
        contains(home.ok("outbox"), ": refused: You said that.")
        equal(home.ok("outbox", "send"), "Nothing waits to be sent.\n")
        home.fails(1, "outbox", "send", 2)
        contains(home.run("outbox", "send", 1).out, "1 refused: You said that.")
        web.put("/wire/wp-comments-post.php", "", status="302 Found", method="POST",
                Location="{BASE}/wire/2023/12/22/coast-services-speak-again/comment-page-1/#comment-9000")
        equal(home.ok("outbox", "send", 1), "1 posted\n")
        equal(home.json("outbox"), [])
        equal(len(web.requests(page.removeprefix(web.url), "POST")), 3)


@test
def a_reply_whose_page_is_not_there_waits_for_it():
    with Newspaper() as paper:
        home, web, key = paper.home, paper.web, paper.article("Coast services")["id"]
        path = paper.article("Coast services")["link"].removeprefix(web.url)
        web.put(path, "later", "text/plain", status="503 Later")
        contains(home.fails(1, "reply", key, "--name", "Ann", "--email", "a@b.example", "--body", "Hello"), "503", "outbox send 1")
        equal([(row["id"], row["refused"]) for row in home.json("outbox")], [(1, False)])


@test
def a_reply_is_posted_with_every_field_of_the_form():
    with Newspaper() as paper:
        key = paper.article("Coast services")["id"]
        paper.web.put("/wire/wp-comments-post.php", "", status="302 Found", method="POST",
                      Location="{BASE}/wire/2023/12/22/coast-services-speak-again/comment-page-1/#comment-9000")
        body = paper.home.file("body.txt", "Zwei Zeilen & ein €.\nDie zweite.\n")
        equal(paper.home.ok("reply", key, "--name", "Ann", "--email", "a@b.example", "--body-file", body), "posted\n")
        sent, = paper.web.requests(method="POST")
        contains(sent["headers"]["content-type"], "application/x-www-form-urlencoded")
        contains(sent["body"], "author=Ann", "email=a%40b.example", "comment_post_ID=4101", "comment_parent=0", "%E2%82%AC", "%26")
        lacks(sent["body"], "cookies-consent=yes")


@test
def the_outbox_keeps_what_could_not_be_sent():
    with Newspaper() as paper:
        home, key = paper.home, paper.article("Coast services")["id"]
        home.run("comments", key, "--reload")
        paper.web.stop()
        equal(home.ok("reply", key, "--name", "Ann", "--email", "a@b.example", "--body", "One"), "queued\n")
        equal(home.ok("reply", key, "--name", "Ann", "--email", "a@b.example", "--body", "Two"), "queued\n")
        waiting = home.json("outbox")
        equal(len(waiting), 2)
        contains(home.ok("outbox"), "Coast services")
        home.ok("outbox", "drop", waiting[0]["id"])
        paper.web.start()
        paper.web.put("/wire/wp-comments-post.php", "", status="302 Found", method="POST",
                      Location="{BASE}/wire/2023/12/22/coast-services-speak-again/comment-page-1/#comment-9001")
        contains(home.ok("outbox", "send"), "posted")
        equal(home.json("outbox"), [])
        home.ok("outbox", "send")
        sent, = paper.web.requests(method="POST")
        contains(sent["body"], "comment=Two")


# ---- the demo

@test
def the_demo_prints_front_page_article_and_comments_into_a_pipe():
    with Home() as home:
        out = home.ok("demo", home=False)
        contains(out, "Global Wire", "Harbour Post", "Tide & Type", "Вестник маяка", "FEEDS")
        contains(out, "COMMENTS")
        clean(out, allowed="")
        check(out.count("\n") > 60, out)
        kept = [p for p in __import__("os").listdir(home.environment["HOME"])]
        equal(kept, [], "the demo left something in the user's home")


@test
def the_demo_keeps_a_home_that_is_named():
    with Home() as home:
        home.ok("demo")
        equal(len(home.json("articles", "--limit", "100")), 41)
        key = next(a["id"] for a in home.json("articles", "--limit", "100") if a["title"].startswith("The night ferry"))
        equal(len(home.json("comments", key)), 60)


run()
