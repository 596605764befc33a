#!/usr/bin/env python3
"""What the mouse does where several panes are on the screen: clicks, second clicks, the wheel, edges, links; and off it is silent."""
import sys
sys.dont_write_bytecode = True
import os
import re
from harness import Failed, Home, cells, check, contains, lacks, run, test, until
from terminal import Screen, is_chosen, open_article

SIZES = ((120, 40), (200, 60))
WHEEL_UP, WHEEL_DOWN, DRAG = 64, 65, 32


class Demo:
    """The sample newspaper in each size where more than one pane is seen."""

    def __init__(self, size):
        self.home = Home()
        browser = self.home.file("browser", f'#!/bin/sh\necho "$1" >> {self.home.folder}/said\n')
        os.chmod(browser, 0o755)
        self.screen = Screen(self.home.command("demo", home=False), *size, self.home, BROWSER=browser)

    def __enter__(self):
        self.screen.wait("FEEDS", "Global Wire")
        self.screen.wait_still()
        return self.screen

    def __exit__(self, *why):
        self.screen.__exit__(*why)
        self.home.__exit__()

    def said(self):
        """What the browser was given."""
        path = os.path.join(self.home.folder, "said")
        return until(lambda: os.path.exists(path) and open(path, encoding="utf-8").read(), "the browser is asked")


def place(screen, words, left=0):
    """Column and row of a text right of a column, in cells."""
    for row, line in enumerate(screen.lines()):
        at = line.find(words, left)
        if at >= 0:
            return cells(line[:at]) + 1, row
    raise Failed(f"{words!r} is not on the screen:\n{screen.text()}")


def click(screen, words, left=0, times=1):
    where = place(screen, words, left)
    for _ in range(times):
        screen.click(*where)
    screen.wait_still()


def drag(screen, start, end):
    screen.type("\x1b[<0;%d;%dM" % (start[0] + 1, start[1] + 1))
    screen.type("\x1b[<%d;%d;%dM" % (DRAG, end[0] + 1, end[1] + 1))
    screen.type("\x1b[<0;%d;%dm" % (end[0] + 1, end[1] + 1))
    screen.wait_still()


def in_each_size(function):
    def both():
        for size in SIZES:
            demo = Demo(size)
            with demo as screen:
                function(demo, screen)
    both.__name__ = function.__name__
    return both


@test
@in_each_size
def a_click_chooses_a_feed_and_an_article(demo, screen):
    click(screen, "Harbour Post")
    screen.wait("Crane No. 3")
    check(is_chosen(screen, "Harbour Post"), screen.text())
    click(screen, "Crane No. 3", 25)
    check(is_chosen(screen, "Crane No. 3"), screen.text())
    contains(screen.lines()[-1], "Enter")


@test
@in_each_size
def a_second_click_opens_the_article_and_reads_it(demo, screen):
    click(screen, "Harbour Post")
    screen.wait(re.compile("[●o] +.*Crane No. 3"))
    click(screen, "Crane No. 3", 25, 2)
    screen.wait(re.compile("ARTICLE .*"), "Crane No. 3")
    until(lambda: not re.search("● [^│]*Crane No. 3", screen.text()), f"it is read\n{screen.text()}")


@test
@in_each_size
def a_click_on_a_folders_sign_folds_it(demo, screen):
    sign = place(screen, "▾ News")
    screen.click(sign[0] - 1, sign[1])
    screen.wait(re.compile("▸ News[^\n]*\n ▾ Technology"))
    screen.click(sign[0] - 1, sign[1])
    screen.wait(re.compile("▾ News[^\n]*\n +Global Wire"))


@test
@in_each_size
def the_wheel_scrolls_what_is_under_it(demo, screen):
    open_article(screen, "The night ferry")
    screen.step("c")
    screen.wait("COMMENTS 60")
    first = place(screen, "The night ferry", 25)
    column, row = place(screen, "COMMENTS 60")
    before = screen.lines()
    for _ in range(4):
        screen.click(column + 4, row + 3, WHEEL_DOWN)
    until(lambda: screen.lines()[row + 1] != before[row + 1], "the comments move")
    screen.wait_still()
    after = screen.lines()
    check(after[first[1]][:60] == before[first[1]][:60], "what is not under the mouse moved")
    for _ in range(4):
        screen.click(column + 4, row + 3, WHEEL_UP)
    until(lambda: screen.lines()[row + 1] == before[row + 1], "they come back")


@test
@in_each_size
def what_the_wheel_moved_is_not_opened_by_one_click(demo, screen):
    click(screen, "All articles")
    screen.wait("ARTICLES")
    column, row = place(screen, "A quiet week", 25)
    screen.click(column, row)
    screen.wait_still()
    screen.click(column, row, WHEEL_DOWN)
    screen.wait_still()
    screen.click(column, row)
    screen.wait_still()
    contains(screen.lines()[-1], "Enter open")


@test
@in_each_size
def edges_are_dragged(demo, screen):
    open_article(screen, "The night ferry")
    top = screen.lines()[1]
    edge = cells(top[:top.index("│")])
    drag(screen, (edge, 6), (edge + 9, 7))
    moved = screen.lines()[1]
    check(cells(moved[:moved.index("│")]) == edge + 9, screen.text())
    drag(screen, (edge + 9, 6), (edge, 6))
    check(screen.lines()[1].index("│") == top.index("│"), screen.text())
    row = next(i for i, line in enumerate(screen.lines()) if "├──" in line)
    column = cells(screen.lines()[row].split("├")[0]) + 8
    drag(screen, (column, row), (column, row + 4))
    contains(screen.lines()[row + 4], "├──")
    lacks(screen.lines()[row], "├──")


@test
@in_each_size
def a_second_click_on_a_link_opens_it(demo, screen):
    open_article(screen, "The night ferry")
    screen.step("L")
    screen.wait("LINKS")
    url = re.search("1 +(https?://[^ │]+)", screen.text())[1]
    screen.step("q")
    row, line = next((i, line) for i, line in enumerate(screen.lines()) if "[1]" in line)
    screen.click(cells(line[:line.index("[1]")]) - 1, row)
    screen.wait_still()
    screen.click(cells(line[:line.index("[1]")]) - 1, row)
    contains(demo.said(), url[:20])


@test
@in_each_size
def without_the_mouse_the_terminal_keeps_it(demo, screen):
    check(screen.has_mouse(), "the mouse is not asked for")
    screen.press(":")
    screen.type("set mouse no\r")
    until(lambda: not screen.has_mouse(), "the mouse is given back")
    screen.press(":")
    screen.type("set mouse yes\r")
    until(screen.has_mouse, "the mouse is asked for again")
    screen.press("Q")
    screen.wait_exit(0)
    check(not screen.has_mouse(), "the mouse is kept after the end")


@test
def a_configuration_without_the_mouse_never_asks_for_it():
    with Home() as home:
        home.file("home/config/config", "mouse = no\n")
        with Screen(home.command("demo"), 120, 40, home) as screen:
            screen.wait("FEEDS")
            check(not screen.has_mouse(), "the mouse is asked for")
            lacks(screen.written(), b"\x1b[?1000h", b"\x1b[?1002h", b"\x1b[?1006h")


run()
