#include "base/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/intl.h"
#include "base/limits.h"
#include "base/mapping.h"
#include "base/path.h"
#include "base/str.h"
#include "base/time.h"
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
    if (!is_placed && argument)
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
static void run_child(char *const argv[], enum spawn_how how, int input_fd, int report_fd)
{
    reset_signals();
    const bool has_input = input_fd < 0 || dup2(input_fd, STDIN_FILENO) >= 0;
    if (has_input && (how == SPAWN_WAIT || detach()))
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

/* `input_fd` is what it reads; -1: what we do. */
static bool run_and_wait(char *const argv[], enum spawn_how how, int input_fd, int *status,
                         struct error *err)
{
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0)
        return error_set(err, ERR_IO, _("%s cannot be started: %s"), argv[0], strerror(errno));
    const pid_t child = fork();
    if (child == 0)
        run_child(argv, how, input_fd, report[1]);
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
                      run_and_wait(argv.items, how, -1, status, err);
    vec_release(&argv);
    arena_release(&arena);
    return done;
}

/* ---- what a program reads */

/* A file without a name, so that no program has to be written to while it writes itself. */
static int input_of(const char *bytes, size_t len, struct error *err)
{
    const char *const folder = getenv("TMPDIR");
    const int fd = file_open_nameless(folder && folder[0] ? folder : "/tmp");
    if (fd >= 0 && file_write_all(fd, bytes, len) && lseek(fd, 0, SEEK_SET) == 0)
        return fd;
    error_set(err, ERR_IO, _("there is no room for a temporary file: %s"), strerror(errno));
    if (fd >= 0)
        close(fd);
    return -1;
}

bool spawn_with_input(const char *command, const char *bytes, size_t len, int *status,
                      struct error *err)
{
    struct arena arena;
    arena_init(&arena);
    struct vec argv;
    vec_init(&argv, sizeof(char *));
    const int input =
        split_command(command, NULL, &arena, &argv, err) ? input_of(bytes, len, err) : -1;
    const bool done = input >= 0 && run_and_wait(argv.items, SPAWN_WAIT, input, status, err);
    if (input >= 0)
        close(input);
    vec_release(&argv);
    arena_release(&arena);
    return done;
}

/* ---- what a program writes */

enum { READ_PATIENCE_MS = 60 * 1000, READ_TURN_MS = 200, READ_BYTES = 4096 };

/* In the child: the program with its output in the pipe, and nothing else of ours. */
static void run_writer(char *const argv[], int output)
{
    reset_signals();
    setsid();
    const int nowhere = open("/dev/null", O_RDWR);
    if (nowhere < 0 || dup2(nowhere, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
        dup2(nowhere, STDERR_FILENO) < 0)
        _exit(126);
    execvp(argv[0], argv);
    _exit(127);
}

/* All that comes until the end of it; false when it took too long or was cancelled. */
static bool read_output(int fd, const struct ticket *ticket, struct str *out)
{
    const int64_t end_ms = time_monotonic_ms() + READ_PATIENCE_MS;
    char bytes[READ_BYTES];
    while (time_monotonic_ms() < end_ms && !ticket_is_cancelled(ticket)) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        if (poll(&wait, 1, READ_TURN_MS) <= 0)
            continue;
        const ssize_t len = read(fd, bytes, sizeof(bytes));
        if (len == 0 || (len < 0 && errno != EINTR))
            return true;
        // Past its limit it takes nothing, and the program may go on.
        if (len > 0)
            str_append(out, bytes, (size_t)len);
    }
    return false;
}

/* The program's own name is told, not its arguments: they may be secrets. */
static bool judge_writer(const char *name, int ended, const struct str *out, struct error *err)
{
    const int status = WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
    if (status == 127)
        return error_set(err, ERR_NOT_FOUND, _("%s cannot be started"), name);
    if (status != 0)
        return error_set(err, ERR_IO, _("%s gave no password: it ended with %d"), name, status);
    if (out->len == 0 || out->data[0] == '\n')
        return error_set(err, ERR_IO, _("%s gave no password: it wrote nothing"), name);
    return true;
}

static bool run_and_read(char *const argv[], const struct ticket *ticket, struct str *out,
                         struct error *err)
{
    int output[2];
    if (pipe2(output, O_CLOEXEC) != 0)
        return error_set(err, ERR_IO, _("%s cannot be started: %s"), argv[0], strerror(errno));
    const pid_t child = fork();
    if (child == 0)
        run_writer(argv, output[1]);
    const int fork_errno = errno;
    close(output[1]);
    const bool is_over = child > 0 && read_output(output[0], ticket, out);
    close(output[0]);
    if (child < 0)
        return error_set(err, ERR_IO, _("%s cannot be started: %s"), argv[0], strerror(fork_errno));
    // One that was not yet the head of its group has nobody beside it.
    if (!is_over && kill(-child, SIGKILL) != 0)
        kill(child, SIGKILL);
    int ended = 0;
    while (waitpid(child, &ended, 0) < 0 && errno == EINTR)
        continue;
    if (!is_over)
        return error_set(err, ticket_is_cancelled(ticket) ? ERR_CANCELLED : ERR_IO,
                         _("%s gave no password within a minute"), argv[0]);
    return judge_writer(argv[0], ended, out, err);
}

bool spawn_read_line(const char *command, const struct ticket *ticket, struct str *line,
                     struct error *err)
{
    struct arena arena;
    arena_init(&arena);
    struct vec argv;
    vec_init(&argv, sizeof(char *));
    struct str out;
    str_init(&out, LIMIT_TITLE_BYTES);
    const bool is_read = split_command(command, NULL, &arena, &argv, err) &&
                         run_and_read(argv.items, ticket, &out, err);
    size_t len = strcspn(out.data, "\n");
    if (len && out.data[len - 1] == '\r')
        len--;
    if (is_read)
        str_append(line, out.data, len);
    explicit_bzero(out.data, out.len);
    str_release(&out);
    vec_release(&argv);
    arena_release(&arena);
    return is_read;
}
