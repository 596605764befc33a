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
    {"format", "FORMAT", N_("text (unless told), ansi (colours, links), json (runs)")},
    {"links", "HOW", N_("none, footnote or inline (none)")},
    {NULL, NULL, NULL},
};

static const struct cli_option json_options[] = {
    {"json", NULL, N_("print JSON, one object a line")},
    {NULL, NULL, NULL},
};

static const struct cli_option add_options[] = {
    {"title", N_("T"), N_("call it T instead of its own title")},
    {"tag", N_("T"), N_("put it under T; may be given several times")},
    {"unseen", NULL, N_("even where it cannot be reached now; reload fetches it")},
    {NULL, NULL, NULL},
};

static const struct cli_option export_options[] = {
    {"format", N_("FORMAT"), N_("opml (unless told) or urls, newsboat's list")},
    {NULL, NULL, NULL},
};

static const struct cli_option reload_options[] = {
    {"jobs", N_("N"), N_("so many downloads at once")},
    {"force", NULL, N_("ask every feed, also those that are not due")},
    {"archive", NULL, N_("of each FEED read the older pages that it names, too")},
    {"json", NULL, N_("print JSON, one object a line")},
    {NULL, NULL, NULL},
};

static const struct cli_option articles_options[] = {
    {"json", NULL, N_("print JSON, one object a line")},
    {"limit", N_("N"), N_("at most N articles")},
    {NULL, NULL, NULL},
};

static const struct cli_option search_options[] = {
    {"json", NULL, N_("print JSON, one object a line; two stars around a hit")},
    {"limit", N_("N"), N_("at most N articles")},
    {NULL, NULL, NULL},
};

static const struct cli_option show_options[] = {
    {"width", N_("N"), N_("no line wider than N cells (80)")},
    {"format", N_("FORMAT"), N_("text (unless told), ansi, html or json")},
    {"full", NULL, N_("fetch the whole page and keep it")},
    {"pages", NULL, N_("the same of all its pages, joined (20 at most)")},
    {"revision", N_("N"), N_("what it said N changes ago")},
    {NULL, NULL, NULL},
};

static const struct cli_option mark_options[] = {
    {"query", N_("QUERY"), N_("mark everything that the query selects")},
    {NULL, NULL, NULL},
};

static const struct cli_option pages_options[] = {
    {"query", N_("QUERY"), N_("only what the query selects")},
    {"comments", NULL, N_("what is said about each article, too")},
    {"images", NULL, N_("the pictures, too")},
    {"limit", N_("N"), N_("look at the newest N articles (1000)")},
    {"force", NULL, N_("also pages that were gone within the week (404, 410)")},
    {"json", NULL, N_("print JSON, one object a line")},
    {NULL, NULL, NULL},
};

static const struct cli_option delete_options[] = {
    {"query", N_("QUERY"), N_("delete everything that the query selects")},
    {NULL, NULL, NULL},
};

static const struct cli_option undo_options[] = {
    {"redo", NULL, N_("do again what was taken back last")},
    {NULL, NULL, NULL},
};

static const struct cli_option comments_options[] = {
    {"json", NULL, N_("print JSON, one object a line")},
    {"reload", NULL, N_("fetch the thread anew first")},
    {NULL, NULL, NULL},
};

static const struct cli_option reply_options[] = {
    {"to", N_("COMMENT"), N_("answer this comment instead of the article")},
    {"name", N_("N"), N_("your name")},
    {"email", N_("E"), N_("your e-mail address; sites do not publish it")},
    {"url", N_("U"), N_("your website")},
    {"body", N_("TEXT"), N_("the text")},
    {"body-file", N_("FILE"), N_("the text from a file (- is standard input)")},
    {NULL, NULL, NULL},
};

static const struct cli_option account_options[] = {
    {"server", "URL", N_("the address of the service")},
    {"user", N_("U"), N_("your name there")},
    {"password-command", N_("CMD"), N_("what prints the password; without it you are asked")},
    {"json", NULL, N_("print JSON, one object a line")},
    {NULL, NULL, NULL},
};

