"""The other side of the network: tests/servers/files and tests/servers/wordpress, started and ended with the test."""
import atexit
import json
import os
import shutil
import subprocess
import tempfile
from harness import PATIENCE, SAMPLE, SOURCE, Failed, Home, Skip, check

_SERVERS = os.path.join(SOURCE, "tests", "servers")


class Files:
    """Answers written by the test; see tests/servers/files. `.url` is its address."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="courant-files-")
        self.log = os.path.join(self.folder, "log")
        self.port, self.process = 0, None
        self.start()

    def start(self):
        os.makedirs(os.path.join(self.folder, "web"), exist_ok=True)
        self.process = subprocess.Popen([os.path.join(_SERVERS, "files"), os.path.join(self.folder, "web"), "--log", self.log,
                                         "--port", str(self.port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()
        check(self.url, "tests/servers/files did not start")
        self.port = int(self.url.rsplit(":", 1)[1])

    def stop(self):
        """The server is down; start() brings it up again at the same address."""
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, path, body=b"", kind=None, status="200 OK", turn=None, method="GET", **headers):
        """The answer to a path. Headers by keyword: ETag='"1"', Last_Modified='…', Test_Delay_Ms=100."""
        name = path.lstrip("/")
        name += ("index" if name == "" or name.endswith("/") else "") + ("" if method == "GET" else "." + method.lower())
        target = os.path.join(self.folder, "web", f"{name}{'' if turn is None else f'.{turn}'}.reply")
        os.makedirs(os.path.dirname(target), exist_ok=True)
        lines = [status] + ([f"Content-Type: {kind}"] if kind else []) + [f"{k.replace('_', '-')}: {v}" for k, v in headers.items()]
        with open(target, "wb") as f:
            f.write("\n".join(lines).encode() + b"\n\n" + (body if isinstance(body, bytes) else body.encode()))
        return self.url + path

    def requests(self, path=None, method=None):
        """What was asked so far, oldest first."""
        if not os.path.exists(self.log):
            return []
        with open(self.log, encoding="utf-8") as f:
            asked = [json.loads(line) for line in f]
        return [a for a in asked if path in (None, a["target"]) and method in (None, a["method"])]

    def forget(self):
        if os.path.exists(self.log):
            os.remove(self.log)

    def put_sample(self):
        """The sample newspaper under /wire, /post, /lab and /gazette; its feeds' addresses by these names."""
        def read(name):
            with open(os.path.join(SAMPLE, name), "rb") as f:
                data = f.read()
            for host in ("wire", "post", "lab", "gazette"):
                data = data.replace(f"https://{host}.example".encode(), ("{BASE}/" + host).encode())
            return data
        kinds = {"xml": "application/xml", "json": "application/feed+json", "html": "text/html; charset=UTF-8"}
        urls = {}
        with open(os.path.join(SAMPLE, "README"), encoding="utf-8") as f:
            lines = [line.split() for line in f if line.split()[:1] in (["feed"], ["thread"], ["page"])]
        for what, name, address, *_ in lines:
            host, _, path = address.removeprefix("https://").partition(".example")
            kind = "application/atom+xml; charset=UTF-8" if what == "thread" else kinds[name.rsplit(".", 1)[1]]
            url = self.put(f"/{host}{path}", read(name), kind)
            if what == "thread" and path.endswith("/feed/atom/"):
                self.put(f"/{host}{path.removesuffix('atom/')}", read(name), kind)  # what wfw:commentRss says
            if what == "feed":
                urls[host] = url
        return urls


