#!/usr/bin/env python3
"""Lists of subscriptions: what comes in goes out again; what is a command is kept and never run."""
import sys
sys.dont_write_bytecode = True
import html
import os
import re
import tarfile
from harness import Home, Skip, check, contains, equal, lacks, run, test
from servers import Files

CORPUS = os.environ.get("COURANT_LISTS", "/work/shared/corpora/opml/opml.tar.gz")


def subscriptions(home):
    """What is subscribed to: address to title, page and tags."""
    return {f["url"]: (f["title"], f["link"], sorted(f["tags"])) for f in home.json("feeds")}


@test
def a_command_of_a_list_is_told_kept_and_never_run():
    with Home() as home, Files() as web:
        proof = home.folder + "/proof"
        web.put("/f", b"<rss version='2.0'><channel><title>F</title></channel></rss>")
        lines = [f'"exec:touch {proof}" tools "~My \\"tool\\""', f'"filter:touch {proof}:{web.url}/g"',
                 f"|touch${{IFS}}{proof}", f"{web.url}/f News"]
        told = home.ok("import", home.file("urls", "\n".join(lines) + "\n"))
        contains(told, "4 added", f"line 1: “exec:touch {proof}” is a command")
        for feed in home.json("feeds"):
            if not feed["url"].startswith("http"):
                equal(feed["error"], "it is a command, and no command from a list is run: it is only kept")
                equal((feed["last_status"], feed["last_fetched"]), ("off", None))
        home.ok("reload")
        home.ok("reload", "--force")
        equal([r["status"] for r in home.json("reload", "--force")].count("off"), 3)
        check(not os.path.exists(proof), "a command of the list was run")
        equal({r["target"] for r in web.requests()}, {"/f"})
        urls = home.ok("export", "--format", "urls")
        contains(urls, f'"exec:touch {proof}" "tools" "~My \\"tool\\""\n', f'"filter:touch {proof}:{web.url}/g"\n')
        with Home() as second:
            second.ok("import", "-", stdin=home.ok("export"))
            equal({f["url"]: f["last_status"] for f in second.json("feeds")},
                  {f["url"]: f["last_status"] if f["last_status"] == "off" else None for f in home.json("feeds")})


@test
def what_a_list_says_of_a_feed_comes_out_again():
    outline = """<opml version="2.0"><body><outline text="News"><outline text="World &amp; Sea"><outline type="rss"
        text="A &lt;b&gt; &quot;c&quot;" xmlUrl="https://a.example/f?x=1&amp;y=2" htmlUrl="https://a.example/" description="About &amp; more"/>
        </outline></outline><outline xmlUrl="https://b.example/f" text="https://b.example/f"/></body></opml>"""
    with Home() as home, Home() as second:
        home.ok("import", "-", stdin=outline)
        equal(subscriptions(home), {
            "https://a.example/f?x=1&y=2": ('A <b> "c"', "https://a.example/", ["News", "World & Sea"]),
            "https://b.example/f": ("https://b.example/f", None, [])})
        second.ok("import", "-", stdin=home.ok("export"))
        equal(second.ok("export"), home.ok("export"))
        contains(second.ok("export"), 'description="About &#38; more"')


def plain_addresses(document):
    """The addresses of a list, told without any parser."""
    text = document.decode("utf-8", "replace")
    found = {html.unescape(a or b).strip() for a, b in re.findall(r"""(?i)\bxmlUrl\s*=\s*(?:"([^"]*)"|'([^']*)')""", text)}
    return found - {""}


def lists_of_the_corpus():
    if not os.path.exists(CORPUS):
        raise Skip("the lists are not here")
    with tarfile.open(CORPUS) as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(".opml"):
                yield member.name, archive.extractfile(member).read()


@test
def lists_from_the_world_come_in_whole_and_go_out_the_same():
    count = 0
    for name, document in lists_of_the_corpus():
        wanted = plain_addresses(document)
        with Home() as home, Home() as second:
            home.ok("import", home.file("list.opml", document))
            found = subscriptions(home)
            # Two spellings of one address are one subscription.
            plain = {re.sub(r"^feed:(//)?(https?:)?", lambda m: m[2] or "http://", w) for w in wanted}
            missing = {w for w in plain if w not in found}
            check(len(found) + len(missing) >= len(plain) and not {m for m in missing if m.rstrip("/") not in
                  {f.rstrip("/") for f in found} and m.lower() not in {f.lower() for f in found}}, f"{name}: {missing}")
            second.ok("import", "-", stdin=home.ok("export"))
            equal(subscriptions(second), found, name)
        count += 1
    check(count >= 40, count)


run()
