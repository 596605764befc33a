#!/usr/bin/env python3
"""A real WordPress: from its home page's address to a comment sent, online and off."""
import sys
sys.dont_write_bytecode = True
import contextlib
import glob
import json
import re
import sqlite3
import urllib.request
from harness import Home, check, contains, equal, lacks, run, test, until
from servers import wordpress
from terminal import Screen, open_article

REPORT = "Coast services of Avenmark and Sundria speak again after a year of silence over the fairway and the Lantern Bank"
PARAGRAPHS = ("The heads of the two", "Orlan Teague, who leads", "The call had been asked", "The quarrel is older", "“We did not talk about",
              "Castellane, in a statement", "The statement did not", "On the bank itself", "The winter matters more", "“It was the silliest",
              "Holm expects little", "Not everybody is pleased", "The officers will speak")
EMPTY = "No comments yet. Press a to start the discussion."
ANN = ("--name", "Ann", "--email", "ann@readers.example")


class Site:
    """WordPress, and a home that is subscribed to it: .site, .home, .ids by the names of the posts."""

    def __enter__(self):
        self.site = wordpress()
        self.home = Home()
        self.home.ok("add", self.site.url + "/")
        self.home.ok("reload", "--force")
        names = {link: name for name, link in self.site.links.items()}
        self.ids = {names[a["link"]]: a["id"] for a in self.home.json("articles", "--limit", "50")}
        return self

    def __exit__(self, *_):
        self.home.__exit__()

    def draft(self):
        """The text of the one draft, as the database has it."""
        with contextlib.closing(sqlite3.connect(glob.glob(f"{self.home.path}/**/courant.db", recursive=True)[0])) as database:
            return "".join(row[0] or "" for row in database.execute("SELECT body FROM drafts"))

    def screen(self, columns, rows):
        return Screen(self.home.command(), columns, rows, self.home)


def fill(screen, body, name="Ann", email="ann@readers.example"):
    """Fill the reply form in, field after field, and send it."""
    screen.wait("Leave a reply", "Name *")
    screen.type(name)
    screen.press("Tab")
    screen.type(email)
    screen.press("Tab", "Tab")
    screen.type(body)
    screen.press("C-s")


# ---- the feed and the report

@test
def the_home_pages_address_leads_to_the_posts_feed():
    site = wordpress()
    with Home() as home:
        equal(home.ok("add", site.url + "/").split("\t")[1].strip(), site.url + "/feed/")
    with Home() as home:
        equal(home.ok("add", site.url).split("\t")[1].strip(), site.url + "/feed/")


@test
def every_post_arrives_once_and_a_second_reload_is_not_modified():
    with Site() as world:
        equal(set(world.ids), {"first", "thread", "closed", "silent", "protected", "talk"})
        line, = world.home.json("reload", "--force")
        equal((line["http"], line["new"]), (304, 0))
        articles = {a["id"]: a for a in world.home.json("articles", "--limit", "50")}
        equal(articles[world.ids["thread"]]["comments_count"], 200)


@test
def the_report_is_whole_at_every_size():
    with Site() as world:
        for columns, rows in ((80, 24), (120, 40), (200, 60)):
            with world.screen(columns, rows) as screen:
                screen.wait("FEEDS")
                open_article(screen, "Coast services")
                screen.press("g")  # it opens where it was left at the last size
                screen.wait("The heads of the two")
                left = max(0, screen.column("The heads of the two") - 4)
                pages = [screen.words(left)]
                for _ in range(30):
                    if "Global Wire" in pages[-1].split("The officers will speak")[-1] and "The officers will speak" in " ".join(pages):
                        break
                    screen.press("NPage")
                    screen.wait_still()
                    pages.append(screen.words(left))
                equal(pages[0].lower().count(REPORT[50:].lower()), 1, f"the headline at {columns}x{rows}:\n{pages[0]}")
                equal([p for p in PARAGRAPHS if p not in " ".join(pages)], [], f"paragraphs at {columns}x{rows}")
                contains(pages[-1], "Global Wire")
                if EMPTY not in screen.words(left):
                    screen.press("c")
                until(lambda: EMPTY in screen.words() or EMPTY in screen.words(left), f"the empty thread speaks:\n{screen.text()}")


