"""What the benchmarks have in common: where the programs are, and a server of feeds.

Environment: COURANT, TOOLS (the folder of the programs beside this file).
"""
import os
import subprocess

COURANT = os.path.abspath(os.environ.get("COURANT", "build/courant"))
TOOLS = os.path.abspath(os.environ.get("TOOLS", "build/tests/bench"))
HOSTS = 64


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
