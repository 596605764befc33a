#!/usr/bin/env python3
"""One table of what the store takes with archives of several sizes, each beside its floor: archive.py PROGRAM SIZE…

CPU in milliseconds, each the least of several; `mark` and `index` once. The floor (plain.c) is the same texts in FTS5 by itself,
as fast as it goes, and the same rows in a plain table. The archives are made in a folder that is thrown away."""
import os
import subprocess
import sys
import tempfile

INDEX = "index all"


def run(program, *words):
    return subprocess.run([program, *words], check=True, capture_output=True, text=True).stdout


def rows_of(text):
    """`name   12.34 ms  rows` lines as a dict of name to milliseconds."""
    rows = {}
    for line in text.splitlines():
        name, _, rest = line.partition("  ")
        words = rest.split()
        if len(words) > 1 and words[1] == "ms":
            rows[name] = float(words[0])
    return rows


def add_speed(rows, text_mb):
    rows["the same, MB of text in a second"] = text_mb / rows[INDEX] * 1000


def measure(program, folder, size):
    """The rows of the floor, and those of the store."""
    database = os.path.join(folder, f"{size}.db")
    run(program, "make", database, str(size))
    text = run(program, "floor", database)
    floor = rows_of(text)
    text_mb = float(text.split(INDEX)[1].split()[2])
    rows = {INDEX: float(run(program, "index", database).split("CPU")[1].split()[0]) * 1000}
    add_speed(floor, text_mb)
    add_speed(rows, text_mb)
    rows.update(rows_of(run(program, "measure", database)))
    rows.update(rows_of(run(program, "mark", database, f"before:{'2030' if size <= 100000 else '2017-09'}")))
    rows["size, MB"] = os.path.getsize(database) / 1e6
    os.remove(database)
    return floor, rows


def number(value):
    return "" if value is None else f"{value:,.2f}" if value < 100 else f"{value:,.0f}"


def main():
    program, *sizes = sys.argv[1:]
    sizes = [int(size) for size in sizes]
    with tempfile.TemporaryDirectory(prefix="courant-archive-") as folder:
        columns = [measure(program, folder, size) for size in sizes]
    print("| CPU, ms | " + " | ".join(f"floor, {size:,} | courant" for size in sizes) + " |")
    print("| --- |" + " ---: | ---: |" * len(sizes))
    for name in columns[0][1]:
        print(f"| {name} | " + " | ".join(number(rows.get(name)) for column in columns for rows in column) + " |")


if __name__ == "__main__":
    main()
