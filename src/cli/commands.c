#include "cli/commands.h"

#include "base/intl.h"

// clang-format off
static const struct cli_option extract_options[] = {
    {"base", "URL", N_("the address that relative links are seen from")},
    {"format", "FORMAT", N_("text, html or json (text)")},
    {NULL, NULL, NULL},
};

static const struct cli_option parse_options[] = {
    {"base", "URL", N_("the document's address, for relative links")},
    {"type", "MIME", N_("its Content-Type, with parameters")},
    {NULL, NULL, NULL},
};

static const struct cli_option render_options[] = {
    {"width", "N", N_("cells a line has at most (80)")},
    {"base", "URL", N_("the address that relative links are seen from")},
    {"format", "FORMAT", N_("text, ansi or json (text)")},
    {"links", "HOW", N_("none, footnote or inline (none)")},
    {NULL, NULL, NULL},
};

const struct cli_command cli_commands[] = {
    {"extract", "FILE", N_("the main article of a web page"), extract_options, 1, 1, false, true, cli_extract},
    {"parse", "FILE", N_("a feed document to JSON"), parse_options, 1, 1, false, true, cli_parse},
    {"render", "FILE", N_("HTML to wrapped text"), render_options, 1, 1, false, true, cli_render},
    {NULL, NULL, NULL, NULL, 0, 0, false, false, NULL},
};
// clang-format on
