#include "base/mapping.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/path.h"

enum { PASS_BYTES = 1 << 20 }; // so much is worth a call

bool mapping_init(struct mapping *mapping, int file, size_t len)
{
    *mapping = (struct mapping){.len = len};
    if (len == 0)
        return true;
    void *const data = mmap(NULL, len, PROT_READ, MAP_PRIVATE, file, 0);
    if (data == MAP_FAILED)
        return false;
    mapping->data = data;
    madvise(data, len, MADV_SEQUENTIAL);
    return true;
}

void mapping_release(struct mapping *mapping)
{
    if (mapping->data)
        munmap(mapping->data, mapping->len);
    *mapping = (struct mapping){0};
}

void mapping_pass(struct mapping *mapping, size_t offset)
{
    if (offset < mapping->given_back) // it is read once more
        mapping->given_back = 0;
    if (!mapping->data)
        return;
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    const size_t end = (offset < mapping->len ? offset : mapping->len) / page * page;
    if (end < mapping->given_back + PASS_BYTES)
        return;
    madvise(mapping->data + mapping->given_back, end - mapping->given_back, MADV_DONTNEED);
    mapping->given_back = end;
}

int file_open_nameless(const char *folder)
{
    const int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0)
        return file;
    // Not every file system can do that.
    char path[PATH_BYTES];
    const int len = snprintf(path, sizeof(path), "%s/courant-XXXXXX", folder);
    if (len < 0 || (size_t)len >= sizeof(path))
        return -1;
    const int named = mkostemp(path, O_CLOEXEC);
    if (named >= 0)
        unlink(path);
    return named;
}
