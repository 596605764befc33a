#!/usr/bin/env python3
"""fetch-pages: what is wanted is there without a network, once, and an interrupted fetch goes on where it was."""
import sys
sys.dont_write_bytecode = True
import os
import re
from harness import Home, check, contains, equal, lacks, run, test, until
from servers import Files
from terminal import Screen, open_article

PIXEL = b"\x89PNG" + b"pixel" * 10
SENTENCE = "The keeper of the {0} lighthouse climbs the stairs at dusk and trims the wick of the lamp before the boats come home. "


def page(name, pictures=("",) * 4):
    text = "".join(f"<p>{SENTENCE.format(name) * 3}</p>{picture}" for picture in pictures)
    return f"""<!DOCTYPE html><html><head><title>{name}</title></head><body><nav><a href="/">Home</a></nav>
        <article><h1>{name}</h1>{text}<p>{SENTENCE.format(name) * 3}</p></article></body></html>"""


class Coast:
    """A feed of three articles with pages, subscribed to."""

    def __init__(self, **more):
        self.home, self.web = Home(**more), Files()
        items = "".join(f"<item><title>{n}</title><link>{self.web.url}/{n}</link><guid>{n}</guid>"
                        f"<pubDate>Fri, 2{i} Dec 2023 08:00:00 GMT</pubDate></item>" for i, n in enumerate(("north", "east", "south")))
        url = self.web.put("/feed", f"<rss version='2.0'><channel><title>Coast</title>{items}</channel></rss>", "application/rss+xml")
        for name in ("north", "east", "south"):
            self.web.put(f"/{name}", page(name), "text/html")
        self.home.ok("add", url)
        self.ids = {a["title"]: a["id"] for a in self.home.json("articles")}
        self.web.forget()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.web.__exit__()
        self.home.__exit__()

    def asked(self):
        """The paths that were asked for since the last look, sorted."""
        found = sorted(r["target"] for r in self.web.requests())
        self.web.forget()
        return found

    def full(self):
        return sorted(a["title"] for a in self.home.json("articles") if a["full"])


@test
def every_page_is_fetched_once_and_is_there_without_a_network():
    with Coast() as coast:
        lines = coast.home.ok("fetch-pages").splitlines()
        equal(len(lines), 3)
        check(all(re.match(r"ok +\d/3 +\d+  (north|east|south)$", line) for line in lines), str(lines))
        equal(coast.asked(), ["/east", "/north", "/south"])
        equal(coast.full(), ["east", "north", "south"])
        equal(len(coast.home.json("articles", "has:full")), 3)
        equal(coast.home.ok("fetch-pages"), "Everything is there already.\n")
        equal(coast.home.ok("fetch-pages", "--query", "nobodysword"), "The query selects no article.\n")
        equal(coast.home.json("fetch-pages"), [])
        coast.web.stop()
        contains(coast.home.ok("show", coast.ids["east"]), "the east lighthouse")
        equal(coast.asked(), [])


@test
def what_failed_is_said_and_tried_again_the_next_time_and_nothing_else():
    with Coast() as coast:
        coast.web.put("/east", "", status="503 Busy", turn=1)
        coast.web.put("/east", page("east"), "text/html", turn=2)
        told = {line["id"]: line for line in coast.home.json("fetch-pages")}
        equal(sorted(told), sorted(coast.ids.values()))
        equal(list(told[coast.ids["east"]]), "id status bytes full comments images images_left_out error".split())
        equal([told[coast.ids[n]]["status"] for n in ("north", "east", "south")], ["ok", "failed", "ok"])
        contains(told[coast.ids["east"]]["error"], "503")
        equal(coast.full(), ["north", "south"])
        coast.web.forget()
        equal([line["status"] for line in coast.home.json("fetch-pages")], ["ok"])
        equal(coast.asked(), ["/east"])


@test
def a_page_that_is_gone_is_left_out_for_a_week_and_said():
    with Coast() as coast:
        coast.web.put("/east", "", status="404 Not Found")
        coast.web.put("/north", "", status="410 Gone")
        equal(sorted(line["status"] for line in coast.home.json("fetch-pages")), ["failed", "failed", "ok"])
        coast.web.forget()
        equal(coast.home.ok("fetch-pages", "--comments", "--query", "-title:south"),
              "2 pages were left out, for their sites said within the week that they are gone: --force asks again.\n")
        equal(coast.home.ok("fetch-pages", "--query", "title:east"),
              "1 page was left out, for its site said within the week that it is gone: --force asks again.\n")
        equal(coast.home.json("fetch-pages"), [])
        equal([(line["full"], line["error"]) for line in coast.home.json("fetch-pages", "--images", "--query", "title:east")], [(False, None)])
        equal(coast.asked(), [])
        coast.web.put("/east", page("east"), "text/html")
        coast.web.put("/north", page("north"), "text/html")
        equal([line["status"] for line in coast.home.json("fetch-pages", "--query", "title:east", COURANT_NOW="2023-12-30T12:00:01Z")], ["ok"])
        equal(coast.asked(), ["/east"])
        equal([line["status"] for line in coast.home.json("fetch-pages", "--force")], ["ok"])
        equal(coast.home.ok("fetch-pages"), "Everything is there already.\n")


