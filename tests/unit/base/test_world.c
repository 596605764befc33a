#include "unit/unit.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/log.h"
#include "base/path.h"
#include "base/spawn.h"

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    strncpy(folder, "/tmp/courant-unit.XXXXXX", sizeof(folder) - 1);
    return mkdtemp(folder) ? 0 : -1;
}

static const char *inside(const char *name)
{
    static char path[PATH_BYTES];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    return path;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const left[] = {"file", "a/b/c", "a/b", "a", "out", "log"};
    for (size_t i = 0; i < COUNT_OF(left); i++)
        remove(inside(left[i]));
    return rmdir(folder);
}

static void a_home_of_ones_own_holds_everything(void **state)
{
    (void)state;
    struct path_home paths;
    struct error err = {0};
    assert_true(path_home_init(&paths, "/somewhere", &err));
    assert_string_equal(paths.config, "/somewhere/config");
    assert_string_equal(paths.data, "/somewhere/data");
}

static void without_one_the_xdg_folders_count(void **state)
{
    (void)state;
    struct path_home paths;
    struct error err = {0};
    setenv("HOME", "/home/ada", 1);
    setenv("XDG_CONFIG_HOME", "/etc/ada", 1);
    setenv("XDG_DATA_HOME", "not absolute", 1);
    assert_true(path_home_init(&paths, NULL, &err));
    assert_string_equal(paths.config, "/etc/ada/courant");
    assert_string_equal(paths.data, "/home/ada/.local/share/courant");
    unsetenv("HOME");
    assert_false(path_home_init(&paths, NULL, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void folders_are_made_with_those_above(void **state)
{
    (void)state;
    struct error err = {0};
    char path[PATH_BYTES];
    snprintf(path, sizeof(path), "%s", inside("a/b/c"));
    assert_true(path_make_folder(path, &err));
    assert_true(path_make_folder(path, &err));
    struct stat found;
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0700);
}

static void a_file_is_written_and_read_whole(void **state)
{
    (void)state;
    struct error err = {0};
    struct str text;
    str_init(&text, 100);
    assert_true(file_write(inside("file"), "one\ntwo", 7, &err));
    assert_true(file_read(inside("file"), 100, &text, &err));
    assert_string_equal(text.data, "one\ntwo");
    assert_false(file_read(inside("file"), 3, &text, &err));
    assert_int_equal(err.kind, ERR_LIMIT);
    assert_false(file_read(inside("none"), 3, &text, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_false(file_read(folder, 3, &text, &err));
    assert_int_equal(err.kind, ERR_IO);
    assert_true(path_make_folder(inside("a"), &err));
    str_release(&text);
}

static void errors_hold_no_control_characters(void **state)
{
    (void)state;
    struct error err = {0};
    assert_false(error_set(&err, ERR_HTTP,
                           "a\033[31m\nb\xC2\x9B"
                           "c\x7F"));
    assert_string_equal(err.text, "a [31m b  c ");
    error_prefix(&err, "while %d", 1);
    assert_string_equal(err.text, "while 1: a [31m b  c ");
}

static void a_long_error_ends_with_a_whole_character(void **state)
{
    (void)state;
    struct error err = {0};
    char text[2000] = "";
    for (size_t i = 0; i + 2 < sizeof(text); i += 2)
        memcpy(text + i, "é", 3);
    error_set(&err, ERR_IO, "x%s", text);
    const size_t len = strlen(err.text);
    assert_true(len < ERROR_TEXT_BYTES);
    assert_memory_equal(err.text + len - 2, "é", 2);
}

static void a_line_of_the_log_is_plain_and_whole(void **state)
{
    (void)state;
    struct error err = {0};
    assert_true(log_open(inside("log"), LOG_INFO, &err));
    char wide[1200];
    for (size_t i = 0; i + 2 < sizeof(wide); i += 2)
        memcpy(wide + i, "é", 3);
    log_write(LOG_DEBUG, "not asked for");
    log_write(LOG_WARNING, "a\nb\xC2\x9B%s", "c");
    log_write(LOG_INFO, "%s", wide);
    log_close();
    log_write(LOG_ERROR, "too late");
    struct str text;
    str_init(&text, 4096);
    assert_true(file_read(inside("log"), 4096, &text, &err));
    struct slice rest = slice_of(text.data);
    struct slice line;
    assert_true(slice_next(&rest, '\n', &line));
    assert_int_equal(line.len, strlen("2023-12-22T09:30:00Z warning a b  c"));
    assert_true(slice_is((struct slice){line.data + 20, line.len - 20}, " warning a b  c"));
    assert_true(slice_next(&rest, '\n', &line));
    assert_memory_equal(line.data + line.len - 2, "é", 2);
    assert_int_equal(rest.len, 0);
    str_release(&text);
}

static void a_command_never_meets_a_shell(void **state)
{
    (void)state;
    struct error err = {0};
    int status = -1;
    char command[PATH_BYTES + 128];
    snprintf(command, sizeof(command), "sh -c 'printf \"%%s\" \"$1\" > %s' sh %%u", inside("out"));
    assert_true(spawn_command(command, "a b; $(touch x) `y`", SPAWN_WAIT, &status, &err));
    assert_int_equal(status, 0);
    struct str text;
    str_init(&text, 100);
    assert_true(file_read(inside("out"), 100, &text, &err));
    assert_string_equal(text.data, "a b; $(touch x) `y`");
    str_release(&text);
}

static void a_command_starts_with_signals_as_usual(void **state)
{
    (void)state;
    signal(SIGPIPE, SIG_IGN); // as courant does
    signal(SIGXFSZ, SIG_IGN);
    struct error err = {0};
    int status = -1;
    const char *const rows[] = {"PIPE", "XFSZ"};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_true(spawn_command("sh -c 'ulimit -c 0; kill -$1 $$; exit 7' sh", rows[i],
                                  SPAWN_WAIT, &status, &err));
        assert_int_equal(status, 128 + (i == 0 ? SIGPIPE : SIGXFSZ));
    }
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
}

/* It has what any program has: its three descriptors, and whatever we have got ourselves. */
static void a_program_reads_what_it_is_given_and_gets_no_more_descriptors(void **state)
{
    (void)state;
    struct error err = {0};
    struct str text;
    char command[PATH_BYTES + 64];
    int status = -1;
    int usual = -1;
    str_init(&text, 100);
    snprintf(command, sizeof(command), "sh -c 'cat > \"$0\"; exit 3' %s", inside("given"));
    assert_true(spawn_with_input(command, "a\0b\n", 4, &status, &err));
    assert_int_equal(status, 3);
    assert_true(file_read(inside("given"), 100, &text, &err));
    assert_int_equal(text.len, 4);
    assert_memory_equal(text.data, "a\0b\n", 4);
    str_release(&text);
    assert_int_equal(unlink(inside("given")), 0);
    static const char *const count = "sh -c 'exit $(ls /dev/fd | wc -l)'";
    assert_true(spawn_command(count, NULL, SPAWN_WAIT, &usual, &err));
    assert_true(spawn_with_input(count, "x", 1, &status, &err));
    assert_int_equal(status, usual);
    assert_true(usual >= 3);
}

static void a_command_that_cannot_start_is_told(void **state)
{
    (void)state;
    struct error err = {0};
    assert_false(spawn_command("courant-has-no-such-program", "x", SPAWN_WAIT, NULL, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_false(spawn_command("\"open", "x", SPAWN_WAIT, NULL, &err));
    assert_int_equal(err.kind, ERR_SYNTAX);
    assert_false(spawn_command("  ", "x", SPAWN_WAIT, NULL, &err));
    assert_int_equal(err.kind, ERR_SYNTAX);
}

static void the_first_line_of_a_program_is_read(void **state)
{
    (void)state;
    static const struct {
        const char *command;
        const char *line;
        const char *says; // else
    } rows[] = {
        {"printf 'one\\r\\ntwo\\n'", "one", NULL},
        {"echo 'a  b; $HOME' *", "a  b; $HOME *", NULL},
        {"sh -c 'printf word; exec >&-; exit 0'", "word", NULL},
        {"sh -c 'cat; tty <&0 || echo none'", "not a tty", NULL},
        {"sh -c 'yes word | head -c 1000000'", "word", NULL},
        {"sh -c 'echo word; exit 3'", NULL, "sh gave no password: it ended with 3"},
        {"sh -c 'echo; echo word'", NULL, "sh gave no password: it wrote nothing"},
        {"true secret", NULL, "true gave no password: it wrote nothing"},
        {"courant-has-no-such-program", NULL, "courant-has-no-such-program cannot be started"},
        {"echo \"open", NULL, "the command has an open quote: echo \"open"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct str line;
        struct error err = {0};
        str_init(&line, 1000);
        assert_int_equal(spawn_read_line(rows[i].command, NULL, &line, &err), rows[i].line != NULL);
        assert_string_equal(line.data, rows[i].line ? rows[i].line : "");
        assert_string_equal(err.text, rows[i].says ? rows[i].says : "");
        str_release(&line);
    }
    struct ticket *const ticket = ticket_new();
    struct str line;
    struct error err = {0};
    ticket_cancel(ticket);
    str_init(&line, 1000);
    assert_false(spawn_read_line("sleep 100", ticket, &line, &err));
    assert_int_equal(err.kind, ERR_CANCELLED);
    str_release(&line);
    ticket_unref(ticket);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_program_reads_what_it_is_given_and_gets_no_more_descriptors),
        cmocka_unit_test(a_home_of_ones_own_holds_everything),
        cmocka_unit_test(without_one_the_xdg_folders_count),
        cmocka_unit_test(folders_are_made_with_those_above),
        cmocka_unit_test(a_file_is_written_and_read_whole),
        cmocka_unit_test(errors_hold_no_control_characters),
        cmocka_unit_test(a_long_error_ends_with_a_whole_character),
        cmocka_unit_test(a_line_of_the_log_is_plain_and_whole),
        cmocka_unit_test(a_command_never_meets_a_shell),
        cmocka_unit_test(a_command_starts_with_signals_as_usual),
        cmocka_unit_test(the_first_line_of_a_program_is_read),
        cmocka_unit_test(a_command_that_cannot_start_is_told),
    };
    return cmocka_run_group_tests_name("world", tests, make_folder, remove_folder);
}
