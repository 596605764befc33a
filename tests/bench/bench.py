#!/usr/bin/env python3
"""How long courant takes beside others and beside a floor, as one Markdown table; every ratio is of one run.

    bench.py [ROW...]          rows: cold warm latency index parse large many engine; without: all but engine

The floor is what no reader can do without, done by the libraries that courant uses: curl --parallel brings the same
bytes, libxml2's SAX reads them (floor.c), SQLite inserts the articles into one table with one index (floor.c). Others
are measured where they are found on PATH, once; of courant and the floor the least of several runs counts. Times are
of the processor unless a row says wall; the floor's wall clock is curl's, plus the rest spread over all processors.

Environment: COURANT, TOOLS (the folder of the programs beside this file), FEEDS (1000), ROUNDS (3), PEERS (names; "" for none).
"""
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import feeds  # noqa: E402
from tools import COURANT, TOOLS, Server, least, measure  # noqa: E402

FEEDS = int(os.environ.get("FEEDS", "1000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
JOBS, MANY, MANY_HOSTS, LATENCY_MS = 64, 10000, 200, 50
WARM = "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT"

# Others: files of their home ({urls}: one line a feed, made with `line`), the command that reloads, and how many reloads
# it takes until it asks conditionally.
PEERS = {
    "newsboat": dict(files={"urls": "{urls}", "config": "reload-threads %d\ndownload-timeout 600\n" % JOBS}, until_warm=2,
                     reload="newsboat -q -u {home}/urls -c {home}/cache.db -C {home}/config -x reload"),
    "newsraft": dict(files={"feeds": "{urls}", "config": "download-timeout 0\ndownload-max-connections %d\n" % JOBS}, until_warm=1,
                     reload="newsraft -f {home}/feeds -c {home}/config -d {home}/db -e reload-all"),
    "sfeed": dict(files={"sfeedrc": "sfeedpath={home}/feeds\nmaxjobs=%d\nfetch() {{ curl -L --max-redirs 0 --compressed -f -s -m 60 "
                                    "--etag-save {home}/etag.\"$1\" --etag-compare {home}/etag.\"$1\" \"$2\"; }}\n"
                                    "feeds() {{\n{urls}\n}}\n" % JOBS},
                  line="feed {n} {url}", until_warm=1, reload="sfeed_update {home}/sfeedrc"),
}


class Bench:
    def __init__(self, work):
        self.work, self.rows, self.corpus = work, [], work + "/feeds"
        self.peer_homes = {}             # of who has reloaded the usual feeds, and how often
        os.makedirs(self.corpus)
        self.server = Server(self.corpus)
        names = os.environ.get("PEERS", " ".join(PEERS)).split()
        self.peers = {name: PEERS[name] for name in names if shutil.which(shlex.split(PEERS[name]["reload"])[0])}

    # ---- running

    def curl(self, urls, *options):
        path = self.work + "/list"
        with open(path, "w") as file:
            file.writelines('url = "%s"\noutput = "/dev/null"\n' % url for url in urls)
        return measure(["curl", "-s", "--compressed", "--parallel", "--parallel-immediate", "--parallel-max", str(JOBS), *options, "-K", path])

    def tool(self, *argv):
        """Seconds of the processor, as floor.c prints them."""
        out = subprocess.run([TOOLS + "/floor", *argv], stdout=subprocess.PIPE, text=True, check=True).stdout
        return float(out) / 1000

    def subscribe(self, urls):
        home = self.work + "/courant"
        shutil.rmtree(home, ignore_errors=True)
        os.makedirs(home)
        with open(home + "/urls", "w") as file:
            file.write("\n".join(urls) + "\n")
        subprocess.run([COURANT, "--home", home, "import", home + "/urls"], check=True, stdout=subprocess.DEVNULL)
        return home

    def courant_reload(self, home):
        return measure([COURANT, "--home", home, "reload", "--force", "--jobs", str(JOBS)])

    def courant_cold(self, urls, rounds=ROUNDS):
        costs = []
        for _ in range(rounds):
            home = self.subscribe(urls)
            costs.append(self.courant_reload(home))
        return least(costs), home

    def articles(self, home):
        with sqlite3.connect(home + "/data/courant.db") as database:
            return database.execute("SELECT count(*) FROM articles").fetchone()[0]

    def peer_home(self, folder, name, urls):
        home, peer = "%s/%s" % (self.work, folder), self.peers[name]
        shutil.rmtree(home, ignore_errors=True)
        os.makedirs(home)
        lines = "\n".join(peer.get("line", "{url}").format(n=i, url=url) for i, url in enumerate(urls))
        for file, text in peer["files"].items():
            with open(home + "/" + file, "w") as out:
                out.write(text.format(home=home, urls=lines + "\n"))
        return home

    def peer_reload(self, name, home):
        return measure(shlex.split(self.peers[name]["reload"].format(home=home)))

    def peer_usual(self, name, urls, reloads_before):
        """What another reader's next reload takes, after so many. It is slow: no reload is done twice."""
        if name not in self.peer_homes:
            self.peer_homes[name] = [self.peer_home(name, name, urls), 0]
        state = self.peer_homes[name]
        while state[1] < reloads_before:
            self.peer_reload(name, state[0])
            state[1] += 1
        state[1] += 1
        return self.peer_reload(name, state[0])

    # ---- the floor

    def floor(self, urls, files, home):
        """(curl's cost, seconds of SAX, seconds of inserting): the least of each."""
        curl = least([self.curl(urls) for _ in range(ROUNDS)])
        sax = min(self.tool("sax", *files) for _ in range(ROUNDS))
        insert = min(self.tool("insert", home + "/data/courant.db", self.work + "/floor.db") for _ in range(ROUNDS))
        return curl, sax, insert

    def usual(self):
        folder = self.corpus + "/usual"
        if not os.path.exists(folder):
            print("making feeds ...", file=sys.stderr)
            feeds.usual(folder, FEEDS)
        return ["usual/%d.xml" % i for i in range(FEEDS)]

    # ---- rows of the table

    def row(self, work, floor, courant, peers=None, text=None, form=None):
        self.rows.append((work, text or form(floor), form(courant), "%.2f" % (courant / floor) if floor else "",
                          {name: form(value) for name, value in (peers or {}).items()}))

    def cold(self):
        paths = self.usual()
        files = ["%s/%s" % (self.corpus, path) for path in paths]
        urls = self.server.urls(paths)
        courant, home = self.courant_cold(urls)
        curl, sax, insert = self.floor(urls, files, home)
        others = {name: self.peer_usual(name, urls, 0) for name in self.peers}
        work = "reload of %d feeds, cold (%d articles, %d MB)" % (FEEDS, self.articles(home), sum(map(os.path.getsize, files)) // 1000000)
        total = curl.cpu + sax + insert
        self.row(work, total, courant.cpu, {n: c.cpu for n, c in others.items()}, form=seconds,
                 text="%s = curl %s + SAX %s + inserts %s" % tuple(map(seconds, (total, curl.cpu, sax, insert))))
        self.row("the same, wall", curl.wall + (sax + insert) / os.cpu_count(), courant.wall, {n: c.wall for n, c in others.items()}, form=seconds)
        self.row("the same, peak memory", curl.peak, courant.peak, {n: c.peak for n, c in others.items()}, form=megabytes)

    def warm(self):
        paths = self.usual()
        urls = self.server.urls(paths)
        _, home = self.courant_cold(urls, 1)
        courant = least([self.courant_reload(home) for _ in range(ROUNDS)])
        curl = least([self.curl(urls, "-H", WARM) for _ in range(ROUNDS)])
        others = {name: self.peer_usual(name, urls, peer["until_warm"]) for name, peer in self.peers.items()}
        self.row("warm: %d x 304" % FEEDS, curl.cpu, courant.cpu, {n: c.cpu for n, c in others.items()}, form=milliseconds)

    def latency(self):
        paths = self.usual()
        with Server(self.corpus, LATENCY_MS) as slow:
            urls = slow.urls(paths)
            home = self.subscribe(urls)
            self.courant_reload(home)
            courant = least([self.courant_reload(home) for _ in range(ROUNDS)])
            curl = least([self.curl(urls, "-H", WARM) for _ in range(ROUNDS)])
        self.row("warm with %d ms latency, wall, %d at once" % (LATENCY_MS, JOBS), curl.wall, courant.wall, form=milliseconds)

    def beside(self, urls):
        """The reload of new homes without the index, and with it: for the first everything counts as indexed before it is there."""
        costs = {1 << 60: [], 0: []}
        for _ in range(ROUNDS + 2):
            for until, kept in costs.items():
                home = self.subscribe(urls)
                with sqlite3.connect(home + "/data/courant.db") as database:
                    database.execute("UPDATE indexed_until SET article_id = ?", (until,))
                database.close()
                kept.append(self.courant_reload(home))
        return (*map(least, costs.values()), home)

    def index(self):
        paths = self.usual()
        with Server(self.corpus, LATENCY_MS) as slow:
            for count in (20, FEEDS):
                without, courant, home = self.beside(slow.urls(paths[:count]))
                work = "reload of %d feeds (%d articles), %d ms latency, wall: without the index, with it" % (count, self.articles(home), LATENCY_MS)
                self.row(work, without.wall, courant.wall, form=milliseconds)

    def big(self, size_mb):
        path = "%s/%d.xml" % (self.corpus, size_mb)
        if not os.path.exists(path):
            feeds.large(path, size_mb)
        return path

    def parse(self):
        path = self.big(10)
        size = os.path.getsize(path) / 1024
        courant = least([measure([COURANT, "parse", path]) for _ in range(ROUNDS + 2)])
        sax = least([measure([TOOLS + "/floor", "sax", path]) for _ in range(ROUNDS + 2)]).cpu
        others = {}
        if "sfeed" in self.peers and shutil.which("sfeed"):
            others["sfeed"] = least([measure(["sfeed"], path) for _ in range(ROUNDS)]).cpu
        self.row("parse one feed of 10 MB to records", sax, courant.cpu, others, form=milliseconds)
        self.row("the same, memory above the document", 0, courant.peak - size, form=megabytes, text="-")

    def large(self):
        path = self.big(50)
        urls = self.server.urls(["50.xml"])
        courant, home = self.courant_cold(urls)
        curl, sax, insert = self.floor(urls, [path], home)
        others = {name: self.peer_reload(name, self.peer_home(name + "-large", name, urls)) for name in self.peers}
        self.row("reload of one feed of 50 MB", curl.cpu + sax + insert, courant.cpu, {n: c.cpu for n, c in others.items()}, form=milliseconds)
        self.row("the same, peak memory", curl.peak, courant.peak, {n: c.peak for n, c in others.items()}, form=megabytes)

    def many(self):
        folder = self.corpus + "/small"
        if not os.path.exists(folder):
            feeds.small(folder, MANY)
        paths = ["small/%d.xml" % i for i in range(MANY)]
        files = ["%s/%s" % (self.corpus, path) for path in paths]
        few, _ = self.courant_cold(self.server.urls(paths[:MANY // 10], MANY_HOSTS))
        urls = self.server.urls(paths, MANY_HOSTS)
        courant, home = self.courant_cold(urls)
        curl, sax, insert = self.floor(urls, files, home)
        if self.articles(home) != 2 * MANY:
            print("bench: %d articles of %d" % (self.articles(home), 2 * MANY), file=sys.stderr)
        self.row("reload of %d small feeds on %d hosts, cold" % (MANY, MANY_HOSTS), curl.cpu + sax + insert, courant.cpu, form=seconds)
        self.row("the same, memory for each feed after the first %d" % (MANY // 10), 0, (courant.peak - few.peak) / (MANY - MANY // 10),
                 form=kilobytes, text="-")

    def engine(self):
        """The fetching alone, without a database."""
        paths = self.usual()
        urls = self.server.urls(paths)
        with open(self.work + "/urls", "w") as file:
            file.write("\n".join(urls) + "\n")
        fetch = least([measure([TOOLS + "/fetch", self.work + "/urls"]) for _ in range(ROUNDS)])
        curl = least([self.curl(urls) for _ in range(ROUNDS)])
        self.row("fetch %d feeds and drop them" % FEEDS, curl.cpu, fetch.cpu, form=seconds)

    def table(self):
        names = list(self.peers)
        lines = ["| work | floor | courant | ratio | %s" % "".join(name + " | " for name in names), "| --- |" + " ---: |" * (3 + len(names))]
        for work, floor, courant, ratio, peers in self.rows:
            lines.append("| %s | %s | %s | %s | %s" % (work, floor, courant, ratio or "-", "".join(peers.get(name, "-") + " | " for name in names)))
        return "\n".join(line.rstrip() for line in lines)


def seconds(value):
    return "%.2f s" % value


def milliseconds(value):
    return "%.0f ms" % (value * 1000)


def megabytes(kib):
    return "%.1f MB" % (kib / 1024)


def kilobytes(kib):
    return "%.2f KB" % kib


DEFAULT = ["cold", "warm", "latency", "index", "parse", "large", "many"]


def main():
    rows = sys.argv[1:] or DEFAULT
    unknown = [row for row in rows if row not in DEFAULT + ["engine"]]
    if unknown:
        sys.exit("bench: no row is called %s; there are %s, engine" % (unknown[0], ", ".join(DEFAULT)))
    if not shutil.which("curl"):
        sys.exit("bench: curl is not installed")
    work = tempfile.mkdtemp(prefix="courant-bench-")
    try:
        bench = Bench(work)
        with bench.server:
            for row in rows:
                print(row, "...", file=sys.stderr)
                getattr(bench, row)()
        print(bench.table())
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
