"""A full-screen program in a private tmux server of a fixed size: keys in; screen, attributes and bytes out.

    with Screen(home.command(), 80, 24, home) as screen:
        screen.wait("FEEDS")
        screen.press("j", "Enter")
        equal(screen.lines()[0], "…")
"""
import glob
import itertools
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from harness import PATIENCE, Failed, Skip, check, until

_CONFIGURATION = """set -g status off
set -g default-terminal tmux-256color
set -s escape-time 0
set -g mouse on
"""
GLANCES = 3  # at rest that have to be alike
_numbers = itertools.count()


def _attributes(parameters, pen):
    """Put the SGR parameters of one sequence on a pen (a set of words; colours as 'ink …' and 'paper …')."""
    names = {1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "reverse", 9: "strike"}
    ends = {22: ("bold", "dim"), 23: ("italic",), 24: ("underline",), 27: ("reverse",), 29: ("strike",)}
    numbers = [part.split(":")[0] or "0" for part in parameters.split(";")]
    while numbers:
        n = int(numbers.pop(0))
        if n == 0:
            pen.clear()
        elif n in names:
            pen.add(names[n])
        elif n in ends:
            pen.difference_update(ends[n])
        elif n // 10 in (3, 4, 9, 10):
            kind = "ink" if n // 10 in (3, 9) else "paper"
            pen.difference_update([word for word in pen if word.startswith(kind)])
            if n in (38, 48):
                count = 2 if numbers[:1] == ["5"] else 4
                pen.add(f"{kind} {'/'.join(numbers[1:count])}")
                del numbers[:count]
            elif n % 10 != 9:
                pen.add(f"{kind} {n % 10 + (8 if n >= 90 else 0)}")


_TERMINFO = """
import curses, json, re, sys
curses.setupterm(sys.argv[1])
plain = "clear sgr0 bold dim sitm smul rev smxx smcup rmcup cnorm civis smam rmam smkx rmkx bel u7".split()
bare = lambda text: re.sub(rb"\\$<[^>]*>", b"", text).decode("latin-1")
words = [bare(text) for text in map(curses.tigetstr, plain) if text]
for colour in map(curses.tigetstr, ("setaf", "setab")):
    words += [bare(curses.tparm(colour, n)) for n in range(curses.tigetnum("colors"))] if colour else []
move = bare(curses.tparm(curses.tigetstr("cup"), 4321, 1234))
print(json.dumps({"words": words, "move": move, "has_mouse": bool(curses.tigetstr("kmous"))}))
"""
_DEPTHS = r"\x1b\[[34]8;2;\d+;\d+;\d+m"  # true colour, where COLORTERM says so: terminfo has no word for it
_MOUSE = [f"\x1b[?{n}{end}" for n in (1000, 1002, 1006, 2004) for end in "hl"]  # xterm's, where terminfo knows a mouse
_known = {}


def _sequences(term, has_depths):
    """What a terminal of that name may be told, as a pattern; None where Python has no curses."""
    if (term, has_depths) not in _known:
        asked = subprocess.run([sys.executable, "-c", _TERMINFO, term], capture_output=True, text=True)
        if asked.returncode:
            return None
        told = json.loads(asked.stdout)
        words = sorted({w for w in told["words"] + (_MOUSE if told["has_mouse"] else []) if w}, key=len, reverse=True)
        move = re.escape(told["move"]).replace("4322", r"\d+").replace("1235", r"\d+")
        _known[term, has_depths] = re.compile("|".join([*map(re.escape, words), move] + ([_DEPTHS] if has_depths else [])))
    return _known[term, has_depths]


def is_from_terminfo(written, term, has_depths, allowed=()):
    """Every control character that was written is part of a sequence that this terminal's terminfo has."""
    pattern = _sequences(term, has_depths)
    if not pattern or b"\x1b" not in written:
        return
    text = written.decode("utf-8", "replace")
    for other in allowed:
        text = re.sub(other, "", text)
    rest = pattern.sub("", text)
    at = re.search("[\x00-\x1f\x7f-\x9f]", rest)
    check(not at, f"TERM={term}: not from terminfo: {at and rest[max(0, at.start() - 20):at.start() + 40]!r}")


