"""A service that keeps a person's feeds, on the loopback, in the test's own process: its state is there to look at and to change.

    with Service() as service:
        feed = service.feed("https://a.example/feed", "A", folder="News")
        one = service.article(feed, "One", "https://a.example/1")
        home.ok("account", "add", "greader", "--server", service.url + "/greader", "--user", "ann", "--password-command", "echo secret")

Each dialect is a class with the answers as the real services give them, quirks and all; `service.asked` has every request as
(method, path without the query, query and form as a dictionary of lists).
"""
import base64
import hashlib
import http.server
import json
import threading
import time
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
                                       "html": html or f"<p>{title}</p>", "author": author, "published": published, "came": self.clock, "changed": self.clock}
        return self.next_id

    def change(self, number, **marks):
        """The person does something elsewhere."""
        self.articles[number].update(marks, changed=self.clock)

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


class Fever:
    def answer(self, service, method, path, said, headers, body):
        one = lambda name, otherwise="": said.get(name, [otherwise])[-1]
        key = hashlib.md5(f"{service.user}:{service.password}".encode()).hexdigest()
        if method != "POST" or "api" not in said or one("api_key") != key:
            return 200, {"api_version": 3, "auth": 0}, {}
        folders = sorted({f["folder"] for f in service.feeds.values() if f["folder"]})
        found = {"api_version": 3, "auth": 1, "last_refreshed_on_time": service.clock}
        if "groups" in said:
            found["groups"] = [{"id": i, "title": name} for i, name in enumerate(folders, 1)]
        if "feeds" in said:
            found["feeds"] = [{"id": f["id"], "favicon_id": f["id"], "title": f["title"], "url": f["url"], "site_url": f["site"], "is_spark": 0}
                              for f in service.feeds.values()]
            found["feeds_groups"] = [{"group_id": i, "feed_ids": ",".join(str(f["id"]) for f in service.feeds.values() if f["folder"] == name)}
                                     for i, name in enumerate(folders, 1)]
        if "unread_item_ids" in said:
            found["unread_item_ids"] = ",".join(str(a["id"]) for a in service.newest() if a["unread"])
        if "saved_item_ids" in said:
            found["saved_item_ids"] = ",".join(str(a["id"]) for a in service.newest() if a["starred"])
        if "items" in said:
            wanted = [int(i) for i in one("with_ids").split(",")] if "with_ids" in said else None
            items = [a for a in reversed(service.newest()) if (a["id"] in wanted if wanted else a["id"] > int(one("since_id", "0")))]
            found["items"] = [{"id": str(a["id"]), "feed_id": a["feed"], "title": a["title"], "author": a["author"], "html": a["html"],
                               "url": a["link"], "is_saved": int(a["starred"]), "is_read": int(not a["unread"]), "created_on_time": a["published"]}
                              for a in items[:50]]
        if "mark" in said and int(one("id")) in service.articles:
            article, how = service.articles[int(one("id"))], one("as")
            article.update({"read": {"unread": False}, "unread": {"unread": True}, "saved": {"starred": True}, "unsaved": {"starred": False}}[how])
        return 200, found, {}


