#include "comments/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "comments/internal.h"

static size_t read_items(struct page_reader *reader, const struct vec *items)
{
    const struct page_item *const all = items->items;
    size_t count = 0;
    for (size_t i = 0; i < items->count; i++)
        count += !all[i].is_ping && page_item_read(reader, &all[i]);
    return count;
}

/* The first way that gives any comment is the page's way. */
static size_t read_markup(const struct html_document *page, struct comments_thread *thread)
{
    const size_t size = html_node_count(page) + 1;
    struct page_reader reader = {.page = page, .thread = thread, .marks = mem_zalloc(size)};
    struct vec items;
    vec_init(&items, sizeof(struct page_item));
    size_t count = 0;
    for (size_t way = 0; count == 0 && page_items_find(&reader, way, &items); way++) {
        count = read_items(&reader, &items);
        if (items.count)
            memset(reader.marks, 0, size);
        vec_clear(&items);
    }
    vec_release(&items);
    page_signs_release(&reader.signs);
    free(reader.chosen);
    free(reader.marks);
    return count;
}

size_t comments_from_page(const struct html_document *page, struct comments_thread *thread)
{
    const size_t count = read_markup(page, thread);
    return count ? count : comments_from_jsonld(page, thread);
}
