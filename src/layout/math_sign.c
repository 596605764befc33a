#include "layout/math_sign.h"

#include <string.h>

#include "base/attributes.h"

struct range {
    unsigned first;
    unsigned last;
};

static bool is_among(unsigned code_point, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code_point >= ranges[i].first && code_point <= ranges[i].last)
            return true;
    return false;
}

bool math_sign_is_word_part(unsigned code_point)
{
    // Latin to Cyrillic with their marks, what layout_raise() writes, letters like those, CJK, and
    // the letters of mathematics.
    static const struct range ranges[] = {
        {'0', '9'},       {'A', 'Z'},       {'a', 'z'},         {0xAA, 0xAA},     {0xB2, 0xB3},
        {0xB5, 0xB5},     {0xB9, 0xBA},     {0xBC, 0xBE},       {0xC0, 0xD6},     {0xD8, 0xF6},
        {0xF8, 0x52F},    {0x1D00, 0x1FFF}, {0x2070, 0x209C},   {0x20D0, 0x20F0}, {0x2100, 0x214F},
        {0x2C60, 0x2C7F}, {0x3040, 0x9FFF}, {0x1D400, 0x1D7FF},
    };
    return is_among(code_point, ranges, COUNT_OF(ranges));
}

bool math_sign_ends_side(unsigned code_point)
{
    return math_sign_is_word_part(code_point) ||
           (code_point && code_point < 0x80 && strchr(")]}|!'%", (char)code_point)) ||
           code_point == 0x221E || code_point == 0x2032; // infinity, prime
}

bool math_sign_is_between(unsigned code_point)
{
    static const struct range ranges[] = {
        {'+', '+'},       {'-', '-'},       {'<', '>'},       {0xB1, 0xB1},     {0xD7, 0xD7},
        {0xF7, 0xF7},     {0x2190, 0x21FF}, {0x2208, 0x220D}, {0x2212, 0x2213}, {0x2216, 0x2216},
        {0x221D, 0x221D}, {0x2223, 0x222A}, {0x223C, 0x22A1}, {0x22A2, 0x22BD}, {0x22C8, 0x22ED},
        {0x27F5, 0x27FF}, {0x2A7D, 0x2AF0},
    };
    return is_among(code_point, ranges, COUNT_OF(ranges));
}

bool math_sign_is_large(unsigned code_point)
{
    static const struct range ranges[] = {
        {0x220F, 0x2211}, {0x222B, 0x2233}, {0x22C0, 0x22C3}, {0x2A00, 0x2A1C}};
    return is_among(code_point, ranges, COUNT_OF(ranges));
}

bool math_sign_is_invisible(unsigned code_point)
{
    return code_point >= 0x2061 && code_point <= 0x2064;
}

const char *math_sign_accent(struct slice text, bool is_over)
{
    static const struct {
        const char *accent;
        const char *over;
        const char *under;
    } accents[] = {
        {"\u00AF", "\u0304", "\u0331"}, {"\u203E", "\u0304", "\u0331"},
        {"_", "\u0304", "\u0331"},      {"\u0332", "\u0304", "\u0331"},
        {"\u02C9", "\u0304", "\u0331"}, {"^", "\u0302", "\u032D"},
        {"\u02C6", "\u0302", "\u032D"}, {"~", "\u0303", "\u0330"},
        {"\u02DC", "\u0303", "\u0330"}, {"\u02D9", "\u0307", "\u0323"},
        {".", "\u0307", "\u0323"},      {"\u00A8", "\u0308", "\u0324"},
        {"\u02C7", "\u030C", "\u032C"}, {"\u02D8", "\u0306", "\u032E"},
        {"\u00B4", "\u0301", "\u0317"}, {"`", "\u0300", "\u0316"},
        {"\u2192", "\u20D7", NULL},     {"\u20D7", "\u20D7", NULL},
        {"\u23DE", "", NULL},           {"\u23DF", NULL, ""},
    };
    for (size_t i = 0; i < COUNT_OF(accents); i++)
        if (slice_is(text, accents[i].accent))
            return is_over ? accents[i].over : accents[i].under;
    return NULL;
}
