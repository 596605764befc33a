#!/usr/bin/env python3
"""Every command of the interface in each shape: keys in, what is to be seen. The last test fails when a command has no step here.

A step fails when what it wants stands on the screen before its key: each shows what its command did, and nothing else.
"""
import sys
sys.dont_write_bytecode = True
import glob
import os
import re
from harness import SOURCE, Failed, Home, Skip, check, contains, run, test, until
from terminal import Screen

SHAPES = {"narrow": (80, 24), "middle": (120, 40), "wide": (200, 60)}
OURS = ("\x1b\\]52;c;[A-Za-z0-9+/=]*\x1b\\\\", "\r\n(?=\x1b\\[\\d+;1H)")  # the clipboard; a line for what a piped command prints
STRAY = "a stray word of another program"
covered = {}  # by the shape that was walked through


class Look:
    """One look at a screen in the default theme: the text, the words of its panes, what the cursor marks, and the focused pane's heading."""

    def __init__(self, screen):
        rows = screen.styled()
        self.text = "\n".join("".join(c for c, _ in row) for row in rows)
        self.words = re.sub(r"[\s│]+", " ", self.text)
        self.chosen = [text for row in rows[1:] for text in runs(row, {"reverse"})]
        self.focus = " ".join(text for row in rows for text in runs(row, {"bold", "ink 6"}))

    def has(self, wanted):
        if callable(wanted):
            return wanted()
        return bool(wanted.search(self.text)) if isinstance(wanted, re.Pattern) else wanted in self.text or wanted in self.words


def runs(row, look):
    """The texts of a line that are painted so."""
    texts, is_on = [], False
    for character, attributes in row:
        if look <= attributes:
            texts[len(texts) - is_on:] = [(texts[-1] if is_on else "") + character]
        is_on = look <= attributes
    return texts


class Walk:
    """Steps on one screen: `walk("command…", keys, wanted…)` presses, waits for what is wanted, and notes the commands.

    A key with a colon in front is a command's line, one with an equals sign is typed as it stands. Wanted are texts or patterns on the
    screen (or what is asked), what is `gone` from it, what stands in the line that the cursor marks (`chosen`), and the pane with the `focus`.
    """

    def __init__(self, screen, shape, browsed):
        self.screen, self.shape, self.browsed, self.count = screen, shape, browsed, 0
        self.covered = set()

    def asked_for(self, url):
        """It is the last address that the browser was given."""
        def is_last():
            with open(self.browsed, encoding="utf-8") as f:
                return f.read().endswith(f"{url}\n")
        return is_last

    def press(self, key):
        if key.startswith(":") and len(key) > 1:
            self.screen.press(":")
            self.screen.type(key[1:] + "\r")
        elif key.startswith("="):
            self.screen.type(key[1:])
        else:
            self.screen.press(key)

    def __call__(self, commands, keys, *wanted, gone=None, chosen=None, focus=None):
        def missing():
            look = Look(self.screen)
            return [w for w in wanted if not look.has(w)] + \
                ([f"without {gone}"] if gone and look.has(gone) else []) + \
                ([f"chosen: {chosen}, not {look.chosen}"] if chosen and not any(chosen in text for text in look.chosen) else []) + \
                ([f"focus: {focus}, not {look.focus}"] if focus and not re.match(rf"{focus}\b", look.focus) else [])
        step = f"{self.shape}, step {self.count} ({commands}, {keys})"
        until(missing, f"{step}: what is wanted is not there before the key\n{self.screen.text()}")
        for key in keys if isinstance(keys, tuple) else (keys,):
            self.press(key)
        try:
            until(lambda: not missing() or self.screen.status() is not None, "what is wanted")
            check(not missing(), "the program ended")
        except Failed as why:
            raise Failed(f"{step}: {why}\n{missing()}\n{self.screen.text()}") from None
        self.covered.update(commands.split())
        self.count += 1


