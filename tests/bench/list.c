/*
 * The floor under a list that one moves in: so many lines by curses, and a line that is marked.
 *
 *   list COUNT      j moves down, k up, q ends
 */
#include <locale.h>
#include <ncurses.h>
#include <stdlib.h>

static void draw(int top, int cursor, int count)
{
    erase();
    for (int y = 0; y < LINES && top + y < count; y++) {
        attrset(top + y == cursor ? A_REVERSE : A_NORMAL);
        mvprintw(y, 0, "%5d  A line of a list, and nothing else", top + y);
    }
    refresh();
}

int main(int argc, char *argv[])
{
    const int count = argc > 1 ? atoi(argv[1]) : 10000;
    int top = 0;
    int cursor = 0;
    int key = 0;
    setlocale(LC_ALL, "");
    initscr();
    noecho();
    curs_set(0);
    do {
        cursor += key == 'j' && cursor + 1 < count ? 1 : key == 'k' && cursor > 0 ? -1 : 0;
        if (cursor < top)
            top = cursor;
        if (cursor >= top + LINES)
            top = cursor - LINES + 1;
        draw(top, cursor, count);
        key = getch();
    } while (key != 'q' && key != ERR);
    endwin();
    return 0;
}
