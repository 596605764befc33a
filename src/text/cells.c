#include "text/cells.h"

#include <limits.h>
#include <stdbool.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

#include "base/lanes.h"
#include "text/internal.h"
#include "text/utf8.h"

enum {
    SOFT_HYPHEN = 0xAD,
    EMOJI_STYLE = 0xFE0F, // variation selector 16
    KEYCAP = 0x20E3,
    MOST_CODE_POINTS = 32, // of a cluster: no script needs more (UAX #15, Stream-Safe Text)
};

static bool is_printable_ascii(char c)
{
    return c >= ' ' && c < 0x7F;
}

/* A cluster as far as it has been read. */
struct cluster {
    unsigned base; // its first code point
    int property;  // Grapheme_Cluster_Break of its last one
    int count;     // of code points
    int regional_count;
    bool has_pictograph;   // ExtPict Extend* so far, GB11
    bool joins_pictograph; // ... and then a joiner
    bool is_emoji;
    int cells;
};

static int code_point_cells(unsigned code_point)
{
    if (code_point == SOFT_HYPHEN)
        return 0;
    const int cells = uc_width(code_point, "UTF-8");
    return cells > 0 ? cells : 0;
}

static void cluster_take(struct cluster *cluster, unsigned code_point, int property)
{
    const bool is_pictograph =
        code_point >= 0xA9 && uc_is_property_extended_pictographic(code_point);
    if (is_pictograph && cluster->joins_pictograph)
        cluster->is_emoji = true;
    cluster->joins_pictograph = property == GBP_ZWJ && cluster->has_pictograph;
    if (property != GBP_EXTEND && property != GBP_ZWJ)
        cluster->has_pictograph = is_pictograph;
    if (property == GBP_RI)
        cluster->regional_count++;
    if (code_point == KEYCAP || cluster->regional_count == 2 ||
        (code_point == EMOJI_STYLE && uc_is_property_emoji(cluster->base)))
        cluster->is_emoji = true;
    const int cells = code_point_cells(code_point);
    // Marks that take place stand beside their base in a terminal; a skin tone does not.
    const bool is_beside = property == GBP_SPACINGMARK ||
                           (property == GBP_EXTEND && !uc_is_property_emoji_modifier(code_point));
    if (is_beside)
        cluster->cells += cells;
    else if (cells > cluster->cells)
        cluster->cells = cells;
    cluster->count++;
    cluster->property = property;
}

/* UAX #29, GB3 to GB999, between the cluster so far and the next code point. */
static bool cluster_ends(const struct cluster *cluster, unsigned next, int property)
{
    const int previous = cluster->property;
    if (cluster->count == MOST_CODE_POINTS)
        return true;
    if (previous == GBP_CR)
        return property != GBP_LF;
    if (previous == GBP_LF || previous == GBP_CONTROL || property == GBP_CR || property == GBP_LF ||
        property == GBP_CONTROL)
        return true;
    if (property == GBP_EXTEND || property == GBP_ZWJ || property == GBP_SPACINGMARK ||
        previous == GBP_PREPEND)
        return false;
    if (previous == GBP_L)
        return property != GBP_L && property != GBP_V && property != GBP_LV && property != GBP_LVT;
    if (previous == GBP_LV || previous == GBP_V)
        return property != GBP_V && property != GBP_T;
    if (previous == GBP_LVT || previous == GBP_T)
        return property != GBP_T;
    if (previous == GBP_RI && property == GBP_RI)
        return cluster->regional_count % 2 == 0;
    return !(cluster->joins_pictograph && uc_is_property_extended_pictographic(next));
}

static int cluster_cells(const struct cluster *cluster)
{
    return cluster->is_emoji ? 2 : cluster->cells;
}

static size_t read_cluster(const char *text, size_t len, int *cells)
{
    unsigned code_point;
    size_t used = text_next(text, len, &code_point);
    struct cluster cluster = {.base = code_point};
    cluster_take(&cluster, code_point, uc_graphemeclusterbreak_property(code_point));
    while (used < len) {
        const size_t step = text_next(text + used, len - used, &code_point);
        const int property = uc_graphemeclusterbreak_property(code_point);
        if (cluster_ends(&cluster, code_point, property))
            break;
        cluster_take(&cluster, code_point, property);
        used += step;
    }
    *cells = cluster_cells(&cluster);
    return used;
}

/* Is what starts the text certain to start a cluster of its own? The end of the text is. */
static bool is_plain_start(const char *text, size_t len)
{
    if (len == 0 || (unsigned char)text[0] < 0x80)
        return len == 0 || text[0] != '\n';
    unsigned code_point;
    text_next(text, len, &code_point);
    return text_plain_cells(code_point) > 0;
}