@test
def the_report_is_whole_in_every_theme():
    for theme in ("block", "bare", "classic"):
        with Site() as world:
            world.site.theme(theme)
            text = world.home.ok("show", world.ids["first"], "--full")
            flat = " ".join(text.split())
            equal(flat.lower().count(REPORT.lower()), 1, theme)
            equal([p for p in PARAGRAPHS if p not in flat], [], theme)
            lacks(flat, "Leave a Reply", "Leave a comment", "email address will not", "No comments yet", "Recent Posts", "Proudly powered")


@test
def extract_reads_the_page_of_every_theme():
    for theme in ("block", "bare", "classic"):
        with Site() as world:
            world.site.theme(theme)
            link = world.site.links["first"]
            with urllib.request.urlopen(link, timeout=60) as answer:
                page = answer.read()
            found = json.loads(world.home.ok("extract", "--format", "json", "--base", link, "-", stdin=page))
            equal(" ".join(found["title"].split()).lower(), REPORT.lower(), theme)
            flat = " ".join(found["text"].split())
            equal(flat.lower().count(REPORT.lower()), 0, f"{theme}: the headline stands above the text, not in it")
            equal([p for p in PARAGRAPHS if flat.count(p) != 1], [], f"paragraphs in {theme}")
            equal(found["text"].rstrip().splitlines()[-1].strip(), "Global Wire", theme)
            equal(len([p for p in found["text"].split("\n\n") if p.strip()]), len(PARAGRAPHS) + 1, f"{theme}: nothing else\n{found['text']}")
            lacks(flat, "Leave a", "omment", "email address", "Recent Posts", "Proudly")
            equal(found["comments"], [], theme)
            fields = {f["name"]: f for f in found["comment_form"]["fields"]}
            equal([n for n in ("author", "email", "url", "comment") if n not in fields], [], theme)
            equal([fields[n]["required"] for n in ("author", "email", "url", "comment")], [True, True, False, True], theme)


# ---- replies

@test
def a_reply_without_an_e_mail_is_told_at_the_field_and_not_sent():
    with Site() as world, world.screen(80, 24) as screen:
        screen.wait("FEEDS")
        open_article(screen, "Coast services")
        screen.press("a")
        fill(screen, "Hello there.", email="")
        screen.wait(re.compile("(?i)e-?mail.*(required|missing|needed)|(required|missing|needed).*e-?mail"))
        contains(screen.text(), "Leave a reply", "Hello there.")
        equal(world.site.thread("first"), [])


@test
def a_reply_is_posted_and_stands_in_the_pane_and_on_the_server():
    with Site() as world, world.screen(120, 40) as screen:
        screen.wait("FEEDS")
        open_article(screen, "Coast services")
        screen.press("a")
        fill(screen, "Good morning, ship.")
        screen.wait("posted")
        (_, parent, status, author, email, text), = world.site.thread("first")
        equal((parent, status, author, email, text), (0, "approved", "Ann", "ann@readers.example", "Good morning, ship."))
        if "COMMENTS" not in screen.text():
            screen.press("c")
        screen.wait("COMMENTS", "Ann", "Good morning, ship.")


@test
def a_reply_to_a_comment_has_its_parent():
    with Site() as world:
        question = world.site.thread("talk")[0][0]
        comments = world.home.json("comments", world.ids["talk"], "--reload")
        parent = next(c["id"] for c in comments if c["author"] == "Reader")
        equal(world.home.ok("reply", world.ids["talk"], "--to", parent, *ANN, "--body", "That one."), "posted\n")
        equal([(c[1], c[5]) for c in world.site.thread("talk") if c[3] == "Ann"], [(question, "That one.")])
        mine = next(c for c in world.home.json("comments", world.ids["talk"], "--reload") if c["author"] == "Ann")
        equal((mine["parent"], mine["depth"]), (parent, 1))


@test
def a_held_reply_is_told_as_held():
    with Site() as world:
        world.site.moderation("on")
        equal(world.home.ok("reply", world.ids["first"], *ANN, "--body", "Let me in."), "held for moderation\n")
        equal([c[2] for c in world.site.thread("first")], ["held"])


@test
def a_held_reply_is_told_on_the_screen():
    with Site() as world, world.screen(120, 40) as screen:
        world.site.moderation("on")
        screen.wait("FEEDS")
        open_article(screen, "Coast services")
        screen.press("a")
        fill(screen, "Let me in.")
        screen.wait("held for moderation")