def lists(walk):
    half, page = {"narrow": ("Saffron buns", "The harbour in small"), "middle": ("Correction", "Ледокол"),
                  "wide": ("Lost & found", "Lost & found")}[walk.shape]
    walk("down", "j", chosen="All articles")
    walk("up", "k", chosen="All unread")
    walk("last", "G", chosen="Вестник маяка")
    walk("first", "g", chosen="All unread")
    walk("", ("j", "j", "j"), chosen="News")
    walk("fold", "z", "▸ News")
    walk("", "z", "▾ News")
    walk("right", "l", focus="ARTICLES", chosen="Markets open higher")
    walk("left", "h", focus="FEEDS", chosen="News")
    walk("next-pane", "Tab", focus="ARTICLES")
    walk("previous-pane", "BTab", focus="FEEDS")
    walk("open", "Enter", focus="ARTICLES", chosen="Markets open higher")
    walk("page-down", "NPage", chosen=page)
    walk("page-up", "PPage", chosen="Markets open higher")
    walk("half-down", "C-d", chosen=half)
    walk("half-up", "C-u", chosen="Markets open higher")
    walk("toggle-star", "s", "★09:12")
    walk("undo", "u", gone="★09:12")
    walk("redo", "C-r", "★09:12")
    walk("tag", ("t", "=later\r"), "tagged: later")
    walk("", ("/", "=tag:later\r"), re.compile("ARTICLES +/tag:later +1\\b"))
    walk("cancel", "Escape", gone="/tag:later")
    walk("toggle-read", ("g", "j", "m"), re.compile("[^●] 08:55  A quiet"))
    walk("", "m", "● 08:55")
    walk("view", "v", "ARTICLES unread only")
    walk("", "v", gone="ARTICLES unread only")
    walk("sort", ("S", "=title\r"), "ARTICLES by title", chosen="A quiet week")
    walk("", ("S", "=newest\r"), gone="by title")
    walk("search", ("/", "=ferry\r"), "ARTICLES /ferry", gone="08:55")
    walk("", "q", "08:55", gone="/ferry", focus="ARTICLES")
    walk("", ("q", "/", "=ferry\r"), "ARTICLES /ferry", gone="08:55", focus="ARTICLES")
    walk("", "Escape", "08:55", gone="/ferry")
    walk("delete", ("g", "j", "j", "D"), "deleted: How the harbour clock", gone="● 07:30")
    walk("", "u", "● 07:30")
    walk("mark-all-read", "M", "22 articles marked as read", gone="● 07:30")
    walk("", "u", "unread again: 22 articles", "● 07:30")
    walk("mark-everything-read", "C", "41 articles marked as read", gone="● 07:30")
    walk("", "u", "unread again: 41 articles", "● 07:30")
    walk("previous-article", ("g", "K"), "this is the first article of the list")
    walk("next-article", "J", chosen="A quiet week")
    walk("mark-read", ":mark-read", re.compile("[^●] 08:55  A quiet"))
    walk("", "u", "● 08:55")
    walk("fetch-pages", ":fetch-pages", "the sample newspaper has no network")
    walk("copy-link", "y", "copied: https://wire.example/")
    walk("save", ("W", "C-u", "=~/kept.txt\r"), "saved: ", "/kept.txt")
    walk("pipe", ("|", "=grep -q Wire\r"), "given to grep")


def article(walk):
    walk("find", ("C-f", "=title:night title:ferry"), "SEARCH EVERYWHERE 1", "carries, on an aver")
    walk("", "Enter", "Global Wire · Marit Solberg-Anand", focus="ARTICLE", gone="SEARCH EVERYWHERE")
    if walk.shape == "narrow":
        walk("zoom", "z", "no other pane is beside this one")
    else:
        walk("zoom", "z", gone="FEEDS")
        walk("", "z", "FEEDS")
    walk("links", "L", focus="LINKS")
    walk("back", "q", focus="ARTICLE")
    walk("headings", "T", focus="HEADINGS")
    walk("", "Enter", focus="ARTICLE")
    walk("hints", ("g", ";"), "type a link's letters")
    walk("", "a", "opened in the browser", walk.asked_for("https://wire.example/tag/strait-ferries/"))
    walk("browse", "o", walk.asked_for("https://wire.example/2023/12/21/night-ferry-one-more-year/"))
    walk("browse-comments", "O", walk.asked_for("https://wire.example/2023/12/21/night-ferry-one-more-year/#comments"))
    walk("", ("/", "=the\r"), re.compile("^ 1 of [0-9]+$", re.M), chosen="The")
    walk("next-match", "n", re.compile("^ 2 of [0-9]+$", re.M), chosen="the")
    walk("previous-match", "N", chosen="The")
    walk("full", ("Escape", "f"), "the sample newspaper has no network")
    walk("enclosures", "e", "Nothing is attached")
    walk("pictures", "i", "This article has no pictures")
    walk("next-unread", ":next-unread", "· 20 Dec 2023 10:10 ·")
    walk("previous-unread", "p", "· 21 Dec 2023 09:40 ·")
    walk("continue", ("G", "Space"), "· 20 Dec 2023 09:00 ·")


