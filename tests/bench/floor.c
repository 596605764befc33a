/*
 * What a reload cannot do without, measured with the libraries it uses; prints milliseconds of CPU.
 * (The third part, bringing the bytes, is curl's own program with --parallel.)
 *
 *   floor sax FILE...          libxml2's SAX over the files, with handlers that only count
 *   floor insert DATABASE NEW  the articles of a courant database into a new one: one table, one
 *                              unique index, a transaction for every thousand, nothing else
 */
#include <fcntl.h>
#include <libxml/parser.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/stopwatch.h"

enum { CHUNK_BYTES = 64 << 10, TRANSACTION_ROWS = 1000, COLUMNS = 8 };

static int fail(const char *what, const char *why)
{
    fprintf(stderr, "floor: %s: %s\n", what, why);
    return 1;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes)
{
    (void)name, (void)prefix, (void)uri, (void)namespace_count, (void)namespaces;
    (void)attribute_count, (void)defaulted_count, (void)attributes;
    ++*(long *)context;
}

static void on_text(void *context, const xmlChar *text, int len)
{
    (void)text;
    *(long *)context += len;
}

static bool sax_file(const char *path, long *count)
{
    struct stat status;
    const int fd = open(path, O_RDONLY);
    if (fd < 0 || fstat(fd, &status) != 0)
        return false;
    const size_t len = (size_t)status.st_size;
    char *const text = mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (text == MAP_FAILED)
        return false;
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = on_start,
                         .characters = on_text,
                         .cdataBlock = on_text};
    xmlParserCtxt *const parser = xmlCreatePushParserCtxt(&sax, count, NULL, 0, NULL);
    xmlCtxtUseOptions(parser, XML_PARSE_HUGE | XML_PARSE_NOENT | XML_PARSE_NONET);
    for (size_t at = 0; at < len; at += CHUNK_BYTES)
        xmlParseChunk(parser, text + at, (int)(len - at < CHUNK_BYTES ? len - at : CHUNK_BYTES), 0);
    xmlParseChunk(parser, NULL, 0, 1);
    xmlFreeParserCtxt(parser);
    munmap(text, len);
    return true;
}

static int sax(int count, char **paths)
{
    long events = 0;
    const double start_ms = stopwatch_cpu_ms();
    for (int i = 0; i < count; i++)
        if (!sax_file(paths[i], &events))
            return fail(paths[i], "cannot be read");
    printf("%.1f\n", stopwatch_cpu_ms() - start_ms);
    return 0;
}

/* The time that the insertions alone take, not the reading of what is inserted. */
static int insert_all(sqlite3 *old, sqlite3 *new)
{
    static const char set_up[] =
        "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "CREATE TABLE articles (id INTEGER PRIMARY KEY, feed, guid, published, title, author, link,"
        " summary, content, UNIQUE (feed, guid)); BEGIN";
    static const char select[] =
        "SELECT a.feed_id, a.guid, a.published_ms, a.title, a.author, a.link, c.summary, c.content "
        "FROM articles AS a JOIN contents AS c ON c.article_id = a.id ORDER BY a.id";
    static const char insert[] =
        "INSERT INTO articles (feed, guid, published, title, author, link, summary, content) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    double start_ms = stopwatch_cpu_ms();
    double insert_ms = 0;
    sqlite3_stmt *in;
    sqlite3_stmt *out;
    if (sqlite3_exec(new, set_up, NULL, NULL, NULL) ||
        sqlite3_prepare_v2(old, select, -1, &in, NULL) ||
        sqlite3_prepare_v2(new, insert, -1, &out, NULL))
        return fail("the databases", sqlite3_errmsg(old));
    insert_ms += stopwatch_cpu_ms() - start_ms;
    for (long rows = 1; sqlite3_step(in) == SQLITE_ROW; rows++) {
        for (int i = 0; i < COLUMNS; i++) // pulled into memory before the clock runs
            sqlite3_column_text(in, i);
        start_ms = stopwatch_cpu_ms();
        for (int i = 0; i < COLUMNS; i++)
            sqlite3_bind_value(out, i + 1, sqlite3_column_value(in, i));
        if (sqlite3_step(out) != SQLITE_DONE)
            return fail("insert", sqlite3_errmsg(new));
        sqlite3_reset(out);
        if (rows % TRANSACTION_ROWS == 0)
            sqlite3_exec(new, "COMMIT; BEGIN", NULL, NULL, NULL);
        insert_ms += stopwatch_cpu_ms() - start_ms;
    }
    start_ms = stopwatch_cpu_ms();
    sqlite3_exec(new, "COMMIT", NULL, NULL, NULL);
    sqlite3_finalize(in);
    sqlite3_finalize(out);
    sqlite3_close(new);
    printf("%.1f\n", insert_ms + stopwatch_cpu_ms() - start_ms);
    return sqlite3_close(old);
}

static int insert(const char *from, const char *to)
{
    sqlite3 *old;
    sqlite3 *new;
    unlink(to);
    if (sqlite3_open_v2(from, &old, SQLITE_OPEN_READONLY, NULL) || sqlite3_open(to, &new))
        return fail(from, "cannot be opened");
    return insert_all(old, new);
}

int main(int argc, char **argv)
{
    if (argc > 2 && strcmp(argv[1], "sax") == 0)
        return sax(argc - 2, argv + 2);
    if (argc == 4 && strcmp(argv[1], "insert") == 0)
        return insert(argv[2], argv[3]);
    return fail("usage", "floor sax FILE... | floor insert DATABASE NEW");
}
