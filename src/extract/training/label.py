#!/usr/bin/env python3
"""Says of each block of the corpora's pages whether it belongs to the article.

    label.py CORPORA TRAIN [--keep DIR] > labels

CORPORA holds html/aeb.tar.xz, html/readability.tar.xz, html/trafilatura.tar.xz (developers' halves); TRAIN is the
program made of train.c, which cuts pages into blocks. A page is a line "page<TAB>path<TAB>base<TAB>charset<TAB>name",
then a line "label weight" a block; weight 0 says that nothing is known of it.
"""
import argparse
import hashlib
import html.parser
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile

WORD = re.compile(r"\w+")
SHINGLE = 4
SEGMENT_WEIGHT = 3  # few blocks of such a page are known: each counts more than one of a page that is known whole
INLINE = {"a", "b", "i", "em", "strong", "span", "font", "u", "s", "small", "big", "sub", "sup", "abbr", "cite", "code",
          "mark", "q", "time", "wbr", "var", "kbd", "samp", "del", "ins", "dfn", "bdi", "bdo", "tt", "strike", "acronym"}


class Visible(html.parser.HTMLParser):
    """The text of HTML, blocks apart."""

    def __init__(self):
        super().__init__()
        self.parts, self.silent = [], 0

    def handle_starttag(self, tag, attributes):
        self.silent += tag in ("script", "style")
        if tag not in INLINE:
            self.parts.append(" ")

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self.silent = max(0, self.silent - 1)
        if tag not in INLINE:
            self.parts.append(" ")

    def handle_data(self, data):
        if not self.silent:
            self.parts.append(data)


def visible(markup):
    parser = Visible()
    parser.feed(markup)
    parser.close()
    return "".join(parser.parts)


def shingles(tokens, size):
    return [tuple(tokens[i:i + size]) for i in range(len(tokens) - size + 1)]


def label_by_text(blocks, truth):
    """Blocks whose shingles are in the true text; short ones need a neighbour to be found with them."""
    tokens = WORD.findall(truth)
    known = {size: set(shingles(tokens, size)) for size in range(1, SHINGLE + 3)}
    lists = [WORD.findall(b) for b in blocks]
    labels = []
    for words in lists:
        if len(words) < SHINGLE:
            labels.append(None)
            continue
        own = shingles(words, SHINGLE)
        labels.append(1 if sum(s in known[SHINGLE] for s in own) * 2 >= len(own) else 0)
    for i, words in enumerate(lists):
        if labels[i] is not None:
            continue
        if not words:
            labels[i] = 0
            continue
        before = lists[i - 1][-2:] if i and labels[i - 1] else []
        after = lists[i + 1][:2] if i + 1 < len(lists) and labels[i + 1] else []
        with_before = tuple(before + words)
        with_after = tuple(words + after)
        labels[i] = int((before and with_before in known.get(len(with_before), ())) or
                        (after and with_after in known.get(len(with_after), ())) or 0)
    return [(label, (len(words) + 1) ** 0.5 / 3) for label, words in zip(labels, lists)]


def label_by_segments(blocks, wanted, unwanted):
    def squeeze(text):
        return re.sub(r"\s+", " ", text).strip()

    def is_in(block, segments):
        return any(s in block or (len(block) > 25 and block in s) for s in segments)
    wanted = [squeeze(s) for s in wanted if isinstance(s, str) and len(squeeze(s)) > 5]
    unwanted = [squeeze(s) for s in unwanted if isinstance(s, str) and len(squeeze(s)) > 5]
    rows = []
    for block in map(squeeze, blocks):
        if is_in(block, wanted):
            rows.append((1, SEGMENT_WEIGHT))
        elif is_in(block, unwanted):
            rows.append((0, SEGMENT_WEIGHT))
        else:
            rows.append((0, 0))
    return rows


def pages_of(corpora, folder):
    """(path, base, charset, name, function from blocks to rows) of every page."""
    for suite in ("aeb", "readability", "trafilatura"):
        with tarfile.open(os.path.join(corpora, "html", suite + ".tar.xz"), "r:xz") as archive:
            archive.extractall(folder)
    truth = json.load(open(os.path.join(folder, "aeb/ground-truth.json"), encoding="utf-8"))
    for key in sorted(truth):
        yield ("aeb/html/%s.html" % key, truth[key].get("url", ""), "utf-8", "aeb:" + key,
               lambda blocks, t=truth[key].get("articleBody", ""): label_by_text(blocks, t))
    for page in sorted(os.listdir(os.path.join(folder, "readability"))):
        with open(os.path.join(folder, "readability", page, "expected.html"), encoding="utf-8", errors="replace") as f:
            text = visible(f.read())
        yield ("readability/%s/source.html" % page, "http://fakehost/test/page.html", "utf-8", "readability:" + page,
               lambda blocks, t=text: label_by_text(blocks, t))
    data = json.load(open(os.path.join(folder, "trafilatura/evaldata.json"), encoding="utf-8"))
    for url in sorted(data):
        item = data[url]
        yield ("trafilatura/html/" + item["file"], url, "", "trafilatura:" + url,
               lambda blocks, i=item: label_by_segments(blocks, i["with"], list(i["without"]) + list(i.get("comments") or [])))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora")
    parser.add_argument("train")
    parser.add_argument("--keep", help="folder for the unpacked pages (a new one unless told)")
    options = parser.parse_args()
    folder = options.keep or tempfile.mkdtemp(prefix="courant-train.")
    os.makedirs(folder, exist_ok=True)
    pages = list(pages_of(options.corpora, folder))
    pages.sort(key=lambda p: hashlib.sha256(p[3].encode()).digest())
    listing = "".join("%s\t%s\t%s\n" % (os.path.join(folder, p[0]), p[1], p[2]) for p in pages)
    done = subprocess.run([options.train, "blocks"], input=listing.encode(), stdout=subprocess.PIPE, check=True)
    per_page = [[]]
    for line in done.stdout.decode("utf-8", "replace").split("\n"):
        if line == "end":
            per_page.append([])
        elif line.startswith("block "):
            per_page[-1].append(line[6:])
    for (path, base, charset, name, label), blocks in zip(pages, per_page):
        print("page\t%s\t%s\t%s\t%s" % (os.path.join(folder, path), base, charset, name))
        for row in label(blocks):
            print("%d %.3f" % row)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
