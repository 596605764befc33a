#include "fuzz/fuzz.h"

#include "config/keymap.h"
#include "config/manners.h"
#include "config/rules.h"
#include "config/settings.h"
#include "config/sites.h"
#include "config/theme.h"

const char fuzz_seeds[] = "themes";

/* All kinds of files by turns: what is no theme may be a key map. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *const text = (const char *)data;
    struct error err = {0};
    struct settings settings;
    settings_default(&settings);
    settings_parse(&settings, text, size, &err);
    struct manners_book book;
    struct manners manners;
    if (manners_parse(&book, text, size, &err))
        manners_find(&book, "https://user:word@a.example/feed", NULL, 0, &manners);
    manners_release(&book);
    struct theme theme;
    if (!theme_parse(text, size, "fuzz", &theme, &err) && err.line < 1)
        __builtin_trap();
    struct keymap *const keymap = keymap_new();
    struct error why = {0};
    if (keymap_parse(keymap, text, size, NULL, NULL, &why)) {
        const char *keys;
        const char *command;
        for (size_t at = 0; keymap_each(keymap, "comments", &at, &keys, &command);)
            continue;
    }
    keymap_free(keymap);
    struct error wrong = {0};
    struct rules *const rules = rules_parse(text, size, 0, &wrong);
    if (!rules && wrong.line < 1)
        __builtin_trap();
    rules_free(rules);
    struct error astray = {0};
    struct sites *const sites = sites_parse(text, size, &astray);
    if (!sites && astray.line < 1)
        __builtin_trap();
    if (sites)
        sites_find(sites, "https://www.herald.example/a");
    sites_free(sites);
    return 0;
}
