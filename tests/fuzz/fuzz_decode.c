/*
 * Bytes to text, and everything that is done with text: the first byte chooses the charsets.
 */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/breaks.h"
#include "text/cells.h"
#include "text/clean.h"
#include "text/decode.h"
#include "text/fold.h"
#include "text/utf8.h"

const char fuzz_seeds[] = "tests/data/text";

static void must(bool is_so)
{
    if (!is_so)
        abort();
}

static const char *charset(unsigned number)
{
    static const char *const names[] = {
        NULL,     "utf-8",       "windows-1252", "shift_jis",     "gb18030",      "euc-kr", "big5",
        "euc-jp", "iso-2022-jp", "utf-16",       "koi8-r",        "windows-1255", "utf-32", "utf-7",
        "cp037",  "iso-2022-kr", "ascii",        "no-such-thing", "utf-16be",     "ucs-4",
    };
    return names[number % COUNT_OF(names)];
}

static void check_cells(const char *text, size_t len)
{
    int all = 0;
    for (size_t i = 0; i < len;) {
        int cells;
        const size_t step = text_cluster(text + i, len - i, &cells);
        must(step > 0 && i + step <= len && cells >= 0 && cells <= 64);
        all += cells;
        i += step;
    }
    must(text_cells(text, len) == all);
    int fitted;
    const size_t used = text_fit(text, len, 10, &fitted);
    must(used <= len && fitted <= 10 && text_cells(text, used) == fitted);
}

static void check_breaks(const char *text, size_t len)
{
    unsigned char *const breaks = mem_alloc(len + 1);
    text_breaks(text, len, breaks);
    // No line ends within a cluster.
    for (size_t i = 0; i < len;) {
        int cells;
        const size_t step = text_cluster(text + i, len - i, &cells);
        for (size_t inside = i + 1; inside < i + step; inside++)
            must(breaks[inside] == TEXT_BREAK_NONE);
        must(breaks[i] <= TEXT_BREAK_MUST);
        i += step;
    }
    must(len == 0 || breaks[0] == TEXT_BREAK_NONE);
    free(breaks);
}

static void check_clean(const char *text, size_t len)
{
    struct str out;
    str_init(&out, 1 << 20);
    for (int is_block = 0; is_block <= 1; is_block++) {
        str_clear(&out);
        (is_block ? text_clean_block : text_clean_line)(text, len, &out);
        must(text_is_utf8(out.data, out.len));
        for (size_t i = 0; i < out.len;) {
            unsigned code_point;
            i += text_next(out.data + i, out.len - i, &code_point);
            must(!text_is_unsafe(code_point) || (is_block && code_point == '\n'));
        }
    }
    str_clear(&out);
    text_fold(text, len, &out);
    must(text_is_utf8(out.data, out.len));
    str_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const char *const bytes = (const char *)data + 1;
    struct str text;
    str_init(&text, 1 << 20);
    struct text_charset found;
    text_decode(bytes, size - 1, charset(data[0] & 0x1F), charset(data[0] >> 3), &text, &found);
    must(text_is_utf8(text.data, text.len) && !memchr(text.data, 0, text.len));
    check_cells(text.data, text.len);
    check_breaks(text.data, text.len);
    check_clean(text.data, text.len);
    // The same functions over what is no UTF-8 at all.
    check_cells(bytes, size - 1);
    check_clean(bytes, size - 1);
    str_release(&text);
    return 0;
}
