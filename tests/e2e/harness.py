"""What the end-to-end tests stand on: TAP, the real program and a home of its own for each test.

    import sys
    sys.dont_write_bytecode = True           # the source may be read-only
    from harness import Home, check, equal, run, test

    @test
    def a_sentence_that_says_what_holds():
        with Home() as home:
            equal(home.ok("outbox"), "")

    run()

`terminal.py` has the screen, `servers.py` the other side of the network. The program is $COURANT, else build/courant.
"""
import glob
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
SAMPLE = os.path.join(SOURCE, "src", "app", "sample")
NOW = "2023-12-23T12:00:00Z"
PATIENCE = float(os.environ.get("COURANT_TEST_PATIENCE", "60"))  # seconds until a wait is a failure
_tests = []


class Skip(Exception):
    """What the test needs cannot be had here."""


class Failed(AssertionError):
    """What the test says does not hold."""


# ---- TAP

def test(function):
    """Register a function; its name is the test's sentence."""
    _tests.append(function)
    return function


def _comment(text):
    for line in text.rstrip("\n").split("\n"):
        print("# " + visible(line))


def run():
    """Run the tests (those named as arguments, else all), one line of TAP each, and leave."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    wanted = [t for t in _tests if len(sys.argv) < 2 or t.__name__ in sys.argv[1:]]
    failed = 0
    print(f"1..{len(wanted)}", flush=True)
    for number, function in enumerate(wanted, 1):
        line = f"{number} - {function.__name__.replace('_', ' ')}"
        try:
            function()
            print("ok " + line)
        except Skip as why:
            print(f"ok {line} # SKIP {visible(str(why))}")
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)
            ours = [f for f in where if f.filename.endswith(".t")][-1:]
            _comment("".join(f"{os.path.basename(f.filename)}:{f.lineno}: {f.line}\n" for f in ours) +
                     (str(error) if isinstance(error, Failed) else traceback.format_exc()))
            print("not ok " + line)
            failed += 1
        sys.stdout.flush()
    sys.exit(failed > 0)


# ---- what holds

def check(is_true, complaint):
    if not is_true:
        raise Failed(complaint)


def equal(found, wanted, about=""):
    check(found == wanted, f"{about}{': ' if about else ''}\nfound  {found!r}\nwanted {wanted!r}")


def contains(text, *parts):
    for part in parts:
        check(part in text, f"{part!r} is not in\n{text}")


def lacks(text, *parts):
    for part in parts:
        check(part not in text, f"{part!r} is in\n{text}")


def until(question, what, patience=None):
    """Ask until the answer is true, and return it."""
    end = time.monotonic() + (patience or PATIENCE)
    while True:
        answer = question()
        if answer:
            return answer
        check(time.monotonic() < end, f"never came true: {what}")
        time.sleep(0.02)


_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text):
    """The text with what is no plain text written as escapes."""
    return _UNSAFE.sub(lambda m: m[0].encode("unicode_escape").decode(), text).encode("utf-8", "backslashreplace").decode()


def clean(text, about="the output", allowed="\t"):
    """No control character and no bidi control but a new line (and the allowed ones) is in the text."""
    found = sorted({c for c in _UNSAFE.findall(text) if c not in allowed and c not in "\u200e\u200f"})
    check(not found, f"{about} has {', '.join('U+%04X' % ord(c) for c in found)}:\n{visible(text)[:4000]}")


def cells(line):
    """The width of a line in terminal cells; never more than a terminal takes."""
    total, last = 0, 0
    for i, c in enumerate(line):
        if c == "\ufe0f" and last == 1:  # emoji style makes a narrow sign wide
            total, last = total + 1, 2
        if unicodedata.category(c) in ("Mn", "Me", "Mc", "Cf") or "\U0001f3fb" <= c <= "\U0001f3ff" and last == 2:
            continue
        if i and line[i - 1] == "\u200d" or "\u1160" <= c <= "\u11ff":
            continue  # joined to the one before
        if "\U0001f1e6" <= c <= "\U0001f1ff":
            last = 1  # two of them are a flag of two cells
        else:
            last = 2 if unicodedata.east_asian_width(c) in "WF" else 1
        total += last
    return total


# ---- the program

def program():
    given = os.environ.get("COURANT")
    for path in [given] if given else [os.path.join(SOURCE, "build", "courant"), os.path.join(SOURCE, "courant")]:
        if os.access(path, os.X_OK):
            return os.path.abspath(path)
    raise Failed("there is no program: build it, or say where it is with COURANT=…")


class Result:
    """How a command ended: code, out and err as text, raw as the bytes of its output."""

    def __init__(self, args, process):
        self.args, self.code, self.raw = args, process.returncode, process.stdout
        self.out, self.err = process.stdout.decode("utf-8", "replace"), process.stderr.decode("utf-8", "replace")

    def __str__(self):
        return f"courant {' '.join(self.args)}\nexit {self.code}\nstderr {self.err.strip()!r}\nstdout {self.out[:2000]!r}"


class Home:
    """A folder for --home, and commands on it. Outside it there is nothing of the program's."""

    def __init__(self, now=NOW, **environment):
        self.folder = tempfile.mkdtemp(prefix="courant-e2e-")
        self.path = os.path.join(self.folder, "home")
        keep = {k: v for k, v in os.environ.items() if k in ("PATH", "LD_LIBRARY_PATH") or k.endswith("SAN_OPTIONS")}
        self.environment = {**keep, "HOME": os.path.join(self.folder, "user"), "LANG": "C.UTF-8", "TZ": "UTC", "TERM": "xterm-256color",
                            "no_proxy": "*", **({"COURANT_NOW": now} if now else {}), **environment}
        os.mkdir(self.environment["HOME"])
        for name in ("ASAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS"):  # a screen would hide what they say
            self.environment[name] = f"{self.environment.get(name, '')}:log_path={self.folder}/sanitizer"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        reports = ""
        for path in glob.glob(os.path.join(self.folder, "sanitizer.*")):
            with open(path, encoding="utf-8", errors="replace") as f:
                reports += f.read()
        shutil.rmtree(self.folder, ignore_errors=True)
        check(not reports, f"what a sanitizer has to say:\n{reports}")

    def file(self, name, content):
        """A file in the test's folder, which is never seen half written; its path."""
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path + ".new", "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode())
        os.replace(path + ".new", path)
        return path

    def command(self, *args, home=True):
        return [program(), *(["--home", self.path] if home else []), *map(str, args)]

    def run(self, *args, stdin=b"", timeout=4 * PATIENCE, home=True, **environment):
        """Run a command to its end, whatever that is."""
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        try:
            ended = subprocess.run(self.command(*args, home=home), input=data, capture_output=True, timeout=timeout, cwd=self.folder,
                                   env={**self.environment, **environment})
        except subprocess.TimeoutExpired:
            raise Failed(f"courant {' '.join(map(str, args))} still runs after {timeout} s") from None
        result = Result([str(a) for a in args], ended)
        check(result.code >= 0, f"killed by signal {-result.code}: {result}")
        return result

    def ok(self, *args, **more):
        """Run a command that works and says nothing on stderr; its output, which is clean."""
        result = self.run(*args, **more)
        check(result.code == 0 and result.err == "", str(result))
        clean(result.out, f"courant {' '.join(result.args)}")
        return result.out

    def json(self, *args, **more):
        """Run a command with --json; its objects, one a line."""
        out = self.ok(*args, "--json", **more)
        return [json.loads(line) for line in out.splitlines()]

    def fails(self, code, *args, lines=1, **more):
        """Run a command that ends with a code and a sentence on stderr; the sentence."""
        result = self.run(*args, **more)
        check(result.code == code, f"exit {code} wanted\n{result}")
        check(1 <= len(result.err.splitlines()) <= lines, f"not one sentence on stderr\n{result}")
        clean(result.err, "stderr")
        return result.err.strip()
