#!/usr/bin/env python3
"""Feeds that mean harm among many that do not: the others are read, memory stays small, and each is told in a sentence."""
import sys
sys.dont_write_bytecode = True
import json
import os
import socket
import struct
import subprocess
import threading
import time
import zlib
from harness import PATIENCE, Home, check, equal, run, test

GOOD = 191
WITHIN_SECONDS = 4 * PATIENCE  # ours; some of the servers never end
MEMORY_KB = 128 << 10  # without a sanitizer's own
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
RSS = b'<rss version="2.0"><channel><title>T</title>'
END = b"</channel></rss>"


def whole(client, body, headers=b""):
    client.sendall(HEAD + headers + b"Content-Length: %d\r\n\r\n" % len(body) + body)


def silent(client):
    client.recv(1)  # until the other side has had enough


def dripping(client):
    client.sendall(HEAD + b"\r\n" + RSS)
    while True:
        client.sendall(b" ")
        time.sleep(1)


def endless(client):
    client.sendall(HEAD + b"\r\n" + RSS)
    items = b"".join(b"<item><title>%d</title><description>%s</description></item>" % (i, b"x" * 900) for i in range(60))
    while True:
        client.sendall(items)


def bomb(client):
    """10 GB of blanks in gzip: a block that stands for itself, again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    start = packer.compress(RSS) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * (1 << 24)) + packer.flush(zlib.Z_FULL_FLUSH)
    client.sendall(HEAD + b"Content-Encoding: gzip\r\n\r\n" + start)
    for _ in range(640):
        client.sendall(block)


def broken_off(client):
    client.sendall(HEAD + b"Content-Length: 1000000\r\n\r\n" + RSS + b"<item><title>half")
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # close() is a reset then


def to_a_file(client):
    client.sendall(b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n")


def laughing(client):
    names = [b"lol%d" % i for i in range(12)]
    entities = b'<!ENTITY lol0 "lol">' + b"".join(b'<!ENTITY %s "%s">' % (names[i], (b"&%s;" % names[i - 1]) * 10) for i in range(1, 12))
    whole(client, b"<!DOCTYPE rss [" + entities + b"]>" + RSS + b"<item><title>&lol11;</title></item>" + END)


def deep(client):
    whole(client, RSS + b"<item><description>" + b"<a>" * 100000 + b"</a>" * 100000 + b"</description></item>" + END)


def many(client):
    whole(client, RSS + b"<item><title>x</title></item>" * 2000000 + END)


HOSTILE = [silent, dripping, endless, bomb, broken_off, to_a_file, laughing, deep, many]


class Server:
    """Every feed has a port of its own, as it has a host of its own in life."""

    def __init__(self):
        self.sockets = []
        answers = [self.good(i) for i in range(GOOD)] + HOSTILE
        self.urls = [self.listen(answer) for answer in answers]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for s in self.sockets:
            s.close()

    @staticmethod
    def good(number):
        body = RSS + b"<item><title>News of %d</title><guid>%d</guid></item>" % (number, number) + END
        return lambda client: whole(client, body)

    def listen(self, answer):
        s = socket.create_server(("127.0.0.1", 0), backlog=16)
        self.sockets.append(s)
        threading.Thread(target=self.serve, args=(s, answer), daemon=True).start()
        return "http://127.0.0.1:%d/%s" % (s.getsockname()[1], getattr(answer, "__name__", "feed").replace("<lambda>", "good"))

    def serve(self, listener, answer):
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(client, answer), daemon=True).start()

    @staticmethod
    def answer(client, answer):
        with client:
            try:
                head = b""
                while b"\r\n\r\n" not in head:
                    head += client.recv(65536)
                answer(client)
            except OSError:
                pass  # the other side has closed, as it should


def reload(home):
    """The lines of a reload, and its peak memory in KB."""
    with subprocess.Popen(home.command("reload", "--json"), stdout=subprocess.PIPE, env=home.environment) as process:
        guard = threading.Timer(WITHIN_SECONDS, process.kill)
        guard.start()
        out = process.stdout.read()
        guard.cancel()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
    equal(status, 0, "exit status")
    return [json.loads(line) for line in out.splitlines()], usage.ru_maxrss


@test
def nine_hostile_feeds_among_200_hurt_nobody():
    with Home() as home, Server() as server:
        with open(home.folder + "/urls", "w") as f:
            f.write("\n".join(server.urls) + "\n")
        home.ok("import", home.folder + "/urls")
        lines, memory = reload(home)
        equal(len(lines), len(server.urls))
        told = {line["url"]: line for line in lines}
        for url in server.urls[:GOOD]:
            equal((told[url]["status"], told[url]["new"], told[url]["error"]), ("ok", 1, None), url)
        for url in server.urls[GOOD:]:
            line = told[url]
            print("#", url.rsplit("/", 1)[1], "-", line["error"])
            equal(line["status"], "failed", url)
            check(line["error"] and "\n" not in line["error"], f"{url} is not told in one sentence: {line['error']!r}")
        print(f"# {memory >> 10} MB")
        check(memory < MEMORY_KB or os.environ.get("SANITIZE_FLAGS"), f"it took {memory >> 10} MB")


if __name__ == "__main__":
    run()
