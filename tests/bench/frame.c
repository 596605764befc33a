/*
 * The least that a reader with these libraries does until its first full frame: a screenful of
 * titles out of SQLite, painted by ncurses; libxml2 is loaded, and gets ready.
 *
 *     frame DATABASE      q ends it
 */
#include <libxml/parser.h>
#include <locale.h>
#include <ncurses.h>
#include <sqlite3.h>

static bool paint_titles(const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *titles = NULL;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, "SELECT title FROM articles LIMIT ?", -1, &titles, NULL) !=
            SQLITE_OK ||
        sqlite3_bind_int(titles, 1, LINES - 1) != SQLITE_OK)
        return false;
    for (int y = 0; y < LINES - 1 && sqlite3_step(titles) == SQLITE_ROW; y++)
        mvaddnstr(y, 0, (const char *)sqlite3_column_text(titles, 0), COLS);
    mvaddstr(LINES - 1, 0, "q quit");
    sqlite3_finalize(titles);
    return sqlite3_close(db) == SQLITE_OK;
}

int main(int argc, char *argv[])
{
    if (argc != 2)
        return 2;
    setlocale(LC_ALL, "");
    xmlInitParser();
    initscr();
    noecho();
    const bool is_painted = paint_titles(argv[1]);
    refresh();
    while (is_painted && getch() != 'q')
        continue;
    endwin();
    return !is_painted;
}
