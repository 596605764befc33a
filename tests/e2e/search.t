#!/usr/bin/env python3
"""The command `search`, and that no query ever ends otherwise than with 0 or 2."""
import os
import random
import sys
sys.dont_write_bytecode = True
import subprocess
from harness import Home, check, clean, contains, equal, run, test
from servers import Newspaper

FIELDS = "id feed title link author published unread starred tags comments_count duplicates full changed snippet rank".split()


@test
def search_tells_the_articles_fields_a_snippet_and_a_rank_best_first():
    with Newspaper() as paper:
        hits = paper.home.json("search", "harbour")
        equal([list(hit) for hit in hits], [FIELDS] * len(hits))
        equal(sorted(hit["id"] for hit in hits), sorted(a["id"] for a in paper.home.json("articles", "harbour")))
        ranks = [hit["rank"] for hit in hits]
        equal(ranks, sorted(ranks, reverse=True))
        check(all("**" in hit["snippet"] or "harbour" in (hit["title"] + str(hit["author"])).lower() for hit in hits), str(hits))
        check(any("**harbour**" in hit["snippet"] for hit in hits), str(hits))


@test
def a_limit_keeps_the_best_and_the_text_shows_the_hit_as_it_is():
    with Newspaper() as paper:
        hits = paper.home.json("search", "ferry")
        equal([hit["id"] for hit in paper.home.json("search", "--limit", "2", "ferry")], [hit["id"] for hit in hits[:2]])
        equal(paper.home.json("search", "--limit", "0", "ferry"), [])
        text = paper.home.ok("search", "--limit", "1", "ferry")
        clean(text)
        contains(text, hits[0]["title"], "ferry")
        check("**" not in text, text)


@test
def search_means_what_articles_means():
    with Newspaper() as paper:
        for query in (["ferry", "-title:ferry"], ["eel*"], ['"second gate"'], ["title:ferry OR title:crane"], ["is:unread", "author:Thornbury"], ["-harbour"],
                      ["harbour", "tag:World"], ["harbour OR has:enclosure"], ["zzz"]):
            equal(sorted(hit["id"] for hit in paper.home.json("search", *query)), sorted(a["id"] for a in paper.home.json("articles", *query)), str(query))


@test
def a_query_that_cannot_be_read_is_a_wrong_command_line():
    with Home() as home:
        result = home.run("search", "a", "(b")
        equal(result.code, 2)
        contains(result.err, "character 3")
        equal(home.run("search").code, 2)
        equal(home.json("search", "nothing"), [])


WORDS = ("a", "ferry", "harbour*", "台湾", "会", "ニュース", "뉴스", "ข่าว", "naïve", "Straße", "прес*", "😀", "C++", "*", "**", "-", "--", "(", ")", '"', '"the ferry"', "OR", "AND",
         "NOT", "NEAR", "title:", "title:ferry", "author:x", "feed:1", "tag:News", "link:x", "is:unread", "is:", "is:so", "has:full", "after:2023-12", "before:x", "newer:3d",
         "older:9999999y", "x:y", "http://x.example/?a=b", "'", ";", "%", "_", "\\", "\n", "\t", "{", "}", "^a", "a^2", "col:a", "text:a", "rank", "\u0301", "\u200b", "\u202e", "ﷺ", "½", "か\u3099",
         "e\u0301", "\U000e0001", "0", "-1", "x" * 300, "台" * 300)


@test
def random_queries_end_with_0_or_2():
    count = int(os.environ.get("QUERIES", "60"))
    draw = random.Random(int(os.environ.get("SEED", "5")))
    with Newspaper() as paper:
        paper.home.json("search", "a")
        for turn in range(count):
            query = draw.choice(("", " ", " ", " OR ")).join(draw.choice(WORDS) for _ in range(draw.randrange(1, 9)))
            command = draw.choice((["search"], ["search", "--json"], ["articles", "--json"], ["articles", "--limit", "3"]))
            result = paper.home.run(*command, "--", query)
            check(result.code in (0, 2), f"{query!r}: {result}")
            clean(result.out)


if __name__ == "__main__":
    run()