@test
def where_nothing_could_be_fetched_the_exit_status_says_so():
    with Coast() as coast:
        coast.web.stop()
        result = coast.home.run("fetch-pages")
        equal(result.code, 1)
        equal(len([line for line in result.out.splitlines() if line.startswith("failed ")]), 3)
        contains(result.err, "no page could be fetched")


@test
def a_query_and_a_limit_say_which_pages():
    with Coast() as coast:
        coast.home.ok("fetch-pages", "--query", "title:east")
        equal(coast.full(), ["east"])
        coast.home.ok("fetch-pages", "--limit", "1")
        equal(coast.full(), ["east", "south"])
        contains(coast.home.fails(2, "fetch-pages", "--query", "("), "character 2")


@test
def the_thread_comes_from_the_page_that_is_there_already():
    said = '<section id="comments"><ol class="comment-list"><li id="comment-7" class="comment"><article class="comment-body">' \
           '<footer class="comment-meta"><b class="fn">Ada</b></footer><div class="comment-content"><p>Well lit.</p></div></article></li></ol></section>'
    with Coast() as coast:
        coast.web.put("/north", page("north") + said, "text/html")
        told = {line["id"]: line for line in coast.home.json("fetch-pages", "--comments")}
        equal([told[coast.ids[n]]["comments"] for n in ("north", "east", "south")], [True, True, True])
        equal(coast.asked(), ["/east", "/north", "/south"])
        contains(coast.home.ok("comments", coast.ids["north"]), "Well lit.")
        equal(coast.home.json("fetch-pages", "--comments"), [])


@test
def pictures_are_kept_once_under_names_of_our_own_and_within_the_budget():
    with Coast() as coast:
        folder = os.path.join(coast.home.path, "cache", "pictures")
        pictures = [f'<figure><img src="{src}" alt="{src}" width="600" height="400"></figure>' for src in ("/a.png", "/b.png?name=../../../passwd", "/c.png", "/d.png")]
        coast.web.put("/north", page("north", pictures), "text/html")
        coast.web.put("/a.png", PIXEL, "image/png")
        coast.web.put("/b.png?name=..%2F..%2F..%2Fpasswd", PIXEL, "image/png")
        coast.web.put("/c.png", PIXEL + b"other", "image/png")
        coast.web.put("/d.png", "<p>no picture", "text/html")
        told = {line["id"]: line for line in coast.home.json("fetch-pages", "--images")}
        north = told[coast.ids["north"]]
        contains(north["error"], "is no picture")
        equal(north["status"], "failed")
        kept = sorted(os.listdir(folder))
        check(kept and all(re.fullmatch(r"[0-9a-f]{16}-\d", name) for name in kept), str(kept))
        equal(sorted(len(open(os.path.join(folder, name), "rb").read()) for name in kept), [len(PIXEL), len(PIXEL) + 5])
        coast.web.forget()
        again = {line["id"]: line for line in coast.home.json("fetch-pages", "--images")}
        equal([again[coast.ids["north"]]["images"], north["images"]], [3, 3])
        lacks(" ".join(coast.asked()), "/a.png", "/c.png")
        coast.home.file("home/config/config", "pictures = 0\n")
        coast.home.ok("fetch-pages", "--images", "--query", "title:east")
        equal(os.listdir(folder), [])


