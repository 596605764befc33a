#!/usr/bin/env python3
"""Accounts at services, and keeping in step with them."""
import sys
sys.dont_write_bytecode = True
import json
import os
import pty
import subprocess
from harness import Home, check, contains, equal, lacks, run, test, until
from servers import Files, TinyTinyRss
from service import Service
from terminal import Screen

RSS = '<rss version="2.0"><channel><title>{0}</title>{1}</channel></rss>'
ITEM = '<item><title>{0}</title><guid isPermaLink="false">{1}</guid><link>{2}</link><pubDate>Sat, 23 Dec 2023 00:00:00 GMT</pubDate></item>'


def add_account(home, service, kind="greader"):
    return home.ok("account", "add", kind, "--server", f"{service.url}/{kind}", "--user", "ann", "--password-command", "echo secret")


def sync(home):
    line, = home.json("sync")
    return line


def counts(line):
    return tuple(line[name] for name in ("status", "feeds", "new_feeds", "new", "changed", "sent", "waiting", "error"))


def marks(home):
    """What is unread and what has a star, by titles."""
    articles = home.json("articles", "--limit", "10000")
    return ({a["title"] for a in articles if a["unread"]}, {a["title"] for a in articles if a["starred"]})


def ids(home):
    return {a["title"]: str(a["id"]) for a in home.json("articles", "--limit", "10000")}


def fill(service):
    """Two feeds, four articles."""
    a = service.feed("https://a.example/feed", "Feed A ＆ co", folder="News")
    b = service.feed("https://b.example/feed", "Feed B")
    service.article(a, "One", "https://a.example/1")
    service.article(a, "Two", "https://a.example/2", unread=False)
    service.article(a, "Three ＜b＞ &amp; more", "https://a.example/3", starred=True, author="Ann")
    service.article(b, "Four", "https://b.example/4", unread=False, starred=True)
    return a, b


# ---- accounts

@test
def an_account_is_kept_once_and_listed_without_any_password():
    with Home() as home, Service() as service:
        equal(add_account(home, service), f"1\t{service.url}/greader\n")
        equal(home.ok("account", "add", "greader", "--server", service.url + "/greader/", "--user", "ann"), f"1\t{service.url}/greader\n")
        line, = home.json("account", "list")
        equal(line, {"id": 1, "service": "greader", "server": service.url + "/greader", "user": "ann", "has_password_command": False,
                     "last_synced": None, "error": None})
        equal(home.ok("account", "list"), f"   1  greader    {service.url}/greader  ann\n")
        equal(service.asked, [], "adding asks nobody")
        home.ok("account", "remove", "1")
        equal(home.ok("account", "list"), "")
        contains(home.fails(1, "account", "remove", "1"), "there is no account 1")


@test
def what_is_no_account_is_told_before_anything_is_kept():
    with Home() as home:
        for words, sentence in ((("add",), ": SERVICE is missing"),
                                (("add", "reader", "--server", "https://a.example", "--user", "u"), "'reader' is no service"),
                                (("add", "greader", "--user", "u"), ": --server URL is missing"),
                                (("add", "greader", "--server", "https://a.example"), ": --user U is missing"),
                                (("add", "greader", "--server", "a.example", "--user", "u"), "is no address of a server"),
                                (("add", "greader", "--server", "https://u:pw@a.example", "--user", "u"), "--password-command"),
                                (("drop", "1"), "'drop' is not add, list or remove"),
                                (("remove", "x"), "'x' is no account")):
            contains(home.fails(2, "account", *words), sentence)
        equal(home.ok("account", "list"), "")
        contains(home.fails(1, "sync"), "there is no account yet")
        contains(home.ok("account", "--help"), "SERVICE is one of", "\n  miniflux  ", "\n  nextcloud  ")


# ---- in step

