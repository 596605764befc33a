#!/usr/bin/env python3
"""Full texts: articles in several pages, paywalls, pages that are cut."""
import sys
sys.dont_write_bytecode = True
from harness import Home, check, contains, equal, lacks, run, test
from servers import Files

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Lock News</title><link>{0}/</link>
<item><title>The lock keepers</title><link>{0}/keepers</link><guid>1</guid><description>They are six.</description></item></channel></rss>"""
SENTENCE = "Page {0} tells of the keeper of lock number {0}, who has opened the gates every morning for years and never once overslept."


def page(number, next_page="", more=""):
    text = "".join(f"<p>{SENTENCE.format(number)} {words}</p>" for words in ("He likes it.", "She likes it, too, most of the time."))
    return (f"<!DOCTYPE html><html lang='en'><head><title>The lock keepers</title>{more}</head><body><nav><a href='/'>Home</a></nav>"
            f"<article><h1>The lock keepers</h1>{text}</article><a class='next' href='{next_page}'>Next</a><footer>Imprint</footer></body></html>")


def subscribe(home, web):
    home.ok("add", web.put("/feed", FEED.format(web.url), "application/rss+xml"))
    home.ok("reload", "--force")
    return home.json("articles")[0]["id"]


def flat(text):
    return " ".join(text.split())


@test
def an_article_in_three_pages_is_joined_when_asked():
    with Home() as home, Files() as web:
        web.put("/keepers", page(1, "/keepers/2"), "text/html")
        web.put("/keepers/2", page(2, "/keepers/3"), "text/html")
        web.put("/keepers/3", page(3, "/another-article"), "text/html")
        one = subscribe(home, web)
        text = flat(home.ok("show", one, "--full"))
        contains(text, "lock number 1")
        lacks(text, "lock number 2")
        text = flat(home.ok("show", one, "--pages"))
        equal([text.count(f"lock number {n}") for n in (1, 2, 3)], [2, 2, 2])
        equal(text.count("The lock keepers"), 1)
        lacks(text, "Imprint", "goes on")
        equal(len(web.requests("/another-article")), 0)
        web.stop()
        contains(flat(home.ok("show", one)), "lock number 3")


@test
def each_page_is_asked_as_its_feed_is():
    with Home() as home, Files() as web:
        home.file("home/config/config", f"[feed {web.url}/*]\nuser-agent = Keeper/1\nheader = X-Key: 7\n")
        web.put("/keepers", page(1, "/keepers/2"), "text/html")
        web.put("/keepers/2", page(2, "/another-article"), "text/html")
        home.ok("show", subscribe(home, web), "--pages")
        asked = [r["headers"] for path in ("/feed", "/keepers", "/keepers/2") for r in web.requests(path)]
        check(len(asked) >= 3, asked)
        equal({(h.get("user-agent"), h.get("x-key")) for h in asked}, {("Keeper/1", "7")})


@test
def what_the_user_says_of_a_site_holds_for_its_pages_whatever_base_they_name():
    with Home() as home, Files() as web:
        home.file("home/config/sites", 'site "127.0.0.1" {\n  article = footer\n  next = nav a\n}\n')
        base = f"<base href='{web.url.replace('127.0.0.1', 'localhost')}/'>"
        web.put("/keepers", page(1, more=base).replace("href='/'", f"href='{web.url}/more'"), "text/html")
        web.put("/more", page(2).replace("Imprint", "The end"), "text/html")
        equal(flat(home.ok("show", subscribe(home, web), "--pages", "--format", "html")).count("lock number"), 0)
        contains(flat(home.ok("show", 1)), "Imprint The end")


@test
def a_next_page_that_does_not_come_leaves_the_text_and_says_so():
    with Home() as home, Files() as web:
        web.put("/keepers", page(1, "/keepers?page=2"), "text/html")
        text = flat(home.ok("show", subscribe(home, web), "--pages"))
        contains(text, "lock number 1", "its next page could not be read")


@test
def no_more_than_twenty_pages_are_joined():
    with Home() as home, Files() as web:
        for number in range(1, 26):
            web.put("/keepers" if number == 1 else f"/keepers/{number}", page(number, f"/keepers/{number + 1}"), "text/html")
        text = flat(home.ok("show", subscribe(home, web), "--pages"))
        contains(text, "lock number 20", "more pages are not read of one")
        lacks(text, "lock number 21")


@test
def a_paywall_is_told_and_the_text_before_it_kept():
    with Home() as home, Files() as web:
        web.put("/keepers", page(1, "", "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":\"False\"}</script>"), "text/html")
        contains(flat(home.ok("show", subscribe(home, web), "--full")), "lock number 1", "is for subscribers")


run()
