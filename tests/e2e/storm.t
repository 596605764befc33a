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


def masked(text):
    """Lines, without how many are unread in the list: that is asked anew some time after one was read."""
    return re.sub("ARTICLES +4[01]", "ARTICLES", text).split("\n")


STATES = {"the article": ((), "The last boat of the day"), "the comments": (("c",), "Ada Winterbourne"),
          "a reply": (("a", "A", "n", "n", "Tab", "BTab"), "[Ann"), "a reply to a comment": (("c", "j", "a"), "to: Lin"),
          "the command line": ((":", "t", "g", "r"), "toggle-read"), "the search everywhere": (("C-f", *"ferry"), "eels"),
          "the keys": (("?",), "Move down"), "the links": (("L",), "LINKS"), "a question": (("a", "x", "Escape"), "Discard this reply"),
          "the log": ((*":log", "Enter"), "LOG"), "a zoomed pane": (("z",), "The last boat of the day"), "hints": ((";",), "type a link's letters")}


@test
def every_pane_comes_through_a_storm_as_it_was():
    chance = random.Random(6)
    for name, (keys, wanted) in STATES.items():
        with Home() as home, Screen(home.command("demo"), 120, 40, home) as screen:
            screen.wait("FEEDS", "Global Wire")
            open_article(screen, "The night ferry")
            screen.wait(re.compile("All unread +40"))
            screen.press(*keys)
            screen.wait(wanted)
            before = masked(screen.wait_still())
            for _ in range(max(1, SIZES // len(STATES))):
                screen.resize(chance.randint(10, 400), chance.randint(3, 120))
                check(screen.status() is None, f"{name}: it ended at {screen.columns}x{screen.rows}")
            screen.resize(120, 40)
            screen.wait_still()
            equal(masked(screen.text()), before, name)


TERMINALS = ("xterm-256color", "xterm", "screen", "screen-256color", "tmux", "tmux-256color", "linux", "vt100", "vt220", "ansi")
COLOURLESS = ("vt100", "vt220")
WITHOUT_A_SECOND_SCREEN = ("linux", "vt100", "vt220", "ansi")


def colours_of(screen):
    return {word.split()[0] for row in screen.styled() for _, words in row for word in words if word.startswith(("ink", "paper"))}


def walk_through_the_sample(**environment):
    """What is seen on the way, and what was written; the wire is looked at by the screen's own end."""
    with Home() as home, Screen(home.command("demo"), 100, 30, home, **environment) as screen:
        screen.wait("FEEDS", "Global Wire")
        seen = [screen.wait_still()]
        open_article(screen, "The night ferry")
        screen.wait(re.compile("All unread +40"))
        seen.append(screen.wait_still())
        for key, wanted in (("c", "Ada Winterbourne"), ("a", "Leave a reply")):
            screen.press(key)
            screen.wait(wanted)
            seen.append(screen.wait_still())
        colours = colours_of(screen)
        screen.press("Escape", "Q")
        screen.wait_exit(0)
        check(not screen.is_alternate(), "the terminal's second screen is kept")
        check(screen.place()[0] == 0, "the shell would write behind what is there")
        if environment["TERM"] in WITHOUT_A_SECOND_SCREEN:
            equal(screen.text().strip(), "", "what cannot be taken back is not wiped off")
        return seen, colours, screen.written()


def the_same_on_all(terminals, **environment):
    """Walk through the sample on these terminals, and yield what is particular to each."""
    first = None
    for term in terminals:
        seen, colours, written = walk_through_the_sample(TERM=term, **environment)
        seen = [masked(text) for text in seen]
        first = first or seen
        for found, wanted in zip(seen, first):
            equal(found, wanted, term)
        yield term, seen, colours, written


@test
def every_terminal_gets_its_own_sequences_and_shows_the_same():
    for term, _, colours, _ in the_same_on_all(TERMINALS):
        equal(bool(colours), term not in COLOURLESS, term)


@test
def terminals_show_ascii_frames_and_no_colour_when_told_so():
    for term, seen, colours, written in the_same_on_all(("xterm", "screen", "linux", "vt100", "ansi"), LC_ALL="C", NO_COLOR="1", COLORTERM="truecolor"):
        for lines in seen:
            lacks("\n".join(lines), *BOXES)
        equal(colours, set(), term)
        check(b"38;2;" not in written, term)


@test
def true_colour_is_written_where_the_terminal_has_it():
    for term in TERMINALS:
        with Home() as home:
            home.file("home/config/config", "theme = nord\n")
            with Screen(home.command("demo"), 80, 24, home, TERM=term, COLORTERM="truecolor") as screen:
                screen.wait("FEEDS", "Global Wire")
                equal(b"38;2;" in screen.written(), term not in COLOURLESS, term)


@test
def nothing_is_black_on_the_paper_of_a_terminal_with_eight_colours():
    for theme in ("dark", "gruvbox", "nord", "solarized-dark"):
        with Home() as home:
            home.file("home/config/config", f"theme = {theme}\n")
            with Screen(home.command("demo"), 120, 40, home, TERM="linux") as screen:
                screen.wait("FEEDS", "Global Wire")
                open_article(screen, "The night ferry")
                screen.press("c")
                screen.wait("COMMENTS", "Ada Winterbourne")
                screen.wait_still()
                papers = {f"paper {n}" for n in range(1, 8)} | {"reverse"}
                hidden = {c for row in screen.styled() for c, words in row if c != " " and "ink 0" in words and not papers & words}
                equal(hidden, set(), theme)


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
