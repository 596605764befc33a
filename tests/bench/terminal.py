"""A program on a pseudo terminal of its own: keys in, bytes out, and what it takes.

    program = Program("courant", "--home", home)
    program.wait_for(rb"quit")
    program.send("j")
    program.rest()             # seconds until the last byte of what it painted
"""
import codecs
import fcntl
import glob
import os
import pty
import re
import select
import signal
import struct
import termios
import time
import unicodedata

from tools import ENVIRONMENT

COLUMNS, ROWS = 120, 40
SEQUENCE = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[H|\x1b\[[0-9;?]*[A-Za-z]|\x1b[()].|\x1b.|[\x00-\x1f]|([^\x00-\x1f]+)")


class Picture:
    """What stands on the screen of a program that paints with cursor addresses and text alone, as courant does."""

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
        """Of the rows that hold these words."""
        return sum(words in "".join(row) for row in self.rows)


class Program:
    def __init__(self, *argv, home="/nonexistent"):
        self.sent_s = self.last_s = time.monotonic()
        self.painted, self.untaken, self.screen = b"", bytearray(), Picture()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
                os.execvpe(argv[0], argv, {**ENVIRONMENT, "HOME": home})
            finally:
                os._exit(127)

    # ---- keys in, bytes out

    def send(self, keys):
        self.painted, self.sent_s = b"", time.monotonic()
        self.last_s = self.sent_s
        os.write(self.terminal, keys.encode())

    def read(self, patience_s):
        """Is there more of what it paints? No when nothing came in time, or it has ended."""
        try:
            data = os.read(self.terminal, 1 << 16) if select.select([self.terminal], [], [], max(0, patience_s))[0] else b""
        except OSError:
            data = b""
        if data:
            self.last_s = time.monotonic()
            self.painted += data
            self.untaken += data
        return bool(data)

    def picture(self):
        """The screen as it is now; followed only for those who ask."""
        self.screen.take(self.untaken)
        self.untaken.clear()
        return self.screen

    def took_s(self):
        """From the last keys, or the start, to the last byte that came."""
        return self.last_s - self.sent_s

    def rest(self, silence_s=0.02, patience_s=10):
        """Read until a silence, which counts from the first byte on: what it took until the last byte before that."""
        while self.read(silence_s if self.last_s > self.sent_s else patience_s):
            pass
        return self.took_s()

    def wait(self, is_there, patience_s=60):
        """Read until it is there: what it took."""
        end_s = time.monotonic() + patience_s
        while not is_there():
            if not self.read(end_s - time.monotonic()):
                raise TimeoutError(f"it never came; the last that did: {self.painted[-200:]!r}")
        return self.took_s()

    def wait_for(self, pattern, patience_s=60):
        """The same for bytes that it paints, after the last keys."""
        return self.wait(lambda: re.search(pattern, self.painted), patience_s)

    def press(self, keys):
        self.send(keys)
        self.rest(0.01, 0.01)

    # ---- what it takes

    def cpu_s(self, thread="*"):
        return sum(int(open(name).read().split()[0]) for name in glob.glob(f"/proc/{self.pid}/task/{thread}/schedstat")) / 1e9

    def painter_cpu_s(self):
        """Of the thread that takes keys and paints: the first."""
        return self.cpu_s(self.pid)

    def memory_mb(self, what="VmHWM"):
        with open(f"/proc/{self.pid}/status") as file:
            return int(re.search(what + r":\s*(\d+)", file.read())[1]) / 1024

    def faults(self):
        """How often it had to wait for a page of memory that was not from a disk."""
        with open(f"/proc/{self.pid}/stat") as file:
            return int(file.read().rsplit(")", 1)[1].split()[7])

    # ---- the end

    def end(self, keys):
        """As its keys end it."""
        self.send(keys)
        for _ in range(100):
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
            self.read(0.05)
        else:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.terminal)

    def kill(self):
        """At once: it keeps nothing for another time."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)