def comments(walk):
    walk("", (":find", "C-u", "=title:night title:ferry", "Enter"), "Global Wire · Marit Solberg-Anand", focus="ARTICLE")
    walk("comments", "c", "COMMENTS 60", focus="COMMENTS", chosen="Ada Winterbourne")
    walk("next-new", "J", chosen="Lin")
    walk("previous-new", "K", chosen="Ada Winterbourne")
    walk("next-thread", "]", chosen="Ben Ito")
    walk("previous-thread", "[", chosen="Ada Winterbourne")
    walk("next-sibling", "}", chosen="Ben Ito")
    walk("previous-sibling", "{", chosen="Ada Winterbourne")
    walk("", "z", "folded")
    walk("", "z", gone="folded")
    walk("watch", "w", "the thread is watched")
    walk("", "w", "not watched any more")
    walk("reply", "a", "Leave a reply to: Ada Winterbourne", "Name *", focus="Leave a reply")
    walk("next-field", ("=Ann", "Tab", "=ann@readers.example"), re.compile(r"E-mail \* +\[ann@readers\.example"))
    walk("previous-field", ("BTab", "=e"), re.compile(r"Name \* +\[Anne "))
    walk("send", "C-s", "is required")
    walk("edit", "C-e", "written elsewhere")
    walk("keep", "C-q", "kept as a draft", focus="COMMENTS")
    walk("", "a", "written elsewhere", focus="Leave a reply")
    walk("discard", ("Escape", "y"), focus="COMMENTS")
    walk("", "c", focus="ARTICLE")


def feeds(walk):
    wider = re.compile(" FEEDS {%d,}│" % {"narrow": 1, "middle": 19, "wide": 21}[walk.shape])
    walk("go", ":go World", re.compile(r"courant demo +World\b"), "Żółw", focus="ARTICLES")
    walk("", (":go Tide", "q"), "How the parser was made" if walk.shape != "narrow" else "FEEDS", focus="FEEDS", chosen="Tide & Type")
    walk("previous-unread-feed", "C-p", chosen="Harbour Post")
    walk("next-unread-feed", "C-n", chosen="Tide & Type")
    walk("view-feeds", "V", "only feeds with unread articles are shown")
    walk("", "V", "all feeds are shown")
    walk("rename-feed", ":rename-feed Ebb & Font", re.compile(r"Ebb & Font +10\b"))
    walk("tag-feed", ("t", "=Letters\r"), "▾ Letters")
    walk("retag-feed", (":retag-feed", "=, Post\r"), "▾ Post")
    if walk.shape == "narrow":
        walk("grow", ">", "no other pane is beside this one")
        walk("", "Escape", gone="no other pane")
        walk("shrink", "<", "no other pane is beside this one")
    else:
        walk("grow", ">", wider)
        walk("shrink", "<", gone=wider)
    walk("remove-feed", (":go Ebb", "q", "D", "y"), gone=re.compile(r"Ebb & Font +10\b"))
    walk("", "u", re.compile(r"Ebb & Font +10\b"))
    walk("reload", "r", "the sample newspaper has no network")
    walk("", "Escape", gone="no network")
    walk("reload-all", "R", "the sample newspaper has no network")
    walk("sync", ":sync", "there is no account yet")
    walk("stop", ":stop", "nothing is under way")
    walk("outbox-send", ":outbox-send", "nothing in the outbox")
    walk("import", ("i", "=/nowhere\r"), "there is no file /nowhere")
    walk("add", ("+", "=nonsense\r"), "'nonsense' is no address")
    walk("sample", "S", "this is the sample newspaper")
    walk("keep-search", ("C-f", "C-u", "=title:harbour", "C-s", "=Boats\r"), "is among the feeds now")
    walk("", "Escape", re.compile("^ Boats", re.M), focus="FEEDS")