@test
def the_first_sync_brings_feeds_articles_and_marks():
    with Home() as home, Service() as service:
        fill(service)
        add_account(home, service)
        equal(counts(sync(home)), ("ok", 2, 2, 4, 0, 0, 0, None))
        equal(marks(home), ({"One", "Three <b> & more"}, {"Three <b> & more", "Four"}))
        feeds = {f["title"]: (f["url"], f["tags"], f["unread"], f["total"]) for f in home.json("feeds")}
        equal(feeds, {"Feed A & co": ("https://a.example/feed", ["News"], 2, 3), "Feed B": ("https://b.example/feed", [], 0, 1)})
        three = next(a for a in home.json("articles") if a["title"].startswith("Three"))
        equal((three["author"], three["link"], three["published"]), ("Ann", "https://a.example/3", "2023-12-23T00:00:00Z"))
        contains(home.ok("show", str(three["id"])), "Three")
        equal([a["title"] for a in home.json("search", "three")], ["Three <b> & more"])
        equal(counts(sync(home)), ("ok", 2, 0, 0, 0, 0, 0, None))
        check(home.json("account", "list")[0]["last_synced"], "the time of the sync")


@test
def what_is_done_here_goes_there_and_what_is_done_there_comes_here():
    with Home() as home, Service() as service:
        fill(service)
        add_account(home, service)
        sync(home)
        number = ids(home)
        home.ok("mark", "read", number["One"])
        home.ok("mark", "unread", number["Two"])
        home.ok("mark", "star", number["One"])
        home.ok("mark", "unstar", number["Four"])
        service.articles[1795467497888513]["unread"] = False  # Three, read elsewhere
        service.articles[1795467497888513]["starred"] = False
        service.articles[1795467497888514]["unread"] = True   # Four
        five = service.article(2, "Five", "https://b.example/5")
        equal(counts(sync(home)), ("ok", 2, 0, 1, 3, 4, 0, None))
        wanted = ({"Two", "Four", "Five"}, {"One"})
        equal(marks(home), wanted)
        equal(service.marks(), wanted)
        service.asked.clear()
        equal(counts(sync(home)), ("ok", 2, 0, 0, 0, 0, 0, None))
        equal([p for p in service.paths() if "token" in p or "contents" in p or "edit" in p], [], "nothing to say")
        home.ok("undo"), home.ok("undo")
        equal(counts(sync(home))[5], 2)
        equal(service.marks(), ({"Two", "Four", "Five"}, {"Four"}))
        check(five in service.articles, "it is there still")


@test
def marks_wait_while_nobody_answers_and_win_over_what_the_service_says():
    with Home() as home, Service() as service:
        fill(service)
        add_account(home, service)
        sync(home)
        home.ok("mark", "read", ids(home)["One"])
        service.broken["/greader/accounts/ClientLogin"] = (503, "Service Unavailable!")
        told = home.run("sync", "--json")
        equal((told.code, len(told.err.splitlines())), (1, 1))
        line = json.loads(told.out)
        equal((line["status"], line["waiting"]), ("failed", 1))
        contains(line["error"], "switched off or being worked on (503)")
        contains(home.json("account", "list")[0]["error"], "(503)")
        service.broken.clear()
        service.broken["/greader/reader/api/0/edit-tag"] = (500, "oh")
        contains(home.fails(1, "sync"), "the server answered 500")
        equal("One" in marks(home)[0], False, "what was done here holds")
        service.broken.clear()
        equal(counts(sync(home)), ("ok", 2, 0, 0, 0, 1, 0, None))
        equal("One" in service.marks()[0], False)
        equal(home.json("account", "list")[0]["error"], None)


@test
def lists_of_many_pages_are_read_to_their_end():
    with Home() as home, Service() as service:
        feed = service.feed("https://a.example/feed", "A")
        for i in range(450):
            service.article(feed, f"T{i}", f"https://a.example/{i}", unread=i % 2 == 0)
        service.page = 50
        add_account(home, service)
        equal(counts(sync(home)), ("ok", 1, 1, 450, 0, 0, 0, None))
        equal(home.json("feeds")[0]["unread"], 225)
        for article in service.articles.values():
            article["unread"] = False
        equal(counts(sync(home)), ("ok", 1, 0, 0, 225, 0, 0, None))
        equal(home.json("feeds")[0]["unread"], 0)