class Nginx:
    """tests/servers/nginx with a folder of its own; `.url` is its address. Skip when it cannot be had."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="courant-nginx-")
        os.chmod(self.folder, 0o755)
        self.url = self._run("up", os.path.join(self.folder, "web"))

    def _run(self, *args):
        os.makedirs(os.path.join(self.folder, "web"), exist_ok=True)
        done = subprocess.run([os.path.join(_SERVERS, "nginx"), *args], capture_output=True, text=True, timeout=600, stdin=subprocess.DEVNULL,
                              env={**os.environ, "STATE": os.path.join(self.folder, "state")})
        if done.returncode == 77:
            raise Skip(done.stderr.strip())
        if done.returncode:
            raise Failed(f"nginx {' '.join(args)}: {done.stderr}")
        return done.stdout.strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._run("purge")
        shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, path, body):
        target = os.path.join(self.folder, "web", path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as f:
            f.write(body)


class Newspaper:
    """The sample newspaper served on the loopback and subscribed to: .home, .web, .urls."""

    def __enter__(self):
        self.home, self.web = Home(), Files()
        self.urls = self.web.put_sample()
        tags = {"wire": ("News", "World"), "post": ("News",), "lab": ("Technology",), "gazette": ("World",)}
        self.feeds = {}
        for name, url in self.urls.items():
            out = self.home.ok("add", url, *(word for tag in tags[name] for word in ("--tag", tag)))
            self.feeds[name] = int(out.split("\t")[0])
        self.home.ok("reload", "--force")
        return self

    def __exit__(self, *_):
        self.web.__exit__()
        self.home.__exit__()

    def article(self, start):
        """The article whose title starts so."""
        return next(a for a in self.home.json("articles", "--limit", "100") if a["title"].startswith(start))


class WordPress:
    """tests/servers/wordpress; its verbs are methods: site.moderation("on"), site.comments(1)."""

    def __init__(self):
        self.state = tempfile.mkdtemp(prefix="courant-wp-")
        atexit.register(self.purge)
        self.url = self.up()
        self.ids, self.links = {}, {}
        for line in self._run("ids").splitlines():
            name, number, link = line.split("\t")
            self.ids[name], self.links[name] = int(number), link

    def _run(self, *args):
        done = subprocess.run([os.path.join(_SERVERS, "wordpress"), *map(str, args)], capture_output=True, text=True, timeout=900,
                              stdin=subprocess.DEVNULL, env={**os.environ, "STATE": self.state})
        if done.returncode == 77:
            raise Skip(done.stderr.strip())
        if done.returncode:
            raise Failed(f"wordpress {' '.join(map(str, args))}: {done.stderr}")
        return done.stdout.rstrip("\n")

    def __getattr__(self, verb):
        return lambda *args: self._run(verb, *args)

    def purge(self):
        self._run("purge")

    def thread(self, name):
        """Every comment of a post: [(id, parent, status, author, e-mail, text)]."""
        rows = [line.split("\t") for line in self._run("comments", self.ids[name]).splitlines()]
        return [(int(r[0]), int(r[1]), *r[2:]) for r in rows]


class TinyTinyRss:
    """tests/servers/ttrss; its verbs are methods: service.add(url), service.state(). Skip when it cannot be had."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="courant-ttrss-")
        self.url = self.up()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.purge()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __getattr__(self, verb):
        return lambda *args: self._run(verb, *args)

    def _run(self, *args):
        done = subprocess.run([os.path.join(_SERVERS, "ttrss"), *map(str, args)], capture_output=True, text=True, timeout=900,
                              stdin=subprocess.DEVNULL, env={**os.environ, "STATE": os.path.join(self.folder, "state")})
        if done.returncode == 77:
            raise Skip(done.stderr.strip())
        if done.returncode:
            raise Failed(f"ttrss {' '.join(map(str, args))}: {done.stderr}")
        return done.stdout.rstrip("\n")


_wordpress = []


def wordpress():
    """The one WordPress of this test file, as it was at first; Skip when it cannot be had."""
    if not _wordpress:
        try:
            _wordpress.append(WordPress())
        except Skip as why:
            _wordpress.append(why)
    if isinstance(_wordpress[0], Skip):
        raise _wordpress[0]
    _wordpress[0].up()
    _wordpress[0].reset()
    return _wordpress[0]
