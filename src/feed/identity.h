/*
 * Which entry is which: what makes an entry the same entry tomorrow.
 *
 * The rules, first to last:
 *   1. Its id (guid, atom:id, rdf:about), byte for byte: ids that differ in case or in a slash are
 *      two ids. An id of nothing but blanks is none.
 *   2. Its link.
 *   3. A hash of title and date; where one of them is missing, of title, text and date.
 * An identity that stands twice in one document with another link, or (where a format does not
 * forbid it, as Atom does) with another title and text, is two articles: each is then known by the
 * identity and a hash of what tells them apart (feed_entry_qualified()).
 *
 * A site that moves gives all its entries new ids. feed_likeness_judge() says whether an entry with
 * an unknown id is an article that is there: at least two things must agree, one of them the date
 * wherever there are dates, and what contradicts weighs more than what agrees. An article too many
 * is a nuisance; one that is lost under another is a loss.
 */
#ifndef FEED_IDENTITY_H
#define FEED_IDENTITY_H

#include "feed/feed.h"

/* By the rules above; in `arena` or the entry's own. Never NULL. Only unique together with the
 * feed. */
const char *feed_entry_identity(const struct feed_entry *entry, struct arena *arena) ATTR_NONNULL;

/* The identity of an entry that shares it with another; in `arena`. */
const char *feed_entry_qualified(const struct feed_entry *entry, const char *identity,
                                 struct arena *arena) ATTR_NONNULL;

/* Are two entries with one identity two articles? */
bool feed_entries_differ(const struct feed_entry *a, const struct feed_entry *b,
                         enum feed_format format) ATTR_NONNULL;

/* How something of an entry stands to the same of an article. */
enum feed_relation {
    FEED_UNKNOWN, // one of them has none, or it is nothing to go by (others have it, too)
    FEED_SAME,
    FEED_OTHER,
};

struct feed_likeness {
    enum feed_relation id;   // the same address but for its spelling (url_key())
    enum feed_relation link; // by url_key()
    enum feed_relation title;
    enum feed_relation date;
    bool is_to_the_second; // the date has a time of day
    enum feed_relation text;
    enum feed_relation enclosure;
};

enum feed_verdict {
    FEED_ANOTHER,
    FEED_PERHAPS, // when most of its document are, too
    FEED_THE_SAME,
};

enum feed_verdict feed_likeness_judge(const struct feed_likeness *likeness) ATTR_NONNULL;

#endif
