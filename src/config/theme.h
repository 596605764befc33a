/*
 * A theme: how each role looks. One file serves every terminal: a look names colours for 16
 * colours, and optionally for 256 and true colour, and attributes that also stand alone on a
 * terminal without colours.
 */
#ifndef CONFIG_THEME_H
#define CONFIG_THEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/error.h"
#include "base/str.h"

/* The roles, by their names in theme files ("article.title"). THEME_ROLES is the one table. */
// clang-format off
#define THEME_ROLES(X) \
    X(TEXT, "text") X(DIM, "text.dim") X(BORDER, "border") X(BORDER_FOCUS, "border.focus") \
    X(BAR, "bar") X(BAR_TITLE, "bar.title") X(HINT, "hint") X(HINT_KEY, "hint.key") \
    X(PANE_TITLE, "pane.title") X(PANE_TITLE_FOCUS, "pane.title.focus") X(CURSOR, "cursor") X(CURSOR_IDLE, "cursor.idle") \
    X(FEED, "feed") X(FEED_UNREAD, "feed.unread") X(FEED_FOLDER, "feed.folder") X(FEED_COUNT, "feed.count") X(FEED_ERROR, "feed.error") \
    X(ARTICLE, "article") X(ARTICLE_UNREAD, "article.unread") X(ARTICLE_STAR, "article.star") X(ARTICLE_DATE, "article.date") \
    X(ARTICLE_COMMENTS, "article.comments") X(ARTICLE_DAY, "article.day") X(ARTICLE_TITLE, "article.title") X(ARTICLE_META, "article.meta") \
    X(HEADING_1, "heading.1") X(HEADING_2, "heading.2") X(HEADING_3, "heading.3") \
    X(QUOTE, "quote") X(QUOTE_BAR, "quote.bar") X(CODE, "code") X(PRE, "pre") X(BULLET, "bullet") X(RULE, "rule") \
    X(TABLE_FRAME, "table.frame") X(TABLE_HEAD, "table.head") X(CAPTION, "caption") X(IMAGE, "image") \
    X(LINK, "link") X(LINK_MARK, "link.mark") X(LINK_LIST, "link.list") X(MARK, "mark") X(KEYBOARD, "kbd") \
    X(COMMENT_AUTHOR, "comment.author") X(COMMENT_OWNER, "comment.owner") X(COMMENT_AGE, "comment.age") X(COMMENT_NEW, "comment.new") \
    X(COMMENT_GUIDE, "comment.guide") X(FORM_LABEL, "form.label") X(FORM_FIELD, "form.field") X(FORM_FIELD_FOCUS, "form.field.focus") \
    X(FORM_ERROR, "form.error") X(SEARCH_HIT, "search.hit") X(STATUS, "status") X(STATUS_ERROR, "status.error") \
    X(STATUS_GOOD, "status.good") X(STATUS_BUSY, "status.busy") X(EMPTY, "empty")
// clang-format on

enum theme_role {
#define THEME_ROLE_ENUM(name, text) THEME_##name,
    THEME_ROLES(THEME_ROLE_ENUM)
#undef THEME_ROLE_ENUM
        THEME_ROLE_COUNT
};

enum {
    THEME_BOLD = 1u << 0,
    THEME_DIM_TEXT = 1u << 1,
    THEME_ITALIC = 1u << 2,
    THEME_UNDERLINE = 1u << 3,
    THEME_REVERSE = 1u << 4,
    THEME_STRIKE = 1u << 5,
};

/* THEME_DEFAULT: the terminal's own; 0 to 255: the palette; THEME_RGB | 0xRRGGBB: true colour. */
enum { THEME_DEFAULT = -1, THEME_RGB = 1 << 24 };

struct theme_look {
    int32_t ink; // 16-colour value, 0 to 15, or THEME_DEFAULT
    int32_t paper;
    int32_t ink_256; // 16 to 255, or THEME_DEFAULT: use ink
    int32_t paper_256;
    int32_t ink_rgb; // THEME_RGB | …, or THEME_DEFAULT: use ink_256
    int32_t paper_rgb;
    uint32_t attributes; // THEME_BOLD …
};

struct theme {
    char name[64];
    struct theme_look looks[THEME_ROLE_COUNT];
};

/*
 * Read a theme file: lines `role = ink [on paper] [bold] [reverse] …`, `#` begins a comment. A role
 * that is not named inherits from the role before its last dot, then from "text".
 *
 * errors   ERR_SYNTAX with line and column and what was expected; `theme` is untouched then
 */
bool theme_parse(const char *text, size_t len, const char *name, struct theme *theme,
                 struct error *err) ATTR_MUST_USE;

/* A theme that ships with courant, by name ("default", "mono"); NULL when there is none. The text
 * is static. */
const char *theme_builtin(const char *name, size_t *len);

/* The name of the shipped theme at `index`; false past the last. */
bool theme_builtin_name(size_t index, char name[64]) ATTR_NONNULL;

const char *theme_role_name(enum theme_role role);

/*
 * The look as the numbers of an SGR sequence (`1;38;5;33`), appended to `out`; nothing for plain
 * text.
 *
 * more     attributes besides the look's own
 * colours  of the terminal: 0 none, 16, 256, or more: true colour
 * source   ECMA-48 8.3.117; 38 and 48 as ITU T.416 with semicolons
 */
void theme_sgr(const struct theme_look *look, uint32_t more, int colours, struct str *out);

/* How many colours the environment says (NO_COLOR, COLORTERM, TERM): 0, 16, 256 or 1 << 24. */
int theme_colours(const char *no_color, const char *colorterm, const char *term);

#endif
