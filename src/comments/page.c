#include "comments/page.h"

#include <stdlib.h>

#include "base/memory.h"

size_t comments_from_page(const struct html_document *page, struct comments_thread *thread)
{
    struct page_reader reader = {page, thread, mem_zalloc(html_node_count(page) + 1)};
    struct vec items;
    vec_init(&items, sizeof(struct page_item));
    page_items_find(&reader, &items);
    size_t count = 0;
    const struct page_item *const all = items.items;
    for (size_t i = 0; i < items.count; i++)
        count += !all[i].is_ping && page_item_read(&reader, &all[i]);
    vec_release(&items);
    free(reader.marks);
    return count;
}
