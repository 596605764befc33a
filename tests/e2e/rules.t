#!/usr/bin/env python3
"""The file `rules`: what is done with articles when they come, what is kept out, and smart feeds with their counts."""
import sys
sys.dont_write_bytecode = True
import re
from harness import Home, check, contains, equal, run, test, until
from servers import Files
from terminal import Screen, choose

TITLES = ("Strike at the port", "Port opens again", "Election called", "Quiet week")


class Wire:
    """A feed of four articles that is subscribed to and not fetched yet, and a file of rules."""

    def __init__(self, rules, now="2026-11-25T12:00:00Z"):
        self.home, self.web = Home(now=now), Files()
        self.rules(rules)
        self.url = self.web.url + "/feed"
        self.put(TITLES)
        self.home.ok("import", self.home.file("urls", f'{self.url} "News"\n'))

    def rules(self, text):
        self.home.file("home/config/rules", text)

    def put(self, titles):
        items = "".join(f"<item><title>{t}</title><link>{self.web.url}/{i}</link><guid>{t}</guid><author>{'press' if i % 2 else 'staff'}</author>"
                        f"<description>About {t.lower()}.</description><pubDate>Tue, 24 Nov 2026 0{i}:00:00 GMT</pubDate></item>" for i, t in enumerate(titles))
        self.web.put("/feed", f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>", "application/rss+xml")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.web.__exit__()
        self.home.__exit__()

    def titles(self, *query):
        return sorted(a["title"] for a in self.home.json("articles", *query))

    def smart(self):
        return {f["title"]: (f["unread"], f["total"]) for f in self.home.json("feeds") if f["query"] is not None}


@test
def what_comes_is_marked_starred_tagged_and_told_as_the_rules_say():
    with Wire('rule "Ports" {\n  query = port -title:strike\n  actions = star, +harbour news, notify\n}\nrule "Press" {\n  query = author:press\n  actions = read\n}\n') as wire:
        out = wire.home.ok("reload")
        notices = [line for line in out.splitlines() if line.startswith("notice")]
        equal([line.split(maxsplit=2)[2] for line in notices], ["Ports: Port opens again"])
        equal(wire.titles("is:starred"), ["Port opens again"])
        equal(wire.titles('tag:"harbour news"'), ["Port opens again"])
        equal(wire.titles("is:read"), ["Port opens again", "Quiet week"])
        feed, = wire.home.json("feeds")
        equal((feed["unread"], feed["total"], feed["query"]), (2, 4, None))
        wire.home.ok("mark", "unread", "--query", "title:quiet")
        wire.home.ok("reload", "--force")  # rules are for what is new
        equal(wire.titles("is:read"), ["Port opens again"])


@test
def a_rule_may_ask_for_the_feed_and_its_tags():
    with Wire('rule "a" {\nquery = tag:news feed:wire title:quiet\nactions = star\n}\nrule "b" {\nquery = tag:sport\nactions = read\n}') as wire:
        wire.home.ok("reload")
        equal(wire.titles("is:starred"), ["Quiet week"])  # the first document brings the feed's title along
        wire.put(TITLES + ("Quiet Sunday",))
        wire.home.ok("reload", "--force")
        equal(wire.titles("is:starred"), ["Quiet Sunday", "Quiet week"])
        equal(wire.titles("is:read"), [])


@test
def what_is_muted_is_out_of_sight_until_its_day():
    rules = 'mute "elect*" until 2026-11-27\nmute "quiet week"\nmute feed "nothing of the kind"\n'
    with Wire(rules) as wire:
        wire.home.ok("reload")
        equal(wire.titles(), ["Port opens again", "Strike at the port"])
        feed, = wire.home.json("feeds")
        equal((feed["unread"], feed["total"]), (2, 2))
        equal(wire.titles("is:hidden"), ["Election called", "Quiet week"])
        equal(wire.home.json("search", "election"), [])
        wire.put(TITLES + ("Elections again",))
        wire.home.ok("reload", "--force", COURANT_NOW="2026-11-28T12:00:00Z")
        equal(wire.titles(), ["Elections again", "Port opens again", "Strike at the port"])
        wire.home.ok("mark", "show", "--query", "is:hidden title:quiet")
        equal(wire.titles("is:hidden"), ["Election called"])
    with Wire('mute feed "127.0.0.1"') as wire:
        wire.home.ok("reload")
        equal((wire.titles(), len(wire.titles("is:hidden"))), ([], 4))


@test
def the_counts_of_smart_feeds_are_those_of_now():
    with Wire('smart "Ports" = port\nsmart "To read" = is:unread -tag:later\nsmart "Of today" = newer:1d\n') as wire:
        equal(wire.smart(), {"Ports": (0, 0), "To read": (0, 0), "Of today": (0, 0)})
        wire.home.ok("reload")
        equal(wire.smart(), {"Ports": (2, 2), "To read": (4, 4), "Of today": (0, 0)})
        strike = wire.home.json("articles", "title:strike")[0]["id"]
        wire.home.ok("mark", "read", strike)
        equal(wire.smart(), {"Ports": (1, 2), "To read": (3, 3), "Of today": (0, 0)})
        wire.home.ok("mark", "+later", "--query", "title:quiet")
        equal(wire.smart()["To read"], (2, 2))
        found = {f["title"]: f for f in wire.home.json("feeds", COURANT_NOW="2026-11-24T20:00:00Z")}
        equal((found["Of today"]["unread"], found["Of today"]["total"], found["Of today"]["query"]), (3, 4, "newer:1d"))
        check(found["Ports"]["id"] < 0, str(found))
        contains(wire.home.ok("feeds"), "1 unread of 2      Ports  port")
        wire.rules('smart "Starred" = is:starred\nsmart "Ports" = title:port\n')
        equal(wire.smart(), {"Starred": (0, 0), "Ports": (1, 2)})
        wire.home.ok("remove", wire.url)
        equal(wire.smart(), {"Starred": (0, 0), "Ports": (0, 0)})


@test
def a_fault_in_the_rules_has_file_line_and_column_and_stops_nothing_else():
    with Wire('# mine\nsmart "é" = port (\n') as wire:
        for command, code in (("rules", 1), ("reload", 0), ("feeds", 1)):
            result = wire.home.run(command)
            equal(result.code, code, str(result))
            contains(result.err, "config/rules:2:19: a word, a \"phrase\" or a bracket is missing")
        equal(wire.titles(), sorted(TITLES))
        with Screen(wire.home.command(), 100, 24, wire.home) as screen:
            screen.wait_exit(1)
            contains(screen.text().replace("\n", ""), "rules:2:19:")


@test
def rules_are_listed_and_applied_to_what_is_there():
    with Wire("") as wire:
        wire.home.ok("reload")
        equal(wire.home.ok("rules"), "")
        wire.rules('smart "S" = is:starred\nrule "Ports" {\nquery = port\nactions = star, hide\n}\nmute "quiet" until 2026-11-26\nmute "election" until 2026-11-01\n')
        equal(wire.home.ok("rules").splitlines(), ["smart  S: is:starred", "rule   Ports: port → star, hide",
              'rule   mute quiet: "quiet" → hide until 2026-11-26', 'rule   mute election: "election" → hide until 2026-11-01'])
        equal(wire.home.json("rules")[1], {"kind": "rule", "name": "Ports", "query": "port", "actions": ["star", "hide"], "until": None})
        equal(wire.home.json("rules")[2]["until"], "2026-11-26T00:00:00Z")
        contains(wire.home.fails(1, "rules", "apply", "Nobody"), "there is no rule 'Nobody'")
        contains(wire.home.fails(2, "rules", "list"), "apply")
        equal(wire.home.ok("rules", "apply", "Ports").split("\n"), ["      2  Ports: star", "      2  Ports: hide", ""])
        equal(wire.titles(), ["Election called", "Quiet week"])
        equal(wire.titles("is:hidden is:starred"), ["Port opens again", "Strike at the port"])
        equal(wire.home.ok("rules", "apply").splitlines(), ["      0  Ports: star", "      0  Ports: hide", "      1  mute quiet: hide"])
        equal(wire.titles(), ["Election called"])
        with Screen(wire.home.command(), 100, 24, wire.home) as screen:
            screen.wait("Election called")
            screen.press("u")
            screen.wait("Quiet week")
            screen.press("u")
            screen.wait("Strike at the port")
            screen.press("q")
            screen.wait_exit()


@test
def a_feed_keeps_what_it_is_to_keep_and_the_rest_does_not_come_back():
    with Wire('keep = all\nkeep "127.0.0.1" = 3\n') as wire:
        wire.home.ok("reload")
        equal(wire.titles(), sorted(TITLES[1:]))
        wire.home.ok("mark", "star", "--query", "title:election")
        wire.rules('keep "nobody" = all\nkeep "127.0.0.1" = 1\n')
        wire.home.ok("reload", "--force")
        equal(wire.titles(), ["Election called", "Quiet week"])
        feed, = wire.home.json("feeds")
        equal((feed["unread"], feed["total"]), (2, 2))
        wire.home.ok("doctor")


@test
def a_smart_feed_is_a_row_among_the_feeds():
    with Wire('smart "Harbour watch" = port\n') as wire:
        wire.home.ok("reload")
        with Screen(wire.home.command(), 120, 30, wire.home) as screen:
            screen.wait("Harbour watch", "Quiet week")
            choose(screen, "Harbour watch")
            screen.wait_gone("Quiet week")
            contains(screen.text(), "Port opens again", "Strike at the port")
            until(lambda: re.search(r"Harbour watch +2\b", screen.text()), "the count of the smart feed")
            screen.press("q")
            screen.wait_exit()


@test
def a_search_in_a_smart_feed_or_among_the_stars_stays_in_it():
    with Wire('smart "Harbour watch" = title:strike OR title:port\n') as wire:
        wire.home.ok("reload")
        wire.home.ok("mark", "star", *(str(a["id"]) for a in wire.home.json("articles", "title:strike OR title:week")))
        with Screen(wire.home.command(), 120, 30, wire.home) as screen:
            screen.wait("Harbour watch", "Quiet week")
            for choice, words, found in (("Starred", "week OR opens", {"Quiet week"}),
                                         ("Harbour watch", "title:quiet OR title:again", {"Port opens again"})):
                choose(screen, choice)
                screen.press("/", words, "Enter")
                screen.wait(re.compile(f"ARTICLES +/{words} +{len(found)}\\b"))
                equal({title for title in TITLES if title in screen.text()}, found)
                screen.press("Escape", "q")


@test
def a_saved_file_counts_at_once():
    with Wire('smart "Harbour watch" = port\n') as wire:
        with Screen(wire.home.command(), 120, 30, wire.home) as screen:
            screen.wait("Harbour watch", "FEEDS")
            wire.rules('smart "Weekly" = week\nrule "Star it" {\nquery = strike\nactions = star\n}\n')
            screen.wait("the settings were read again", "Weekly")
            screen.wait_gone("Harbour watch")
            screen.press("R")
            screen.wait("4 new")
            equal([a["title"] for a in wire.home.json("articles", "is:starred")], ["Strike at the port"])
            wire.rules('smart "Weekly" = week\nrule {\n')
            screen.wait(re.compile(r"rules:\d+:\d+: "), "Weekly")
            wire.rules("")
            screen.wait_gone("Weekly")
            screen.press("q")
            screen.wait_exit()


if __name__ == "__main__":
    run()
