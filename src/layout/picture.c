/*
 * Pictures, players and frames: what stands for them in text.
 */
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/limits.h"
#include "layout/internal.h"
#include "text/clean.h"

enum { SMALL_PIXELS = 64 };

/* ---- pictures */

/* A name for machines: one word with an underscore or several digits (`dm_logo_300x115`). */
static bool is_file_name(const char *alt)
{
    int digit_count = 0;
    for (const char *c = alt; *c; c++) {
        if (*c == ' ')
            return false;
        digit_count += ascii_is_digit(*c);
    }
    return strchr(alt, '_') || digit_count >= 3;
}

/* Alternative texts that say nothing. */
static bool is_empty_word(const char *alt)
{
    static const char *const words[] = {"image", "img",       "photo", "picture",   "foto",
                                        "bild",  "thumbnail", "null",  "undefined", "alt"};
    if (is_file_name(alt))
        return true;
    static const char *const endings[] = {".jpg", ".jpeg", ".png", ".gif", ".webp"};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (ascii_equal_nocase(alt, words[i]))
            return true;
    const size_t len = strlen(alt);
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        const size_t ending = strlen(endings[i]);
        if (len > ending && ascii_equal_nocase(alt + len - ending, endings[i]) && !strchr(alt, ' '))
            return true;
    }
    return false;
}

static bool is_small(const struct flow *flow, html_node node)
{
    static const char *const names[] = {"width", "height"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        const char *const size = html_attribute(flow->doc, node, names[i]);
        if (size && ascii_is_digit(size[0]) && !strchr(size, '%') &&
            strtol(size, NULL, 10) < SMALL_PIXELS)
            return true;
    }
    return false;
}

/* The text within `top` as far as it is short; false when it is longer. */
static bool collect_text(const struct html_document *doc, html_node top, struct str *text)
{
    enum { NODES_MOST = 200, BYTES_MOST = 2000 };
    int count = 0;
    for (html_node node = top; node; node = html_walk(doc, top, node)) {
        const struct slice piece = html_text(doc, node);
        text_clean_line(piece.data, piece.len, text);
        str_add_char(text, ' ');
        if (++count > NODES_MOST || text->len > BYTES_MOST)
            return false;
    }
    return true;
}

static bool is_in_word(char before, char after)
{
    return (ascii_is_alpha(before) || ascii_is_digit(before)) &&
           (ascii_is_alpha(after) || ascii_is_digit(after));
}

/* Do the words, or their first `len` bytes, stand in the text, and not within longer words? */
static bool has_words(const struct str *text, const struct str *words, size_t len)
{
    const char *const end = text->data + text->len;
    const char *at = memmem(text->data, text->len, words->data, len);
    while (at) {
        const char *const behind = at + len;
        const bool begins = at == text->data || !is_in_word(at[-1], words->data[0]);
        const bool ends = behind == end || len < words->len || !is_in_word(behind[-1], behind[0]);
        if (begins && ends)
            return true;
        at = memmem(at + 1, (size_t)(end - at) - 1, words->data, len);
    }
    return false;
}

/* Does the text around the picture say the same: a caption, the headline it belongs to? */
static bool is_said_nearby(const struct flow *flow, html_node node, const struct str *words)
{
    enum { LEVELS = 4, BEGINNING = 40 };
    const size_t len = words->len < BEGINNING ? words->len : BEGINNING;
    struct str text;
    str_init(&text, LIMIT_TITLE_BYTES);
    bool is_said = false;
    html_node around = html_parent(flow->doc, node);
    for (int i = 0; i < LEVELS && around > HTML_ROOT && !is_said; i++) {
        str_clear(&text);
        if (!collect_text(flow->doc, around, &text))
            break;
        is_said = has_words(&text, words, len);
        const enum html_tag tag = html_tag(flow->doc, around);
        if (tag == HTML_TD || tag == HTML_TH) // other cells say other things
            break;
        around = html_parent(flow->doc, around);
    }
    str_release(&text);
    return is_said;
}

/* Is it, as long as it is, a text of its own further on: the headline below a row of pictures? */
static bool is_said_behind(const struct flow *flow, html_node node, const struct str *words)
{
    enum { NODES_MOST = 400, BYTES_LEAST = 24 };
    html_node next = words->len >= BYTES_LEAST ? html_walk(flow->doc, HTML_ROOT, node) : HTML_NONE;
    for (int i = 0; i < NODES_MOST && next; i++) {
        if (slice_is(slice_trim(html_text(flow->doc, next)), words->data))
            return true;
        next = html_is_hidden(flow->doc, next) ? html_walk_over(flow->doc, HTML_ROOT, next)
                                               : html_walk(flow->doc, HTML_ROOT, next);
    }
    return false;
}

/* A picture without words is worth a mark where it is the matter: in a figure, or large and alone.
 */
