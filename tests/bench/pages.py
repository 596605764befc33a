#!/usr/bin/env python3
"""CPU time and memory of `courant render` for pages of several sizes, beside libxml2's parser alone and the text browsers
that are on PATH. The smallest of several runs, taken in turn, counts; a small page, which is mostly the program's start, has
more of them. A number is no verdict.

    pages.py [KILOBYTES…]

Environment: COURANT, TOOLS (the folder of the programs beside this file).
"""
import random
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
from tools import COURANT, TOOLS, least, measure  # noqa: E402

ROUNDS_LEAST, ROUNDS_MOST = 7, 30
WORDS = ("the of and to a in that is was for it with as his on be at by had not are but from or have an they which one you "
         "were her all she there would their we him been has when who will more no if out so said what up its about into "
         "than them can only other new some could time these two may then do first any my now such like our over").split()
FOREIGN = {"ru": "и в не на что с по это как его но все она так было для еще уже они мы только когда даже если газета новости".split(),
           "zh": list("的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会"), "de": "über für größer können müßte Bücher der die das".split()}
BROWSERS = {
    "w3m": "w3m -dump -T text/html -I UTF-8 -O UTF-8 -cols 80",
    "lynx": "lynx -dump -force_html -width=80 -assume_charset=utf-8 -display_charset=utf-8",
    "elinks": "elinks -dump -force-html -no-home -dump-width 80",
    "links2": "links2 -dump -width 80 -codepage utf-8",
}


def words(chance, count):
    kind = chance.random()
    if kind < 0.75:
        return " ".join(chance.choices(WORDS, k=count))
    language = chance.choice(sorted(FOREIGN))
    return ("" if language == "zh" else " ").join(chance.choices(FOREIGN[language], k=count))


def block(chance):
    kind = chance.random()
    if kind < 0.7:
        link = f'<a href="https://example.org/{chance.random():.6f}">{words(chance, 3)}</a>'
        return f"<p>{words(chance, 60)} {link}, <em>{words(chance, 2)}</em> &amp; {words(chance, 30)}.</p>\n"
    if kind < 0.8:
        return "<ul>" + "".join(f"<li>{words(chance, 14)}</li>" for _ in range(5)) + "</ul>\n"
    if kind < 0.85:
        return f"<blockquote><p>{words(chance, 30)}</p></blockquote>\n<h2>{words(chance, 5)}</h2>\n"
    if kind < 0.93:
        return f'<figure><img src="/{chance.random():.6f}.jpg" alt="{words(chance, 4)}"><figcaption>{words(chance, 9)}</figcaption></figure>\n'
    if kind < 0.97:
        return "<pre><code>" + "\n".join(f"    if (x_{i} &lt; {i}) return y;" for i in range(8)) + "</code></pre>\n"
    return "<table>" + ("<tr>" + f"<td>{words(chance, 2)}</td>" * 4 + "</tr>") * 5 + "</table>\n"


def page(size):
    chance = random.Random(size)
    parts, length = ["<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>A page</title></head><body><article>\n"], 0
    while length < size:
        parts.append(block(chance))
        length += len(parts[-1].encode())
    return "".join(parts) + "</article></body></html>\n"


def main(sizes):
    commands = {"libxml2 alone": [TOOLS + "/sax"], "courant": [COURANT, "render", "--width", "80"]}
    commands.update({name: line.split() for name, line in BROWSERS.items() if shutil.which(name)})
    print(f"{'page':>9}  {'program':14} {'CPU ms':>8} {'ratio':>6} {'peak MB':>8}")
    for size in [int(s) for s in sizes] or [20, 100, 1000, 10000]:
        with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
            file.write(page(size * 1000))
            file.flush()
            rounds = max(ROUNDS_LEAST, min(ROUNDS_MOST, 20000 // size))
            runs = [{name: measure([*command, file.name]) for name, command in commands.items()} for _ in range(rounds)]
        costs = {name: least([run[name] for run in runs]) for name in commands}
        for name, cost in costs.items():
            print(f"{size:6} kB  {name:14} {cost.cpu * 1000:8.1f} {cost.cpu / costs['libxml2 alone'].cpu:6.2f} {cost.peak / 1024:8.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
