/*
 * Runs a fuzz target over its seeds, in TAP: a test a file. Files on the command line stand in for
 * the folder.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz/fuzz.h"

static void replay_file(const char *path, int number)
{
    FILE *const file = fopen(path, "rb");
    if (!file) {
        printf("not ok %d - %s cannot be opened\n", number, path);
        return;
    }
    fseek(file, 0, SEEK_END);
    const long size = ftell(file);
    rewind(file);
    // Exactly as large as the input, so that a sanitizer sees a read past its end.
    uint8_t *const data = malloc(size > 0 ? (size_t)size : 1);
    const size_t got = data && size > 0 ? fread(data, 1, (size_t)size, file) : 0;
    fclose(file);
    if (data)
        LLVMFuzzerTestOneInput(data, got);
    free(data);
    printf("ok %d - %s\n", number, path);
}

static int is_file(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISREG(found.st_mode);
}

static int replay_folder(const char *folder)
{
    DIR *const entries = opendir(folder);
    if (!entries)
        return 0;
    int count = 0;
    const struct dirent *entry = readdir(entries);
    for (; entry; entry = readdir(entries)) {
        char path[4096];
        const int len = snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        if (len < (int)sizeof(path) && is_file(path))
            replay_file(path, ++count);
    }
    closedir(entries);
    return count;
}

int main(int argc, char *argv[])
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    int count = 0;
    for (int i = 1; i < argc; i++)
        replay_file(argv[i], ++count);
    if (argc == 1) {
        const char *const top = getenv("top_srcdir");
        char folder[4096];
        snprintf(folder, sizeof(folder), "%s/%s", top ? top : ".", fuzz_seeds);
        count = replay_folder(folder);
    }
    // No input at all: an empty one is a case, too.
    LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
    printf("ok %d - the empty input\n1..%d\n", count + 1, count + 1);
    return 0;
}
