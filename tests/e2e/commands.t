#!/usr/bin/env python3
"""Every command of the interface in each shape: keys in, what is to be seen. The last test fails when a command has no step here."""
import sys
sys.dont_write_bytecode = True
import glob
import os
import re
from harness import SOURCE, Home, Skip, check, run, test
from terminal import Screen

SHAPES = {"narrow": (80, 24), "middle": (120, 40), "wide": (200, 60)}
COPY = ("\x1b\\]52;c;[A-Za-z0-9+/=]*\x1b\\\\",)
covered = {}  # by the shape that was walked through


class Walk:
    """Steps on one screen: `walk("command…", keys, wanted…)` presses, waits for what is wanted, and notes the commands."""

    def __init__(self, screen, shape):
        self.screen, self.shape, self.count = screen, shape, 0
        self.covered = set()

    def __call__(self, commands, keys, *wanted, gone=None):
        for key in keys if isinstance(keys, tuple) else (keys,):
            if key.startswith(":") and len(key) > 1:
                self.screen.press(":")
                self.screen.type(key[1:] + "\r")
            elif key.startswith("="):
                self.screen.type(key[1:])
            else:
                self.screen.press(key)
        try:
            if wanted:
                self.screen.wait(*wanted, is_wrapped=self.shape != "wide" and not any(isinstance(w, re.Pattern) for w in wanted))
            if gone:
                self.screen.wait_gone(gone)
        except Exception as error:
            raise type(error)(f"{self.shape}, step {self.count} ({commands}, {keys}):\n{error}") from None
        self.covered.update(commands.split())
        self.count += bool(wanted or gone)


def lists(walk, is_narrow):
    walk("down", ("j", "j", "j"), re.compile(r"News"))
    walk("open", "Enter", "Markets open higher", "A quiet week")
    if is_narrow:
        walk("left", "h", "FEEDS")
        walk("right", "l", "Markets open higher")
    else:
        walk("left right", ("h", "l"), "Markets open higher")
    walk("last", "G", "Lost & found")
    walk("first", "g", "Markets open higher")
    walk("page-down page-up", ("NPage", "PPage"), "Markets open higher")
    walk("half-down half-up up", ("C-d", "C-u", "j", "k"), "Markets open higher")
    walk("toggle-star", "s", "★")
    walk("undo", "u", gone="★")
    walk("redo", "C-r", "★")
    walk("tag", ("t", "=later\r"))
    walk("toggle-read", ("j", "m"), re.compile(" {3,}08:55  A quiet week"))
    walk("", "m", re.compile("● 08:55  A quiet week"))
    walk("view", ("k", "v"), "unread only")
    walk("", "v", gone="unread only")
    walk("fetch-pages", ":fetch-pages", "no network")
    walk("search", ("/", "=ferry\r"), "/ferry", "The night ferry")
    walk("cancel", "Escape", gone="/ferry")
    walk("delete", ("g", "D"), "deleted")
    walk("", "u", "Markets open higher")
    walk("mark-all-read", "M", "marked as read")
    walk("", "u", "unread again")
    walk("mark-everything-read", "C", "marked as read")
    walk("", "u", "unread again")
    walk("mark-read", ("g", ":mark-read"), "★ 09:12")
    walk("next-article previous-article", ("J", "K", "K"), "this is the first article of the list")
    walk("copy-link", "y", "copied: http")
    walk("save", ("W", "C-u", "=save ~/kept.txt\r"), "saved: ", "/kept.txt")
    walk("pipe", ("|", "=grep -q Markets\r"), "given to grep")


def article(walk, is_narrow):
    walk("find", ("C-f", "=title:night title:ferry\r"), "Marit Solberg")
    walk("zoom", "z", "ARTICLE", gone=None if is_narrow else "FEEDS")
    walk("", "z", "ARTICLE" if is_narrow else "FEEDS")
    walk("links", "L", "LINKS", "1")
    walk("back", "q", "What is on the table")
    walk("headings", "T", "HEADINGS", "What is on the table")
    walk("", "Enter", "What is on the table")
    walk("hints", ("g", ";"), "type a link's letters")
    walk("", "a", "opened in the browser: http")
    walk("browse", "o", "opened in the browser: http")
    walk("browse-comments", "O", "opened in the browser: http")
    walk("", ("/", "=table\r"), "table")
    walk("next-match previous-match", ("n", "N", "Escape"), "table")
    walk("full", "f", "no network")
    walk("enclosures", "e", "Nothing is attached")
    walk("pictures", "i", re.compile("PICTURES|has no pictures"))
    walk("", "Escape", "ARTICLE")
    walk("next-unread", ("q", ":next-unread"), "ARTICLE")
    walk("previous-unread", "p", "ARTICLE")
    walk("continue", "Space", "ARTICLE")