@test
def a_budget_that_is_used_up_is_said_and_nothing_is_fetched_twice():
    size = (1 << 20) * 15 // 16 // 32  # so that 32 are what a run may look after

    def album(coast, name, count):
        names = [f"/{name}-{i}.png" for i in range(count)]
        coast.web.put(f"/{name}", page(name, [f'<figure><img src="{n}" alt="{n}" width="600" height="400"></figure>' for n in names] + [""]), "text/html")
        for n in names:
            coast.web.put(n, (PIXEL + n.encode() * size)[:size], "image/png")

    def fetch(coast, name, minute=0):
        told, = coast.home.json("fetch-pages", "--images", "--query", f"title:{name}", COURANT_NOW=f"2023-12-23T12:{minute:02}:00Z")
        return told["images"], told["images_left_out"]

    with Coast() as coast:
        coast.home.file("home/config/config", "pictures = 1\n")
        album(coast, "east", 40)
        equal(fetch(coast, "east"), (32, 8))
        coast.web.forget()
        equal(coast.home.ok("fetch-pages", "--images", "--query", "title:east").splitlines()[1:],
              ["8 pictures of older articles had no place: the setting 'pictures' says how many megabytes are kept."])
        equal(coast.asked(), [])
        # Those that were not used for longest go.
        album(coast, "north", 20)
        album(coast, "south", 20)
        equal([fetch(coast, "south", 1), fetch(coast, "north", 2), fetch(coast, "south", 3)], [(20, 0)] * 3)
        coast.web.forget()
        equal(fetch(coast, "south", 4), (20, 0))
        equal(coast.asked(), [])
        equal(fetch(coast, "north", 5), (20, 0))
        equal(len(coast.asked()), 40 - (1 << 20) // size)


@test
def a_picture_that_is_kept_is_opened_without_a_network_if_it_is_nothing_else():
    with Coast() as coast:
        pictures = [f'<figure><img src="/{name}" alt="the {name}" width="600" height="400"></figure>' for name in ("lamp", "trap")]
        coast.web.put("/south", page("south", pictures + [""]), "text/html")
        coast.web.put("/lamp", PIXEL, "image/png")
        coast.web.put("/trap", "<script>alert(1)</script>" + "x" * 99, "image/png")
        coast.home.ok("fetch-pages", "--images")
        coast.web.stop()
        opened = coast.home.file("opened", "")
        browser = coast.home.file("browser", f'#!/bin/sh\necho "$1" >>{opened}\n')
        os.chmod(browser, 0o755)
        with Screen(coast.home.command(), 100, 24, coast.home, BROWSER=browser) as screen:
            screen.wait("ARTICLES", "south")
            open_article(screen, "south")
            screen.press("i")
            screen.wait("PICTURES", "the lamp", "the trap")
            screen.press("Enter")
            screen.wait("opened from what is kept here")
            screen.press("i", "j", "Enter")
            screen.wait("opened in the browser")

            def told():
                with open(opened, encoding="utf-8") as f:
                    return f.read().splitlines()
            until(lambda: len(told()) == 2, "both are opened")
            screen.press("Q")
            screen.wait_exit()
        kept, asked = told()
        with open(kept, "rb") as f:
            equal(f.read(), PIXEL)
        equal(asked, coast.web.url + "/trap")


@test
def the_interface_fetches_a_list_and_marks_what_is_there():
    with Coast() as coast:
        with Screen(coast.home.command(), 100, 24, coast.home) as screen:
            screen.wait("ARTICLES")
            screen.type(":fetch-pages")
            screen.press("Enter")
            screen.wait("3 pages fetched")
            until(lambda: screen.text().count("↓") == 3, "each is marked")
            screen.press("q")
            screen.wait_exit()


@test
def the_interface_says_what_failed_and_what_it_left_out():
    with Coast() as coast:
        coast.web.put("/east", "", status="404 Not Found")
        with Screen(coast.home.command(), 80, 24, coast.home) as screen:
            screen.wait("FEEDS")
            for told in ("pages: 2 fetched, 1 failed: :log says why", "pages: 0 fetched, 1 left out: their sites have them no more"):
                screen.type(":fetch-pages")
                screen.press("Enter")
                screen.wait(told)


@test
def a_feed_is_read_by_its_full_pages_when_asked():
    with Coast() as coast:
        with Screen(coast.home.command(), 100, 24, coast.home) as screen:
            screen.wait("ARTICLES")
            screen.press("Enter", "Enter")
            screen.wait("f fetches the page")
            equal(coast.asked(), [])
            screen.type(":set full yes\r")
            screen.wait("full page", "the south lighthouse")
            screen.press("n")
            screen.wait("the east lighthouse")
            equal(coast.asked(), ["/east", "/south"])
            screen.type(":set full\r")
            screen.wait("full = yes")
            screen.type(":set full no\r")
            screen.wait("full = no")
            screen.press("n")
            screen.wait("f fetches the page")
            equal(coast.asked(), [])
            screen.press("Q")
            screen.wait_exit()
        equal(coast.full(), ["east", "south"])


@test
def the_settings_say_which_feeds_are_read_by_their_full_pages():
    with Coast() as coast:
        coast.home.file("home/config/config", f"[feed {coast.web.url}/*]\nfull = yes\n")
        coast.web.put("/south", page("south"), "text/html", Test_Delay_Ms=20000)
        with Screen(coast.home.command(), 100, 24, coast.home) as screen:
            screen.wait("ARTICLES")
            screen.press("Enter", "Enter")
            screen.wait(re.compile(r"fetching the page, [1-9]\d* s"))
            screen.press("Escape")
            screen.wait("stopped")
            screen.press("Q")
            screen.wait_exit()


if __name__ == "__main__":
    run()
