#!/usr/bin/env python3
"""One table of what the store takes with archives of several sizes: archive.py PROGRAM SIZE…

CPU in milliseconds, each the median of 21; `mark` and `index` once. The archives are made in a folder that is thrown away."""
import os
import subprocess
import sys
import tempfile


def run(program, *words):
    return subprocess.run([program, *words], check=True, capture_output=True, text=True).stdout


def rows_of(text):
    """`name   12.34 ms  rows` lines as a dict of name to milliseconds."""
    rows = {}
    for line in text.splitlines():
        name, _, rest = line.partition("  ")
        words = rest.split()
        if len(words) > 1 and words[1] == "ms":
            rows[name] = words[0]
    return rows


def measure(program, folder, size):
    database = os.path.join(folder, f"{size}.db")
    run(program, "make", database, str(size))
    index = run(program, "index", database)
    rows = rows_of(run(program, "measure", database))
    rows.update(rows_of(run(program, "mark", database, f"before:{'2030' if size <= 100000 else '2017-09'}")))
    rows["index all"] = f"{float(index.split('CPU')[1].split()[0]) * 1000:.0f}"
    rows["size, MB"] = f"{os.path.getsize(database) / 1e6:.0f}"
    os.remove(database)
    return rows


def main():
    program, *sizes = sys.argv[1:]
    sizes = [int(size) for size in sizes]
    with tempfile.TemporaryDirectory(prefix="courant-archive-") as folder:
        columns = [measure(program, folder, size) for size in sizes]
    print("| CPU, ms | " + " | ".join(f"{size:,}" for size in sizes) + " |")
    print("| --- |" + " ---: |" * len(sizes))
    for name in columns[0]:
        print(f"| {name} | " + " | ".join(column.get(name, "") for column in columns) + " |")


if __name__ == "__main__":
    main()
