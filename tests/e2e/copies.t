#!/usr/bin/env python3
"""The same story told by several feeds: one row with its sources, and each feed with what it has."""
import sys
sys.dont_write_bytecode = True
import random
from harness import Home, check, contains, equal, lacks, run, test
from servers import Files
from terminal import Screen

WORDS = [a + b + c for a in ("har", "mel", "tor", "win", "sal", "pe", "ro", "li") for b in ("bo", "da", "ri", "ne", "lu") for c in ("ur", "st", "ng", "m", "")]


def story(seed, count=160):
    draw = random.Random(seed)
    return [draw.choice(WORDS) for _ in range(count)]


def edited(words, share, seed=7):
    draw = random.Random(seed)
    return [draw.choice(WORDS) if draw.random() < share else word for word in words]


class Press:
    """Feeds by name, each a list of (title, words, link, guid)."""

    def __init__(self, **feeds):
        self.home, self.web = Home(), Files()
        for hour, (name, items) in enumerate(feeds.items()):
            self.put(name, items, hour)
            self.home.ok("add", self.web.url + "/" + name)

    def put(self, name, items, hour=0):
        text = "".join(f"<item><title>{t}</title><link>{link.replace('BASE', self.web.url)}</link><guid isPermaLink='false'>{guid}</guid>"
                       f"<pubDate>Fri, 22 Dec 2023 {hour:02}:{i:02}:00 GMT</pubDate><description>{' '.join(words)}</description></item>"
                       for i, (t, words, link, guid) in enumerate(items))
        self.web.put("/" + name, f"<rss version='2.0'><channel><title>{name}</title>{text}</channel></rss>", "application/rss+xml")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.web.__exit__()
        self.home.__exit__()

    def rows(self, *query):
        return {a["title"]: a for a in self.home.json("articles", *query)}


def three_feeds(**more):
    port, week = story(1), story(2)
    return Press(wire=[("Strike at the port", port, "BASE/w/1", "w1"), ("Quiet week", week, "BASE/w/2", "w2")],
                 post=[("Port strike, day one", edited(port, 0.2, 11), "BASE/p/1", "p1"), ("Eels", story(3), "BASE/p/2", "p2")],
                 lab=[("Strike closes port", edited(port, 0.1, 9), "BASE/l/1", "l1"), ("Short", ["few", "words"], "BASE/l/2", "l2")])


@test
def near_copies_are_one_row_with_its_duplicates():
    with three_feeds() as press:
        rows = press.rows()
        equal(sorted(rows), ["Eels", "Quiet week", "Short", "Strike at the port"])
        everything = press.rows("is:unread")
        equal(sorted(rows["Strike at the port"]["duplicates"]), sorted(everything[t]["id"] for t in ("Port strike, day one", "Strike closes port")))
        equal(sorted(everything["Strike closes port"]["duplicates"]), sorted(everything[t]["id"] for t in ("Port strike, day one", "Strike at the port")))
        equal(rows["Eels"]["duplicates"], [])
        equal(sorted(press.rows("feed:post")), ["Eels", "Port strike, day one"])  # a feed shows what it has
        equal([(f["unread"], f["total"]) for f in press.home.json("feeds")], [(2, 2)] * 3)
        equal(len(press.home.json("search", "title:strike")), 1)
        contains(press.home.ok("articles"), "— wire and 2 more")


@test
def the_same_link_or_worldwide_id_is_the_same_story():
    with Press(wire=[("One", ["few"], "BASE/a/1?utm_source=rss#top", "1"), ("Two", ["few"], "BASE/a/2", "tag:example.org,2023:2"), ("Three", ["few"], "BASE/", "3"),
                     ("Four", ["few"], "BASE/a/4", "4")],
               post=[("Uno", ["less"], "BASE/a/1", "8"), ("Dos", ["less"], "BASE/b/2", "tag:example.org,2023:2"), ("Tres", ["less"], "BASE/", "3"),
                     ("Quattro", ["less"], "BASE/b/4", "4")]) as press:
        equal(sorted(press.rows()), ["Four", "One", "Quattro", "Three", "Tres", "Two"])


@test
def what_only_looks_alike_is_not_one_story():
    same = story(5)
    with Press(wire=[("Episode 12", same, "BASE/w/1", "w1"), ("Weather", story(6), "BASE/w/2", "w2"), ("Again", story(6), "BASE/w/3", "w3")],
               post=[("Episode 13", same, "BASE/p/1", "p1"), ("Far", edited(story(6), 0.8), "BASE/p/2", "p2")]) as press:
        equal(sorted(press.rows()), ["Again", "Episode 12", "Episode 13", "Far", "Weather"])


@test
def reading_one_reads_all_when_that_is_wanted_and_can_be_taken_back():
    with three_feeds() as press:
        strike = press.rows()["Strike at the port"]["id"]
        press.home.ok("mark", "read", strike)
        equal(len(press.rows("is:unread")), 5)
        press.home.ok("mark", "unread", strike)
        press.home.file("home/config/config", "read-copies = yes\n")
        press.home.ok("mark", "read", strike)
        equal(sorted(press.rows("is:unread")), ["Eels", "Quiet week", "Short"])
        press.home.ok("undo")
        equal(len(press.rows("is:unread")), 6)
        press.home.ok("mark", "read", "--query", "feed:lab")
        equal(sorted(press.rows("is:unread")), ["Eels", "Quiet week"])
        press.home.ok("doctor")


@test
def where_the_first_goes_another_leads():
    with three_feeds() as press:
        press.home.ok("remove", press.web.url + "/wire")
        rows = press.rows()
        equal(sorted(rows), ["Eels", "Port strike, day one", "Short"])
        equal(len(rows["Port strike, day one"]["duplicates"]), 1)
        press.home.ok("mark", "hide", rows["Port strike, day one"]["id"])
        equal(sorted(press.rows()), ["Eels", "Short", "Strike closes port"])
        press.home.ok("doctor")


@test
def what_is_deleted_or_hidden_does_not_lead():
    for gone in (("delete",), ("mark", "hide")):
        with three_feeds() as press:
            press.home.ok(*gone, press.rows("feed:post")["Port strike, day one"]["id"])
            press.home.ok("delete", press.rows()["Strike at the port"]["id"])
            equal(sorted(press.rows()), ["Eels", "Quiet week", "Short", "Strike closes port"])
            press.home.ok("doctor")


@test
def the_interface_shows_the_sources():
    with three_feeds() as press:
        with Screen(press.home.command(), 120, 30, press.home) as screen:
            screen.wait("Strike at the port")
            contains(screen.text(), "3 sources", "All unread")
            lacks(screen.text(), "Port strike, day one")
            check(any("All unread" in line and " 4" in line for line in screen.lines()), screen.text())
            screen.press("q")
            screen.wait_exit()


if __name__ == "__main__":
    run()
