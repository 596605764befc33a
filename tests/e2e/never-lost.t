#!/usr/bin/env python3
"""Nothing is lost: killed with -9 at any moment, two at once, no room on the disk.

The moments and sizes are drawn from SEED. As a test each is tried a few times; `make campaign` tries them as often as the
variables say (see tests/e2e/local.mk) and tells what it found.
"""
import sys
sys.dont_write_bytecode = True
import contextlib
import json
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading
import time
from harness import PATIENCE, SOURCE, Failed, Home, Result, Skip, check, clean, contains, equal, run, test
from servers import Files
from terminal import Screen

SEED = int(os.environ.get("SEED", "7"))
FEEDS, ENTRIES = int(os.environ.get("FEEDS", "12")), int(os.environ.get("ENTRIES", "20"))
SCHEMA = os.path.join(SOURCE, "src", "store", "schema", "0001-first.sql")


def times(name, few):
    """How often: the variable, else a few."""
    return int(os.environ.get(name, few))


def tell(sentence):
    print("# " + sentence, flush=True)


# ---- a world

def feed(number, entries, words=60):
    draw = random.Random(number)
    items = "".join(
        f"<item><title>Entry {i} of {number}</title><link>http://f{number}.example/{i}</link><guid>g{number}-{i}</guid>"
        f"<pubDate>Tue, 03 Mar 2020 {i % 24:02}:{i % 60:02}:07 GMT</pubDate><category>c{i % 3}</category>"
        f"<enclosure url='http://f{number}.example/{i}.ogg' type='audio/ogg' length='{i + 1}'/>"
        f"<description>&lt;p&gt;{' '.join(f'word{draw.randrange(9973)}' for _ in range(words))}&lt;/p&gt;</description></item>"
        for i in range(entries))
    return f"<rss version='2.0'><channel><title>Feed {number}</title><link>http://f{number}.example/</link>{items}</channel></rss>"


class World:
    """Feeds on a server, and a home that is subscribed to them and has never asked."""

    def __enter__(self):
        self.web, self.home = Files(), Home()
        self.subscribe(self.home)
        return self

    def __exit__(self, *_):
        self.home.__exit__()
        self.web.__exit__()

    def subscribe(self, home):
        urls = [self.web.put(f"/{i}.xml", feed(i, ENTRIES), "application/rss+xml", ETag=f'"{i}"') for i in range(FEEDS)]
        home.ok("import", home.file("urls", "\n".join(urls) + "\n"))

    def copy(self):
        return copy_of(self.home)


def copy_of(home):
    """Another home like this one."""
    other = Home()
    shutil.copytree(home.path, other.path, dirs_exist_ok=True)
    return other


def database(home):
    for folder, _, names in os.walk(home.path):
        for name in names:
            if name.endswith(".db"):
                return os.path.join(folder, name)
    raise Failed("there is no database")


@contextlib.contextmanager
def opened(path):
    """The file (a copy of it, with its log: whoever looks mends nothing)."""
    folder = tempfile.mkdtemp(prefix="courant-look-")
    for end in ("", "-wal"):
        if os.path.exists(path + end):
            shutil.copy(path + end, folder + "/db" + end)
    db = sqlite3.connect(folder + "/db")
    try:
        yield db
    finally:
        db.close()
        shutil.rmtree(folder)


def integrity(db):
    """What SQLite complains of. From 3.44 on it asks full-text indexes, too, but the tokenizer of ours is courant's alone."""
    if sqlite3.sqlite_version_info < (3, 44):
        questions = ["PRAGMA integrity_check"]
    else:
        tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'").fetchall()
        questions = [f'PRAGMA integrity_check("{name}")' for name, in tables]
    return [line for question in questions for line, in db.execute(question) if line != "ok"]


def sound(path, about):
    with opened(path) as db:
        equal(integrity(db), [], about)
        equal(db.execute("PRAGMA foreign_key_check").fetchall(), [], about)


