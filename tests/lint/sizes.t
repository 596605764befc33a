#!/bin/sh
# No file past 700 lines, no function past 60 (generated tables aside), and none of the banned calls; few may end the program.
cd "${top_srcdir:-.}" || exit 99
files=$(find src tests -name '*.[ch]' | sort)
written=$(grep -L 'Made by src/gen/' $files)
long=$(wc -l $written | awk '$2 != "total" && $1 > 700 { print "# " $2 ": " $1 " lines" }')
[ -z "$long" ] && echo 'ok 1 - no file past 700 lines' || { echo "$long"; echo 'not ok 1 - no file past 700 lines'; }
long=$(awk '
FNR == 1 { inside = 0 }
/^[a-z].*\)$/ || /^ .*\)$/ { head = $0 }
/^\{$/ { start = FNR; inside = 1; name = head }
/^\}$/ && inside { inside = 0; if (FNR - start - 1 > 60) print "# " FILENAME ":" start ": " FNR - start - 1 " lines: " name }
' $(find src -name '*.c' | sort))
[ -z "$long" ] && echo 'ok 2 - no function past 60 lines' || { echo "$long"; echo 'not ok 2 - no function past 60 lines'; }
# calls NAMES EXCEPT: where one of the functions is called, outside the files that may.
calls() {
    grep -nE "\\b($1)\\(" $(find src -name '*.c' | grep -vE "^src/($2)" | sort) | grep -vE '^[^:]*:[0-9]*: *(//|\*)' | sed 's/^/# /'
}
banned=$(calls 'strcpy|strcat|strncpy|strncat|v?sprintf|strtok|gets|atoi|atol|atof|alloca|malloc|calloc|realloc|strn?dup' base/memory.c)
[ -z "$banned" ] && echo 'ok 3 - no banned call' || { echo "$banned"; echo 'not ok 3 - no banned call'; }
ends=$(calls '_?exit|abort' 'main.c|cli/|base/fatal.c|base/spawn.c|extract/training/')
[ -z "$ends" ] && echo 'ok 4 - nothing below ends the program' || { echo "$ends"; echo 'not ok 4 - nothing below ends the program'; }
echo 1..4