def everything_else(walk):
    screen = walk.screen
    walk("help", "?", "KEYS AND COMMANDS", "Move down", gone="Starred")
    walk("", ("/", "=sibling\r"), "same level", gone="Move down")
    walk("", ("Escape", "q"), "Starred", focus="FEEDS")
    walk("command", ":", re.compile("^:", re.M))
    walk("", "=log\r", focus="LOG")
    walk("", "q", focus="FEEDS")
    walk("log", ":log", focus="LOG")
    walk("", "q", focus="FEEDS")
    walk("set", ":set measure", "measure = 76")
    walk("theme", (":theme mono", ":set theme"), "theme = mono")
    walk("", (":theme default", ":set theme"), "theme = default")
    walk("read-settings", ":read-settings", "the settings were read again")
    # What another program wrote over the screen is gone after it was drawn anew; so it is after a stop (there is no shell with jobs
    # here, so that it goes on at once).
    for command, key in (("redraw", "C-l"), ("suspend", "C-z")):
        screen.write_over(STRAY)
        screen.wait(STRAY)
        walk(command, key, gone=STRAY)
    walk.press("Q")
    screen.wait_exit(0)
    walk.covered.add("quit")


def walk_through(shape):
    with Home() as home:
        editor = home.file("editor", '#!/bin/sh\nprintf "written elsewhere" > "$1"\n')
        browsed = home.file("browsed", "")
        browser = home.file("browser", f'#!/bin/sh\necho "$1" >> {browsed}\n')
        os.chmod(editor, 0o755)
        os.chmod(browser, 0o755)
        with Screen(home.command("demo"), *SHAPES[shape], home, BROWSER=browser, EDITOR=editor, VISUAL=editor) as screen:
            screen.allowed = OURS
            screen.wait("FEEDS", "Global Wire")
            walk = Walk(screen, shape, browsed)
            for part in (lists, article, comments, feeds, everything_else):
                part(walk)
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
def what_a_piped_command_printed_stands_until_a_key():
    with Home() as home, Screen(home.command("demo"), 80, 24, home) as screen:
        screen.allowed = ("[\r\n]",)
        screen.wait("FEEDS", "Global Wire")
        screen.press("Enter")
        for command, printed in (("sh -c 'head -c 4'", "Mark"), ("sh -c 'cat >/dev/null; seq 99; echo said'", "98\n99\nsaid")):
            screen.press("|")
            screen.type(command + "\r")
            shown = screen.wait("press a key to go on")
            contains(shown, printed)
            check(not screen.is_alternate(), shown)
            screen.resize(100, 30)
            screen.wait("press a key to go on")
            screen.press("Down")  # a key of three bytes is one
            screen.wait("given to sh -c", "ARTICLES")
            check(screen.is_alternate(), screen.text())
        # What leaves nothing to be read needs no key: it is silent, or has a screen of its own, as a pager.
        pager = home.file("pager", "#!/bin/sh\ntput smcup; cat; tput rmcup\n")
        os.chmod(pager, 0o755)
        for command in ("true", pager):
            screen.press("|")
            screen.type(command + "\r")
            screen.wait(f"given to {command}"[:60], "ARTICLES")
        screen.press("|")
        screen.type("sh -c 'echo to the end'\r")
        screen.wait("press a key to go on")
        with open(screen._file("pid"), encoding="utf-8") as f:
            os.kill(int(f.read()), 15)
        screen.wait_exit(0)


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
