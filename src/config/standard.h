/*
 * The settings that ship (src/config/default.config), as the build makes a table of them.
 */
#ifndef CONFIG_STANDARD_H
#define CONFIG_STANDARD_H

struct setting_standard {
    const char *name;
    const char *help;
    const char *value;
};

extern const struct setting_standard setting_standards[]; // ends with a NULL name

#endif
