#!/usr/bin/env python3
"""Any size at any moment, any terminal, any locale. STORM=500 for the long form."""
import sys
sys.dont_write_bytecode = True
import os
import random
import re
from harness import Home, check, contains, equal, lacks, run, test, until
from servers import Files
from terminal import Screen, open_article

SIZES = int(os.environ.get("STORM", "60"))
BOXES = "│─┌┐└┘├┤┬┴┼▌●★✎▾▸›⟳⌕"


def calm_down(screen):
    """Wait until everything typed was taken and nothing is under way: a command's answer says both, and a key takes the answer away."""
    def is_idle():
        screen.press("Escape", "Escape", ":")
        screen.type("stop\r")
        until(lambda: re.search("nothing is under way|stopped", screen.lines()[-1]), "it is answered")
        return "nothing" in screen.lines()[-1]
    until(is_idle, "nothing is under way")
    screen.press("Escape")
    until(lambda: any(word in screen.lines()[-1] for word in ("back", "quit")), "the last line is the last")


@test
def a_storm_of_sizes_while_a_reload_runs_ends_with_the_right_screen():
    chance = random.Random(6)
    with Home() as home, Files() as web:
        web.put_sample()
        slow = [web.put(f"/slow{i}", "<rss version='2.0'><channel><title>Slow</title></channel></rss>", "application/rss+xml",
                        Test_Delay_Ms=50 * i) for i in range(60)]
        home.ok("import", home.file("urls", "".join(f"{url} Slow\n" for url in [web.url + "/wire/feed/", *slow])))
        home.ok("reload", web.url + "/wire/feed/")
        with Screen(home.command(), 80, 24, home) as screen:
            screen.wait("FEEDS")
            screen.press("R")
            screen.wait("⟳")
            for i in range(SIZES):
                if i % 10 == 0:
                    screen.press("R")  # Escape ends a reload, too
                screen.resize(chance.randint(10, 400), chance.randint(3, 120))
                screen.press(chance.choice(["j", "k", "Enter", "c", "Tab", "NPage", "?", "q", "z", "C-f", "Escape", "n"]))
                check(screen.status() is None, f"it ended at {screen.columns}x{screen.rows}, the size {i}")
            screen.resize(120, 40)
            until(lambda: "courant" in screen.lines()[0] and "⟳" not in screen.lines()[0], "the reload ends")
            calm_down(screen)
            screen.wait_still()
            seen = screen.text()
            written = len(screen.written())
            screen.press("C-l")
            until(lambda: len(screen.written()) > written, "it is drawn anew")
            screen.wait_still()
            equal(screen.text(), seen, "drawn anew it is another screen")
            equal(len(seen.split("\n")), 40)
            contains(seen.split("\n")[0], "courant")


@test
def every_terminal_gets_its_own_sequences_and_shows_the_same():
    for term in ("xterm-256color", "screen", "tmux", "linux", "vt100"):
        with Home() as home, Screen(home.command("demo"), 120, 40, home, TERM=term) as screen:
            screen.wait("FEEDS", "Global Wire")
            open_article(screen, "The night ferry")
            screen.step("c")
            screen.wait("COMMENTS", "Ada Winterbourne")
            screen.press("Q")
            screen.wait_exit(0)


@test
def where_the_locale_is_not_utf_8_frames_and_signs_are_ascii():
    for environment, is_ascii in (({"LANG": "C"}, True), ({"LANG": "POSIX"}, True), ({"LC_ALL": "de_DE.ISO-8859-1"}, True), ({"LANG": "de_DE.utf8"}, False),
                                  ({"LC_ALL": "C.UTF-8", "LANG": "C"}, False), ({"LC_CTYPE": "en_US.UTF-8", "LANG": "C"}, False), ({"LANG": ""}, False)):
        with Home() as home, Screen(home.command("demo"), 120, 40, home, **environment) as screen:
            screen.wait("FEEDS", "Вестник маяка")
            open_article(screen, "Saffron buns")
            screen.step("c")
            screen.wait("COMMENTS")
            found = sorted(set(screen.text()) & set(BOXES))
            check(bool(found) != is_ascii, f"{environment}: {''.join(found)}\n{screen.text()}")


@test
def ascii_draws_every_pane_without_box_drawing():
    with Home() as home:
        home.file("home/config/config", "ascii = yes\n")
        for columns, rows in ((80, 24), (120, 40), (200, 60)):
            with Screen(home.command("demo"), columns, rows, home) as screen:
                screen.wait("FEEDS")
                open_article(screen, "The night ferry")
                for keys in (("c",), ("j", "a"), ("Escape",), ("?",), ("q",), (":",), ("Escape",), ("C-f",), ("Escape",), ("q",), ("L",), ("q",)):
                    screen.press(*keys)
                    screen.wait_still()
                    lacks(screen.text(), *BOXES)


run()
