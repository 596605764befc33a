#!/usr/bin/env python3
"""The commands that look after the database: backup and doctor."""
import sys
sys.dont_write_bytecode = True
import sqlite3
from harness import check, contains, equal, run, test
from servers import Newspaper


@test
def a_backup_is_a_whole_copy_and_overwrites_nothing():
    with Newspaper() as paper:
        copy = paper.home.path + "/copy.db"
        equal(paper.home.ok("backup", copy), "")
        result = paper.home.run("backup", copy)
        equal(result.code, 2)
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


if __name__ == "__main__":
    run()
