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

/*
 * What a program expects of signals when it starts. A handler ends with exec by itself, what is
 * blocked or ignored does not: a pipeline of an editor would never end.
 */
static void reset_signals(void)
{
    const struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(SIGPIPE, &standard, NULL);
    sigaction(SIGXFSZ, &standard, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Leave the terminal and the parent behind. True in the grandchild, false with errno set. */
static bool detach(void)
{
    setsid();
    const int nowhere = open("/dev/null", O_RDWR);
    if (nowhere < 0)
        return false;
    for (int fd = 0; fd <= 2; fd++)
        dup2(nowhere, fd);
    const pid_t grandchild = fork();
    if (grandchild > 0)
        _exit(0);
    return grandchild == 0;
}

/* In the child: the program, or errno to the parent. Never returns. */
static void run_child(char *const argv[], enum spawn_how how, int report_fd)
{
    reset_signals();
    if (how == SPAWN_WAIT || detach())
        execvp(argv[0], argv);
    const int why = errno;
    if (write(report_fd, &why, sizeof(why)) < 0)
        _exit(126);
    _exit(127);
}

/* The errno of a child that could not start, 0 when its end of the pipe was closed by exec. */
static int read_report(int fd)
{
    int why = 0;
    ssize_t len;
    do
        len = read(fd, &why, sizeof(why));
    while (len < 0 && errno == EINTR);
    return len == (ssize_t)sizeof(why) ? why : 0;
}

static bool run_and_wait(char *const argv[], enum spawn_how how, int *status, struct error *err)
{
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0)
        return error_set(err, ERR_IO, _("%s cannot be started: %s"), argv[0], strerror(errno));
    const pid_t child = fork();
    if (child == 0)
        run_child(argv, how, report[1]);
    const int fork_errno = errno;
    close(report[1]);
    const int why = child < 0 ? fork_errno : read_report(report[0]);
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
