#!/usr/bin/env python3
"""Settings, keys and themes: the file that ships, what is wrong in one's own, and that saving takes effect."""
import sys
sys.dont_write_bytecode = True
import os
import shutil
from harness import Home, check, contains, equal, lacks, run, test, until
from servers import Files, Newspaper
from terminal import Screen

FEED = "<rss version='2.0'><channel><title>%s</title><item><title>One</title><guid>1</guid></item><item><title>Two</title><guid>2</guid></item></channel></rss>"


@test
def the_shipped_file_is_printed_and_can_be_read():
    with Home() as home:
        text = home.ok("config", "default")
        contains(text, "\ntheme = default\n", "\nmeasure = 76\n", "\nbrowser =\n")
        equal(home.ok("config", "check", home.file("copy", text)), "")
        equal(home.ok("config", "check"), "")


@test
def what_is_wrong_is_told_with_its_place():
    with Home() as home:
        for name, text, told in (("config", "# a\nmeasure = wide\n", ":2:11: measure is a number"), ("config", "measure = 60\n[tag slow]\nsing = 1\n", ":3:1: feeds have no setting `sing`"), ("keys", "[list]\nx = dwn\n", ":2:5: there is no command `dwn`"),
                                 ("my.theme", "text = redd\n", ":1:8: "), ("sites", "site \"a.example\" {\n    drop = p:first\n}\n", ":2:13: expected a selector"), ("other", "theme\n", ":1:1: expected `name = value`"),
                                 ("looks", "theme = nowhere\n", ": there is no theme `nowhere`"), ("hands", "keys = nowhere\n", ": there is no key map `nowhere`")):
            contains(home.fails(1, "config", "check", home.file(name, text)), name + told)
        home.file("home/config/config", "\n\ntheme = nowhere\n")
        contains(home.fails(1, "config", "check"), "config:3:9: there is no theme `nowhere`", "nord")
        home.file("home/config/config", "theme = mine\n")
        home.file("home/config/themes/mine.theme", "text = white\nnonsense = x\n")
        contains(home.fails(1, "config", "check"), "mine.theme:2:1: ")
        home.file("home/config/themes/mine.theme", "text = white\n")
        home.file("home/config/sites", "site a.example {\n")
        contains(home.fails(1, "config", "check"), "sites:1:6: expected a host")
        home.fails(2, "config", "nonsense")


@test
def all_mistakes_are_told_at_once():
    with Home() as home:
        home.file("home/config/config", "theme = nowhere\nmeasure = wide\nfoo\n[tag slow]\ninterval = 3\n[bad\nx = 1\n[feed *]\ncookies = maybe\n")
        home.file("home/config/keys", "[list]\nx = dwn\ny = up\n[nowhere]\nz = dwn\n[text]\n[ = dwn\n")
        home.file("home/config/rules", 'rule "x" {\nquery = (\nactions = frob\n}\nrule "y" {\nactions = star\n}\nkeep = 3x\nrule "z" {\n')
        home.file("home/config/themes/mine.theme", "text = redd\nfoo = red\n")
        result = home.run("config", "check")
        places = [line.split(": ")[0].removeprefix(home.path + "/config/") for line in result.out.splitlines()]
        equal(places, ["config:2:11", "config:3:1", "config:5:12", "config:6:1", "config:9:11", "config:1:9", "keys:2:5", "keys:4:1", "keys:7:5",
                       "rules:2:10", "rules:3:11", "rules:7:1", "rules:8:8", "rules:9:1", "themes/mine.theme:1:8", "themes/mine.theme:2:1"])
        equal((result.code, len(result.err.splitlines())), (1, 1), str(result))
        contains(result.err, "16 mistakes are listed; the first: ", "config:2:11: measure is a number")


@test
def rules_that_name_no_feed_are_told():
    rules = 'keep = 90d\nkeep "wire" = 10\n  keep "Wiire" = 10\nmute feed "gazette" until 2030-01-01\nmute feed "gazeta"\n' \
            'rule "é" {\n    query = (feed:post OR é feed:"Pst") -feed:77\n    actions = star\n}\nsmart "s" = feed:1 feed:lab*\nsmart "t" = labb feed:labb\n'
    with Home() as home:
        path = home.file("home/config/rules", rules)
        equal(home.ok("config", "check"), "")  # there may be feeds of these names one day
        with Newspaper() as paper:
            shutil.copyfile(path, paper.home.file("home/config/rules", ""))
            told = paper.home.run("config", "check").out.replace(paper.home.path + "/config/", "")
            equal(told, "".join(f"rules:{place}: no feed has `{name}` in its title or address\n" for place, name in (
                ("3:8", "Wiire"), ("5:11", "gazeta"), ("7:34", "Pst"), ("10:25", "lab*"), ("11:23", "labb"))))


