/*
 * libxml2's HTML parser alone: `sax FILE` reads the page in pieces of 64 KiB and counts. It is the
 * floor that `courant render` is measured beside.
 */
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <string.h>

enum { PIECE_BYTES = 64 << 10 };

static void on_start(void *count, const xmlChar *name, const xmlChar **attributes)
{
    (void)name, (void)attributes;
    ++*(long *)count;
}

static void on_text(void *count, const xmlChar *text, int len)
{
    (void)text;
    *(long *)count += len;
}

int main(int argc, char **argv)
{
    FILE *const file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!file)
        return fprintf(stderr, "usage: sax FILE\n"), 2;
    xmlSAXHandler handler = {
        .startElement = on_start, .characters = on_text, .cdataBlock = on_text};
    long count = 0;
    htmlParserCtxtPtr const context =
        htmlCreatePushParserCtxt(&handler, &count, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    char piece[PIECE_BYTES];
    for (size_t len; (len = fread(piece, 1, sizeof(piece), file)) > 0;)
        htmlParseChunk(context, piece, (int)len, 0);
    htmlParseChunk(context, NULL, 0, 1);
    htmlFreeParserCtxt(context);
    fclose(file);
    return printf("%ld\n", count) < 0;
}