static const struct cli_option doctor_options[] = {
    {"mend", NULL, N_("mend what can be; close every other courant first")},
    {NULL, NULL, NULL},
};

const struct cli_command cli_commands[] = {
    {"add", "URL", N_("subscribe to a feed, or to the feed that a page names"), add_options, 1, 1, false, false, cli_add},
    {"remove", "FEED", N_("end a subscription; its articles go with it"), NULL, 1, 1, false, false, cli_remove},
    {"tag", "FEED [+T|-T]…", N_("set and take away a feed's tags, then print them"), NULL, 1, -1, true, false, cli_tag},
    {"import", "FILE", N_("subscribe to an OPML list or newsboat's urls"), NULL, 1, 1, false, true, cli_import},
    {"export", "", N_("print the subscriptions"), export_options, 0, 0, false, false, cli_export},
    {"reload", "[FEED…]", N_("fetch the feeds that are due"), reload_options, 0, -1, false, false, cli_reload},
    {"feeds", "", N_("list the feeds"), json_options, 0, 0, false, false, cli_feeds},
    {"articles", "[QUERY]", N_("list articles, newest first"), articles_options, 0, -1, true, false, cli_articles},
    {"search", "QUERY", N_("find articles, best first, with the words in their text"), search_options, 1, -1, true, false, cli_search},
    {"show", "ID", N_("print one article"), show_options, 1, 1, false, false, cli_show},
    {"mark", "read|unread|star|unstar|hide|show|+TAG|-TAG ID…", N_("mark articles"), mark_options, 1, -1, true, false, cli_mark},
    {"delete", "ID…", N_("delete articles; they do not come back with their feed"), delete_options, 0, -1, false, false, cli_delete},
    {"undo", "", N_("take back what was deleted, removed or marked last"), undo_options, 0, 0, false, false, cli_undo},
    {"fetch-pages", "", N_("fetch whole pages, for reading without a network"), pages_options, 0, 0, false, false, cli_fetch_pages},
    {"comments", "ID", N_("print what is said about an article"), comments_options, 1, 1, false, false, cli_comments},
    {"reply", "ID", N_("post a comment, or queue it while there is no network"), reply_options, 1, 1, false, false, cli_reply},
    {"outbox", "[send [N]|drop N]", N_("list, send or drop replies that wait"), json_options, 0, 2, false, false, cli_outbox},
    {"account", "add SERVICE|list|remove N", N_("accounts at services that keep your feeds"), account_options, 1, 2, false, false, cli_account},
    {"sync", "", N_("bring the accounts in step with their services"), json_options, 0, 0, false, false, cli_sync},
    {"rules", "[apply [NAME]]", N_("list smart feeds and rules; apply: to what is there"), json_options, 0, 2, false, false, cli_rules},
    {"backup", "FILE", N_("copy the database while everything runs"), NULL, 1, 1, false, false, cli_backup},
    {"doctor", "", N_("look whether the database is well, and mend it"), doctor_options, 0, 0, false, false, cli_doctor},
    {"config", "default|check [FILE]", N_("print the settings that ship, or look over what you wrote"), NULL, 1, 2, false, false, cli_config},
    {"extract", "FILE", N_("the main article of a web page"), extract_options, 1, 1, false, true, cli_extract},
    {"parse", "FILE", N_("a feed document to JSON"), parse_options, 1, 1, false, true, cli_parse},
    {"render", "FILE", N_("HTML to wrapped text"), render_options, 1, 1, false, true, cli_render},
    {"help", "[COMMAND]", N_("say how courant, or one command, is used"), NULL, 0, 1, false, false, cli_print_help},
    {"demo", "", N_("open the sample newspaper that ships with courant"), NULL, 0, 0, false, false, NULL},
    {NULL, NULL, NULL, NULL, 0, 0, false, false, NULL},
};
// clang-format on
