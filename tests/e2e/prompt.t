#!/usr/bin/env python3
"""The line that asks: what was typed before, completion of names and arguments, searches that are kept."""
import sys
sys.dont_write_bytecode = True
import re
from harness import Home, check, contains, equal, run, test, until
from servers import Newspaper
from terminal import Screen, is_chosen


def type_line(screen, sign, text):
    screen.press(sign)
    screen.type(text + "\r")


@test
def what_was_typed_is_there_after_a_restart():
    with Home() as home:
        with Screen(home.command("demo"), 100, 30, home) as screen:
            screen.wait("FEEDS")
            type_line(screen, ":", "theme nord")
            type_line(screen, ":", "set measure")
            screen.wait("measure = 76")
            type_line(screen, "/", "ferry")
            screen.wait("/ferry")
            screen.press("Escape", "C-f")
            screen.type("harbour")
            screen.wait("harbour clock")
            screen.press("Enter")
            screen.wait("ARTICLE")
            screen.press("Q")
            screen.wait_exit(0)
        with Screen(home.command("demo"), 100, 30, home) as screen:
            screen.wait("FEEDS")
            screen.press(":", "Up")
            screen.wait(":set measure")
            screen.press("Up")
            screen.wait(":theme nord")
            screen.press("Up", "Down", "Down", "Escape", "/", "Up")
            screen.wait("/ferry")
            screen.press("Escape", "C-f", "Up")
            screen.wait("⌕ harbour", "harbour clock")


@test
def the_words_of_the_last_search_make_room_for_new_ones():
    with Home() as home:
        with Screen(home.command("demo"), 100, 30, home) as screen:
            screen.wait("FEEDS")
            screen.press("C-f")
            screen.type("harbour")
            screen.wait("harbour clock")
            screen.press("Escape", "C-f")
            screen.wait("⌕ harbour", "harbour clock")
            screen.type("eels")
            screen.wait(re.compile("⌕ eels *$", re.M), "Correction")
            screen.press("Escape", "C-f", "End")
            screen.type(" -crate")
            screen.wait("⌕ eels -crate")
            screen.press("Escape", "C-f", "BSpace")
            screen.wait(re.compile("⌕ eels -crat *$", re.M))
            screen.press("Enter")
            screen.wait("55-0190")
            screen.press("q")
            screen.type(" x")
            screen.wait("⌕ eels -crat x")


@test
def an_address_that_is_there_already_is_gone_to():
    with Newspaper() as paper, Screen(paper.home.command(), 80, 24, paper.home) as screen:
        screen.wait("FEEDS", "Global Wire")
        check(not is_chosen(screen, "Global Wire"), "it is the first row")
        type_line(screen, "+", paper.urls["wire"])
        screen.wait("Global Wire is there already")
        until(lambda: is_chosen(screen, "Global Wire"), "the cursor is on the feed")
        equal(len(paper.home.json("feeds")), 4)


@test
def a_list_that_is_imported_tells_the_lines_that_are_no_feeds():
    with Home() as home, Screen(home.command(), 80, 24, home) as screen:
        path = home.file("urls", "https://a.invalid/f\n\"query:Unread:unread = \\\"yes\\\"\"\nfile:///etc/passwd\n")
        screen.wait("FEEDS")
        type_line(screen, ":", "import " + path)
        screen.wait("a.invalid/f")
        type_line(screen, ":", "log")
        screen.wait("LOG", "1 added, 0 there already, 2 lines are no feeds: :log says which", "line 2: “query:Unread", "line 3: “file:///etc/passwd")


@test
def a_command_is_found_by_letters_of_its_name_and_words_of_its_sentence():
    with Home() as home, Screen(home.command("demo"), 100, 30, home) as screen:
        screen.wait("FEEDS")
        screen.press(":")
        screen.type("tgr")
        screen.wait("toggle-read")
        screen.press("C-u")
        screen.type("newspaper")
        screen.wait("sample")
        screen.press("C-u")
        screen.type("rename")
        screen.wait("rename-feed TITLE")
        screen.press("Tab")
        screen.wait(":rename-feed")


@test
def feeds_folders_and_queries_complete_themselves():
    with Home() as home, Screen(home.command("demo"), 100, 30, home) as screen:
        screen.wait("FEEDS")
        screen.press("F")
        screen.type("tid")
        screen.wait("Tide & Type")
        screen.press("Tab", "Enter")
        screen.wait("Technology › Tide & Type", "How the parser was made")
        screen.press("F")
        screen.type("nonsense\r")
        screen.wait('no feed or folder is called "nonsense"')
        screen.press(":")
        screen.type("tag-feed tech")
        screen.wait("Technology")
        screen.press("C-u")
        screen.type("find star")
        screen.wait("is:starred", "with a star")


@test
def a_search_is_kept_as_a_smart_feed():
    with Home() as home:
        home.ok("config", "check")
        with Screen(home.command("demo"), 100, 30, home) as screen:
            screen.wait("FEEDS")
            type_line(screen, ":", "keep-search nothing")
            screen.wait("nothing is searched that could be kept")
            screen.press("C-f")
            screen.type("title:harbour")
            screen.wait("How the harbour clock was mended")
            screen.press("C-s")
            screen.type("The harbour\r")
            screen.wait("the search is among the feeds now")
            screen.press("Escape")
            screen.wait(re.compile("Starred.*\n The harbour"))
            type_line(screen, ":", "go The harbour")
            screen.wait("How the harbour clock was mended")
            screen.wait_gone("Markets open")
            screen.press("C-f")
            screen.press("C-s")
            screen.type('no "quotes"\r')
            screen.wait("has no quote")
            screen.press("Escape", "Q")
            screen.wait_exit(0)
        equal(home.ok("config", "check"), "")
        with open(f"{home.path}/config/rules") as f:
            equal(f.read(), 'smart "The harbour" = title:harbour\n')
        with Screen(home.command("demo"), 100, 30, home) as screen:
            screen.wait("The harbour")


run()
