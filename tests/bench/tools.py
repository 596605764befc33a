"""What the benchmarks have in common: where the programs are, what a run of one takes, and a server of feeds.

Environment: COURANT, TOOLS (the folder of the programs beside this file).
"""
import os
import subprocess
import sys
import tempfile

COURANT = os.path.abspath(os.environ.get("COURANT", "build/courant"))
TOOLS = os.path.abspath(os.environ.get("TOOLS", "build/tests/bench"))
ENVIRONMENT = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
HOSTS = 64


class Cost:
    """What one run took: seconds and KiB."""

    def __init__(self, wall, cpu, peak=0):
        self.wall, self.cpu, self.peak = wall, cpu, peak


def least(costs):
    """The least times of several runs, and the most memory."""
    return Cost(min(c.wall for c in costs), min(c.cpu for c in costs), max(c.peak for c in costs))


def measure(argv, stdin=os.devnull):
    """What a command takes, by measure.c; what it prints is dropped."""
    with tempfile.TemporaryDirectory() as home:
        with open(stdin, "rb") as source, open(os.devnull, "wb") as sink:
            subprocess.run([TOOLS + "/measure", home + "/cost", *argv], stdin=source, stdout=sink, stderr=sink, check=True,
                           env={**ENVIRONMENT, "HOME": home})
        with open(home + "/cost") as file:
            wall, user, system, peak, status = file.read().split()
    if status != "0":
        print("%s ended with %s" % (" ".join(argv)[:100], status), file=sys.stderr)
    return Cost(float(wall), float(user) + float(system), int(peak))


class Server:
    """serve.c over a folder: an address of its own for each of so many hosts."""

    def __init__(self, folder, latency_ms=0):
        self.process = subprocess.Popen([TOOLS + "/serve", folder, str(latency_ms)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def urls(self, paths, hosts=HOSTS):
        return ["http://127.0.0.%d:%d/%s" % (i % hosts + 1, self.port, path) for i, path in enumerate(paths)]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
