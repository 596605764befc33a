"""What the end-to-end tests stand on: TAP, the real program, a real terminal (tmux), the servers of tests/servers.

    from harness import check, equal, run, test

    @test
    def a_sentence_that_says_what_holds():
        equal(1 + 1, 2)

    run()
"""
import os
import sys
import traceback

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
_tests = []


class Skip(Exception):
    """What the test needs cannot be had here."""


class Failed(AssertionError):
    """What the test says does not hold."""


def test(function):
    """Register a function; its name is the test's sentence."""
    _tests.append(function)
    return function


def check(is_true, complaint):
    if not is_true:
        raise Failed(complaint)


def equal(found, wanted):
    check(found == wanted, f"found  {found!r}\nwanted {wanted!r}")


def _comment(text):
    for line in text.rstrip("\n").split("\n"):
        print("# " + line.encode("utf-8", "backslashreplace").decode())


def run():
    """Run the tests (those named as arguments, else all), one line of TAP each, and leave."""
    wanted = [t for t in _tests if len(sys.argv) < 2 or t.__name__ in sys.argv[1:]]
    failed = 0
    print(f"1..{len(wanted)}", flush=True)
    for number, function in enumerate(wanted, 1):
        line = f"{number} - {function.__name__.replace('_', ' ')}"
        try:
            function()
            print("ok " + line)
        except Skip as why:
            print(f"ok {line} # SKIP {why}")
        except Exception as error:
            _comment(str(error) if isinstance(error, Failed) else traceback.format_exc())
            print("not ok " + line)
            failed += 1
        sys.stdout.flush()
    sys.exit(failed > 0)
