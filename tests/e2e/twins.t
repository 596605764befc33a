#!/usr/bin/env python3
"""Several courants on one home at once, and a reload that does not get in the way of the hands."""
import sys
sys.dont_write_bytecode = True
import contextlib
import re
import subprocess
import threading
from harness import PATIENCE, Home, equal, lacks, run, test, until
from servers import Files, Newspaper
from terminal import Screen


@test
def each_sees_the_others_marks_without_a_key():
    with Newspaper() as paper:
        with Screen(paper.home.command(), 120, 40, paper.home) as one, Screen(paper.home.command(), 120, 40, paper.home) as two:
            for screen in (one, two):
                screen.wait("FEEDS")
                screen.press("Enter")
                screen.wait("Markets open higher")
            one.press("s")
            one.wait("★")
            two.wait("★")
            two.press("s")
            one.wait_gone("★")


@test
def both_see_what_a_command_marks_and_fetches():
    with Newspaper() as paper:
        with Screen(paper.home.command(), 120, 40, paper.home) as one, Screen(paper.home.command(), 80, 24, paper.home) as two:
            for screen in (one, two):
                screen.wait(re.compile(r"Global Wire +12\b"))
            paper.home.ok("mark", "read", "--query", f"feed:{paper.feeds['wire']}")
            for screen in (one, two):
                until(lambda s=screen: not re.search(r"Global Wire +12\b", s.text()), "the count falls")
            paper.web.put("/wire/feed/", '<rss version="2.0"><channel><title>Global Wire</title><item><title>Just in</title><guid>new</guid></item></channel></rss>',
                          "application/rss+xml")
            paper.home.ok("reload", "--force", paper.feeds["wire"])
            for screen in (one, two):
                screen.wait(re.compile(r"Global Wire +1\b"))


@test
def five_windows_follow_scripts_that_mark_beside_a_reload_and_none_speaks_of_a_lock():
    with Newspaper() as paper, contextlib.ExitStack() as stack:
        home, wrong, is_over = paper.home, [], threading.Event()
        screens = [stack.enter_context(Screen(home.command(), *size, home)) for size in ((80, 24), (100, 30), (120, 40), (160, 48), (200, 60))]
        for screen in screens:
            screen.wait(re.compile(r"All unread +41\b"))
        ids = [a["id"] for a in home.json("articles", "--limit", "100")]

        def repeat(*commands):
            turn = 0
            while not is_over.is_set():
                result = home.run(*commands[turn % len(commands)])
                turn += 1
                if result.code or result.err:
                    wrong.append(str(result))

        others = [threading.Thread(target=repeat, args=commands) for commands in
                  ([("reload", "--force")], [("mark", "+a", *ids), ("mark", "-a", *ids)], [("mark", "star", *ids), ("mark", "unstar", *ids)])]
        for other in others:
            other.start()
        try:
            for left, key in zip((40, 39, 38), ids):
                home.ok("mark", "read", key)
                for screen in screens:
                    screen.wait(re.compile(rf"All unread +{left}\b"))
        finally:
            is_over.set()
            for other in others:
                other.join()
        equal(wrong, [])
        for screen in screens:
            lacks(screen.text().lower(), "locked", "cannot", "courant.db")
            screen.press("Q")
            screen.wait_exit()
        home.ok("doctor")


@test
def reloads_at_the_same_time_store_each_article_once():
    with Home() as home, Files() as web:
        for url in web.put_sample().values():
            home.ok("add", url)
        runs = [subprocess.Popen(home.command("reload", "--force"), env=home.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                for _ in range(4)]
        for process in runs:
            _, complaint = process.communicate(timeout=4 * PATIENCE)
            equal((process.returncode, complaint), (0, b""))
        equal(len(home.json("articles", "--limit", "100")), 41)
        equal(sum(f["total"] for f in home.json("feeds")), 41)


@test
def the_outbox_is_sent_once_by_two_senders():
    with Newspaper() as paper:
        home = paper.home
        key = paper.article("Coast services")["id"]
        home.run("comments", key, "--reload")
        paper.web.stop()
        equal(home.ok("reply", key, "--name", "Ann", "--email", "a@b.example", "--body", "Once."), "queued\n")
        paper.web.start()
        paper.web.put("/wire/wp-comments-post.php", "", status="302 Found", method="POST", Test_Delay_Ms=300,
                      Location="{BASE}/wire/2023/12/22/coast-services-speak-again/comment-page-1/#comment-9002")
        senders = [subprocess.Popen(home.command("outbox", "send"), env=home.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                   for _ in range(3)]
        for process in senders:
            process.wait(4 * PATIENCE)
        equal(len(paper.web.requests(method="POST")), 1)


def many_feeds(web, home, count):
    """A list of feeds of fifty articles each, each a little later than the last: a reload of 150 takes about a minute on any machine."""
    for number in range(count):
        items = "".join(f"<item><title>Article {number}.{i}</title><guid>{number}.{i}</guid><description>&lt;p>{'word ' * 200}&lt;/p></description></item>"
                        for i in range(50))
        web.put(f"/feed{number}", f'<rss version="2.0"><channel><title>Feed {number}</title>{items}</channel></rss>', "application/rss+xml",
                Test_Delay_Ms=20 * number)
    home.ok("import", "-", stdin="".join(f"{web.url}/feed{number}\n" for number in range(count)))


RELOADING = re.compile(r"\d+/150")


def chosen_article(screen):
    """The title in the list's line that the cursor marks."""
    for row in screen.styled()[1:]:
        found = re.search(r"Article [0-9.]+", "".join(c for c, marks in row if any(m == "reverse" or m.startswith("paper") for m in marks)))
        if found:
            return found[0]
    return None


@test
def a_held_key_moves_on_while_a_reload_runs():
    with Home() as home, Files() as web:
        many_feeds(web, home, 150)
        home.ok("reload", "--force", *[f["id"] for f in home.json("feeds")[:5]])
        with Screen(home.command(), 120, 40, home) as screen:
            screen.wait("FEEDS")
            screen.press("Enter")
            screen.wait("ARTICLES", "Article")
            moves = 0
            for key in ("j" if i % 20 < 10 else "k" for i in range(600)):
                if not RELOADING.search(screen.text()):
                    screen.press("R")
                    screen.wait(RELOADING)
                before = chosen_article(screen)
                screen.press(key)
                until(lambda: chosen_article(screen) not in (None, before), "a key has an effect")
                moves += RELOADING.search(screen.text()) is not None
                if moves == 60:
                    break
            equal(moves, 60, "keys that moved while the reload went on")
            screen.press("q")


run()
