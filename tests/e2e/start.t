#!/usr/bin/env python3
"""How the interface begins and ends: what stops it before it takes the terminal, and that it gives the terminal back."""
import sys
sys.dont_write_bytecode = True
import os
import re
from harness import Home, check, contains, run, test, until
from terminal import Screen


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


run()