static bool is_worth_a_mark(const struct flow *flow, html_node node, const struct style *style)
{
    if (style->is_in_figure)
        return true;
    if (html_attribute(flow->doc, node, "alt") && !style->link)
        return false; // an empty alt: decoration
    html_node alone = node;
    const html_node parent = html_parent(flow->doc, node);
    if (html_tag(flow->doc, parent) == HTML_A || html_tag(flow->doc, parent) == HTML_PICTURE)
        alone = parent;
    const enum html_tag holder = html_tag(flow->doc, html_parent(flow->doc, alone));
    return (holder == HTML_P || holder == HTML_DIV) && flow_is_empty(flow) &&
           !html_next(flow->doc, alone);
}

/* The words that stand for the picture, appended to `words`; false when nothing shall. */
static bool find_words(const struct flow *flow, html_node node, const struct style *style,
                       struct str *words)
{
    const char *alt = html_attribute(flow->doc, node, "alt");
    if (!alt || !*alt)
        alt = html_attribute(flow->doc, node, "title");
    if (alt)
        text_clean_line(alt, strlen(alt), words);
    if (words->len && !is_empty_word(words->data) && !is_said_nearby(flow, node, words) &&
        !is_said_behind(flow, node, words))
        return true;
    str_clear(words);
    return !is_small(flow, node) && is_worth_a_mark(flow, node, style);
}

/* Did the same picture with the same words stand before? Icons do; once is enough, but not where it
 * is what a cell of a table says. */
static bool was_shown(struct flow *flow, const struct str *words, const struct str *url,
                      const struct style *style)
{
    if (words->len == 0 || url->len == 0 || style->is_in_cell)
        return false;
    struct str key;
    str_init(&key, LIMIT_STR_BYTES);
    str_append(&key, url->data, url->len);
    str_add_char(&key, '\n');
    str_append(&key, words->data, words->len);
    bool is_new;
    map_add(&flow->pictures, key.data, key.len, &is_new);
    str_release(&key);
    return !is_new;
}

static bool is_formula(const struct flow *flow, html_node node)
{
    const char *const class = html_attribute(flow->doc, node, "class");
    return class && (strstr(class, "latex") || strstr(class, "math") || strstr(class, "tex"));
}

/* The words of a formula in a picture; MediaWiki says before them how large it is. */
static struct slice formula_words(const struct flow *flow, html_node node)
{
    static const char *const styles[] = {"{\\displaystyle ", "{\\textstyle "};
    const char *const alt = html_attribute(flow->doc, node, "alt");
    struct slice words = slice_trim(slice_of(alt ? alt : ""));
    for (size_t i = 0; i < COUNT_OF(styles); i++) {
        const size_t len = strlen(styles[i]);
        if (words.len > len && strncmp(words.data, styles[i], len) == 0 &&
            words.data[words.len - 1] == '}')
            words = slice_trim((struct slice){words.data + len, words.len - len - 1});
    }
    return words;
}

static void note_picture(struct layout *layout, const struct str *words, const char *url)
{
    if (url[0])
        *(struct layout_picture *)vec_push(&layout->pictures) =
            (struct layout_picture){.words = arena_strndup(&layout->texts, words->data, words->len),
                                    .url = arena_strdup(&layout->texts, url)};
}

static void write_picture(struct flow *flow, const struct str *words, const char *url,
                          const struct style *style)
{
    struct open_link own = {.url = url};
    struct style inner = *style;
    inner.role = LAYOUT_IMAGE;
    note_picture(flow->layout, words, url);
    if (!style->link && url[0])
        inner.link = &own;
    struct str label;
    str_init(&label, LIMIT_HTML_ATTRIBUTE_BYTES);
    if (words->len)
        str_printf(&label, _("[picture: %s]"), words->data);
    else
        str_add(&label, _("[picture]"));
    flow_space(flow);
    flow_text(flow, label.data, label.len, &inner);
    str_release(&label);
    if (own.number) {
        if (flow->has_pending)
            flow_write_mark(flow);
        flow->pending = own;
        flow->has_pending = flow->options->links == LAYOUT_LINKS_FOOTNOTE;
    }
    flow_space(flow);
}

void flow_image(struct flow *flow, html_node node, const struct style *style, int depth)
{
    (void)depth;
    const char *const emoji = html_emoji(flow->doc, node);
    if (emoji) {
        flow_text(flow, emoji, strlen(emoji), style);
        return;
    }
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    struct str words;
    str_init(&words, LIMIT_HTML_ATTRIBUTE_BYTES);
    html_image_url(flow->doc, node, &url);
    if (is_formula(flow, node)) {
        const struct slice formula = formula_words(flow, node);
        flow_text(flow, formula.data, formula.len, style);
    } else if (find_words(flow, node, style, &words) && !was_shown(flow, &words, &url, style)) {
        write_picture(flow, &words, arena_strdup(flow->arena, url.data), style);
    }
    str_clear(&flow->last_image);
    str_append(&flow->last_image, url.data, url.len);
    str_release(&words);
    str_release(&url);
}

