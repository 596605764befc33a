#!/usr/bin/env python3
"""The sample newspaper on the screen, in the three shapes of the interface."""
import sys
sys.dont_write_bytecode = True
import os
import re
from harness import Home, cells, check, contains, equal, lacks, run, test, until
from terminal import Screen, open_article, read_through

REPORT = "Coast services of Avenmark and Sundria speak again"
LAST = "fairway was dug."
EMPTY = "No comments yet. Press a to start the discussion."
SHAPES = ((80, 24), (120, 40), (200, 60))


class Demo:
    def __init__(self, columns, rows, **environment):
        self.columns, self.rows, self.environment = columns, rows, environment

    def __enter__(self):
        self.home = Home()
        self.screen = Screen(self.home.command("demo", home=False), self.columns, self.rows, self.home, **self.environment)
        self.screen.wait("FEEDS", "Global Wire")
        return self.screen

    def __exit__(self, *_):
        self.screen.__exit__()
        self.home.__exit__()


def frame_holds(screen):
    """No line is wider than the terminal. How wide a joined emoji is, each version of tmux says anew: those lines do not count."""
    lines = [line for line in screen.lines() if not re.search("[\ufe0f\u200d]", line)]
    check(all(cells(line) <= screen.columns for line in lines), screen.text())


@test
def the_first_screen_shows_the_feeds_and_their_counts():
    for columns, rows in SHAPES:
        with Demo(columns, rows) as screen:
            screen.wait("FEEDS", "News", "Technology", "World", "Global Wire", "Harbour Post", "Tide & Type")
            check(re.search(r"Global Wire +12\b", screen.text()), screen.text())
            frame_holds(screen)


@test
def the_wide_shape_shows_everything_at_once():
    with Demo(200, 60) as screen:
        screen.wait("FEEDS", "ARTICLES")
        screen.press("Enter")
        screen.wait("Markets open higher")
        screen.press("Enter")
        screen.wait("FEEDS", "ARTICLES", "COMMENTS", "Steady is the new up")
        frame_holds(screen)


@test
def an_article_is_read_from_head_to_end_in_each_shape():
    for columns, rows in SHAPES:
        with Demo(columns, rows) as screen:
            open_article(screen, "Coast services")
            screen.wait("The heads of the two")
            seen = read_through(screen, LAST, screen.column("The heads of the two"))
            contains(seen, "for the first time since the autumn of last year", "Fishermen from both shores")


@test
def comments_are_shown_and_hidden_with_c():
    for columns, rows in SHAPES:
        with Demo(columns, rows) as screen:
            open_article(screen, "The night ferry")
            screen.press("c")
            screen.wait("COMMENTS", "Ada Winterbourne")
            contains(screen.text(), "60")
            frame_holds(screen)


@test
def an_article_without_comments_invites_one():
    for columns, rows in SHAPES:
        with Demo(columns, rows) as screen:
            open_article(screen, "Coast services")
            screen.press("c")
            screen.wait(EMPTY, is_wrapped=True)


@test
def the_reply_form_tells_a_missing_field_before_anything_is_sent():
    with Demo(80, 24) as screen:
        open_article(screen, "Coast services")
        screen.press("a")
        screen.wait("Leave a reply", "Name *", "E-mail *", "Website", "Comment *")
        screen.type("Ann")
        screen.press("C-s")
        screen.wait(re.compile("(?i)e-?mail.*(required|missing|needed)|(required|missing|needed).*e-?mail"))
        screen.press("Escape")


@test
def a_resize_at_any_moment_keeps_the_frame_and_the_place():
    with Demo(120, 40) as screen:
        open_article(screen, "The keeper of the last paper chart")
        screen.step("NPage")
        for columns, rows in ((80, 24), (200, 60), (40, 10), (120, 40), (61, 17), (150, 50), (80, 24)):
            screen.resize(columns, rows)
            screen.wait_still()
            frame_holds(screen)
            check(screen.status() is None, "it ended")
        lacks(screen.text(), "held down by four lead weights")


@test
def every_article_keeps_the_frame_in_every_shape():
    for columns, rows in SHAPES:
        with Demo(columns, rows) as screen:
            screen.press("Enter")
            screen.wait("ARTICLES")
            screen.step("Enter")
            for _ in range(41):
                frame_holds(screen)
                check(screen.status() is None, "it ended")
                screen.step("n")


@test
def the_terminals_cursor_is_where_the_keys_go():
    for columns, rows in SHAPES:
        with Demo(columns, rows) as screen:
            def line():
                x, y = screen.place()
                return screen.lines()[y][x:].lstrip(" ●")
            for keys, wanted, is_shown in (("", "All unread", False), ("j", "All articles", False), ("jj", "▾ News", False),
                                           (("Enter",), "09:12  Markets open", False), ("j", "08:55  A quiet week", False),
                                           (("Enter",), "A quiet week", False), (":", "", True), (("Escape",), "A quiet week", False),
                                           (("C-f",), "", True), (("Escape", "q"), "08:55  A quiet week", False)):
                screen.press(*keys)
                until(lambda: line().startswith(wanted) and (screen.cursor() is not None) == is_shown, f"{keys}: {wanted}, not {line()}")