class Screen:
    allowed = ()  # patterns of sequences that are ours by intent, as OSC 52

    def __init__(self, command, columns, rows, home, **environment):
        if not shutil.which("tmux"):
            raise Skip("tmux is not installed")
        self.columns, self.rows = columns, rows
        self.name = f"courant-{os.getpid()}-{next(_numbers)}"
        self.folder = os.path.join(home.folder, self.name)
        os.mkdir(self.folder)
        with open(self._file("tmux.conf"), "w") as f:
            f.write(_CONFIGURATION)
        os.mkfifo(self._file("gate"))
        # tmux says what TERM its terminal is; the rest of the environment is the home's. The program waits at the gate until
        # everything that it writes is recorded; at the gate the shell waits again, so that what is on the screen stays there.
        given = {k: v for k, v in {**home.environment, **environment}.items() if k != "TERM" or k in environment}
        self.term, self.has_depths = given.get("TERM", "tmux-256color"), "COLORTERM" in given
        words = ["env", "-i", *(f"{k}={v}" for k, v in given.items()), *([] if "TERM" in given else ["TERM=tmux-256color"]), *command]
        script = f"read -r go < {shlex.quote(self._file('gate'))}; {shlex.join(self._noted('pid', words))}; echo $? > {shlex.quote(self._file('status'))}; " \
                 f"read -r end < {shlex.quote(self._file('gate'))}"
        self._tmux("-f", self._file("tmux.conf"), "new-session", "-d", "-x", str(columns), "-y", str(rows), "-c", home.folder,
                   f"sh -c {shlex.quote(script)}")
        recorder = shlex.join(self._noted("recorder", ["cat"]))
        self._tmux("pipe-pane", "-O", f"{recorder} > {shlex.quote(self._file('written'))}")
        self.tty, self.server = self._tmux("display-message", "-p", "#{pane_tty} #{pid}").split()
        with open(self._file("gate"), "w") as gate:
            gate.write("go\n")

    def _file(self, name):
        return os.path.join(self.folder, name)

    def _noted(self, name, command):
        """The command, with its process noted in a file."""
        return ["sh", "-c", f"echo $$ > {shlex.quote(self._file(name))}; exec \"$@\"", "sh", *command]

    def _tmux(self, *args):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("TMUX")} | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(["tmux", "-u", "-L", self.name, *args], capture_output=True, env=environment, timeout=4 * PATIENCE)
        check(done.returncode == 0 or args[0] == "kill-server", f"tmux {args[0]}: {done.stderr.decode('utf-8', 'replace')}")
        return done.stdout.decode("utf-8", "replace")

    def _tty(self):
        """The program's terminal, which does not become ours."""
        return open(self.tty, "r+b", buffering=0, opener=lambda path, flags: os.open(path, flags | os.O_NOCTTY))

    def __enter__(self):
        return self

    def __exit__(self, kind=None, *_):
        try:
            if kind is None:
                is_from_terminfo(self.written(), self.term, self.has_depths, self.allowed)
        finally:
            self._tmux("kill-server")  # a server of this screen alone

    # ---- in

    def press(self, *keys):
        """Press keys by tmux's names: j, Enter, Escape, Up, PPage, C-d, BTab, F1 …"""
        for key in keys:
            if key == ";":
                self._tmux("send-keys", "-l", "\\;")
            else:
                self._tmux("send-keys", "--", key)

    def type(self, text):
        self._tmux("send-keys", "-H", *(f"{byte:02x}" for byte in text.encode()))

    def click(self, column, row, button=0):
        """Click on a cell, from 0; 64 and 65 turn the wheel up and down. For programs that asked for SGR mouse reports."""
        self.type(f"\x1b[<{button};{column + 1};{row + 1}M" + (f"\x1b[<{button};{column + 1};{row + 1}m" if button < 64 else ""))

    def resize(self, columns, rows):
        self.columns, self.rows = columns, rows
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def write_over(self, text):
        """Another program writes on the terminal, where the cursor is."""
        with self._tty() as tty:
            tty.write(text.encode())

    # ---- out

    def lines(self):
        return self._tmux("capture-pane", "-p").split("\n")[:self.rows]

    def text(self):
        return "\n".join(self.lines())

    def words(self, left=0):
        """The text right of a column with every run of blanks and frame lines as one blank: for text that is wrapped."""
        return re.sub(r"[\s│┃|]+", " ", "\n".join(line[left:] for line in self.lines()))

    def column(self, text):
        """Where a text begins, in characters from 0."""
        for line in self.lines():
            if text in line:
                return line.index(text)
        raise Failed(f"{text!r} is not on the screen:\n{self.text()}")

    def styled(self, is_whole=False):
        """The screen as lines of (character, set of attributes); whole: with the blanks at the lines' ends."""
        pen, lines = set(), []
        for line in self._tmux("capture-pane", "-p", "-e", *(["-N"] if is_whole else [])).split("\n")[:self.rows]:
            row = []
            for sequence, character in re.findall("\x1b\\[([0-9;:]*)m|(?:\x0e|\x0f|\x1b.)|([^\x1b\x0e\x0f])", line):
                if character:
                    row.append((character, frozenset(pen)))
                else:
                    _attributes(sequence, pen)
            lines.append(row)
        return lines

    def attributes(self, text):
        """The attributes of the first place where the text stands."""
        for row in self.styled():
            at = "".join(c for c, _ in row).find(text)
            if at >= 0:
                return row[at][1]
        raise Failed(f"{text!r} is not on the screen:\n{self.text()}")

    def written(self):
        """Every byte that the program has sent to its terminal."""
        path = self._file("written")
        self._wait_same(lambda: os.path.getsize(path), "the program rests", PATIENCE)
        with open(path, "rb") as f:
            return f.read()

    def place(self):
        """(column, row) of the cursor from 0, shown or hidden."""
        x, y = self._tmux("display-message", "-p", "#{cursor_x} #{cursor_y}").split()
        return int(x), int(y)

    def cursor(self):
        """Its place, or None when it is hidden (tmux hides it, too, when the program has ended)."""
        return self.place() if self._tmux("display-message", "-p", "#{cursor_flag}").strip() == "1" else None

    def is_given_back(self):
        """Is the first screen there again, and the cursor shown?"""
        written = self.written()
        return not self.is_alternate() and written.rfind(b"\x1b[?25h") > written.rfind(b"\x1b[?25l")

    def is_alternate(self):
        return self._tmux("display-message", "-p", "#{alternate_on}").strip() == "1"

    def has_mouse(self):
        """Does the program listen to the mouse?"""
        return self._tmux("display-message", "-p", "#{mouse_any_flag}").strip() == "1"

    def status(self):
        """The exit status; None while the program runs."""
        try:
            with open(self._file("status")) as f:
                return int(f.read())
        except (FileNotFoundError, ValueError):  # the shell makes the file before it writes into it
            return None

    # ---- waiting

    def wait(self, *texts, patience=PATIENCE, is_wrapped=False):
        """Wait until all texts (strings or patterns) are on the screen; the screen's text."""
        def missing(shown):
            return [t for t in texts if not (t.search(shown) if isinstance(t, re.Pattern) else t in shown)]
        end = time.monotonic() + patience
        while True:
            ended = self.status()
            shown = self.words() if is_wrapped else self.text()
            gone = missing(shown)
            if not gone:
                return shown
            if ended is not None or time.monotonic() > end:
                how = f"the program ended with {ended}" if ended is not None else f"{patience} s are over"
                raise Failed(f"{gone} not on the screen: {how}\n{self.text()}")
            time.sleep(0.02)

    def wait_gone(self, text, patience=PATIENCE):
        until(lambda: text not in self.text(), f"{text!r} leaves the screen:\n{self.text()}", patience)

    def wait_exit(self, status=0, patience=PATIENCE):
        until(lambda: self.status() is not None, f"the program ends:\n{self.text()}", patience)
        check(self.status() == status, f"it ended with {self.status()}, not {status}:\n{self.text()}")

    def is_busy(self):
        """Has the program, its terminal or the recorder something to do? On a busy machine that may take its time. (False without /proc.)
        tmux tells a new size when it has been the same for a while: that is something to do, too."""
        with self._tty() as tty:
            if os.get_terminal_size(tty.fileno()) != (self.columns, self.rows):
                return True
        pids = [self.server]
        for name in ("pid", "recorder"):
            if not os.path.exists(self._file(name)):
                return True  # it is about to begin
            with open(self._file(name)) as f:
                pids.append(f.read().strip())
        for path in [path for pid in pids for path in glob.glob(f"/proc/{pid}/task/*/stat")]:
            try:
                with open(path) as f:
                    if f.read().rpartition(") ")[2][0] in "RD":
                        return True
            except (FileNotFoundError, ProcessLookupError):  # the thread has ended
                pass
        return False

    def look(self):
        """Everything that is seen, attributes and cursor included, to compare it with another look."""
        return self._tmux("capture-pane", "-p", "-e", ";", "display-message", "-p", "#{cursor_x} #{cursor_y} #{cursor_flag}")

    def _wait_same(self, glance, what, patience):
        """Wait until some glances are alike while nobody works on another one. A single one may fall between two threads, between the
        program and its terminal, or into the moment after which an Escape is one."""
        last, rests = None, 0

        def is_same():
            nonlocal last, rests
            if self.is_busy():
                return False
            before, last = last, glance()
            rests = rests + 1 if last == before else 0
            return rests == GLANCES
        until(is_same, what, patience)

    def wait_still(self, patience=PATIENCE):
        """Wait until the screen stands still; its text."""
        self._wait_same(self.look, "the screen stands still", patience)
        return self.text()

    def step(self, *keys, patience=2):
        """Press keys and wait until they have done something that is seen; False when nothing came from a program that rests."""
        before, start, rests = self.look(), time.monotonic(), 0
        self.press(*keys)
        while self.look() == before:
            rests += not self.is_busy()
            waited = time.monotonic() - start
            if waited > PATIENCE or waited > patience and rests > 20:
                return False
        self.wait_still()
        return True


# ---- ways through the interface

def is_chosen(screen, words):
    """Is the text in a line that the cursor marks?"""
    return any(words in "".join(c for c, _ in row) and any("reverse" in a or any(x.startswith("paper") for x in a) for _, a in row)
               for row in screen.styled())


def choose(screen, words, most=60):
    """Move down in a list until the line with the text is the chosen one."""
    screen.wait_still()
    for _ in range(most):
        if is_chosen(screen, words):
            return
        if not screen.step("j"):
            break
    raise Failed(f"{words!r} cannot be chosen:\n{screen.text()}")


def open_article(screen, words):
    """From the feeds, where the cursor stands when the program starts, to the article of the first list whose title begins so."""
    screen.step("Enter")
    screen.wait("ARTICLES")
    choose(screen, words)
    screen.step("Enter")


def read_through(screen, last, left=0, most=40):
    """Page down from the top until a text is right of a column; everything that was seen there, words with one blank between them."""
    seen = [screen.words(left)]
    for _ in range(most):
        if last in seen[-1]:
            return " ".join(seen)
        screen.step("NPage")
        seen.append(screen.words(left))
    raise Failed(f"{last!r} never came:\n{screen.text()}")
