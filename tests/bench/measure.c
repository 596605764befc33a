/*
 * Runs a command and writes down what it took: seconds of wall clock, user and system time, its
 * peak memory in KiB and its exit status (-1: a signal). Small, because a process begins with the
 * peak memory of the one that it was started from.
 *
 *   measure FILE COMMAND [ARGUMENT...]
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char *argv[])
{
    if (argc < 3)
        return 2;
    const double start = now_seconds();
    const pid_t child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        _exit(127);
    }
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child)
        return 1;
    FILE *const file = fopen(argv[1], "w");
    if (!file)
        return 1;
    fprintf(file, "%.6f %.6f %.6f %ld %d\n", now_seconds() - start, seconds(usage.ru_utime),
            seconds(usage.ru_stime), usage.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : -1);
    return fclose(file) == 0 ? 0 : 1;
}