class Miniflux:
    def answer(self, service, method, path, said, headers, body):
        one = lambda name, otherwise="": said.get(name, [otherwise])[-1]
        basic = "Basic " + base64.b64encode(f"{service.user}:{service.password}".encode()).decode()
        if "x-auth-token" in headers or headers.get("authorization") != basic:
            return 401, {"error_message": "Access Unauthorized"}, {}
        parts = path.strip("/").split("/")
        if path == "/v1/me":
            return 200, {"id": 1, "username": service.user}, {}
        if path == "/v1/feeds":
            return 200, [{"id": f["id"], "title": f["title"], "feed_url": f["url"], "site_url": f["site"],
                          "category": {"id": 1, "title": f["folder"] or "All"}} for f in service.feeds.values()], {}
        if path == "/v1/entries" and method == "PUT":
            order = json.loads(body)
            for number in order["entry_ids"]:
                self.change(service, number, "unread", order["status"] == "unread")
            return 204, "", {}
        if path == "/v1/entries":
            found = sorted((a for a in service.articles.values() if a["changed"] > int(one("changed_after", "0"))), key=lambda a: a["id"])
            start = int(one("offset", "0"))
            return 200, {"total": len(found), "entries": [self.entry(a) for a in found[start:start + int(one("limit", "100"))]]}, {}
        article = service.articles.get(int(parts[2]))
        if not article:
            return 404, {"error_message": "Resource Not Found"}, {}
        if method == "PUT":
            self.change(service, article["id"], "starred", not article["starred"])
            return 204, "", {}
        return 200, self.entry(article), {}

    @staticmethod
    def change(service, number, name, value):
        if number in service.articles:
            service.articles[number].update({name: value, "changed": service.clock})

    @staticmethod
    def entry(a):
        return {"id": a["id"], "feed_id": a["feed"], "status": "unread" if a["unread"] else "read", "title": a["title"], "url": a["link"],
                "author": a["author"], "content": a["html"], "starred": a["starred"], "comments_url": "", "enclosures": None,
                "published_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(a["published"]))}


class Nextcloud:
    API = "/index.php/apps/news/api/v1-3"

    def answer(self, service, method, path, said, headers, body):
        one = lambda name, otherwise="": said.get(name, [otherwise])[-1]
        if headers.get("authorization") != "Basic " + base64.b64encode(f"{service.user}:{service.password}".encode()).decode():
            return 401, {"message": "Current user is not logged in"}, {}
        path = path.removeprefix(self.API)
        folders = sorted({f["folder"] for f in service.feeds.values() if f["folder"]})
        if path == "/folders":
            return 200, {"folders": [{"id": i, "name": name} for i, name in enumerate(folders, 1)]}, {}
        if path == "/feeds":
            return 200, {"feeds": [{"id": f["id"], "url": f["url"], "title": f["title"], "link": f["site"],
                                    "folderId": folders.index(f["folder"]) + 1 if f["folder"] else None} for f in service.feeds.values()]}, {}
        if path.endswith("/multiple") and method == "POST":
            name, value = {"read": ("unread", False), "unread": ("unread", True), "star": ("starred", True), "unstar": ("starred", False)}[path.split("/")[2]]
            for number in json.loads(body)["itemIds"]:
                Miniflux.change(service, number, name, value)
            return 200, "[]", {}
        found = service.newest()
        if path == "/items":
            found = [a for a in found if not int(one("offset")) or a["id"] <= int(one("offset"))][:int(one("batchSize"))]
        elif path == "/items/updated":
            found = [a for a in found if a["changed"] >= int(one("lastModified"))]
        else:
            return 404, "no such route", {}
        return 200, {"items": [{"id": a["id"], "guid": "g", "guidHash": "h", "url": a["link"], "title": a["title"], "author": a["author"],
                                "pubDate": a["published"], "body": a["html"], "enclosureMime": None, "enclosureLink": None, "feedId": a["feed"],
                                "unread": a["unread"], "starred": a["starred"], "lastModified": a["changed"]} for a in found]}, {}


class TinyTinyRss:
    def answer(self, service, method, path, said, headers, body):
        if path != "/api/" or method != "POST":
            return 404, "not found", {}
        order = json.loads(body)
        if order["op"] == "login":
            is_right = (order["user"], order["password"]) == (service.user, service.password)
            return self.say({"session_id": f"s{service.keys}", "api_level": 15} if is_right else {"error": "LOGIN_ERROR"})
        if order.get("sid") != f"s{service.keys}":
            return self.say({"error": "NOT_LOGGED_IN"})
        return self.say(getattr(self, order["op"])(service, order))

    @staticmethod
    def say(content):
        return 200, {"seq": 0, "status": int("error" in content), "content": content}, {}

    @staticmethod
    def folders(service):
        return sorted({f["folder"] for f in service.feeds.values() if f["folder"]})

    def getCategories(self, service, _):
        return [{"id": -1, "title": "Special"}, {"id": 0, "title": "Uncategorized"}] + [{"id": i, "title": t} for i, t in enumerate(self.folders(service), 1)]

    def getFeeds(self, service, _):
        return [{"feed_url": f["url"], "title": f["title"], "id": f["id"], "cat_id": self.folders(service).index(f["folder"]) + 1 if f["folder"] else 0}
                for f in service.feeds.values()]

    def getHeadlines(self, service, order):
        found = [a for a in service.newest() if (order["feed_id"] != -1 or a["starred"]) and (order["view_mode"] != "unread" or a["unread"])
                 and a["id"] > order.get("since_id", 0)]
        return [self.article(a) for a in found[order["skip"]:][:min(order["limit"], 200)]]

    def getArticle(self, service, order):
        return [self.article(service.articles[int(i)]) for i in order["article_id"].split(",") if int(i) in service.articles]

    def updateArticle(self, service, order):
        for number in order["article_ids"].split(","):
            Miniflux.change(service, int(number), {0: "starred", 2: "unread"}[order["field"]], order["mode"] == 1)
        return {"status": "OK", "updated": 1}

    @staticmethod
    def article(a):
        return {"id": a["id"], "guid": "{}", "unread": a["unread"], "marked": a["starred"], "updated": a["published"], "title": a["title"],
                "link": a["link"], "feed_id": str(a["feed"]), "attachments": [], "content": a["html"], "author": a["author"]}


_dialects = {"/greader": Greader(), "/fever": Fever(), "/miniflux": Miniflux(), "/nextcloud": Nextcloud(), "/ttrss": TinyTinyRss()}


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
