/*
 * Site furniture repeats itself: a teaser stands in two lists, cards have the same class. The text
 * of an article does not.
 */
#include <stdio.h>

#include "base/map.h"
#include "extract/internal.h"

enum {
    REPEAT_WORDS = 4,   // a shorter text may repeat by chance
    REPEAT_BYTES = 160, // of a text, to compare
    CLASS_BYTES = 96,   // of a class, to compare
    KEY_BYTES = 160,
};

/* Letters and digits only: the same teaser may be laid out in two ways. */
static void add_key(const char *text, size_t len, struct str *key)
{
    for (size_t i = 0; i < len && key->len < REPEAT_BYTES; i++)
        if ((unsigned char)text[i] >= 0x80 || ascii_is_alpha(text[i]) || ascii_is_digit(text[i]))
            str_add_char(key, text[i]);
}

static void find_repeated_texts(struct extract_page *page)
{
    struct extract_block *const blocks = page->blocks.items;
    struct map texts;
    struct str text;
    struct str key;
    map_init(&texts);
    str_init(&text, 2 * REPEAT_BYTES);
    str_init(&key, REPEAT_BYTES);
    for (size_t i = 0; i < page->blocks.count; i++) {
        if (blocks[i].words < REPEAT_WORDS)
            continue;
        str_clear(&text);
        str_clear(&key);
        extract_block_text(page, &blocks[i], &text);
        add_key(text.data, text.len, &key);
        bool is_new = true;
        struct map_entry *const entry = map_add(&texts, key.data, key.len, &is_new);
        if (is_new) {
            entry->value.number = (int64_t)i;
            continue;
        }
        blocks[i].is_repeated = true;
        blocks[entry->value.number].is_repeated = true;
    }
    str_release(&key);
    str_release(&text);
    map_release(&texts);
}

static bool can_be_card(enum html_tag tag)
{
    return tag == HTML_DIV || tag == HTML_LI || tag == HTML_ARTICLE || tag == HTML_SECTION ||
           tag == HTML_TR || tag == HTML_A || tag == HTML_UNKNOWN || tag == HTML_DL;
}

static struct map_entry *card_entry(const struct extract_page *page, html_node node,
                                    struct map *cards)
{
    char key[KEY_BYTES];
    const char *const class = html_attribute(page->doc, node, "class");
    const int len = snprintf(key, sizeof(key), "%u.%d.%.*s", (unsigned)html_parent(page->doc, node),
                             (int)html_tag(page->doc, node), CLASS_BYTES, class ? class : "");
    return map_add(cards, key, (size_t)len, NULL);
}

/* Elements that hold text and have brothers like them. */
static void find_cards(struct extract_page *page)
{
    struct map cards;
    map_init(&cards);
    const size_t count = html_node_count(page->doc);
    for (int pass = 0; pass < 2; pass++) {
        for (html_node node = HTML_ROOT + 1; node <= count; node++) {
            struct extract_element *const element = &page->elements[node];
            if (element->blocks == 0 || !can_be_card(html_tag(page->doc, node)))
                continue;
            struct map_entry *const entry = card_entry(page, node, &cards);
            if (pass == 0)
                entry->value.number++;
            else
                element->alike = (uint32_t)entry->value.number;
        }
    }
    map_release(&cards);
}

static void find_headings(struct extract_page *page)
{
    struct extract_block *const blocks = page->blocks.items;
    uint32_t heading = 0;
    for (size_t i = 0; i < page->blocks.count; i++) {
        const enum html_tag tag = html_tag(page->doc, blocks[i].top);
        blocks[i].heading = heading;
        if (html_is_heading(tag))
            heading = (uint32_t)i + 1;
    }
}

void extract_repeats_find(struct extract_page *page)
{
    find_repeated_texts(page);
    find_cards(page);
    find_headings(page);
}
