"""A service that keeps a person's feeds, on the loopback, in the test's own process: its state is there to look at and to change.

    with Service() as service:
        feed = service.feed("https://a.example/feed", "A", folder="News")
        one = service.article(feed, "One", "https://a.example/1")
        home.ok("account", "add", "greader", "--server", service.url + "/greader", "--user", "ann", "--password-command", "echo secret")

Each dialect is a class with the answers as the real services give them, quirks and all; `service.asked` has every request as
(method, path without the query, query and form as a dictionary of lists).
"""
import http.server
import json
import threading
import urllib.parse


class Service:
    def __init__(self):
        self.feeds, self.articles, self.asked = {}, {}, []
        self.user, self.password, self.keys = "ann", "secret", 0
        self.page = 1000      # numbers in one answer, at most
        self.broken = {}      # path: (status, body) instead of the answer
        self.next_id = 1795467497888510
        self.clock = 1703332800  # when an article comes
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Handler,), {"service": self}))
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def feed(self, url, title, folder=None, site=None):
        number = len(self.feeds) + 1
        self.feeds[number] = {"id": number, "url": url, "title": title, "folder": folder, "site": site or url}
        return number

    def article(self, feed, title, link, unread=True, starred=False, html=None, author="", published=1703289600):
        self.next_id += 1
        self.articles[self.next_id] = {"id": self.next_id, "feed": feed, "title": title, "link": link, "unread": unread, "starred": starred,
                                       "html": html or f"<p>{title}</p>", "author": author, "published": published, "came": self.clock}
        return self.next_id

    def marks(self):
        """What is unread and what has a star, by titles."""
        return ({a["title"] for a in self.articles.values() if a["unread"]}, {a["title"] for a in self.articles.values() if a["starred"]})

    def paths(self):
        return [path for _, path, _ in self.asked]

    def newest(self):
        return sorted(self.articles.values(), key=lambda a: -a["id"])


class Greader:
    """FreshRSS, as far as it goes."""
    READ, STARRED = "user/-/state/com.google/read", "user/-/state/com.google/starred"

    def answer(self, service, method, path, said, headers, body):
        one = lambda name, otherwise="": said.get(name, [otherwise])[-1]
        if path == "/accounts/ClientLogin":
            if method != "POST" or (one("Email"), one("Passwd")) != (service.user, service.password):
                return 401, "Unauthorized!", {"Google-Bad-Token": "true"}
            return 200, f"SID=x\nLSID=null\nAuth={self.key(service)}\n", {}
        if headers.get("authorization") != "GoogleLogin auth=" + self.key(service):
            return 401, "Unauthorized!", {}
        if path == "/reader/api/0/token":
            return 200, self.token(service) + "\n", {}
        if method == "POST" and one("T") != self.token(service):
            return 400, "Bad Request!", {"X-Reader-Google-Bad-Token": "true"}
        name = path.removeprefix("/reader/api/0/").replace("/", "_").replace("-", "_")
        return getattr(self, name)(service, said, one) if hasattr(self, name) else (400, "Bad Request!", {})

    @staticmethod
    def key(service):
        return f"ann/{service.keys}=="

    @staticmethod
    def token(service):
        return f"token{service.keys}ZZZ"

    def subscription_list(self, service, _, one):
        return 200, {"subscriptions": [{"id": f"feed/{f['id']}", "title": f["title"], "url": f["url"], "htmlUrl": f["site"], "iconUrl": "",
                                        "categories": [{"id": "user/-/label/" + (f["folder"] or "Uncategorized"), "label": f["folder"] or "Uncategorized"}]}
                                       for f in service.feeds.values()]}, {}

    def stream_items_ids(self, service, said, one):
        found = [a for a in service.newest() if (one("s") != self.STARRED or a["starred"]) and (one("xt") != self.READ or a["unread"])
                 and a["came"] >= int(one("ot", "0"))]
        start = int(one("c", "0"))
        found = [a for a in found if not start or a["id"] < start]
        page = found[:min(int(one("n", "20")), service.page)]
        # As the real one: a full page names another, even if that is empty.
        more = {"continuation": str(page[-1]["id"])} if len(page) == service.page else {}
        return 200, {"itemRefs": [{"id": str(a["id"])} for a in page], **more}, {}

    def stream_items_contents(self, service, said, one):
        wanted = [service.articles[int(i)] for i in said["i"] if int(i) in service.articles]
        return 200, {"id": "user/-/state/com.google/reading-list", "items": [{
            "id": f"tag:google.com,2005:reader/item/{a['id']:016x}", "crawlTimeMsec": str(a["id"] // 1000), "timestampUsec": str(a["id"]),
            "published": a["published"], "title": a["title"], "canonical": [{"href": a["link"]}], "alternate": [{"href": a["link"]}],
            "categories": ["user/-/state/com.google/reading-list"] + [self.READ] * (not a["unread"]) + [self.STARRED] * a["starred"],
            "origin": {"streamId": f"feed/{a['feed']}"}, "summary": {"content": a["html"]}, "author": a["author"]} for a in wanted]}, {}

    def edit_tag(self, service, said, one):
        for number in said.get("i", []):
            article = service.articles.get(int(number), {})
            for state, value in ((one("a"), True), (one("r"), False)):
                if state == self.READ:
                    article["unread"] = not value
                if state == self.STARRED:
                    article["starred"] = value
        return 200, "OK", {}


_dialects = {"/greader": Greader()}


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service = None

    def log_message(self, *_):
        pass

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        path, _, query = self.path.partition("?")
        said = urllib.parse.parse_qs(query, keep_blank_values=True)
        if "form" in (self.headers.get("Content-Type") or ""):
            for name, values in urllib.parse.parse_qs(body, keep_blank_values=True).items():
                said.setdefault(name, []).extend(values)
        self.service.asked.append((self.command, path, said))
        prefix = next((p for p in _dialects if path.startswith(p)), None)
        if path in self.service.broken:
            status, reply, more = *self.service.broken[path], {}
        elif prefix:
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, reply, more = _dialects[prefix].answer(self.service, self.command, path[len(prefix):], said, headers, body)
        else:
            status, reply, more = 404, "<html>Nothing here</html>", {}
        data = (reply if isinstance(reply, str) else json.dumps(reply)).encode()
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/html; charset=UTF-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = answer
