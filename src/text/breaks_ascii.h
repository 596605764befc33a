/*
 * Where lines may end in ASCII and between ideographs (made by src/gen/breaks).
 */
#ifndef TEXT_BREAKS_ASCII_H
#define TEXT_BREAKS_ASCII_H

enum { TEXT_BREAK_CLASSES = 16, TEXT_BREAK_IDEOGRAPH = TEXT_BREAK_CLASSES - 1 };

extern const unsigned char text_break_classes[128];

/* Bits: 1 a line may end between the two, 2 it may behind blanks that stand between them. */
extern const unsigned char text_break_pairs[TEXT_BREAK_CLASSES][TEXT_BREAK_CLASSES];

#endif
