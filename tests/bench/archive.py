#!/usr/bin/env python3
"""What archives of several sizes take, as two tables of one run: archive.py SIZE…

store    CPU in milliseconds, each the least of several; `mark` and `index` once (`index` not for an archive that was there
         already). Beside it the floor (plain.c): the same texts in FTS5 by itself, as fast as it goes, and the same rows in a
         plain table.
screen   courant and other readers at the screen, where a floor (frame.c) is at the start only: readers.py.

Environment: COURANT, TOOLS (the folder of the programs beside this file), TABLES ("store screen"), HOMES (a folder for the
archives, which are kept and used again; without: one that is thrown away); and that of readers.py."""
import os
import sys

sys.dont_write_bytecode = True
import homes  # noqa: E402
import readers  # noqa: E402

INDEX = "index all"


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


def measure(folder, size):
    """The rows of the floor, and those of the store."""
    _, database, told = homes.make(folder, size)
    text = homes.archive("floor", database)
    floor, rows = rows_of(text), {}
    text_mb = float(text.split(INDEX)[1].split()[2])
    add_speed(floor, text_mb)
    if told:
        rows[INDEX] = float(told.split("CPU")[1].split()[0]) * 1000
        add_speed(rows, text_mb)
    text = homes.archive("measure", database)
    rows.update(rows_of(text))
    rows["memory, MB"] = float(text.split("memory")[1].split()[0])
    rows.update(rows_of(homes.archive("mark", database, f"before:{'2030' if size <= 100000 else '2017-09'}")))
    rows["size, MB"] = os.path.getsize(database) / 1e6
    return floor, rows


def number(value):
    return "" if value is None else f"{value:,.2f}" if value < 100 else f"{value:,.0f}"


def print_store(folder, sizes):
    columns = [measure(folder, size) for size in sizes]
    print("| CPU, ms | " + " | ".join(f"floor, {size:,} | courant" for size in sizes) + " |")
    print("| --- |" + " ---: | ---: |" * len(sizes))
    for name in columns[0][1]:
        print(f"| {name} | " + " | ".join(number(rows.get(name)) for column in columns for rows in column) + " |")


TABLES = {"store": print_store, "screen": readers.print_table}


def main():
    sizes = [int(size) for size in sys.argv[1:]]
    tables = os.environ.get("TABLES", " ".join(TABLES)).split()
    unknown = [table for table in tables if table not in TABLES]
    if unknown:
        sys.exit(f"archive: no table is called {unknown[0]}; there are {', '.join(TABLES)}")
    with homes.folder() as folder:
        for table in tables:
            TABLES[table](folder, sizes)
            print()


if __name__ == "__main__":
    main()
