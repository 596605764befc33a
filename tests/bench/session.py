#!/usr/bin/env python3
"""A session at the screen: session.py start SIZE…, or session.py long SIZE

start  what courant takes until its first full frame, with archives of these sizes and at the place where one left, beside the
       floor (frame.c) of the same rounds: the least of 21, CPU in milliseconds.
long   the memory after thousands of keys: articles opened, feeds, searches, help, reloads of a server on the loopback.

Environment: COURANT, TOOLS (the folder of the programs beside this file), HOMES (a folder for the archives, which are kept and
used again; without: one that is thrown away), ROUNDS (21), KEYS (6000)."""
import fcntl
import glob
import os
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios

sys.dont_write_bytecode = True
import feeds  # noqa: E402
from bench import Server  # noqa: E402

COURANT = os.path.abspath(os.environ.get("COURANT", "build/courant"))
TOOLS = os.path.abspath(os.environ.get("TOOLS", "build/tests/bench"))
ROUNDS, KEYS = int(os.environ.get("ROUNDS", "21")), int(os.environ.get("KEYS", "6000"))
COLUMNS, ROWS = 120, 40
FRAME = re.compile(rb"quit")  # the end of the last line, which is painted last


class Program:
    """A program on a terminal of its own."""

    def __init__(self, *argv):
        master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.pid = os.fork()
        if self.pid == 0:
            os.login_tty(slave)
            os.execvpe(argv[0], argv, {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TERM": "xterm-256color", "LANG": "C.UTF-8"})
        os.close(slave)
        self.terminal = master

    def read(self, timeout):
        """What it paints next; empty when that is nothing in time, or it has ended."""
        try:
            return os.read(self.terminal, 1 << 16) if select.select([self.terminal], [], [], timeout)[0] else b""
        except OSError:
            return b""

    def wait_frame(self):
        seen = b""
        while not FRAME.search(seen):
            part = self.read(60)
            if not part:
                raise SystemExit(f"no frame came: {seen[-200:]!r}")
            seen += part

    def press(self, keys):
        os.write(self.terminal, keys.encode())
        while self.read(0.01):
            pass

    def cpu_ms(self):
        return sum(int(open(name).read().split()[0]) for name in glob.glob(f"/proc/{self.pid}/task/*/schedstat")) / 1e6

    def memory_mb(self, what="VmHWM"):
        with open(f"/proc/{self.pid}/status") as f:
            return int(re.search(what + r":\s*(\d+)", f.read())[1]) / 1024

    def faults(self):
        with open(f"/proc/{self.pid}/stat") as f:
            return int(f.read().rsplit(")", 1)[1].split()[7])

    def end(self, keys="q"):
        self.press(keys)
        for _ in range(100):
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
            self.read(0.05)
        else:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.terminal)


def make_home(folder, size):
    """A home with so many articles, indexed."""
    home = os.path.join(folder, str(size))
    database = os.path.join(home, "data", "courant.db")
    if not os.path.exists(database):
        os.makedirs(os.path.dirname(database))
        for words in (("make", database + ".new", str(size)), ("index", database + ".new")):
            subprocess.run([TOOLS + "/archive", *words], check=True, stdout=subprocess.DEVNULL)
        os.rename(database + ".new", database)
    subprocess.run([COURANT, "--home", home, "rules"], check=True, stdout=subprocess.DEVNULL)
    return home, database


def leave_in_the_middle(home):
    """Another feed, another article, some lines down."""
    program = Program(COURANT, "--home", home)
    program.wait_frame()
    for keys in ("j" * 4, "\r", "j" * 60, "\r", "j" * 3):
        program.press(keys)
    program.end(":quit\r")


def print_start(folder, sizes):
    cases = []
    for size in sizes:
        home, database = make_home(folder, size)
        if not cases:
            cases.append(("floor", (TOOLS + "/frame", database)))
        cases.append((f"{size:,} articles", (COURANT, "--home", home)))
        left = os.path.join(folder, f"{size}-left")
        if not os.path.exists(left):
            shutil.copytree(home, left)
            leave_in_the_middle(left)
        cases.append((f"{size:,}, where one left", (COURANT, "--home", left)))
    taken = {name: [] for name, _ in cases}
    for _ in range(ROUNDS):
        for name, argv in cases:
            program = Program(*argv)
            program.wait_frame()
            taken[name].append((program.cpu_ms(), program.memory_mb(), program.faults()))
            program.end("q")
    floor = min(taken["floor"])[0]
    print("| start | CPU, ms | of the floor | memory, MB | page faults |\n| --- | ---: | ---: | ---: | ---: |")
    for name, runs in taken.items():
        cpu, memory, faults = (min(column) for column in zip(*runs))
        print(f"| {name} | {cpu:.1f} | {cpu / floor:.2f} | {memory:.1f} | {faults} |")


def print_long(folder, size):
    home, _ = make_home(folder, size)
    steps = ["j" * 20, "\r", " " * 5, "n" * 5, "\x1b", "j" * 10, "G", "gg", "/ba\r", "j\r", "\x1b" * 2, "h" * 3, "j" * 3, "?", "\x1b", ":go courant\r", "r", "k" * 2]
    with tempfile.TemporaryDirectory() as web, Server(web) as server:
        def publish(number):
            feeds.write(web + "/news.xml", feeds.feed(number, 50, (1000, 20000)).replace(b"<title>Feed", b"<title>courant", 1))
        publish(0)
        subprocess.run([COURANT, "--home", home, "add", *server.urls(["news.xml"])], check=True, stdout=subprocess.DEVNULL)
        program = Program(COURANT, "--home", home)
        program.wait_frame()
        print(f"| keys, {size:,} articles | memory, MB | most, MB |\n| ---: | ---: | ---: |")
        pressed, told, turn = 0, 0, 0
        while pressed < KEYS:
            turn += 1
            publish(turn)
            for step in steps:
                program.press(step)
                pressed += len(step)
            if pressed >= told + KEYS // 10 or pressed >= KEYS:
                told = pressed
                print(f"| {pressed:,} | {program.memory_mb('VmRSS'):.1f} | {program.memory_mb():.1f} |", flush=True)
        program.end(":quit\r")


def main():
    what, *sizes = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="courant-session-") as thrown_away:
        folder = os.environ.get("HOMES", thrown_away)
        if what == "start":
            print_start(folder, [int(size) for size in sizes])
        else:
            print_long(folder, int(sizes[0]))


if __name__ == "__main__":
    main()
