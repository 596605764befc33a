#!/usr/bin/env python3
"""How the interface begins and ends: what stops it before it takes the terminal, and that it gives the terminal back."""
import sys
sys.dont_write_bytecode = True
import os
import re
from harness import Failed, Home, Skip, check, contains, equal, run, test, until
from servers import Files
from terminal import Screen


@test
def what_no_terminfo_has_is_seen_on_the_wire():
    """Each screen of each test looks at all that was written to it; that look is tested here."""
    with Home() as home:
        for evil in ("\\033[5mblink", "\\033[1mbold\\033[?1049lgone\\007\\033]0;title\\007", "\\033[2J\\205"):
            try:
                with Screen(["printf", evil], 80, 24, home) as screen:
                    screen.wait_exit(0)
            except Failed as why:
                contains(str(why), "not from terminfo")
            else:
                raise Skip("this Python has no curses")
        with Screen(["printf", "\\033[1mbold\\033[3;4Hthere"], 80, 24, home) as screen:
            screen.wait("   there")


@test
def faults_in_config_keys_and_themes_have_file_line_and_column():
    for name, text, line in (("config/config", "theme = mono\nmeasure_cells = wide\n", 2), ("config/config", "\n\ncolour = red\n", 3),
                             ("config/keys", "[articles]\nj = fly away\n", 2), ("config/keys", "[nowhere]\n", 1),
                             ("config/themes/mine.theme", "article.title = bold\nfeed = ultraviolet\n", 2)):
        with Home() as home:
            home.file("home/" + name, text)
            if name.endswith(".theme"):
                home.file("home/config/config", "theme = mine\n")
            with Screen(home.command(), 80, 24, home) as screen:
                screen.wait_exit(1)
                shown = screen.text().replace("\n", "")
                check(re.search(rf"{re.escape(os.path.basename(name))}\S*:{line}:\d+", shown), f"{name}:\n{screen.text()}")
                check(b"\x1b[?1049h" not in screen.written(), "the terminal was taken before the file was read")


@test
def a_dumb_terminal_is_refused_in_words():
    with Home() as home, Screen(home.command(), 80, 24, home, TERM="dumb") as screen:
        screen.wait_exit(1)
        contains(screen.text(), "dumb")
        check(b"\x1b" not in screen.written(), repr(screen.written()))


@test
def a_terminal_that_nobody_knows_is_refused_in_words():
    with Home() as home, Screen(home.command(), 80, 24, home, TERM="no-such-terminal") as screen:
        screen.wait_exit(1)
        contains(screen.text(), "no-such-terminal")


@test
def the_terminal_is_given_back_when_the_program_is_killed():
    with Home() as home, Screen(["sh", "-c", 'echo $$ > pid; exec "$@"', "sh", *home.command("demo")], 80, 24, home) as screen:
        screen.wait("FEEDS")
        check(screen.is_alternate(), "no alternate screen")
        with open(os.path.join(home.folder, "pid")) as f:
            os.kill(int(f.read()), 15)
        until(lambda: screen.status() is not None, "the program ends")
        check(screen.is_given_back(), f"the terminal is not as it was: {screen.written()[-200:]!r}")


@test
def an_empty_home_imports_newsboats_list_with_one_key():
    with Home() as home, Files() as web:
        web.put_sample()
        home.file("user/.newsboat/urls", f'{web.url}/wire/feed/ Papers "~The Wire"\nexec:date\n')
        for columns, rows in ((80, 24), (120, 40), (200, 60)):
            with Screen(home.command() if columns == 80 else [*home.command(home=False), "--home", f"{home.folder}/{columns}"], columns, rows, home) as screen:
                screen.wait("No feeds yet.", "newsboat's")
                screen.press("i")
                screen.wait("Papers", "The Wire", re.compile("[1-9] new"))
        feed, command = home.json("feeds")
        check(feed["title"] == "The Wire" and feed["tags"] == ["Papers"] and feed["total"] > 0, str(feed))
        equal((command["url"], command["last_status"]), ("exec:date", "off"))


@test
def a_list_is_imported_by_its_path_and_a_wrong_one_is_told():
    with Home() as home:
        path = home.file("list.opml", '<opml version="2.0"><body><outline text="One" xmlUrl="http://127.0.0.1:1/one"/></body></opml>')
        with Screen(home.command(), 100, 30, home) as screen:
            screen.wait("No feeds yet.")
            screen.press("i")
            screen.type(home.file("wrong.opml", "<opml><body>") + "x\r")
            screen.wait("wrong.opmlx")
            screen.press("i")
            screen.type(path + "\r")
            screen.wait("One")


@test
def the_sample_is_one_key_away_and_quitting_it_comes_back():
    with Home() as home, Screen(home.command(), 80, 24, home) as screen:
        screen.wait("No feeds yet.")
        screen.press("S")
        screen.wait("courant demo", "Global Wire")
        screen.press("Q")
        screen.wait("No feeds yet.")
        screen.press("Q")
        screen.wait_exit(0)
        check(screen.is_given_back(), "the terminal is not as it was")


@test
def where_there_are_feeds_the_sample_is_asked_for():
    with Home() as home:
        home.ok("import", "-", stdin="http://127.0.0.1:1/feed ~Mine\n")
        with Screen(home.command(), 80, 24, home) as screen:
            screen.wait("Mine")
            screen.press("S")
            screen.wait("Look at the sample newspaper? Quitting it comes back. (y/n)")
            screen.press("n")
            screen.wait("? keys", "Mine")
            screen.press("S", "y")
            screen.wait("courant demo", "Global Wire")
            screen.press("Q")
            screen.wait("Mine")


run()