CONTENT = """
SELECT f.url, a.guid, a.published_ms, a.hash, a.is_unread, a.is_starred, a.title, a.author, a.link, c.summary, c.content, c.categories,
    (SELECT group_concat(tag) FROM (SELECT tag FROM article_tags WHERE article_id = a.id ORDER BY folded)),
    (SELECT group_concat(url) FROM (SELECT url FROM enclosures WHERE article_id = a.id ORDER BY position)),
    (SELECT count(*) FROM revisions WHERE article_id = a.id)
FROM articles AS a JOIN feeds AS f ON f.id = a.feed_id LEFT JOIN contents AS c ON c.article_id = a.id ORDER BY f.url, a.guid"""
COUNTS = "SELECT url, title, total, unread, failures, error FROM feeds ORDER BY url"


def content(home):
    with opened(database(home)) as db:
        return db.execute(CONTENT).fetchall(), db.execute(COUNTS).fetchall()


def same(home, wanted, about):
    found = content(home)
    for rows, others in zip(found, wanted):
        equal(len(rows), len(others), about)
        for row, other in zip(rows, others):
            equal(row, other, about)


def kill_at(home, after_s, *args):
    """Run it and end it then with -9, if it still runs; its exit status, None when it was killed."""
    process = subprocess.Popen(home.command(*args), env=home.environment, cwd=home.folder, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(after_s)
    except subprocess.TimeoutExpired:
        process.kill()
    process.wait()
    check(process.returncode in (0, -signal.SIGKILL), f"{args} ended with {process.returncode}")
    return None if process.returncode else 0


def seconds(work):
    start = time.monotonic()
    work()
    return time.monotonic() - start


# ---- killed

@test
def a_reload_that_was_killed_is_made_good_by_the_next():
    draw, count, killed, partial = random.Random(SEED), times("RELOADS", 4), 0, 0
    with World() as world:
        with world.copy() as whole:
            took = seconds(lambda: whole.ok("reload", "--force"))
            wanted = content(whole)
        equal(len(wanted[0]), FEEDS * ENTRIES)
        for turn in range(count):
            with world.copy() as home:
                at = draw.uniform(0, took * 1.1)
                about = f"reload {turn}, killed after {at:.4f} of {took:.3f} s"
                killed += kill_at(home, at, "reload", "--force") is None
                sound(database(home), about)
                got = len(content(home)[0])
                partial += 0 < got < FEEDS * ENTRIES
                home.ok("reload", "--force")
                same(home, wanted, about)
                home.ok("doctor")
    tell(f"reload: {count} times, {killed} killed while it ran, {partial} with a part of the articles; all sound, all made good")


@test
def a_mark_that_was_answered_is_there_when_the_next_one_is_killed():
    draw, count, killed, answered = random.Random(SEED + 1), times("MARKS_KILLED", 6), 0, 0
    with World() as world:
        home = world.home
        home.ok("reload", "--force")
        ids = [a["id"] for a in home.json("articles")]
        starred = set()
        took = seconds(lambda: home.ok("mark", "read", ids[0]))
        for turn in range(count):
            about = f"mark {turn}"
            some = draw.sample(ids, 3)
            at = draw.uniform(0, took * 1.3)
            if kill_at(home, at, "mark", "star", *some) is None:
                killed += 1
            else:
                answered += 1
                starred |= set(some)
            if turn % 10 == 9 or turn == count - 1:
                sound(database(home), about)
            with opened(database(home)) as db:
                found = {row[0] for row in db.execute("SELECT id FROM articles WHERE is_starred = 1")}
            check(starred <= found, f"{about}: a star is lost")
            more = found - starred  # it was killed between the disk and the answer: all or nothing
            check(more <= set(some) and (not more or set(some) <= found), f"{about}: half of a mark")
            starred = found
        # All at once: all or nothing.
        took = seconds(lambda: home.ok("mark", "+all", "--query", "newer:9999d"))
        home.ok("mark", "-all", "--query", "tag:all")
        for turn in range(count // 2):
            kill_at(home, draw.uniform(0, took * 1.1), "mark", "+all", "--query", "newer:9999d")
            with opened(database(home)) as db:
                found = db.execute("SELECT count(*) FROM article_tags WHERE folded = 'all'").fetchone()[0]
            check(found in (0, len(ids)), f"half of a mark: {found} of {len(ids)}")
            home.ok("mark", "-all", "--query", "tag:all")
        home.ok("doctor")
    tell(f"marks: {count} times, {killed} killed, {answered} answered and there; {count // 2} times all at once: all or nothing")


def old_home(articles):
    """A home as the first version left it, with marks."""
    home = Home()
    home.ok("feeds")
    path = database(home)
    for end in ("", "-wal", "-shm"):
        if os.path.exists(path + end):
            os.remove(path + end)
    db = sqlite3.connect(path)
    db.execute("PRAGMA page_size = 16384")
    db.execute("PRAGMA journal_mode = WAL")
    with open(SCHEMA, encoding="utf-8") as f:
        db.executescript("BEGIN;" + f.read() + "COMMIT;")
    db.execute("INSERT INTO feeds (id, url, url_key) VALUES (1, 'http://f.example/', 'http://f.example/')")
    db.executemany("INSERT INTO articles (feed_id, guid, published_ms, arrived_ms, hash, is_unread, is_starred, title) VALUES (1, ?, ?, ?, 1, ?, ?, ?)",
                   ((f"g{i}", i * 60000, 10 ** 12, i % 2, i % 5 == 0, f"Entry {i}") for i in range(articles)))
    db.execute("INSERT INTO contents (article_id, content) SELECT id, '<p>' || title || hex(zeroblob(400)) || '</p>' FROM articles")
    db.commit()
    db.close()
    return home


@test
def a_migration_that_was_killed_goes_on():
    draw, count, killed, between = random.Random(SEED + 2), times("MIGRATIONS", 4), 0, 0
    with old_home(times("OLD_ARTICLES", 2000)) as old:
        with copy_of(old) as whole:
            took = seconds(lambda: whole.ok("feeds"))
            wanted = content(whole)
            with opened(database(whole)) as db:
                newest = db.execute("PRAGMA user_version").fetchone()[0]
        for turn in range(count):
            with copy_of(old) as home:
                at = draw.uniform(0, took * 1.1)
                about = f"migration {turn}, killed after {at:.4f} of {took:.3f} s"
                killed += kill_at(home, at, "feeds") is None
                sound(database(home), about)
                with opened(database(home)) as db:
                    between += 1 < db.execute("PRAGMA user_version").fetchone()[0] < newest
                home.ok("feeds")
                same(home, wanted, about)
                home.ok("doctor")
    tell(f"migrations: {count} times, {killed} killed, {between} between two versions; all went on")


def spoil(path):
    """A page of titles becomes noise."""
    with open(path, "r+b") as f:
        pages = f.read()
        f.seek(next(at for at in range(0, len(pages), 16384) if b"Entry 1000" in pages[at:at + 16384] and b"<p>" not in pages[at:at + 16384]))
        f.write(b"x" * 16384)


@test
def an_old_file_that_is_damaged_gives_what_can_be_read():
    """It cannot be brought up to date, so it lacks what newer ones have."""
    with old_home(2000) as home:
        path = database(home)
        spoil(path)
        contains(home.ok("doctor", "--mend"), "mended")
        home.ok("doctor")
        with opened(path) as db:
            count, old = db.execute("SELECT count(*), sum(title GLOB 'Entry *') FROM articles").fetchone()
            check(1200 < count and 1200 < old, f"{count} articles, {old} with their titles")
            equal(db.execute("SELECT count(*) FROM pragma_user_version WHERE user_version > 1").fetchone(), (1,))


@test
def a_backup_that_was_killed_leaves_no_half_of_one():
    draw, count, killed = random.Random(SEED + 3), times("BACKUPS", 4), 0
    with World() as world:
        home = world.home
        home.ok("reload", "--force")
        wanted = content(home)
        copy = home.path + "/copy"
        took = seconds(lambda: home.ok("backup", copy))
        os.remove(copy)
        for turn in range(count):
            at = draw.uniform(0, took * 1.1)
            killed += kill_at(home, at, "backup", copy) is None
            sound(database(home), f"backup {turn}")
            if os.path.exists(copy):
                sound(copy, f"copy {turn}")
                with opened(copy) as db:
                    equal(db.execute(CONTENT).fetchall(), wanted[0], f"copy {turn}")
                os.remove(copy)
        home.ok("backup", copy)
        same(home, wanted, "after backups")
    tell(f"backups: {count} times, {killed} killed; no half copy under its name")


def damaged_home(articles):
    """A home with a tag on every fifth article, and a page that cannot be read."""
    home = old_home(articles)
    home.ok("mark", "+kept", "--query", "is:starred")
    spoil(database(home))
    return home


@test
def a_mending_that_was_killed_loses_nothing_that_can_be_read():
    draw, count, killed = random.Random(SEED + 7), times("MENDINGS", 4), 0
    with damaged_home(times("OLD_ARTICLES", 2000)) as old:
        with copy_of(old) as whole:
            took = seconds(lambda: whole.ok("doctor", "--mend"))
            wanted = content(whole)
        check(any(row[12] == "kept" for row in wanted[0]), "the tags are there")
        for turn in range(count):
            with copy_of(old) as home:
                at = draw.uniform(0, took * 1.1)
                about = f"mending {turn}, killed after {at:.4f} of {took:.3f} s"
                killed += kill_at(home, at, "doctor", "--mend") is None
                check(os.path.exists(database(home)), f"{about}: the database has no name")
                home.ok("doctor", "--mend")
                same(home, wanted, about)
                home.ok("doctor")
    tell(f"mendings: {count} times, {killed} killed; each was done, or began anew")


@test
def a_star_that_is_shown_is_there_when_the_interface_is_killed():
    count = times("STARS", 2)
    with World() as world:
        home = world.home
        home.ok("reload", "--force")
        for turn in range(count):
            with Screen(["sh", "-c", 'echo $$ > pid; exec "$@"', "sh", *home.command()], 80, 24, home) as screen:
                screen.allowed = ("Killed[^\x1b]*$",)  # the shell says so
                screen.wait("FEEDS")
                screen.press("Enter")
                screen.wait("ARTICLES", re.compile("Entry [0-9]+ of"))
                screen.press("s")
                screen.wait("★")
                with open(os.path.join(home.folder, "pid"), encoding="utf-8") as f:
                    os.kill(int(f.read()), signal.SIGKILL)
                screen.wait_exit(128 + signal.SIGKILL)
            starred = [a["id"] for a in home.json("articles", "is:starred")]
            equal(len(starred), 1, f"star {turn}")
            home.ok("mark", "unstar", *starred)
        home.ok("doctor")
    tell(f"the interface: killed {count} times behind a star, each of them there")


# ---- many at once

@test
def two_that_mark_and_one_that_reloads_lose_nothing():
    marks, batch, reloads = times("MARKS", 60), times("BATCH", 20), [0]
    with World() as world:
        home = world.home
        home.ok("reload", "--force")
        ids = [a["id"] for a in home.json("articles")]
        errors = []

        def mark(tag):
            for start in range(0, marks, batch):
                some = [ids[(start + i) % len(ids)] for i in range(batch)]
                result = home.run("mark", f"+{tag}{start // len(ids)}", *some, timeout=600)
                if result.code or result.err:
                    errors.append(str(result))

        markers = [threading.Thread(target=mark, args=(tag,)) for tag in "ab"]
        for marker in markers:
            marker.start()
        while any(marker.is_alive() for marker in markers):
            reloads[0] += 1
            for i in range(FEEDS):
                world.web.put(f"/{i}.xml", feed(i, ENTRIES, 60 + reloads[0] % 2), "application/rss+xml", ETag=f'"{reloads[0]}"')
            result = home.run("reload", "--force", timeout=600)
            if result.code or result.err:
                errors.append(str(result))
        equal(errors, [])
        with opened(database(home)) as db:
            found = db.execute("SELECT substr(folded, 1, 1), count(*) FROM article_tags GROUP BY 1 ORDER BY 1").fetchall()
        done = (marks + batch - 1) // batch * batch
        equal(found, [("a", done), ("b", done)])
        sound(database(home), "at the end")
        home.ok("doctor")
    tell(f"two at once: {done} marks each beside {reloads[0]} reloads; all are there, nobody was told of a lock")


@test
def a_copy_made_beside_changes_is_one_moment():
    count, changes, is_over, errors = times("COPIES", 3), [0], threading.Event(), []
    with World() as world:
        home = world.home
        home.ok("reload", "--force")
        whole = len(home.json("articles", "newer:9999d"))

        def change():
            while not is_over.is_set():
                result = home.run("mark", ("+all", "-all")[changes[0] % 2], "--query", "newer:9999d")
                changes[0] += 1
                if result.code or result.err:
                    errors.append(str(result))

        changer = threading.Thread(target=change)
        changer.start()
        try:
            for turn in range(count):
                copy = f"{home.path}/copy-{turn}"
                equal(home.ok("backup", copy), "")
                sound(copy, f"copy {turn}")
                with opened(copy) as db:
                    found = db.execute("SELECT count(*) FROM article_tags WHERE folded = 'all'").fetchone()[0]
                check(found in (0, whole), f"copy {turn}: half of a mark: {found} of {whole}")
                os.remove(copy)
        finally:
            is_over.set()
            changer.join()
        equal(errors, [])
    tell(f"copies: {count} beside {changes[0]} changes, each of one moment")


# ---- no room

def told(result, about):
    """Did something fail? Then it is told, in a sentence."""
    check(result.code in (0, 1) and len(result.err.splitlines()) == result.code, f"{about}: not one sentence: {result}")
    clean(result.err, "stderr")
    failed = [feed for feed in map(json.loads, result.out.splitlines()) if feed["error"]]
    equal(sum(feed["new"] for feed in failed), 0, about)
    errors = [feed["error"] for feed in failed]
    check(all(len(error) > 20 and len(error.splitlines()) == 1 for error in errors), f"{about}: {errors}")
    return result.code == 1 or len(errors) > 0


def limited(home, limit, *args):
    """Run it where no file may grow past the limit."""
    ended = subprocess.run(home.command(*args), env=home.environment, cwd=home.folder, stdin=subprocess.DEVNULL, capture_output=True,
                           timeout=4 * PATIENCE, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    check(ended.returncode >= 0, f"{args} was killed by signal {-ended.returncode}")
    return Result([str(a) for a in args], ended)


@test
def a_reload_without_room_tells_it_and_catches_up():
    draw, count, failed = random.Random(SEED + 4), times("FULL", 4), 0
    with World() as world:
        with world.copy() as whole:
            before = os.path.getsize(database(whole))
            whole.ok("reload", "--force")
            wanted = content(whole)
            more = os.path.getsize(database(whole)) - before
        for turn in range(count):
            with world.copy() as home:
                limit = draw.randrange(4096, more * 3 // 2)
                about = f"reload {turn}, files of {limit} bytes at most"
                failed += told(limited(home, limit, "reload", "--force", "--json"), about)
                sound(database(home), about)
                home.ok("reload", "--force")
                same(home, wanted, about)
                home.ok("doctor")
    tell(f"no room: {count} reloads, {failed} could not write all; all caught up")


@test
def a_mark_without_room_is_told_or_there():
    draw, count, failed = random.Random(SEED + 5), times("FULL", 6), 0
    with World() as world:
        home = world.home
        home.ok("reload", "--force")
        ids = [a["id"] for a in home.json("articles")]
        for turn in range(count):
            mark = ("star", "unstar")[turn % 2]
            limit = draw.randrange(512, 2000 + 700 * len(ids))
            about = f"mark {turn}, files of {limit} bytes at most"
            before = len(home.json("articles", "is:starred"))
            result = limited(home, limit, "mark", mark, *ids)
            now = len(home.json("articles", "is:starred"))
            wanted = len(ids) if mark == "star" else 0
            if told(result, about):
                failed += 1
                check(now in (before, wanted), f"{about}: half of a mark")
            else:
                equal(now, wanted, about)
            sound(database(home), about)
            home.ok("mark", mark, *ids)
    tell(f"no room: {count} marks, {failed} were refused in a sentence; none was answered and lost")


@test
def a_full_disk_is_told_and_caught_up_with():
    """A small file system of its own, with ever less room."""
    count, failed = times("FULL", 3), 0
    with World() as world:
        with world.copy() as whole:
            before = os.path.getsize(database(whole))
            whole.ok("reload", "--force")
            wanted = content(whole)
            size = os.path.getsize(database(whole))
        folder = world.home.file("disk/x", "")[:-2]
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size * 4}", "courant", folder], capture_output=True, text=True)
        if made.returncode:
            raise Skip("a tmpfs cannot be mounted here")
        try:
            draw = random.Random(SEED + 6)
            for turn in range(count):
                home = Home()
                home.path = f"{folder}/{turn}"
                shutil.copytree(world.home.path, home.path)
                free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
                room = draw.randrange(16384, (size - before) * 3)
                with open(f"{folder}/stone", "wb") as f:
                    f.write(bytes(free - room))
                failed += told(home.run("reload", "--force", "--json"), f"turn {turn}, room {room}")
                os.remove(f"{folder}/stone")
                sound(database(home), f"turn {turn}, room {room}")
                home.ok("reload", "--force")
                same(home, wanted, f"turn {turn}, room {room}")
                shutil.rmtree(home.path)
                home.__exit__()
        finally:
            subprocess.run(["umount", folder], check=True)
    tell(f"full disk: {count} reloads, {failed} could not write all; all caught up")


def refused(home, limit, *args):
    """Run it without room; was it refused, in a sentence?"""
    result = limited(home, limit, *args)
    check(result.code in (0, 1) and len(result.err.splitlines()) == result.code, f"files of {limit} bytes at most: {result}")
    clean(result.err, "stderr")
    return result.code == 1


def whole_later(old, seed, *args):
    """Without room it is refused, and nothing is lost; with room it is done."""
    draw, count, failed = random.Random(SEED + seed), times("FULL", 3), 0
    with copy_of(old) as whole:
        whole.ok(*args)
        wanted = content(whole)
    size = os.path.getsize(database(old))
    for turn in range(count):
        with copy_of(old) as home:
            limit = draw.randrange(4096, size * 3 // 4)
            failed += refused(home, limit, *args)
            home.ok(*args)
            same(home, wanted, f"{args} {turn}, files of {limit} bytes at most")
            home.ok("doctor")
    check(failed > 0, f"{args}: there was always room")
    tell(f"no room: {count} times {' '.join(args)}, {failed} were refused in a sentence; all were done later")


@test
def a_migration_without_room_is_told_and_goes_on_later():
    with old_home(times("OLD_ARTICLES", 2000)) as old:
        whole_later(old, 8, "feeds")


@test
def a_mending_without_room_is_told_and_done_later():
    with damaged_home(times("OLD_ARTICLES", 2000)) as old:
        whole_later(old, 9, "doctor", "--mend")


@test
def a_backup_without_room_is_told_and_leaves_nothing():
    draw, count, failed = random.Random(SEED + 10), times("FULL", 3), 0
    with World() as world:
        home = world.home
        home.ok("reload", "--force")
        wanted, copy = content(home)[0], home.path + "/copy"
        for turn in range(count):
            limit = draw.randrange(4096, os.path.getsize(database(home)) * 5 // 4)
            if refused(home, limit, "backup", copy):
                failed += 1
                equal([name for name in os.listdir(home.path) if name.startswith("copy")], [], f"backup {turn}")
                home.ok("backup", copy)
            with opened(copy) as db:
                equal(db.execute(CONTENT).fetchall(), wanted, f"backup {turn}")
            os.remove(copy)
    tell(f"no room: {count} backups, {failed} were refused in a sentence and left nothing")


# ---- on the disk before it is said

@test
def a_mark_is_on_the_disk_before_the_program_ends():
    if not shutil.which("strace"):
        raise Skip("strace is not installed")
    with World() as world:
        home = world.home
        home.ok("reload", "--force")
        key = home.json("articles", "--limit", "1")[0]["id"]
        trace = home.folder + "/trace"
        quiet = {"ASAN_OPTIONS": "detect_leaks=0"}  # leaks are not looked for in what is traced
        probe = subprocess.run(["strace", "-f", "-e", "trace=openat,pwrite64,fsync,fdatasync,exit_group", "-o", trace,
                                *home.command("mark", "star", key)], env={**home.environment, **quiet}, capture_output=True)
        if not os.path.exists(trace) or probe.returncode:
            raise Skip("strace cannot trace here")
        with open(trace, encoding="utf-8") as f:
            lines = f.read().splitlines()
        wal = re.search(r'openat\(.*\.db-wal".* = (\d+)', "\n".join(lines))[1]
        wrote = [i for i, line in enumerate(lines) if f"pwrite64({wal}," in line]
        synced = [i for i, line in enumerate(lines) if re.search(rf"f(data)?sync\({wal}\b", line)]
        check(wrote and synced and wrote[-1] < synced[-1], "the log is not synced behind its last write\n" + "\n".join(lines[-30:]))
    tell("a mark: written, synced, then the answer")


if __name__ == "__main__":
    run()