@test
def marks_stars_and_undo_show_at_once():
    with Demo(120, 40) as screen:
        screen.press("Enter")
        screen.wait("Markets open higher")
        screen.press("s")
        screen.wait("★")
        screen.press("u")
        screen.wait_gone("★")
        screen.press("C-r")
        screen.wait("★")


@test
def help_is_made_of_the_commands_and_leaves_again():
    with Demo(120, 40) as screen:
        before = screen.wait_still()
        screen.press("?")
        screen.wait(re.compile("(?i)next unread"))
        screen.press("q")
        until(lambda: screen.text() == before, "the screen is as it was")


@test
def the_palette_runs_a_command_by_name():
    with Demo(120, 40) as screen:
        screen.press(":")
        screen.type("help\r")
        screen.wait(re.compile("(?i)next unread"))


@test
def q_goes_back_and_ends_and_gives_the_terminal_back():
    with Demo(80, 24) as screen:
        open_article(screen, "Coast services")
        for _ in range(6):
            if screen.status() is not None:
                break
            screen.press("q")
            screen.wait_still()
        screen.wait_exit(0)
        check(screen.is_given_back(), f"the terminal is not as it was: {screen.written()[-200:]!r}")


@test
def the_mouse_chooses_and_scrolls():
    with Demo(120, 40) as screen:
        row = next(i for i, line in enumerate(screen.lines()) if "Harbour Post" in line)
        column = screen.lines()[row].index("Harbour Post")
        screen.click(column, row)
        screen.wait("Crane No. 3")


@test
def no_color_is_honoured():
    with Demo(80, 24, NO_COLOR="1") as screen:
        screen.wait_still()
        colours = {a for row in screen.styled() for _, attributes in row for a in attributes if a.startswith(("ink", "paper"))}
        equal(colours, set())
        check(any("bold" in a or "reverse" in a for row in screen.styled() for _, a in row), "nothing stands out")


@test
def unread_and_titles_stand_out_by_attributes():
    with Demo(80, 24) as screen:
        screen.press("Enter")
        screen.wait("Markets open higher")
        screen.press("Enter")
        screen.wait("Steady is the new up")
        check("bold" in screen.attributes("MARKETS OPEN" if "MARKETS OPEN" in screen.text() else "Markets open"), screen.text())


@test
def nothing_but_the_terminals_own_sequences_is_written():
    with Demo(80, 24) as screen:
        screen.press("Enter", "Enter", "NPage", "c", "q", "q")
        screen.wait_still()
        lacks(screen.written().decode("utf-8", "replace"), "\x1b]52", "\u202e", "\x07")


@test
def the_demo_leaves_nothing_behind():
    with Home() as home, Screen(home.command("demo", home=False), 80, 24, home, TMPDIR=home.folder) as screen:
        screen.wait("FEEDS")
        before = set(os.listdir(home.folder))
        check(any(name not in ("user", screen.name) for name in before), "it lives elsewhere than in TMPDIR")
        for _ in range(4):
            if screen.status() is None:
                screen.press("q")
                screen.wait_still()
        screen.wait_exit(0)
        equal(sorted(os.listdir(home.folder)), sorted(["user", screen.name]))
        equal(os.listdir(home.environment["HOME"]), [])


@test
def the_home_of_a_demo_that_was_killed_goes_with_the_next():
    with Home() as home:
        def homes():
            return {name for name in os.listdir(home.folder) if name.startswith("courant-demo.")}
        started = ["sh", "-c", 'echo $$ > pid; exec "$@"', "sh", *home.command("demo", home=False)]
        with Screen(started, 80, 24, home, TMPDIR=home.folder) as screen:
            screen.allowed = ("Killed[^\x1b]*$",)  # the shell says so
            screen.wait("FEEDS")
            with open(os.path.join(home.folder, "pid")) as f:
                os.kill(int(f.read()), 9)
            until(lambda: screen.status() is not None, "the program ends")
        killed, = homes()
        foreign = os.path.join(home.folder, "courant-demo.foreign")
        os.mkdir(foreign)
        for name in homes():
            os.utime(os.path.join(home.folder, name), (1, 1))
        with Screen(home.command("demo", home=False), 80, 24, home, TMPDIR=home.folder) as living:
            living.wait("FEEDS")
            mine = homes() - {"courant-demo.foreign"}
            check(len(mine) == 1 and killed not in mine, str(homes()))
            os.utime(os.path.join(home.folder, *mine), (1, 1))
            home.ok("demo", home=False, TMPDIR=home.folder)
            check(mine < homes(), "the home of a demo that lives was removed")
            check(os.path.isdir(foreign), "a folder without a lock was removed")


run()
