/*
 * The elements courant knows by name. HTML_TAGS is the one table; html/tags.c finds the enum of a
 * name in it.
 */
#ifndef HTML_TAGS_H
#define HTML_TAGS_H

#include <stddef.h>

// clang-format off
#define HTML_TAGS(X) \
    X(A) X(ABBR) X(ACRONYM) X(ADDRESS) X(APPLET) X(AREA) X(ARTICLE) X(ASIDE) X(AUDIO) \
    X(B) X(BASE) X(BDI) X(BDO) X(BIG) X(BLOCKQUOTE) X(BR) X(BUTTON) X(CANVAS) X(CAPTION) X(CENTER) \
    X(CITE) X(CODE) X(COL) X(COLGROUP) X(DATA) X(DATALIST) X(DD) X(DEL) X(DETAILS) X(DFN) X(DIALOG) \
    X(DIR) X(DIV) X(DL) X(DT) X(EM) X(EMBED) X(FIELDSET) X(FIGCAPTION) X(FIGURE) X(FONT) X(FOOTER) \
    X(FORM) X(FRAME) X(FRAMESET) X(H1) X(H2) X(H3) X(H4) X(H5) X(H6) X(HEADER) X(HGROUP) X(HR) X(I) \
    X(IFRAME) X(IMG) X(INPUT) X(INS) X(KBD) X(LABEL) X(LEGEND) X(LI) X(LINK) X(MAIN) X(MAP) X(MARK) \
    X(MARQUEE) X(MATH) X(MENU) X(META) X(METER) X(NAV) X(NOBR) X(NOSCRIPT) X(OBJECT) X(OL) X(OPTGROUP) X(OPTION) \
    X(OUTPUT) X(P) X(PARAM) X(PICTURE) X(PRE) X(PROGRESS) X(Q) X(RB) X(RP) X(RT) X(RTC) X(RUBY) X(S) X(SAMP) \
    X(SCRIPT) X(SEARCH) X(SECTION) X(SELECT) X(SLOT) X(SMALL) X(SOURCE) X(SPAN) X(STRIKE) X(STRONG) X(STYLE) X(SUB) \
    X(SUMMARY) X(SUP) X(SVG) X(TABLE) X(TBODY) X(TD) X(TEMPLATE) X(TEXTAREA) X(TFOOT) X(TH) X(THEAD) \
    X(TIME) X(TITLE) X(TR) X(TRACK) X(TT) X(U) X(UL) X(VAR) X(VIDEO) X(WBR)
// clang-format on

enum html_tag {
    HTML_UNKNOWN,
    HTML_TEXT, // a text node
#define HTML_TAG_ENUM(name) HTML_##name,
    HTML_TAGS(HTML_TAG_ENUM)
#undef HTML_TAG_ENUM
        HTML_TAG_COUNT
};

/* The tag of an element's name (any ASCII case); HTML_UNKNOWN when it is none of ours. */
enum html_tag html_tag_of(const char *name, size_t len);

/* Its name in lower case; "" for HTML_TEXT and HTML_UNKNOWN. */
const char *html_tag_name(enum html_tag tag);

#endif