size_t text_cluster(const char *text, size_t len, int *cells)
{
    if (len == 0) {
        *cells = 0;
        return 0;
    }
    // Nothing in ASCII joins what stands before it, save LF after CR.
    if (is_printable_ascii(text[0]) && (len == 1 || (unsigned char)text[1] < 0x80)) {
        *cells = 1;
        return 1;
    }
    unsigned code_point;
    const size_t step = text_next(text, len, &code_point);
    *cells = is_printable_ascii(text[0]) ? 1 : text_plain_cells(code_point);
    if (*cells && is_plain_start(text + step, len - step))
        return step;
    return read_cluster(text, len, cells);
}

/* How many bytes at the start are printable ASCII, at most `most`. */
static size_t ascii_run(const char *text, size_t len, int most)
{
    const size_t end = len < (size_t)most ? len : (size_t)most;
    size_t i = 0;
    while (i < end && is_printable_ascii(text[i]))
        i++;
    return i;
}

/* How many bytes at the start are characters that are clusters for sure, not over `most_cells`. */
static size_t plain_run(const char *text, size_t len, int most_cells, int *cells)
{
    size_t i = 0;
    size_t last = 0; // where the last character is, which what follows may join
    int last_cells = 0;
    *cells = 0;
    while (i < len) {
        const size_t ascii = ascii_run(text + i, len - i, most_cells - *cells);
        unsigned code_point = 0;
        const size_t step = ascii ? ascii : text_next(text + i, len - i, &code_point);
        const int next = ascii ? (int)ascii : text_plain_cells(code_point);
        const bool is_plain = next > 0 || is_printable_ascii(text[i]);
        if (is_plain && (next == 0 || *cells + next > most_cells))
            return i;
        if (!is_plain)
            break;
        last = ascii ? i + ascii - 1 : i;
        last_cells = ascii ? 1 : next;
        *cells += next;
        i += step;
    }
    if (i == len || (unsigned char)text[i] < 0x80)
        return i;
    *cells -= last_cells;
    return last;
}

/* ---- even text: the first byte of a character tells its width */

bool text_is_even(const char *text, size_t len)
{
    enum { NO_BREAK_SPACE = 0xA0 };
    size_t i = 0;
    while (i < len) {
        i += ascii_run(text + i, len - i, INT_MAX);
        if (i == len)
            return true;
        unsigned code_point;
        const size_t step = text_next(text + i, len - i, &code_point);
        if (text_plain_cells(code_point) == 0 && code_point != NO_BREAK_SPACE)
            return false;
        i += step;
    }
    return true;
}

static int even_width(char c)
{
    const unsigned char byte = (unsigned char)c;
    if (byte < 0xE0)
        return (byte & 0xC0) != 0x80; // a byte that goes on has none
    return byte == 0xE2 ? 1 : 2;      // E2: dashes and quotes
}

static int even_block_cells(const char *text)
{
    const lanes bytes = lanes_at(text);
    const lanes is_start = (lanes)((bytes & 0xC0) != 0x80);
    const lanes is_wide = (lanes)(bytes >= 0xE0) & (lanes)(bytes != 0xE2);
    return (int)lanes_sum((is_start & 1) + (is_wide & 1));
}

int text_even_cells(const char *text, size_t len)
{
    int cells = 0;
    size_t i = 0;
    for (; len - i >= LANES; i += LANES)
        cells += even_block_cells(text + i);
    for (; i < len; i++)
        cells += even_width(text[i]);
    return cells;
}

size_t text_even_fit(const char *text, size_t len, int width_cells)
{
    size_t i = 0;
    for (int next; len - i >= LANES; i += LANES) {
        next = even_block_cells(text + i);
        if (next > width_cells)
            break;
        width_cells -= next;
    }
    while (i < len && even_width(text[i]) <= width_cells)
        width_cells -= even_width(text[i++]);
    return i;
}

/* ---- any text */

int text_cells(const char *text, size_t len)
{
    int all = 0;
    size_t i = 0;
    while (i < len) {
        int cells;
        i += plain_run(text + i, len - i, INT_MAX, &cells);
        all += cells;
        i += text_cluster(text + i, len - i, &cells);
        all += cells;
    }
    return all;
}

size_t text_fit(const char *text, size_t len, int width_cells, int *cells)
{
    int all = 0;
    size_t i = 0;
    while (i < len && all <= width_cells) {
        int next;
        i += plain_run(text + i, len - i, width_cells - all, &next);
        all += next;
        const size_t step = text_cluster(text + i, len - i, &next);
        if (all + next > width_cells)
            break;
        all += next;
        i += step;
    }
    if (cells)
        *cells = all;
    return i;
}