@test
def a_saved_file_takes_effect_at_once_and_a_wrong_one_changes_nothing():
    with Home() as home, Screen(home.command("demo"), 100, 30, home) as screen:
        screen.wait("FEEDS", "│")
        home.file("home/config/config", "ascii = yes\n")
        screen.wait("the settings were read again", "|")
        lacks(screen.text(), "│", "●")
        home.file("home/config/config", "ascii = perhaps\n")
        screen.wait("config:1:9: ascii is one of auto, yes, no")
        lacks(screen.text(), "│")
        home.file("home/config/keys", "x = nothing\n")
        os.remove(os.path.join(home.path, "config", "config"))
        screen.wait("keys:1:5: there is no command `nothing`")
        home.file("home/config/keys", "x = log\n")
        screen.wait("│")
        screen.press("x")
        screen.wait("LOG")
        screen.press("q")
        screen.wait("FEEDS")


@test
def set_is_completed_and_shows_at_once():
    with Home() as home, Screen(home.command("demo"), 100, 30, home) as screen:
        screen.wait("FEEDS", "│")
        screen.press(":")
        screen.type("set asc")
        screen.wait("ascii auto", "ascii yes", "Draw with plain ASCII")
        screen.type("ii yes\r")
        screen.wait_gone("│")
        screen.press(":")
        screen.type("set measure 9\r")
        screen.wait("measure is a number from 20 to 400")


@test
def a_theme_of_ones_own_is_previewed():
    with Home() as home:
        home.file("home/config/themes/mine.theme", "text = green/34/#00aa00 on black/16/#000000\n")
        with Screen(home.command("demo"), 100, 30, home) as screen:
            screen.wait("FEEDS")
            screen.press(":")
            screen.type("theme ")
            screen.wait("mine")
            screen.press("Tab")
            until(lambda: "ink 34" in screen.attributes("All articles"), "the theme is shown")
            screen.press("Escape")
            until(lambda: "ink 34" not in screen.attributes("All articles"), "the preview ends")


@test
def a_reload_says_what_came_and_rings_when_asked():
    for how, sign in (("bell", "\x07"), ("osc9", "\x1b]9;4 new in 2 feeds\x1b\\"), ("none", None), ("command", None)):
        with Home() as home, Files() as web:
            said = os.path.join(home.folder, "said")
            command = home.file("notice", f'#!/bin/sh\necho "$2" > {said}\n')
            os.chmod(command, 0o755)
            home.file("home/config/config", f"notify = {how}\nnotify-command = {command} --word\n")
            for name in ("one", "two"):
                web.put(f"/{name}", "gone", status="404 Not Found", turn=1)
                web.put(f"/{name}", FEED % name, "application/rss+xml", turn=2)
            home.ok("import", home.file("urls", f"{web.url}/one\n{web.url}/two\n"))
            with Screen(home.command(), 100, 30, home) as screen:
                screen.allowed = ("\x1b\\]9;[^\x1b]*\x1b\\\\",)
                screen.wait("FEEDS")
                screen.press("R")
                screen.wait("2 of 2 feeds failed: :log says why")
                screen.press("R")
                screen.wait("4 new in 2 feeds")
                written = screen.written().decode()
                check(sign is None or sign in written, f"{how}: {sign!r} was not written")
                check(sign is not None or ("\x07" not in written and "\x1b]9" not in written), f"{how}: it rang")
                if how == "command":
                    until(lambda: os.path.exists(said) and open(said).read() == "4 new in 2 feeds\n", "the command is run")
            check(how == "command" or not os.path.exists(said), "the command was run")


@test
def escape_stops_what_is_under_way():
    with Home() as home, Files() as web:
        home.ok("import", home.file("urls", web.put("/slow", FEED % "Slow", "application/rss+xml", Test_Delay_Ms=20000) + "\n"))
        with Screen(home.command(), 100, 30, home) as screen:
            screen.wait("FEEDS")
            screen.press("R")
            screen.wait("⟳")
            screen.press("Escape")
            screen.wait("stopped")
            screen.wait_gone("⟳")
            screen.press(":")
            screen.type("stop\r")
            screen.wait("nothing is under way")


run()