/* ---- players and frames */

static bool find_source(const struct flow *flow, html_node node, struct str *url)
{
    if (html_image_url(flow->doc, node, url)) // players load late in the same ways
        return true;
    const html_node source = html_find_tag(flow->doc, node, HTML_SOURCE);
    return source && html_attribute_url(flow->doc, source, "src", url);
}

static const char *kind_of(const struct flow *flow, html_node node, const char *url)
{
    static const char *const video_hosts[] = {"youtube",   "youtu.be", "vimeo", "dailymotion",
                                              "twitch.tv", "peertube", "rutube"};
    static const char *const audio_hosts[] = {"soundcloud", "spotify", "bandcamp"};
    const enum html_tag tag = html_tag(flow->doc, node);
    if (tag == HTML_VIDEO)
        return _("video");
    if (tag == HTML_AUDIO)
        return _("audio");
    for (size_t i = 0; i < COUNT_OF(video_hosts); i++)
        if (strstr(url, video_hosts[i]))
            return _("video");
    for (size_t i = 0; i < COUNT_OF(audio_hosts); i++)
        if (strstr(url, audio_hosts[i]))
            return _("audio");
    return _("embedded page");
}

/* The host of the address, for want of a title. */
static void add_host(const char *url, struct str *out)
{
    const char *const slashes = strstr(url, "//");
    const char *const host = slashes ? slashes + 2 : url;
    str_append(out, host, strcspn(host, "/?#"));
}

/* YouTube's frames have a page of their own that people know. */
static const char *page_of(struct flow *flow, const char *url)
{
    const char *const embed = strstr(url, "/embed/");
    const bool is_youtube = strstr(url, "youtube.com/") || strstr(url, "youtube-nocookie.com/");
    if (!embed || !is_youtube)
        return arena_strdup(flow->arena, url);
    const char *const id = embed + strlen("/embed/");
    return arena_printf(flow->arena, "https://www.youtube.com/watch?v=%.*s",
                        (int)strcspn(id, "?&#/"), id);
}

static void write_media(struct flow *flow, html_node node, const char *url,
                        const struct style *style)
{
    struct str label;
    str_init(&label, LIMIT_TITLE_BYTES);
    const char *title = html_attribute(flow->doc, node, "title");
    if (!title || !*title)
        title = html_attribute(flow->doc, node, "aria-label");
    if (title && *title)
        text_clean_line(title, strlen(title), &label);
    else
        add_host(url, &label);
    struct open_link link = {.url = page_of(flow, url)};
    struct style inner = *style;
    inner.role = LAYOUT_IMAGE;
    inner.marks |= LAYOUT_LINK;
    inner.link = &link;
    const char *const text =
        arena_printf(flow->arena, "[%s: %s]", kind_of(flow, node, url), label.data);
    flow_break(flow, 0);
    flow_text(flow, text, strlen(text), &inner);
    flow->pending = link;
    flow->has_pending = true;
    flow_break(flow, 0);
    str_release(&label);
}

void flow_media(struct flow *flow, html_node node, const struct style *style, int depth)
{
    (void)depth;
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    const char *const width = html_attribute(flow->doc, node, "width");
    const char *const height = html_attribute(flow->doc, node, "height");
    // WordPress puts a frame behind a quote that already leads there.
    const bool is_repeated = html_has_class(flow->doc, node, "wp-embedded-content");
    const bool is_invisible = (width && (strcmp(width, "0") == 0 || strcmp(width, "1") == 0)) ||
                              (height && (strcmp(height, "0") == 0 || strcmp(height, "1") == 0));
    const bool is_shown = !is_invisible && !is_repeated && find_source(flow, node, &url);
    if (is_shown && strcmp(url.data, flow->last_image.data) != 0)
        write_media(flow, node, url.data, style);
    str_clear(&flow->last_image);
    str_append(&flow->last_image, url.data, url.len);
    str_release(&url);
}

/* Its pictures and frames, save the one that a script would have loaded just before. */
void flow_noscript(struct flow *flow, html_node node, const struct style *style, int depth)
{
    struct str url;
    str_init(&url, LIMIT_URL_BYTES);
    for (html_node inner = html_walk(flow->doc, node, node); inner;
         inner = html_walk(flow->doc, node, inner)) {
        if (html_is_hidden(flow->doc, inner))
            continue;
        if (html_tag(flow->doc, inner) == HTML_IFRAME)
            flow_media(flow, inner, style, depth);
        str_clear(&url);
        if (html_tag(flow->doc, inner) == HTML_IMG && html_image_url(flow->doc, inner, &url) &&
            strcmp(url.data, flow->last_image.data) != 0)
            flow_image(flow, inner, style, depth);
    }
    str_release(&url);
}
