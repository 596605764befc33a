#include "base/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/vec.h"

/* The next word of `*at` into `word`; false at the end. `*is_open` says that a quote was not
 * closed. */
static bool next_word(const char **at, struct str *word, bool *is_open)
{
    const char *c = *at;
    while (ascii_is_space(*c))
        c++;
    if (*c == '\0')
        return false;
    char quote = '\0';
    for (; *c && (quote || !ascii_is_space(*c)); c++) {
        if (quote && *c == quote)
            quote = '\0';
        else if (!quote && (*c == '"' || *c == '\''))
            quote = *c;
        else if (*c == '\\' && quote != '\'' && c[1])
            str_add_char(word, *++c);
        else
            str_add_char(word, *c);
    }
    *is_open = quote != '\0';
    *at = c;
    return true;
}

static bool split_command(const char *command, const char *argument, struct arena *arena,
                          struct vec *argv, struct error *err)
{
    bool is_placed = false;
    bool is_open = false;
    struct str word;
    str_init(&word, LIMIT_URL_BYTES);
    const char *at = command;
    while (next_word(&at, &word, &is_open)) {
        const bool is_place = strcmp(word.data, "%u") == 0;
        is_placed |= is_place;
        *(const char **)vec_push(argv) =
            is_place ? argument : arena_strndup(arena, word.data, word.len);
        str_clear(&word);
    }
    str_release(&word);
    if (is_open)
        return error_set(err, ERR_SYNTAX, _("the command has an open quote: %s"), command);
    if (argv->count == 0)
        return error_set(err, ERR_SYNTAX, _("the command is empty"));
    if (!is_placed)
        *(const char **)vec_push(argv) = argument;
    *(const char **)vec_push(argv) = NULL;
    return true;
}

/* In the child: a clean slate for signals, its own session when detached, then the program. Never
 * returns. */
static void run_child(char *const argv[], enum spawn_how how, int report_fd)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (how == SPAWN_DETACHED) {
        setsid();
        const int nowhere = open("/dev/null", O_RDWR);
        for (int fd = 0; fd <= 2; fd++)
            dup2(nowhere, fd);
        if (fork() != 0)
            _exit(0);
    }
    execvp(argv[0], argv);
    const int why = errno;
    if (write(report_fd, &why, sizeof(why)) < 0)
        _exit(126);
    _exit(127);
}

static bool run_and_wait(char *const argv[], enum spawn_how how, int *status, struct error *err)
{
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0)
        return error_set(err, ERR_IO, _("%s cannot be started: %s"), argv[0], strerror(errno));
    const pid_t child = fork();
    if (child == 0)
        run_child(argv, how, report[1]);
    close(report[1]);
    int why = child < 0 ? errno : 0;
    if (child > 0 && read(report[0], &why, sizeof(why)) != (ssize_t)sizeof(why))
        why = 0;
    close(report[0]);
    int ended = 0;
    while (child > 0 && waitpid(child, &ended, 0) < 0 && errno == EINTR)
        continue;
    if (why)
        return error_set(err, ERR_NOT_FOUND, _("%s cannot be started: %s"), argv[0], strerror(why));
    if (status)
        *status = WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
    return true;
}

bool spawn_command(const char *command, const char *argument, enum spawn_how how, int *status,
                   struct error *err)
{
    struct arena arena;
    arena_init(&arena);
    struct vec argv;
    vec_init(&argv, sizeof(char *));
    const bool done = split_command(command, argument, &arena, &argv, err) &&
                      run_and_wait(argv.items, how, status, err);
    vec_release(&argv);
    arena_release(&arena);
    return done;
}
