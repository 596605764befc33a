#!/usr/bin/env python3
"""From a key to the last byte of what it paints, in a list of 10,000 articles, as one Markdown table of one run.

    keys.py [ROW...]          rows: floor newsboat quiet reload; without: all

The floor is a bare curses list of 10,000 lines (list.c). Each row is KEYS times `j` on a pseudo terminal of 120 x 40, at no
fixed phase. Where nothing runs behind, a paint ends with the last byte before a silence. While a reload runs there is no
silence: then it ends when the next article stands in the list and as the headline beside it, on a screen that is followed
here; only keys count that fell into the reload.

Environment: COURANT, TOOLS (the folder of the programs beside this file), KEYS (200), FEEDS (1000), ARTICLES (100000), or
DATABASE: one that `archive make` and `archive index` made; it is copied.
"""
import codecs
import fcntl
import os
import re
import select
import shutil
import signal
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unicodedata

sys.dont_write_bytecode = True
import bench  # noqa: E402
import feeds  # noqa: E402

KEYS = int(os.environ.get("KEYS", "200"))
ARTICLES = os.environ.get("ARTICLES", "100000")
COLUMNS, ROWS, SILENCE_S, TITLE = 120, 40, 0.02, 24
FLOOR = "a bare curses list"
SEQUENCE = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[H|\x1b\[[0-9;?]*[A-Za-z]|\x1b[()].|\x1b.|[\x00-\x1f]|([^\x00-\x1f]+)")


class Picture:
    """What stands on the screen, from cursor addresses and text."""

    def __init__(self):
        self.rows, self.x, self.y = [[" "] * COLUMNS for _ in range(ROWS)], 0, 0
        self.decoder, self.rest = codecs.getincrementaldecoder("utf-8")("replace"), ""

    def put(self, text):
        for c in text:
            if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf"):
                continue
            if self.x < COLUMNS:
                self.rows[self.y][self.x] = c
            self.x += 1
            if unicodedata.east_asian_width(c) in "WF":
                if self.x < COLUMNS:
                    self.rows[self.y][self.x] = ""
                self.x += 1

    def take(self, data):
        text = self.rest + self.decoder.decode(data)
        whole = re.fullmatch("(.*?)(\x1b(?:\\[[0-9;?]*|[()])?)?", text, re.S)
        text, self.rest = whole[1], whole[2] or ""
        for found in SEQUENCE.finditer(text):
            if found[3]:
                self.put(found[3])
            elif found[1]:
                self.y, self.x = min(int(found[1]), ROWS) - 1, int(found[2]) - 1
            elif found[0] == "\x1b[H":
                self.x = self.y = 0

    def count(self, words):
        return sum(words in "".join(row) for row in self.rows)


class Tty:
    """A program on a pseudo terminal."""

    def __init__(self, argv, env):
        self.fd, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.process = subprocess.Popen(argv, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True,
                                        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(slave)
        self.picture = Picture()

    def read(self, timeout):
        """(when it came, its bytes); None when nothing came in time."""
        if not select.select([self.fd], [], [], timeout)[0]:
            return None
        data = os.read(self.fd, 65536)
        return time.monotonic(), data

    def settle(self, silence=SILENCE_S, patience=10):
        """(when the last byte before a silence came, how many did)."""
        last, count, timeout = time.monotonic(), 0, patience
        while (got := self.read(timeout)) is not None:
            last, count, timeout = got[0], count + len(got[1]), silence
            self.picture.take(got[1])
        return last, count

    def send(self, keys):
        os.write(self.fd, keys.encode())
        return time.monotonic()

    def wait(self, wanted, patience=60):
        """Until the picture is as wanted: (when, how many bytes came)."""
        count, end, last = 0, time.monotonic() + patience, time.monotonic()
        while not wanted(self.picture):
            got = self.read(end - time.monotonic() if end > time.monotonic() else 0)
            if got is None:
                sys.exit("keys: it never came\n" + "\n".join("".join(row) for row in self.picture.rows))
            last, count = got[0], count + len(got[1])
            self.picture.take(got[1])
        return last, count

    def cpu(self):
        """Seconds of the processor of the first thread: the one that takes keys and paints."""
        with open("/proc/%d/schedstat" % self.process.pid) as file:
            return int(file.read().split()[0]) / 1e9

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        while self.process.poll() is None:
            try:
                self.read(0.05)
            except OSError:
                break
        self.process.wait()
        os.close(self.fd)


def pause(i, most_s):
    """Different each time, so that a program that polls is not met in step."""
    time.sleep(most_s * (i * 37 % 100) / 100)


def press(tty):
    """(seconds, of the processor, bytes) of each key, where nothing else paints."""
    tty.settle(0.5, 1)
    took = []
    for i in range(KEYS):
        pause(i, 0.04)
        cpu, sent = tty.cpu(), tty.send("j")
        last, count = tty.settle()
        took.append((last - sent, tty.cpu() - cpu, count))
    return took


def press_within_reload(tty, titles):
    took = []
    for i in range(KEYS):
        pause(i, 0.01)
        words = titles[i + 1][:TITLE]
        cpu, sent = tty.cpu(), tty.send("j")
        seen, count = tty.wait(lambda picture: picture.count(words) > 1)
        if not any("⟳" in c for c in tty.picture.rows[0]):
            break
        took.append((seen - sent, tty.cpu() - cpu, count))
    return took


def middle_and_p99(values):
    values = sorted(values)
    return "%.2f" % (statistics.median(values) * 1000), "%.2f" % (values[int(len(values) * .99) - 1] * 1000)


class Bench:
    def __init__(self, work):
        self.work, self.rows = work, []
        self.env = {"PATH": os.environ["PATH"], "HOME": work, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}

    def row(self, name, took):
        if took:
            self.rows.append((name, took))

    def floor(self):
        tty = Tty([bench.TOOLS + "/list", "10000"], self.env)
        self.row(FLOOR, press(tty))
        tty.close()

    def newsboat(self):
        if not shutil.which("newsboat"):
            return
        feeds.write(self.work + "/served/one.xml", feeds.feed(1, 10000, (150, 700), "en"))
        with bench.Server(self.work + "/served") as server:
            home = self.work + "/newsboat"
            os.makedirs(home)
            with open(home + "/urls", "w") as file:
                file.write(server.urls(["one.xml"])[0] + "\n")
            with open(home + "/config", "w") as file:
                file.write("bind-key j down\n")
            argv = ["newsboat", "-q", "-u", home + "/urls", "-c", home + "/cache.db", "-C", home + "/config"]
            subprocess.run([*argv, "-x", "reload"], env=self.env, check=True, stdout=subprocess.DEVNULL)
        tty = Tty(argv, self.env)
        tty.settle(2, 60)
        tty.send("\r")
        self.row("newsboat", press(tty))
        tty.close()

    # ---- courant

    def home(self):
        """A home with the archive, whose first feed has 10,000 articles; made once."""
        home = self.work + "/courant"
        path = home + "/data/courant.db"
        if os.path.exists(home):
            return home
        os.makedirs(home + "/data")
        made = os.environ.get("DATABASE")
        if made:
            shutil.copy(made, path)
        else:
            for step in (["make", path, ARTICLES], ["index", path]):
                subprocess.run([bench.TOOLS + "/archive", *step], check=True, stdout=sys.stderr)
        return home

    def courant(self, *words, **options):
        return subprocess.run([bench.COURANT, "--home", self.home(), *words], env=self.env, check=True, stdout=subprocess.PIPE, text=True, **options).stdout

    def opened(self):
        """In the list of 10,000: behind the three choices that are always there stands the first feed."""
        tty = Tty([bench.COURANT, "--home", self.home()], self.env)
        tty.wait(lambda picture: picture.count("FEEDS"))
        for keys in ("g", "jjj", "\r", "g"):
            tty.settle(0.3, 1)
            tty.send(keys)
        tty.settle(0.3, 1)
        return tty

    def titles(self):
        """Of the first feed, newest first."""
        with sqlite3.connect(self.home() + "/data/courant.db") as db:
            return [row[0] for row in db.execute("SELECT title FROM articles WHERE feed_id = 1 ORDER BY published_ms DESC, id DESC LIMIT ?",
                                                 (KEYS + 1,))]

    def quiet(self):
        tty = self.opened()
        self.row("courant", press(tty))
        tty.close()

    def reload(self):
        titles = self.titles()
        folder = self.work + "/served/usual"
        feeds.usual(folder, bench.FEEDS)
        with bench.Server(self.work + "/served") as server:
            with open(self.work + "/urls", "w") as file:
                file.write("\n".join(server.urls(["usual/%d.xml" % i for i in range(bench.FEEDS)])) + "\n")
            self.courant("import", self.work + "/urls")
            tty = self.opened()
            tty.send("R")
            tty.wait(lambda picture: any("⟳" in c for c in picture.rows[0]))
            self.row("courant, a reload of %d feeds behind it" % bench.FEEDS, press_within_reload(tty, titles))
            tty.close()

    def table(self):
        lines = ["| a key in a list of 10,000 | keys | median ms | p99 ms | / floor | of the processor | p99 | bytes |", "| --- |" + " ---: |" * 7]
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