@test
def what_the_service_deletes_is_neither_read_nor_asked_for_again():
    with Home() as home, Service() as service:
        fill(service)
        add_account(home, service)
        sync(home)
        del service.articles[1795467497888511]  # One
        equal(counts(sync(home)), ("ok", 2, 0, 0, 0, 0, 0, None))
        check("One" in marks(home)[0], "it stays unread here")
        service.asked.clear()
        sync(home)
        equal([p for p in service.paths() if "contents" in p], [])


@test
def a_key_or_a_token_that_ended_is_renewed_once():
    with Home() as home, Service() as service:
        fill(service)
        add_account(home, service)

        class Ending(dict):
            """The first question of this path finds the key ended."""
            def __contains__(self, path):
                if path == "/greader/reader/api/0/subscription/list" and service.keys == 0:
                    service.keys = 1
                return False
        service.broken = Ending()
        equal(counts(sync(home))[0:4], ("ok", 2, 2, 4))
        equal(service.paths().count("/greader/accounts/ClientLogin"), 2)
        service.broken = {"/greader/reader/api/0/subscription/list": (401, "Unauthorized!")}
        service.asked.clear()
        contains(home.fails(1, "sync"), "refuses the name or the password of ann")
        check(service.paths().count("/greader/accounts/ClientLogin") <= 3, "it gives up")


@test
def every_service_is_kept_in_step():
    for kind in ("fever", "miniflux", "ttrss", "nextcloud"):
        with Home() as home, Service() as service:
            fill(service)
            add_account(home, service, kind)
            equal(counts(sync(home)), ("ok", 2, 2, 4, 0, 0, 0, None), kind)
            equal(marks(home), ({"One", "Three <b> & more"}, {"Three <b> & more", "Four"}), kind)
            equal({f["title"]: f["tags"] for f in home.json("feeds")}, {"Feed A & co": ["News"], "Feed B": []}, kind)
            number = ids(home)
            for how, title in (("read", "One"), ("unread", "Two"), ("star", "One"), ("unstar", "Four")):
                home.ok("mark", how, number[title])
            service.change(1795467497888513, unread=False, starred=False)
            service.change(1795467497888514, unread=True)
            service.article(2, "Five", "https://b.example/5")
            equal(counts(sync(home)), ("ok", 2, 0, 1, 3, 4, 0, None), kind)
            equal(marks(home), ({"Two", "Four", "Five"}, {"One"}), kind)
            equal(service.marks(), ({"Two", "Four", "Five"}, {"One"}), kind)
            del service.articles[1795467497888512]  # Two
            home.ok("mark", "read", number["Two"])
            home.ok("mark", "star", number["Two"])
            equal(counts(sync(home))[6:], (0, None), f"{kind}: a mark of what is gone there does not wait for ever")
            for i in range(600):
                service.article(1, f"N{i}", f"https://a.example/n{i}", unread=i % 3 == 0, starred=i % 300 == 0)
            equal(counts(sync(home))[3], 600, kind)
            equal(sum(f["unread"] for f in home.json("feeds")), 202, kind)
            service.password = "other"
            contains(home.fails(1, "sync"), "refuses the name or the password of ann")


