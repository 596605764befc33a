#!/usr/bin/env python3
"""A home that cannot be written: it is read all the same, and what would change it says why it cannot."""
import sys
sys.dont_write_bytecode = True
import os
import subprocess
from harness import Home, Skip, check, contains, equal, lacks, run, test
from servers import Files, Newspaper
from terminal import Screen


class Sealed(Home):
    """Another home's folder, on a mount of its own that can only be read."""

    def __init__(self, home):
        super().__init__()
        self.path = home.path
        if subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode != 0:
            raise Skip("no mount of one's own can be made here")

    def command(self, *args, home=True):
        seal = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
        return ["unshare", "-rm", "sh", "-c", seal, self.path, *super().command(*args, home=home)]


def tree(path):
    """Every file below, and its bytes."""
    files = {}
    for folder, _, names in os.walk(path):
        for name in names:
            with open(os.path.join(folder, name), "rb") as f:
                files[os.path.join(folder, name)] = f.read()
    return files


@test
def what_it_holds_is_read_and_nothing_in_it_changes():
    with Newspaper() as paper, Sealed(paper.home) as sealed:
        article = paper.home.json("articles")[0]
        number = str(article["id"])
        commands = [("articles",), ("articles", "is:unread", "--json"), ("feeds",), ("search", article["title"].split()[0]), ("show", number),
                    ("show", number, "--format", "html"), ("comments", number), ("outbox",), ("export",), ("rules",)]
        wanted = [paper.home.ok(*command) for command in commands]
        before = tree(paper.home.path)
        for command, text in zip(commands, wanted):
            equal(sealed.ok(*command), text, " ".join(command))
        equal(tree(paper.home.path), before)


@test
def what_the_index_does_not_know_yet_is_found():
    with Home() as home, Files() as web, Sealed(home) as sealed:
        items = "".join(f"<item><title>Number {i}</title><guid>{i}</guid></item>" for i in range(1200))
        web.put("/all", f"<rss version='2.0'><channel><title>All</title>{items}</channel></rss>", "application/rss+xml")
        home.ok("import", home.file("urls", web.url + "/all\n"))
        home.ok("reload")
        equal([hit["title"] for hit in sealed.json("search", "1107")], ["Number 1107"])


@test
def a_folder_whose_name_begins_with_two_strokes_is_no_host():
    with Newspaper() as paper, Sealed(paper.home) as sealed:
        wanted = paper.home.ok("articles")
        sealed.path = "/" + sealed.path
        equal(sealed.ok("articles"), wanted)


@test
def what_would_change_it_says_in_one_sentence_that_it_cannot():
    with Newspaper() as paper, Sealed(paper.home) as sealed:
        number = str(paper.home.json("articles")[0]["id"])
        before = tree(paper.home.path)
        asked = len(paper.web.requests())
        for command in (("mark", "read", number), ("mark", "star", "--query", "is:unread"), ("delete", number), ("undo",), ("tag", "1", "+Mine"),
                        ("remove", "1"), ("reload", "--force"), ("fetch-pages",), ("add", paper.web.url + "/other")):
            contains(sealed.fails(1, *command), "it cannot be written to")
        equal(len(paper.web.requests()), asked, "requests")
        equal(tree(paper.home.path), before)


@test
def what_a_log_holds_that_was_left_behind_is_read_too():
    with Newspaper() as paper:
        with Screen(paper.home.command(), 80, 24, paper.home) as screen:
            screen.wait("All unread")
            number = str(paper.home.json("articles")[7]["id"])
            paper.home.ok("mark", "star", number)
            copy = os.path.join(paper.home.folder, "copy")
            subprocess.run(["cp", "-r", paper.home.path, copy], check=True)
            screen.press("q")
            screen.wait_exit()
        check(any(name.endswith("-wal") and data for name, data in tree(copy).items()), "no log was left behind")
        paper.home.path = copy
        with Sealed(paper.home) as sealed:
            equal([str(article["id"]) for article in sealed.json("articles", "is:starred")], [number])


@test
def the_interface_shows_it_and_says_that_nothing_is_kept():
    with Newspaper() as paper, Sealed(paper.home) as sealed:
        before = tree(paper.home.path)
        with Screen(sealed.command(), 120, 40, sealed) as screen:
            screen.wait("All unread", "it cannot be written to")
            screen.press("Tab", "Enter")
            screen.wait("ARTICLE")
            screen.press("q", "q", "q")
            screen.wait_exit()
        equal(tree(paper.home.path), before)


@test
def where_there_is_no_newspaper_it_says_so_and_makes_none():
    with Home() as home:
        os.makedirs(home.path)
        sealed = Sealed(home)
        said = sealed.fails(1, "articles")
        contains(said, "cannot be made")
        lacks(said, "no database")
        equal(os.listdir(home.path), [])


@test
def the_doctor_looks_all_the_same_and_mends_nothing():
    with Newspaper() as paper, Sealed(paper.home) as sealed:
        before = tree(paper.home.path)
        for more in ([], ["--mend"]):
            result = sealed.run("doctor", *more)
            equal(result.code, 1)
            contains(result.out, "wrong   " + sealed.path, "fine    every page of the file can be read", "fine    the feeds' counts are right")
            contains(result.err, "it cannot be written to; check who owns it and its folder")
        equal(tree(paper.home.path), before)


if __name__ == "__main__":
    run()