@test
def a_second_time_the_server_refuses_in_its_own_words_and_the_text_is_kept():
    with Site() as world:
        world.site.flood("off")
        world.home.ok("reply", world.ids["first"], *ANN, "--body", "Twice.")
        contains(world.home.fails(1, "reply", world.ids["first"], *ANN, "--body", "Twice."), "Duplicate comment detected", "outbox send")
        equal([row["body"] for row in world.home.json("outbox")], ["Twice."])
        equal(len(world.site.thread("first")), 1)
        with world.screen(120, 40) as screen:
            screen.wait("FEEDS")
            open_article(screen, "Coast services")
            screen.press("a")
            fill(screen, "Twice.")
            screen.wait("Duplicate comment detected", "Leave a reply", "Twice.")
        with world.screen(120, 40) as screen:
            screen.wait("FEEDS")
            open_article(screen, "Coast services")
            screen.press("a")
            screen.wait("Leave a reply", "Twice.")


@test
def too_fast_a_reply_is_refused_in_the_servers_words():
    with Site() as world:
        world.home.ok("reply", world.ids["first"], *ANN, "--body", "First.")
        contains(world.home.fails(1, "reply", world.ids["first"], *ANN, "--body", "Second."), "too quickly")
        equal(len(world.site.thread("first")), 1)


@test
def closed_and_login_and_protected_posts_say_which():
    with Site() as world:
        contains(world.home.fails(1, "reply", world.ids["closed"], *ANN, "--body", "More.").lower(), "closed")
        contains(world.home.fails(1, "reply", world.ids["silent"], *ANN, "--body", "More.").lower(), "closed")
        world.home.fails(1, "reply", world.ids["protected"], *ANN, "--body", "More.")
        world.site.login("on")
        contains(world.home.fails(1, "reply", world.ids["talk"], *ANN, "--body", "More.").lower(), "log")
        equal([len(world.site.thread(name)) for name in ("closed", "silent", "protected", "talk")], [1, 0, 1, 3])


@test
def a_draft_survives_a_crash():
    with Site() as world:
        with world.screen(120, 40) as screen:
            screen.wait("FEEDS")
            open_article(screen, "Coast services")
            screen.press("a")
            screen.wait("Leave a reply")
            screen.type("Ann")
            screen.press("Tab", "Tab", "Tab")
            screen.type("A thought, half written")
            until(lambda: "half written" in world.draft(), "the draft is saved when the typing pauses")
        # the screen's end takes the program with it
        with world.screen(120, 40) as screen:
            screen.wait("FEEDS")
            open_article(screen, "Coast services")
            screen.press("a")
            screen.wait("Leave a reply", "A thought, half written", "Ann")


# ---- offline

@test
def with_the_server_down_a_reply_waits_and_is_sent_once():
    with Site() as world:
        world.home.ok("comments", world.ids["first"], "--reload")
        world.site.pause()
        equal(world.home.ok("reply", world.ids["first"], *ANN, "--body", "From the boat."), "queued\n")
        equal(world.home.run("outbox", "send").code, 1)
        equal(len(world.home.json("outbox")), 1)
        world.site.up()
        contains(world.home.ok("outbox", "send"), "posted")
        world.home.ok("outbox", "send")
        equal([c[5] for c in world.site.thread("first")], ["From the boat."])
        equal(world.home.json("outbox"), [])


@test
def with_the_server_down_the_screen_says_queued_and_sends_it_later():
    with Site() as world, world.screen(120, 40) as screen:
        world.home.ok("comments", world.ids["first"], "--reload")
        screen.wait("FEEDS")
        open_article(screen, "Coast services")
        world.site.pause()
        screen.step("a")
        fill(screen, "From the boat.")
        screen.wait("queued", "outbox 1")
        world.site.up()
        screen.press(":")
        screen.type("outbox-send\r")
        screen.wait_gone("outbox 1")
        equal([c[5] for c in world.site.thread("first")], ["From the boat."])
        screen.wait("posted 1")
        equal([(c["text"], c["unread"]) for c in world.home.json("comments", world.ids["first"])], [("From the boat.", False)])
        screen.step("c")
        screen.wait("From the boat.")
        equal(world.home.json("outbox"), [])


