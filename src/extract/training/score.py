#!/usr/bin/env python3
"""How good the networks are on pages that they have not seen.

    score.py PAGES < texts

PAGES is the folder that label.py unpacked (--keep); `texts` comes from `train judge`. Three figures, each as its suite
counts: aeb F1 of shared runs of four words, readability F1 of words, trafilatura F1 of segments.
"""
import collections
import json
import os
import re
import sys

from label import WORD, visible


def bag(text, size):
    tokens = WORD.findall(text)
    if tokens and len(tokens) < size:
        return collections.Counter([tuple(tokens)])
    return collections.Counter(zip(*(tokens[i:] for i in range(size))))


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def harmonic(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean(values):
    return sum(values) / max(1, len(values))


def read_texts(lines):
    texts, name = {}, None
    for line in lines:
        if line.startswith("page\t"):
            name = line[5:-1]
            texts[name] = []
        elif name:
            texts[name].append(line)
    return {name: "".join(parts) for name, parts in texts.items()}


def score_aeb(folder, texts):
    with open(os.path.join(folder, "aeb/ground-truth.json"), encoding="utf-8") as f:
        truth = json.load(f)
    precision, recall = [], []
    for key in truth:
        a, b = bag(truth[key].get("articleBody", ""), 4), bag(texts["aeb:" + key], 4)
        shared = sum((a & b).values())
        precision += [shared / sum(b.values())] if b else []
        recall += [shared / sum(a.values())] if a else []
    return harmonic(mean(precision), mean(recall)), mean(precision), mean(recall)


def score_readability(folder, texts):
    scores = []
    for page in sorted(os.listdir(os.path.join(folder, "readability"))):
        with open(os.path.join(folder, "readability", page, "expected.html"), encoding="utf-8", errors="replace") as f:
            a = bag(visible(f.read()), 1)
        b = bag(texts["readability:" + page], 1)
        both = sum(a.values()) + sum(b.values())
        scores.append(2 * sum((a & b).values()) / both if both else 1.0)
    return mean(scores), mean([s >= 0.9 for s in scores]), 0


def score_trafilatura(folder, texts):
    with open(os.path.join(folder, "trafilatura/evaldata.json"), encoding="utf-8") as f:
        data = json.load(f)
    have = wanted = stray = 0
    for url, item in data.items():
        text = squeeze(texts["trafilatura:" + url])
        have += sum(squeeze(s) in text for s in item["with"])
        wanted += len(item["with"])
        stray += sum(squeeze(s) in text for s in item["without"]) if text else 0
    precision, recall = have / max(1, have + stray), have / max(1, wanted)
    return harmonic(precision, recall), precision, recall


def main():
    texts = read_texts(sys.stdin)
    for name, score in (("aeb", score_aeb), ("readability", score_readability), ("trafilatura", score_trafilatura)):
        print("%-12s f1 %.4f  (%.4f %.4f)" % ((name,) + score(sys.argv[1], texts)))


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    main()
