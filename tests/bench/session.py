#!/usr/bin/env python3
"""A session at the screen: session.py start SIZE…, or session.py long SIZE

start  what courant takes until its first full frame, with archives of these sizes and at the place where one left, beside the
       floor (frame.c) of the same rounds: the least of 21, CPU in milliseconds.
long   the memory after thousands of keys: articles opened, feeds, searches, help, reloads of a server on the loopback.

Environment: COURANT, TOOLS (the folder of the programs beside this file), HOMES (a folder for the archives, which are kept and
used again; without: one that is thrown away), ROUNDS (21), KEYS (6000)."""
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import feeds  # noqa: E402
import homes  # noqa: E402
from terminal import Program  # noqa: E402
from tools import COURANT, TOOLS, Server  # noqa: E402

ROUNDS, KEYS = int(os.environ.get("ROUNDS", "21")), int(os.environ.get("KEYS", "6000"))
FRAME = b"quit"  # the end of the last line, which is painted last


def leave_in_the_middle(home):
    """Another feed, another article, some lines down."""
    program = Program(COURANT, "--home", home)
    program.wait_for(FRAME)
    for keys in ("j" * 4, "\r", "j" * 60, "\r", "j" * 3):
        program.press(keys)
    program.end(":quit\r")


def print_start(folder, sizes):
    cases = []
    for size in sizes:
        home, database, _ = homes.make(folder, size)
        if not cases:
            cases.append(("floor", (TOOLS + "/frame", database)))
        cases.append((f"{size:,} articles", (COURANT, "--home", home)))
        left = os.path.join(folder, f"{size}-left")
        if not os.path.exists(left):
            leave_in_the_middle(homes.copy(folder, size, left))
        cases.append((f"{size:,}, where one left", (COURANT, "--home", left)))
    taken = {name: [] for name, _ in cases}
    for _ in range(ROUNDS):
        for name, argv in cases:
            program = Program(*argv)
            program.wait_for(FRAME)
            taken[name].append((program.cpu_s(), program.memory_mb(), program.faults()))
            program.end("q")
    floor = min(taken["floor"])[0]
    print("| start | CPU, ms | of the floor | memory, MB | page faults |\n| --- | ---: | ---: | ---: | ---: |")
    for name, runs in taken.items():
        cpu, memory, faults = (min(column) for column in zip(*runs))
        print(f"| {name} | {cpu * 1000:.1f} | {cpu / floor:.2f} | {memory:.1f} | {faults} |")


def print_long(folder, size):
    steps = ["j" * 20, "\r", " " * 5, "n" * 5, "\x1b", "j" * 10, "G", "gg", "/ba\r", "j\r", "\x1b" * 2, "h" * 3, "j" * 3, "?", "\x1b",
             ":go courant\r", "r", "k" * 2]
    with tempfile.TemporaryDirectory() as work, Server(work + "/web") as server:
        home = homes.copy(folder, size, work + "/home")

        def publish(number):
            feeds.write(work + "/web/news.xml", feeds.feed(number, 50, (1000, 20000)).replace(b"<title>Feed", b"<title>courant", 1))
        publish(0)
        subprocess.run([COURANT, "--home", home, "add", *server.urls(["news.xml"])], check=True, stdout=subprocess.DEVNULL)
        program = Program(COURANT, "--home", home)
        program.wait_for(FRAME)
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
    with homes.folder() as folder:
        if what == "start":
            print_start(folder, [int(size) for size in sizes])
        else:
            print_long(folder, int(sizes[0]))


if __name__ == "__main__":
    main()