@test
def a_real_tiny_tiny_rss_is_kept_in_step():
    with Home() as home, Files() as web, TinyTinyRss() as service:
        items = "".join(ITEM.format(f"T{i}", f"g{i}", "{BASE}/%d" % i) for i in range(210))
        url = web.put("/feed", RSS.format("Local", items), "text/xml")
        service.add(url), service.update()
        home.ok("account", "add", "ttrss", "--server", service.url, "--user", "admin", "--password-command", "echo password")
        equal(counts(sync(home)), ("ok", 1, 1, 210, 0, 0, 0, None))
        number = ids(home)
        home.ok("mark", "read", number["T1"], number["T2"]), home.ok("mark", "star", number["T3"])
        service.mark(f"{web.url}/4", "unread", 0), service.mark(f"{web.url}/5", "marked", 1)
        equal(counts(sync(home)), ("ok", 1, 0, 0, 2, 3, 0, None))
        state = [line.split("\t") for line in service.state().splitlines()]
        equal({link.rsplit("/", 1)[1] for link, unread, _ in state if unread == "read"}, {"1", "2", "4"})
        equal({link.rsplit("/", 1)[1] for link, _, star in state if star == "starred"}, {"3", "5"})
        unread, starred = marks(home)
        equal((set(number) - unread, starred), ({"T1", "T2", "T4"}, {"T3", "T5"}))
        home.ok("reload", "--force")
        only, = home.json("feeds")
        equal((only["total"], only["unread"], counts(sync(home))[3:]), (210, 207, (0, 0, 0, 0, None)))
        home.ok("account", "add", "ttrss", "--server", service.url, "--user", "admin", "--password-command", "echo wrong")
        contains(home.fails(1, "sync"), "refuses the name or the password of admin")


@test
def the_interface_brings_accounts_in_step_too():
    with Home() as home, Service() as service:
        fill(service)
        add_account(home, service)
        with Screen(home.command(), 100, 24, home) as screen:
            screen.wait("FEEDS")
            screen.press(":sync", "Enter")
            screen.wait("in step: 4 new")
            screen.wait("Feed A & co")
            screen.press(":sync", "Enter")
            screen.wait("in step: nothing new")
            home.ok("account", "add", "greader", "--server", service.url + "/greader", "--user", "ann")
            screen.press(":sync", "Enter")
            screen.wait("is asked for by courant sync at a terminal")


@test
def what_the_interface_says_of_several_accounts_is_of_all_of_them():
    with Home() as home, Service() as first, Service() as second:
        fill(first), fill(second)
        for service, kind in ((first, "greader"), (second, "miniflux")):
            service.article(1, kind, f"https://a.example/{kind}")
            add_account(home, service, kind)
        home.ok("account", "add", "fever", "--server", "http://127.0.0.1:1", "--user", "ann", "--password-command", "false")
        with Screen(home.command(), 100, 24, home) as screen:
            screen.wait("FEEDS")
            screen.press(":sync", "Enter")
            until(lambda: all(a["error"] or a["last_synced"] for a in home.json("account", "list")), "all were asked")
            screen.wait("Feed A & co")
            screen.wait("false gave no password: it ended with 1")
            lacks(screen.text(), "in step")
            home.ok("account", "remove", "3")
            for service, kind in ((first, "greader"), (second, "miniflux")):
                service.article(1, f"{kind} 2", f"https://a.example/{kind}2")
            screen.press(":sync", "Enter")
            screen.wait("in step: 2 new, 0 marked there, 0 sent")


# ---- one and the same

@test
def a_feed_that_is_here_is_joined_with_its_articles_and_their_marks():
    with Home() as home, Files() as web, Service() as service:
        items = ITEM.format("One", "g1", "{BASE}/1") + ITEM.format("Two", "g2", "{BASE}/2?utm_source=rss") + ITEM.format("Three", "g3", "{BASE}/x3")
        url = web.put("/feed", RSS.format("Local", items), "text/xml")
        home.ok("add", url, "--tag", "Mine")
        number = ids(home)
        home.ok("mark", "read", number["One"])
        home.ok("mark", "star", number["Two"])
        feed = service.feed(url, "Theirs", folder="News")
        for title, link, unread in (("One", "/1", True), ("Two", "/2", False), ("Three", "/redirect/3", False), ("Four", "/4", True)):
            service.article(feed, title, web.url + link, unread=unread)
        add_account(home, service)
        equal(counts(sync(home)), ("ok", 1, 0, 1, 0, 0, 2, None))
        only, = home.json("feeds")
        equal((only["title"], only["tags"], only["total"]), ("Local", ["Mine"], 4))
        equal(marks(home), ({"Four"}, {"Two"}))
        equal(counts(sync(home))[5:], (2, 0, None))
        equal(service.marks(), ({"Four"}, {"Two"}))


