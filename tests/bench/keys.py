#!/usr/bin/env python3
"""From a key to the last byte of what it paints, in a list of 10,000 articles, as one Markdown table of one run.

    keys.py [ROW...]          rows: floor newsboat quiet reload; without: all

The floor is a bare curses list of 10,000 lines (list.c). Each row is KEYS times `j` on a pseudo terminal of 120 x 40, at no
fixed phase. Where nothing runs behind, a paint ends with the last byte before a silence. While a reload runs there is no
silence: then it ends when the next article stands in the list and as the headline beside it, on a screen that is followed
here; only keys count that fell into the reload.

Environment: COURANT, TOOLS (the folder of the programs beside this file), KEYS (200), FEEDS (1000), ARTICLES (100000), HOMES
(a folder for the archive, which is kept, used again, and copied; without: one that is thrown away).
"""
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import feeds  # noqa: E402
import homes  # noqa: E402
from terminal import Program  # noqa: E402
from tools import COURANT, ENVIRONMENT, TOOLS, Server  # noqa: E402

KEYS, FEEDS = int(os.environ.get("KEYS", "200")), int(os.environ.get("FEEDS", "1000"))
ARTICLES = os.environ.get("ARTICLES", "100000")
TITLE = 24  # characters of one that are looked for
FLOOR = "a bare curses list"


def pause(i, most_s):
    """Different each time, so that a program that polls is not met in step."""
    time.sleep(most_s * (i * 37 % 100) / 100)


def press(program):
    """(seconds, of the processor, bytes) of each key, where nothing else paints."""
    program.rest(0.5, 1)
    took = []
    for i in range(KEYS):
        pause(i, 0.04)
        cpu_s = program.painter_cpu_s()
        program.send("j")
        wall_s = program.rest()
        took.append((wall_s, program.painter_cpu_s() - cpu_s, len(program.painted)))
    return took


def is_reloading(program):
    return "⟳" in program.picture().rows[0]


def press_within_reload(program, titles):
    took = []
    for i in range(KEYS):
        pause(i, 0.01)
        words = titles[i + 1][:TITLE]
        cpu_s = program.painter_cpu_s()
        program.send("j")
        wall_s = program.wait(lambda: program.picture().count(words) > 1)
        if not is_reloading(program):
            break
        took.append((wall_s, program.painter_cpu_s() - cpu_s, len(program.painted)))
    return took


def middle_and_p99(values):
    values = sorted(values)
    return "%.2f" % (statistics.median(values) * 1000), "%.2f" % (values[int(len(values) * .99) - 1] * 1000)


class Bench:
    def __init__(self, work):
        self.work, self.rows = work, []

    def row(self, name, took):
        if took:
            self.rows.append((name, took))

    def floor(self):
        program = Program(TOOLS + "/list", "10000")
        self.row(FLOOR, press(program))
        program.kill()

    def newsboat(self):
        if not shutil.which("newsboat"):
            return
        feeds.write(self.work + "/served/one.xml", feeds.feed(1, 10000, (150, 700), "en"))
        with Server(self.work + "/served") as server:
            home = self.work + "/newsboat"
            os.makedirs(home)
            with open(home + "/urls", "w") as file:
                file.write(server.urls(["one.xml"])[0] + "\n")
            with open(home + "/config", "w") as file:
                file.write("bind-key j down\n")
            argv = ["newsboat", "-q", "-u", home + "/urls", "-c", home + "/cache.db", "-C", home + "/config"]
            subprocess.run([*argv, "-x", "reload"], env={**ENVIRONMENT, "HOME": home}, check=True, stdout=subprocess.DEVNULL)
        program = Program(*argv, home=home)
        program.rest(2, 60)
        program.send("\r")
        self.row("newsboat", press(program))
        program.kill()

    # ---- courant

    def home(self):
        """A home with the archive, whose first feed has 10,000 articles; made once."""
        home = self.work + "/courant"
        if not os.path.exists(home):
            with homes.folder() as folder:
                homes.copy(folder, ARTICLES, home)
        return home

    def opened(self):
        """In the list of 10,000: behind the three choices that are always there stands the first feed."""
        program = Program(COURANT, "--home", self.home())
        program.wait(lambda: program.picture().count("FEEDS"))
        for keys in ("g", "jjj", "\r", "g"):
            program.rest(0.3, 1)
            program.send(keys)
        program.rest(0.3, 1)
        return program

    def titles(self):
        """Of the first feed, newest first."""
        with sqlite3.connect(self.home() + "/data/courant.db") as db:
            return [row[0] for row in db.execute("SELECT title FROM articles WHERE feed_id = 1 ORDER BY published_ms DESC, id DESC LIMIT ?",
                                                 (KEYS + 1,))]

    def quiet(self):
        program = self.opened()
        self.row("courant", press(program))
        program.kill()

    def reload(self):
        titles = self.titles()
        feeds.usual(self.work + "/served/usual", FEEDS)
        with Server(self.work + "/served") as server:
            with open(self.work + "/urls", "w") as file:
                file.write("\n".join(server.urls(["usual/%d.xml" % i for i in range(FEEDS)])) + "\n")
            subprocess.run([COURANT, "--home", self.home(), "import", self.work + "/urls"], check=True, stdout=subprocess.DEVNULL)
            program = self.opened()
            program.send("R")
            program.wait(lambda: is_reloading(program))
            self.row("courant, a reload of %d feeds behind it" % FEEDS, press_within_reload(program, titles))
            program.kill()

    def table(self):
        lines = ["| a key in a list of 10,000 | keys | median ms | p99 ms | / floor | of the processor | p99 | bytes |",
                 "| --- |" + " ---: |" * 7]
        floor = next((statistics.median(t for t, _, _ in took) for name, took in self.rows if name == FLOOR), None)
        for name, took in self.rows:
            walls, cpus, counts = zip(*took)
            ratio = "%.2f" % (statistics.median(walls) / floor) if floor else "-"
            cells = [name, str(len(took)), *middle_and_p99(walls), ratio, *middle_and_p99(cpus), "%.0f" % (sum(counts) / len(counts))]
            lines.append("| %s |" % " | ".join(cells))
        return "\n".join(lines)


ALL = ["floor", "newsboat", "quiet", "reload"]


def main():
    rows = sys.argv[1:] or ALL
    unknown = [row for row in rows if row not in ALL]
    if unknown:
        sys.exit("keys: no row is called %s; there are %s" % (unknown[0], ", ".join(ALL)))
    work = tempfile.mkdtemp(prefix="courant-keys-")
    try:
        made = Bench(work)
        for row in rows:
            print(row, "...", file=sys.stderr)
            getattr(made, row)()
        print(made.table())
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