@test
def offline_everything_that_was_read_opens_and_the_status_line_says_since_when():
    with Site() as world:
        world.home.ok("comments", world.ids["talk"], "--reload")
        world.site.pause()
        with world.screen(120, 40) as screen:
            screen.wait("FEEDS")
            screen.press("R")
            screen.wait(re.compile(r"(?i)offline.*\d{1,2}:\d\d"))
            open_article(screen, "A small talk")
            screen.wait("Three words, one held back.")
            if "COMMENTS" not in screen.text():
                screen.press("c")
            screen.wait("COMMENTS", "Which three?", "Desk")


# ---- threads

def true_parents(world, comments):
    """The thread in our comments as {text's number: parent's number}, and the site's."""
    def number(text):
        return int(re.match(r"#(\d+)", text)[1])
    ours = {c["id"]: number(c["text"]) for c in comments}
    found = {ours[c["id"]]: ours.get(c["parent"], 0) for c in comments}
    rows = world.site.thread("thread")
    theirs = {r[0]: number(r[5]) for r in rows}
    return found, {theirs[r[0]]: theirs.get(r[1], 0) for r in rows}


@test
def all_two_hundred_comments_come_with_their_true_parents():
    with Site() as world:
        comments = world.home.json("comments", world.ids["thread"], "--reload")
        found, wanted = true_parents(world, comments)
        equal(len(comments), 200)
        equal(found, wanted)
        equal(max(c["depth"] for c in comments), 3)
        contains({c["author"] for c in comments}, "Ivy & Co", 'J. "Jay" Jones', "Hal O'Neil", "山田")


@test
def with_rest_off_the_feeds_give_what_they_have_and_a_line_tells_of_more():
    with Site() as world:
        world.site.rest("off")
        comments = world.home.json("comments", world.ids["thread"], "--reload")
        check(10 <= len(comments) < 200, f"{len(comments)} comments")
        found, wanted = true_parents(world, comments)
        for key, parent in found.items():
            check(parent in (wanted[key], 0) and (parent or wanted[key] not in found), f"#{key} hangs on #{parent}, not #{wanted[key]}")
        text = world.home.ok("comments", world.ids["thread"])
        check(re.search(r"(?i)\bmore\b", text), text[-500:])
        contains(text, world.site.links["thread"])


@test
def with_rest_off_the_screen_tells_of_more_on_the_page():
    with Site() as world:
        world.site.rest("off")
        world.home.ok("comments", world.ids["thread"], "--reload")
        with world.screen(120, 40) as screen:
            screen.wait("FEEDS")
            open_article(screen, "What should become of the old harbour?")
            screen.step("c")
            screen.step("G")
            screen.wait(re.compile("(?i)more comments are on the page: http"), is_wrapped=True)


@test
def a_reply_to_a_comment_on_the_screen_has_its_parent():
    with Site() as world, world.screen(120, 40) as screen:
        screen.wait("FEEDS")
        open_article(screen, "A small talk")
        screen.step("c")
        screen.wait("COMMENTS", "Which three?")
        screen.step("a")
        screen.wait("Leave a reply", "Reader")
        fill(screen, "That one.")
        screen.wait("posted")
        question = world.site.thread("talk")[0][0]
        equal([(c[1], c[5]) for c in world.site.thread("talk") if c[3] == "Ann"], [(question, "That one.")])


@test
def the_thread_of_two_hundred_is_walked_on_the_screen():
    with Site() as world, world.screen(120, 40) as screen:
        screen.wait("FEEDS")
        open_article(screen, "What should become of the old harbour?")
        screen.press("c")
        screen.wait("COMMENTS", "200", "#1")
        screen.press("c") if "COMMENTS" not in screen.text() else None
        screen.press("G")
        screen.wait_still()
        check(re.search(r"#\d+", screen.text()), screen.text())


@test
def new_comments_show_after_a_reload_of_the_thread():
    with Site() as world:
        equal(len(world.home.json("comments", world.ids["talk"], "--reload")), 2)
        world.site.comment(world.site.ids["talk"], "Late", "Me too.")
        comments = world.home.json("comments", world.ids["talk"], "--reload")
        equal([c["author"] for c in comments], ["Reader", "Desk", "Late"])
        check(comments[2]["unread"], str(comments[2]))


run()
