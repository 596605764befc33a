#!/usr/bin/env python3
"""The interface on a served newspaper: adding feeds, following links, writing with an editor, and what it refuses."""
import sys
sys.dont_write_bytecode = True
import os
import re
from harness import Home, check, contains, equal, lacks, run, test, until
from servers import Files, Newspaper
from terminal import Screen, choose, open_article


def script(home, name, text):
    """A program for BROWSER or EDITOR; its path."""
    path = home.file(name, "#!/bin/sh\n" + text)
    os.chmod(path, 0o755)
    return path


def read(path):
    """What a file has, as soon as it has something."""
    return until(lambda: os.path.exists(path) and open(path, encoding="utf-8").read(), f"{path} is written")


@test
def an_empty_home_says_what_to_do_and_plus_adds_a_sites_feed():
    with Home() as home, Files() as web:
        web.put_sample()
        page = web.put("/front", '<link rel="alternate" type="application/rss+xml" title="Wire" href="/wire/feed/">', "text/html")
        with Screen(home.command(), 80, 24, home) as screen:
            screen.wait("No feeds yet.", "+  adds one", "i  imports", "S  shows the sample")
            for wrong, told in (("nonsense", "nonsense"), (web.url + "/nothing", "404"), (web.put("/page", "<p>x</p>", "text/html"), "feed")):
                screen.step("+")
                screen.type(wrong + "\r")
                screen.wait(told, re.compile("is no address|is nothing|neither a feed"))
            screen.step("+")
            screen.type(page + "\r")
            screen.wait("Global Wire")
        equal([f["url"] for f in home.json("feeds")], [web.url + "/wire/feed/"])


@test
def links_open_in_the_browser():
    with Newspaper() as paper:
        said = os.path.join(paper.home.folder, "said")
        browser = script(paper.home, "browser", f'echo "$1" >> {said}\n')
        article = paper.article("The night ferry")
        with Screen(paper.home.command(), 120, 40, paper.home, BROWSER=browser) as screen:
            screen.wait("FEEDS")
            open_article(screen, "The night ferry")
            screen.press("o")
            equal(read(said), article["link"] + "\n")
            os.remove(said)
            screen.press("O")
            equal(read(said), article["link"] + "#comments\n")
            check(screen.status() is None, "it ended")


@test
def a_deleted_article_is_gone_at_once_and_u_brings_it_back():
    with Newspaper() as paper, Screen(paper.home.command(), 120, 40, paper.home) as screen:
        screen.wait("FEEDS")
        screen.step("Enter")
        screen.wait("ARTICLES")
        choose(screen, "The night ferry")
        screen.press("D")
        screen.wait("deleted: The night ferry")
        screen.step("j")
        until(lambda: "The night ferry" not in screen.text(), "it is on the screen no more")
        screen.press("u")
        screen.wait("there again: The night ferry")
        screen.step("g")
        choose(screen, "The night ferry")
        screen.step("Enter")
        screen.press("D")  # from within: back to the list
        screen.wait("deleted: The night ferry", "ARTICLES")
        until(lambda: not any(a["title"].startswith("The night ferry") for a in paper.home.json("articles")), "it is gone")


@test
def a_reply_is_written_in_the_editor():
    with Newspaper() as paper:
        paper.web.put("/wire/wp-comments-post.php", "", status="302 Found", method="POST",
                      Location="{BASE}/wire/2023/12/22/coast-services-speak-again/comment-page-1/#comment-9000")
        editor = script(paper.home, "editor", 'printf "Zeile eins €\\nZeile zwei\\n" > "$1"\n')
        with Screen(paper.home.command(), 100, 30, paper.home, EDITOR=editor, VISUAL=editor) as screen:
            screen.wait("FEEDS")
            open_article(screen, "Coast services")
            screen.step("a")
            screen.wait("Leave a reply")
            screen.type("Ann\tann@readers.example")
            screen.step("C-e")
            screen.wait("Zeile eins €", "Zeile zwei")
            screen.press("C-s")
            screen.wait("posted")
        sent, = paper.web.requests(method="POST")
        contains(sent["body"], "Zeile+eins+%E2%82%AC%0D%0AZeile+zwei")


@test
def what_is_pasted_into_the_form_is_text():
    with Newspaper() as paper:
        paper.web.put("/wire/wp-comments-post.php", "", status="302 Found", method="POST",
                      Location="{BASE}/wire/2023/12/22/coast-services-speak-again/comment-page-1/#comment-9000")
        with Screen(paper.home.command(), 100, 30, paper.home) as screen:
            screen.wait("FEEDS")
            open_article(screen, "Coast services")
            screen.step("a")
            screen.wait("Leave a reply")
            screen.type("Ann\tann@readers.example\t\t")
            screen.type("\x1b[200~one\rtwo\x13 \x1b]52;c;x\x07 \u202ethree\x1b[201~")
            screen.wait("one", "two", "three")
            equal(paper.web.requests(method="POST"), [])
            screen.press("C-s")
            screen.wait("posted")
        sent, = paper.web.requests(method="POST")
        contains(sent["body"], "one%0D%0Atwo")
        lacks(sent["body"], "%1B", "%13", "%07", "%E2%80%AE")


@test
def a_servers_evil_words_are_shown_without_their_controls():
    with Newspaper() as paper:
        words = "Refused \x1b]52;c;ZXZpbA==\x07\x1b[5m \u009b5m \u202edrow &#27;[5m &#8238; end of it"
        paper.web.put("/wire/wp-comments-post.php", f"<p>{words}</p>", "text/html; charset=utf-8", status="409 Conflict", method="POST")
        with Screen(paper.home.command(), 100, 30, paper.home) as screen:
            screen.wait("FEEDS")
            open_article(screen, "Coast services")
            screen.step("a")
            screen.wait("Leave a reply")
            screen.type("Ann\tann@readers.example\t\tHello.")
            screen.press("C-s")
            screen.wait("Refused", is_wrapped=True)
            screen.wait_still()
            lacks(screen.written().decode("utf-8"), "\x1b]52", "\x1b[5m", "\u009b", "\u202e", "\x07")
            contains(screen.text(), "Leave a reply", "Hello.")


@test
def an_unwritable_home_is_told_before_the_terminal_is_taken():
    with Home() as home, Screen([*home.command(home=False), "--home", "/proc/courant"], 80, 24, home) as screen:
        screen.wait_exit(1)
        contains(screen.text(), "/proc/courant")
        check(b"\x1b" not in screen.written(), repr(screen.written()))


@test
def every_locale_shows_every_script():
    for locale in ("C", "POSIX", "C.UTF-8", "de_DE.UTF-8", "nonsense"):
        with Home() as home, Screen(home.command("demo", home=False), 120, 40, home, LANG=locale, LC_ALL=locale) as screen:
            screen.wait("FEEDS", "Вестник маяка")
            screen.step("Enter")
            screen.wait("Письмо без букв", "Żółw, ťava a příliš")


@test
def a_screen_of_any_size_lives():
    with Home() as home, Screen(home.command("demo", home=False), 80, 24, home) as screen:
        screen.wait("FEEDS")
        open_article(screen, "Markets open")
        for columns, rows in ((1, 1), (2, 2), (10, 3), (300, 100), (5, 50), (200, 2), (40, 10), (80, 24)):
            screen.resize(columns, rows)
            screen.wait_still()
            check(screen.status() is None, f"it ended at {columns}x{rows}")
            screen.press("c", "Tab", "a", "Escape", "?", "q", "j")
        screen.wait_still()
        check(screen.status() is None, "it ended")


run()