@test
def an_article_that_the_service_brought_first_is_the_feeds_own_when_that_is_read():
    with Home() as home, Files() as web, Service() as service:
        items = "".join(ITEM.format(f"T{i}", f"g{i}", "{BASE}/%d" % i) for i in range(10))
        url = web.put("/feed", RSS.format("Local", items), "text/xml")
        feed = service.feed(url, "Theirs")
        for i in range(9, 12):
            service.article(feed, f"T{i}", f"{web.url}/{i}", unread=i != 10)
        add_account(home, service)
        equal(counts(sync(home))[3], 3)
        number = ids(home)
        home.ok("reload", "--force")
        only, = home.json("feeds")
        equal((only["title"], only["total"], only["unread"]), ("Local", 12, 11))
        equal(ids(home)["T9"], number["T9"])
        web.put("/feed", RSS.format("Local", ITEM.format("T11", "g11", "{BASE}/11") + items), "text/xml")
        home.ok("reload", "--force")
        equal(home.json("feeds")[0]["total"], 12, "also one alone among known ones")
        equal(counts(sync(home))[3:7], (0, 0, 0, 0))


@test
def a_feed_that_was_removed_here_does_not_come_back_until_it_is_wanted():
    with Home() as home, Service() as service:
        fill(service)
        add_account(home, service)
        sync(home)
        home.ok("remove", "https://b.example/feed")
        service.article(2, "Five", "https://b.example/5")
        equal(counts(sync(home))[:4], ("ok", 2, 0, 0))
        service.asked.clear()
        equal(counts(sync(home))[:4], ("ok", 2, 0, 0))
        equal([p for p in service.paths() if "contents" in p], [], "what is not kept is not fetched again")
        home.ok("undo")
        service.article(2, "Six", "https://b.example/6")
        equal(counts(sync(home))[:4], ("ok", 2, 0, 1))
        del service.feeds[1]
        equal(counts(sync(home))[:4], ("ok", 1, 0, 0))
        equal(len(home.json("feeds")), 2, "a subscription that ended there stays here")


@test
def rules_are_run_with_what_a_service_brings():
    with Home() as home, Service() as service:
        fill(service)
        home.file("home/config/rules", 'rule "seen" {\nquery = title:One\nactions = read\n}\n')
        add_account(home, service)
        equal(counts(sync(home)), ("ok", 2, 2, 4, 0, 0, 1, None))
        equal(counts(sync(home))[5], 1)
        check("One" not in service.marks()[0], "what the rule did was sent")


# ---- what can go wrong

@test
def each_failure_has_its_sentence():
    with Home() as home, Service() as service:
        add_account(home, service)
        base = "/greader/reader/api/0/"
        for path, answer, sentence in (
                ("/greader/accounts/ClientLogin", (401, "Unauthorized!"), "refuses the name or the password of ann: FreshRSS wants the API password"),
                ("/greader/accounts/ClientLogin", (404, "no"), "there is no such service here (404): that of FreshRSS ends in /api/greader.php"),
                ("/greader/accounts/ClientLogin", (200, "<!doctype html><p>Please log in"), "is a web page and not the service"),
                ("/greader/accounts/ClientLogin", (200, "SID=1\n"), "what the server answers is not a log-in"),
                (base + "subscription/list", (501, "Not Implemented!"), "answered 501 where the list of feeds was asked for"),
                (base + "subscription/list", (200, '{"subscriptions":{}}'), "is not the list of feeds"),
                (base + "stream/items/ids", (200, '{"itemRefs":"none"}'), "is not the list of unread articles"),
                (base + "stream/items/ids", (200, '[{"itemRefs"'), "is not the list of unread articles")):
            service.broken = {path: answer}
            told = home.fails(1, "sync")
            contains(told, sentence)
            lacks(told, "secret")
    

