/*
 * Where lines may end in ASCII (made by src/gen/breaks).
 */
#ifndef TEXT_BREAKS_ASCII_H
#define TEXT_BREAKS_ASCII_H

enum { TEXT_BREAK_CLASSES = 14 };

extern const unsigned char text_break_classes[128];

/* Bits: 1 a line may end between the two, 2 it may behind blanks that stand between them. */
extern const unsigned char text_break_pairs[TEXT_BREAK_CLASSES][TEXT_BREAK_CLASSES];

#endif
