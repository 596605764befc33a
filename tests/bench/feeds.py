"""Feeds to measure with: the same bytes every time, in several formats and scripts.

Of a thousand feeds six in ten carry whole articles (1 to 20 KB each), the others summaries; three in ten are not in
English; half of them are there gzipped, too. Words are made up, and frequent ones are as frequent as in a language.
"""
import gzip
import itertools
import multiprocessing
import os
import random
import time
from email.utils import formatdate
from html import escape

NEWEST = 1767225600                      # the date of the newest article
ALPHABETS = {
    "en": "etaoinshrdlucmfwypvbgk", "de": "enisratdhulcgmobwfkzäöüß", "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшю",
    "ar": "ايلمنوتربةعدسفهكقحجشصطخ", "zh": "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年",
    "ja": "のにはをたがでてとしれさあるいもするからなことよう日本語東京新聞記事電車情報",
}
LANGUAGES = ["en"] * 14 + ["ru", "ru", "zh", "ar", "ja", "de"]
POOL, WORDS = 1500, 8000                 # blocks of text and words, a language

pools = {}                               # of this process


def words_of(language, rng):
    dense = language in ("zh", "ja")
    words = ["".join(rng.choices(ALPHABETS[language], k=rng.randint(1, 3) if dense else rng.randint(2, 10))) for _ in range(WORDS)]
    weights = list(itertools.accumulate(1 / (i + 3) for i in range(WORDS)))
    return lambda n: ("" if dense else " ").join(rng.choices(words, cum_weights=weights, k=n))


def block(say, rng):
    """A piece of an article's HTML."""
    kind = rng.random()
    text = ". ".join(say(rng.randint(6, 24)) for _ in range(rng.randint(1, 4)))
    if kind < .1:
        return '<p>%s <a href="https://site%d.example/%d">%s</a>.</p>\n' % (text, rng.randrange(999), rng.randrange(99999), say(3))
    if kind < .2:
        return "<p>%s <em>%s</em> &amp; caf&eacute; &#8212; %s</p>\n" % (text, say(2), say(9))
    if kind < .27:
        return "<ul>%s</ul>\n" % "".join("<li>%s</li>" % say(8) for _ in range(4))
    if kind < .33:
        return '<p><img src="/pictures/%d.jpg" alt="%s" width="640" height="480"/></p>\n' % (rng.randrange(9999), escape(say(4)))
    if kind < .37:
        return "<blockquote><p>%s</p></blockquote>\n" % text
    return "<p>%s.</p>\n" % text


def pool_of(language):
    if language not in pools:
        rng = random.Random("pool " + language)
        say = words_of(language, rng)
        pools[language] = [block(say, rng) for _ in range(POOL)], [say(rng.randint(4, 11)).capitalize() for _ in range(POOL)]
    return pools[language]


def body(rng, blocks, size):
    parts, length = [], 0
    while length < size:
        parts.append(rng.choice(blocks))
        length += len(parts[-1].encode())
    return "".join(parts)


def rss_item(rng, number, k, title, text, when):
    link = "https://news%d.example/%d.html" % (number, k)
    enclosure = '<enclosure url="%s.mp3" type="audio/mpeg" length="%d"/>' % (link, k + 1) if k % 11 == 0 else ""
    return ('<item><title>%s</title><link>%s</link><guid isPermaLink="false">%d-%d</guid><pubDate>%s</pubDate><dc:creator>An Author</dc:creator>'
            "<category>one</category>%s<comments>%s#comments</comments><slash:comments>%d</slash:comments>"
            "<content:encoded>%s</content:encoded></item>\n" % (title, link, number, k, formatdate(when), enclosure, link, k % 9, text))


def atom_entry(rng, number, k, title, text, when):
    link = "https://news%d.example/%d.html" % (number, k)
    date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(when))
    return ('<entry><id>tag:news%d.example,2025:%d</id><title type="html">%s</title><link rel="alternate" href="%s"/><published>%s</published>'
            '<updated>%s</updated><author><name>An Author</name></author><content type="html">%s</content></entry>\n'
            % (number, k, title, link, date, date, text))


RSS = ('<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
       'xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><title>%s</title><link>https://news%d.example/</link>'
       "<description>d</description>\n%s</channel></rss>\n")
ATOM = ('<feed xmlns="http://www.w3.org/2005/Atom"><title>%s</title><id>https://news%d.example/</id><updated>2026-01-01T00:00:00Z</updated>\n'
        "%s</feed>\n")


def feed(number, entries, sizes, language=None):
    """One document. sizes: the least and the most bytes of an article's text."""
    rng = random.Random("feed %d" % number)
    language = language or rng.choice(LANGUAGES)
    blocks, titles = pool_of(language)
    make, frame = ((rss_item, RSS), (atom_entry, ATOM))[number % 3 == 1]
    items = []
    for k in range(entries):
        text = body(rng, blocks, sizes[0] * (sizes[1] / sizes[0]) ** rng.random())
        text = "<![CDATA[%s]]>" % text if (number + k) % 3 else escape(text)
        items.append(make(rng, number, k, escape(rng.choice(titles)), text, NEWEST - number * 61 - k * 7200))
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + frame % ("Feed %05d" % number, number, "".join(items))).encode()


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
    os.utime(path, (NEWEST, NEWEST))


def make_usual(job):
    folder, number = job
    rng = random.Random("kind %d" % number)
    data = feed(number, rng.randint(20, 50), (1000, 20000) if rng.random() < .6 else (150, 700))
    write("%s/%d.xml" % (folder, number), data)
    if number % 2 == 0:
        write("%s/%d.xml.gz" % (folder, number), gzip.compress(data, 6, mtime=0))


def usual(folder, count):
    """The feeds of a reader: about 35 articles and 170 KB each."""
    with multiprocessing.Pool() as pool:
        for _ in pool.imap_unordered(make_usual, [(folder, number) for number in range(count)], 8):
            pass


def small(folder, count):
    """Many feeds with hardly anything in them."""
    for number in range(count):
        write("%s/%d.xml" % (folder, number), feed(number, 2, (100, 300), "en"))


def large(path, megabytes):
    """One feed of that size."""
    entries = megabytes * 1000000 // 3500
    write(path, feed(0, entries, (600, 8000), "en"))