@test
def a_service_that_has_moved_gets_no_password_where_it_is_now():
    with Home() as home, Files() as web:
        web.put("/old/accounts/ClientLogin", method="POST", status="301 Moved Permanently", Location=f"{web.url}/new/accounts/ClientLogin")
        web.put("/new/accounts/ClientLogin", "Auth=key\n", "text/plain")
        home.ok("account", "add", "greader", "--server", f"{web.url}/old", "--user", "ann", "--password-command", "echo secret")
        contains(home.fails(1, "sync"), f"/old sends on to {web.url}/new/accounts/ClientLogin: add an account with the address it has there")
        equal([a["target"] for a in web.requests()], ["/old/accounts/ClientLogin"])


@test
def of_several_accounts_that_fail_one_sentence_is_told_and_the_others_are_tried():
    with Home() as home, Service() as service:
        fill(service)
        home.ok("account", "add", "fever", "--server", service.url + "/none", "--user", "ann", "--password-command", "false")
        add_account(home, service)
        contains(home.fails(1, "sync"), "false gave no password: it ended with 1")
        equal(len(home.json("articles")), 4)
        home.ok("account", "add", "miniflux", "--server", service.url + "/none", "--user", "ann", "--password-command", "echo secret")
        told = home.fails(1, "sync")
        contains(told, "false gave no password: it ended with 1; 1 more failed: 'courant account list' says why")
        equal([bool(account["error"]) for account in home.json("account", "list")], [True, False, True])
        home.ok("account", "add", "fever", "--server", service.url + "/none", "--user", "ann", "--password-command", "echo secret")
        equal([bool(account["error"]) for account in home.json("account", "list")], [False, False, True])


@test
def a_password_is_nowhere_and_its_command_is_asked():
    with Home() as home, Service() as service:
        fill(service)
        service.password = "pass&wörd=1"
        command = home.file("pass", "#!/bin/sh\necho 'pass&wörd=1'\n")
        os.chmod(command, 0o755)
        home.ok("account", "add", "greader", "--server", service.url + "/greader", "--user", "ann", "--password-command", command)
        equal(counts(sync(home))[0], "ok")
        home.ok("account", "add", "greader", "--server", service.url + "/greader", "--user", "ann")
        alone = subprocess.run(home.command("sync"), capture_output=True, text=True, env=home.environment, start_new_session=True, check=False)
        equal(alone.returncode, 1)
        contains(alone.stderr, "there is no terminal to ask for the password at")
        for folder, _, names in os.walk(home.path):
            for name in names:
                with open(os.path.join(folder, name), "rb") as f:
                    check("wörd=1".encode() not in f.read(), f"{name} has the password")
        home.ok("account", "add", "greader", "--server", service.url + "/greader", "--user", "ann", "--password-command", "false")
        contains(home.fails(1, "sync"), "false")


@test
def the_password_is_typed_at_the_terminal_unseen():
    for typed, code, said in (("secreX\x7ft\r", 0, "ok"), ("\x03", 1, "no password was given"), ("no\x15secret\r", 0, "ok"), ("wrong\r", 1, "refuses")):
        with Home() as home, Service() as service:
            fill(service)
            home.ok("account", "add", "greader", "--server", service.url + "/greader", "--user", "ann")
            child, terminal = pty.fork()
            if child == 0:
                os.execvpe(home.command("sync")[0], home.command("sync"), home.environment)
            shown = ""
            while f"Password of ann at {service.url}/greader:" not in shown:
                shown += os.read(terminal, 4096).decode()
            os.write(terminal, typed.encode())
            shown = ""
            try:
                while more := os.read(terminal, 4096):
                    shown += more.decode()
            except OSError:
                pass  # it ended
            os.close(terminal)
            equal(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), code, shown)
            contains(shown, said)
            lacks(shown, "secre", "wrong")


run()