def comments(walk, is_narrow):
    walk("", (":find", "C-u", "=title:night title:ferry\r"), "Marit Solberg")
    walk("comments", "c", "COMMENTS 60", "Ada Winterbourne")
    walk("next-new", "J", "Lin")
    walk("previous-new", "K", "Ada Winterbourne")
    walk("next-thread previous-thread", ("]", "["), "Ada Winterbourne")
    walk("next-sibling previous-sibling", ("}", "{"), "Ada Winterbourne")
    walk("fold", "z", "folded")
    walk("", "z", gone="folded")
    walk("watch", "w", "the thread is watched")
    walk("", "w", "not watched any more")
    walk("reply", "a", "Leave a reply", "Name *")
    walk("next-field", ("=Ann", "Tab", "=ann@readers.example"), "ann@readers.example")
    walk("previous-field", ("BTab", "=e"), "Anne")
    walk("send", "C-s", re.compile("(?i)required|missing|empty|needed"))
    walk("edit", "C-e", "written elsewhere")
    walk("keep", "C-q", "COMMENTS")
    walk("", "a", "written elsewhere", "Anne")
    walk("discard", ("Escape", "y"), "COMMENTS")
    walk("", "c", "ARTICLE")


def everything_else(walk, is_narrow):
    screen = walk.screen
    walk("", ":go All unread", "How the parser was made")
    walk("next-pane previous-pane", ("Tab", "BTab"), "How the parser was made")
    walk("go", ":go World", "Żółw")
    walk("", ":go Tide", "How the parser was made")
    walk("previous-unread-feed", "C-p", re.compile("Harbour Post|How the harbour"))
    walk("next-unread-feed", "C-n", "How the parser was made")
    walk("view-feeds", "V", "only feeds with unread articles are shown")
    walk("", "V", "all feeds are shown")
    walk("rename-feed", (":go Tide", "q", ":rename-feed Ebb & Font"), "Ebb & Font")
    walk("tag-feed", ("t", "=Letters\r"), "Letters")
    walk("retag-feed", (":retag-feed", "=, Post\r"), "Post")
    walk("grow shrink", (">", "<"), "no other pane" if is_narrow else "FEEDS")
    walk("remove-feed", (":go Ebb", "q", "D", "y"), gone="Ebb & Font")
    walk("", "u", "Ebb & Font")
    walk("reload", "r", "the sample newspaper has no network")
    walk("reload-all", "R", "the sample newspaper has no network")
    walk("stop", ":stop", "nothing is under way")
    walk("outbox-send", ":outbox-send", "nothing in the outbox")
    walk("import", ("i", "=/nowhere\r"), "/nowhere")
    walk("add", ("+", "=nonsense\r"), "nonsense")
    walk("sample", "S", "this is the sample newspaper")
    walk("keep-search", ("C-f", "C-u", "=title:harbour", "C-s", "=Boats\r"), "is among the feeds now")
    walk("", "Escape", "Boats")
    walk("help", "?", "KEYS AND COMMANDS", "Move down")
    walk("", ("/", "=sibling\r"), "sibling")
    walk("", ("Escape", "q"), "FEEDS" if is_narrow else "ARTICLES")
    walk("command", (":", "=log\r"), "LOG")
    walk("log", ("q", ":log"), "LOG")
    walk("", "q", "FEEDS" if is_narrow else "ARTICLES")
    walk("set", ":set measure", "measure = 76")
    walk("theme", (":theme mono", ":set theme"), "theme = mono")
    walk("read-settings", ":read-settings", "the settings were read again")
    walk("redraw", "C-l", "courant demo")
    # No shell with jobs is above it here: what stops is taken up at once.
    walk("suspend", "C-z", "courant demo", "FEEDS" if is_narrow else "ARTICLES")
    walk("quit", "Q")
    screen.wait_exit(0)


def walk_through(shape):
    with Home() as home:
        editor = home.file("editor", '#!/bin/sh\nprintf "written elsewhere" > "$1"\n')
        browser = home.file("browser", "#!/bin/sh\n")
        os.chmod(editor, 0o755)
        os.chmod(browser, 0o755)
        with Screen(home.command("demo"), *SHAPES[shape], home, BROWSER=browser, EDITOR=editor, VISUAL=editor) as screen:
            screen.allowed = COPY
            screen.wait("FEEDS", "Global Wire")
            walk = Walk(screen, shape)
            is_narrow = shape == "narrow"
            for part in (lists, article, comments, everything_else):
                part(walk, is_narrow)
            check(walk.count >= 60, f"{walk.count} steps are fewer than 60")
            covered[shape] = walk.covered


@test
def the_narrow_shape_takes_every_command():
    walk_through("narrow")


@test
def the_middle_shape_takes_every_command():
    walk_through("middle")


@test
def the_wide_shape_takes_every_command():
    walk_through("wide")


@test
def no_command_is_without_a_step():
    if set(covered) != set(SHAPES):
        raise Skip("not all shapes were walked through")
    named = set()
    for path in glob.glob(os.path.join(SOURCE, "src", "ui", "commands", "*.c")):
        with open(path, encoding="utf-8") as f:
            named.update(re.findall(r'^\s+\{"([a-z-]+)",\s+N_\(', f.read(), re.M))
    check(len(named) > 60, f"only {len(named)} commands were found")
    for shape, commands in covered.items():
        check(not named - commands, f"without a step in the {shape} shape: {sorted(named - commands)}")


run()
