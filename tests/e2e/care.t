#!/usr/bin/env python3
"""The commands that look after the database: backup and doctor."""
import sys
sys.dont_write_bytecode = True
import os
import sqlite3
from harness import Home, check, contains, equal, run, test
from servers import Newspaper


@test
def a_backup_is_a_whole_copy_and_overwrites_nothing():
    with Newspaper() as paper:
        copy = paper.home.path + "/copy.db"
        equal(paper.home.ok("backup", copy), "")
        paper.home.fails(2, "backup", "-")
        result = paper.home.run("backup", copy)
        equal(result.code, 1)
        contains(result.err, "is there already")
        equal(sqlite3.connect(copy).execute("SELECT count(*) FROM articles").fetchone(), (41,))


@test
def the_doctor_says_what_is_wrong_and_mends_it():
    with Newspaper() as paper:
        lines = paper.home.ok("doctor").splitlines()
        check(all(line.startswith("fine ") for line in lines[1:]), str(lines))
        with sqlite3.connect(lines[0]) as db:
            db.execute("UPDATE feeds SET unread = 99")
        result = paper.home.run("doctor")
        equal(result.code, 1)
        contains(result.out, "wrong ", "counts")
        contains(result.err, "doctor --mend")
        contains(paper.home.ok("doctor", "--mend"), "mended")
        paper.home.ok("doctor")
        equal(sum(feed["unread"] for feed in paper.home.json("feeds")), 41)


@test
def a_damaged_file_is_kept_and_what_can_be_read_is_brought_over():
    with Newspaper() as paper:
        path = paper.home.ok("doctor").splitlines()[0]
        with open(path, "r+b") as f:
            whole = f.read()
            f.seek(40 * 16384)
            f.write(b"x" * 16384)
        contains(paper.home.fails(1, "doctor"), "doctor --mend")
        text = paper.home.ok("doctor", "--mend")
        contains(text, "mended", ".damaged-1")
        with open(path + ".damaged-1", "rb") as f:
            equal(len(f.read()), len(whole))
        paper.home.ok("doctor")
        equal(len(paper.home.json("articles")), 41)


def read(path):
    with open(path, "rb") as f:
        return f.read()


@test
def of_a_file_that_was_cut_short_is_saved_what_is_there():
    with Newspaper() as paper:
        path = paper.home.ok("doctor").splitlines()[0]
        half = read(path)[:len(read(path)) // 2 // 16384 * 16384]
        with open(path, "wb") as f:
            f.write(half)
        contains(paper.home.fails(1, "feeds"), "courant.db: it is damaged: 'courant doctor --mend' saves what can be read of it")
        contains(paper.home.fails(1, "doctor"), "doctor --mend")
        contains(paper.home.ok("doctor", "--mend"), "mended  what could be read, which is not everything, is in a new file", ".damaged-1")
        equal(read(path + ".damaged-1"), half)
        paper.home.ok("doctor")
        equal(len(paper.home.json("feeds")), 4)


@test
def what_cannot_be_mended_is_left_as_it_is_and_says_what_helps():
    with Newspaper() as paper:
        path = paper.home.ok("doctor").splitlines()[0]
        whole = read(path)
        for content, why in ((whole[:100], "nothing in it can be read"), (b"A letter. " * 999, "it is damaged or is no database"),
                             (whole[:60] + b"\0\0\0\x63" + whole[64:], "was written by a newer courant")):
            with open(path, "wb") as f:
                f.write(content)
            contains(paper.home.fails(1, "doctor", "--mend"), why)
            equal(read(path), content)
            if why != "nothing in it can be read":
                contains(paper.home.fails(1, "doctor"), why)
        equal([name for name in os.listdir(paper.home.path + "/data") if "damaged" in name or "mended" in name], [])


@test
def a_file_half_way_to_a_newer_form_is_told_and_mended():
    with Newspaper() as paper:
        path = paper.home.ok("doctor").splitlines()[0]
        paper.home.ok("mark", "star", 1)
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA user_version = 1")
        db.close()
        contains(paper.home.fails(1, "articles"), "courant.db is half way to a newer form (0", "nothing was changed: 'courant doctor --mend' mends that")
        contains(paper.home.ok("doctor", "--mend"), "mended  everything is in a new file")
        paper.home.ok("doctor")
        equal(([a["id"] for a in paper.home.json("articles", "is:starred")], len(paper.home.json("articles"))), ([1], 41))


@test
def an_empty_file_half_way_to_a_newer_form_is_mended_too():
    with Home() as home:
        home.ok("feeds")
        with sqlite3.connect(home.path + "/data/courant.db") as db:
            db.execute("PRAGMA user_version = 1")
        db.close()
        home.fails(1, "feeds")
        contains(home.ok("doctor", "--mend"), "mended  everything is in a new file")
        home.ok("doctor")
        equal(home.json("feeds"), [])


@test
def a_database_that_cannot_be_reached_is_not_one_that_is_not_there():
    with Home() as home:
        contains(home.ok("doctor"), "fine    there is no database yet")
        os.makedirs(home.path)
        with open(home.path + "/data", "w", encoding="utf-8"):
            pass
        contains(home.fails(1, "doctor"), "it cannot be opened; check that its folder is there")


if __name__ == "__main__":
    run()
