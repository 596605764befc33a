/*
 * Commands: everything a person can do has a name here. Keys, the `:` line, the mouse and the help
 * pane all go through this table.
 */
#ifndef UI_COMMAND_H
#define UI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/attributes.h"
#include "base/error.h"
#include "ui/internal.h"

/* What a command cannot do without; one place refuses, with one wording. */
enum {
    NEEDS_ARTICLE = 1u << 0,
    NEEDS_COMMENT = 1u << 1,
    NEEDS_ARGUMENT = 1u << 2,
    NEEDS_COMPOSE = 1u << 3,
    NEEDS_LINK = 1u << 4,                    // an article with an address
    NEEDS_CHOICE = NEEDS_ARGUMENT | 1u << 5, // one of its choices: the prompt takes the best one
};

/* Panes as bits, for where a command makes sense. */
enum {
    IN_FEEDS = 1u << PANE_FEEDS,
    IN_ARTICLES = 1u << PANE_ARTICLES,
    IN_ARTICLE = 1u << PANE_ARTICLE,
    IN_COMMENTS = 1u << PANE_COMMENTS,
    IN_COMPOSE = 1u << PANE_COMPOSE,
    IN_FIND = 1u << PANE_FIND,
    IN_PARTS = 1u << PANE_PARTS,
    IN_LISTS = IN_FEEDS | IN_ARTICLES,
    IN_TEXTS = IN_ARTICLE | IN_COMMENTS,
    IN_READING = IN_LISTS | IN_TEXTS,
};

enum { COMMAND_CHOICE_BYTES = 64 };

struct command_call {
    struct ui *ui;
    struct pane *pane; // that has the focus
    int count;         // typed in front; 1 when none was
    bool has_count;
    const char *argument; // behind the name; "" when there is none
};

struct command {
    const char *name;
    const char *help;     // a sentence without its stop
    const char *argument; // what stands behind the name, as the help shows it; NULL
    const char *hint;     // its word in the hint line; NULL: not there
    unsigned hint_panes;  // where the hint line shows it
    unsigned needs;
    void (*run)(const struct command_call *call);
    /* The argument's choice at `index`, and what it means (may be NULL); false past the last. NULL:
     * anything. */
    bool (*choices)(const struct ui *ui, size_t index, char name[COMMAND_CHOICE_BYTES],
                    const char **help);
    const char
        *asks; // what the line that asks for the argument is headed with; NULL: it never does
};

/* The command at `index`, in the order of the help; NULL past the last. */
const struct command *command_at(size_t index);

/* The command of a name, or NULL. */
const struct command *command_find(const char *name, size_t len);

/* Run a line `name argument`; false: it was not, and the user was told why. */
bool command_run(struct ui *ui, const char *line, int count) ATTR_NONNULL;

/*
 * Run what a key has, commands with ` ; ` between them (the blanks belong to it: an argument may
 * hold the sign alone). Each finds what the one before has left, the count is that of all, and
 * what could not be run ends it. Only for lines of key maps: in a line that is typed may stand text
 * from outside.
 */
void command_run_all(struct ui *ui, const char *lines, int count) ATTR_NONNULL;

/* Are these commands, as command_run_all() takes them? For key maps. */
bool command_check(void *context, const char *lines, struct error *err);

/* How well `typed` matches a name, letters in order (higher is better); -1: not at all. */
int command_match(const char *typed, const char *name);

/* The groups, each a table that ends with a NULL name. */
extern const struct command move_commands[];
extern const struct command article_commands[];
extern const struct command feed_commands[];
extern const struct command comment_commands[];
extern const struct command general_commands[];

struct command_group {
    const char *title;
    const struct command *commands;
};

/* The group at `index`; NULL past the last. */
const struct command_group *command_group_at(size_t index);

#endif
