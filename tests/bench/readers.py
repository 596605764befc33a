"""courant at the screen beside other readers, those on PATH, all with the same articles.

Each is filled as if it had fetched them: it makes its own database, and the articles are put into that. Each step begins in a
program that has just started: the CPU of the whole process and the wall clock, from its keys until all that they ask for is
painted, the least of several. A reader that does not start, or answer, within a minute has `-` there.

Environment: PEERS (names; "" for none), ROUNDS (5).
"""
import glob
import os
import pathlib
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys

import homes
from terminal import Program
from tools import COURANT, ENVIRONMENT, TOOLS

ROUNDS, PATIENCE_S, SILENCE_S = int(os.environ.get("ROUNDS", "5")), 60, 0.05
NOWHERE = "http://127.0.0.1:1/"  # where no feed is fetched from


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


# ---- how each is filled: fill(home, database, feed_count)

def filler(first_run, *statements):
    """Of one with a database, which a first run makes; the statements put feeds and articles into it."""
    def fill(home, database, feed_count):
        write(home + "/urls", "".join(f"{NOWHERE}{number + 1}\n" for number in range(feed_count)))
        write(home + "/config", "")
        subprocess.run(shlex.split(first_run.format(home=home)), env={**ENVIRONMENT, "HOME": home}, timeout=PATIENCE_S,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        db = sqlite3.connect(home + "/db", uri=True)
        db.execute("ATTACH ? AS archive", (pathlib.Path(database).as_uri() + "?mode=ro",))
        with db:
            for statement in statements:
                db.execute(statement)
        db.close()
    return fill


def fill_sfeed(home, database, feed_count):
    """A file for each feed, a line for each article."""
    os.mkdir(home + "/feeds")
    db = sqlite3.connect(database)
    for number in range(feed_count):
        rows = db.execute("SELECT published_ms / 1000, title, link, replace(content, char(10), '\\n'), 'html', guid, author, '', ''"
                          " FROM articles JOIN contents ON article_id = id WHERE feed_id = ? ORDER BY published_ms DESC", (number + 1,))
        write(f"{home}/feeds/Feed {number:05}", "".join("\t".join(map(str, row)) + "\n" for row in rows))
    db.close()


FEED, ITEMS = f"'{NOWHERE}' || feed_id", " FROM archive.articles JOIN archive.contents ON article_id = id"
NEWSBOAT = "newsboat -q -u {home}/urls -c {home}/db -C {home}/config"
NEWSRAFT, NEWSRAFT_DATE = "newsraft -f {home}/urls -c {home}/config -d {home}/db", r"│ [A-Z][a-z][a-z] \d\d │"

fill_newsboat = filler(
    NEWSBOAT + " -x print-unread",
    f"INSERT OR REPLACE INTO main.rss_feed (rssurl, url, title) SELECT '{NOWHERE}' || id, url, title FROM archive.feeds",
    "INSERT INTO main.rss_item (guid, title, author, url, feedurl, pubDate, content, unread, enclosure_url, enclosure_type, flags)"
    f" SELECT id, title, author, link, {FEED}, published_ms / 1000, content, 1, '', '', ''" + ITEMS,
    "ANALYZE main")  # without that its start takes minutes with 100,000 articles
fill_newsraft = filler(
    NEWSRAFT + " -e reload-all",
    "DELETE FROM main.feeds",
    f"INSERT INTO main.feeds (feed_url, title) SELECT '{NOWHERE}' || id, title FROM archive.feeds",
    "INSERT INTO main.items (feed_url, guid, title, link, content, publication_date, unread)"
    f" SELECT {FEED}, guid, title, link, content, published_ms / 1000, 1" + ITEMS)


# ---- what each is asked, and how one sees that it answers: is_answered(program, word)

def paints(pattern):
    return lambda program, word: re.search(pattern.encode(), program.painted)


def has_found(program, word):
    """courant: behind the word that is typed stands how much was found, where a wheel turns until then."""
    title, typed = ("".join(row).rstrip() for row in program.picture().rows[1:3])
    return typed.endswith(" " + word) and title[-1:].isdigit()


# command; frame: what it paints last when it starts; open, search: keys that lead there, keys that are measured, and the answer.
# No `search`: it looks into titles only.
READERS = {
    "courant": dict(command=COURANT + " --home {home}", frame="quit",
                    open=("gjj", "j", paints("Feed 00000")), search=("\x06", "{word}", has_found)),
    "newsboat": dict(fill=fill_newsboat, command=NEWSBOAT, frame=r"\?:Help",
                     open=("", "\r", paints("Articles in feed")), search=("", "/{word}\r", paints("Search result"))),
    "newsraft": dict(fill=fill_newsraft, command=NEWSRAFT, frame="Feed 00000",
                     open=("", "\r", paints(NEWSRAFT_DATE)), search=("", "/{word}\r", paints(NEWSRAFT_DATE))),
    "sfeed": dict(fill=fill_sfeed, command="sfeed_curses {home}/feeds/*", frame="https://example",
                  open=("", "\r", paints(r" \d\d:\d\d "))),
}
FLOOR = dict(command=TOOLS + "/frame {database}", frame="quit")


def on_path():
    names = ["courant", *os.environ.get("PEERS", " ".join(READERS)).split()]
    return [name for name, reader in READERS.items() if name in names and shutil.which(shlex.split(reader["command"])[0])]


# ---- measuring

START, MEMORY, OPEN = "start", "memory then, MB", "open the feed of 10,000"
RARE, COMMON = "search a rare word", "search a common word"


def words_of(command, **values):
    """As a shell takes it apart."""
    return [word for part in shlex.split(command.format(**values)) for word in sorted(glob.glob(part)) or [part]]


def add(costs, row, *cost):
    costs[row] = tuple(map(min, costs.get(row, cost), cost))


def measure_step(argv, home, reader, costs, row, step, word):
    """A start, and one step behind it."""
    program = Program(*argv, home=home)
    try:
        wall_s = program.wait_for(reader["frame"].encode(), PATIENCE_S)
        add(costs, START, program.cpu_s(), wall_s)
        add(costs, MEMORY, program.memory_mb())
        if step not in reader:
            return
        lead, keys, is_answered = reader[step]
        program.rest(0.3)
        if lead:
            program.send(lead)
            program.rest(0.3)
        cpu_s = program.cpu_s()
        program.send(keys.format(word=word))
        program.wait(lambda: is_answered(program, word), PATIENCE_S)
        wall_s = program.rest(SILENCE_S)
        add(costs, row, program.cpu_s() - cpu_s, wall_s)
    finally:
        program.kill()  # so that it begins at the same place the next time


def measure(reader, home, database):
    """{row: what it took}"""
    costs, (rare, common) = {}, homes.archive("words").split()
    argv = words_of(reader["command"], home=home, database=database)
    for row, step, word in ((OPEN, "open", ""), (RARE, "search", rare), (COMMON, "search", common)):
        try:
            for _ in range(ROUNDS):
                measure_step(argv, home, reader, costs, row, step, word)
        except TimeoutError as error:
            print(f"{argv[0]}, {row}: {error}", file=sys.stderr)
            if not costs:
                break
    return costs


def filled(folder, name, size, database):
    """The home of another reader with these articles."""
    home = os.path.join(folder, f"{size}-{name}")
    if not os.path.exists(home):
        shutil.rmtree(home + ".new", ignore_errors=True)
        os.mkdir(home + ".new")
        db = sqlite3.connect(database)
        feed_count, = db.execute("SELECT count(*) FROM feeds").fetchone()
        db.close()
        READERS[name]["fill"](home + ".new", database, feed_count)
        os.rename(home + ".new", home)
    return home


def measure_all(folder, size):
    """{name: {row: what it took}}: the floor, courant, the others."""
    home, database, _ = homes.make(folder, size)
    costs = {"floor": measure(FLOOR, home, database)}
    for name in on_path():
        print(f"{name}, {size:,} ...", file=sys.stderr)
        try:
            costs[name] = measure(READERS[name], home if name == "courant" else filled(folder, name, size, database), database)
        except (subprocess.SubprocessError, sqlite3.Error) as error:
            print(f"{name}: {error}", file=sys.stderr)
            costs[name] = {}
    return costs


# ---- the table

def cell(cost):
    if not cost:
        return "-"
    if len(cost) == 1:
        return f"{cost[0]:.1f}"
    return " / ".join(f"{value * 1000:,.{1 if value < 0.01 else 0}f}" for value in cost)


def print_table(folder, sizes):
    columns = {size: measure_all(folder, size) for size in sizes}
    names = ["floor", *on_path()]
    print("| at the screen: CPU / wall, ms | " + " | ".join(names) + " |\n| --- |" + " ---: |" * len(names))
    for size, costs in columns.items():
        for row in (START, MEMORY, OPEN, RARE, COMMON):
            print(f"| {size:,}: {row} | " + " | ".join(cell(costs[name].get(row)) for name in names) + " |")
