#!/bin/sh
# No file past 700 lines, no function past 60 (generated tables aside), and none of the banned calls.
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
banned=$(grep -nE '\b(strcpy|strcat|sprintf|strtok|gets|atoi|alloca|malloc)\(' $(find src -name '*.c' ! -path src/base/memory.c | sort) | grep -vE '^[^:]*:[0-9]*: *(//|\*)' | sed 's/^/# /')
[ -z "$banned" ] && echo 'ok 3 - no banned call' || { echo "$banned"; echo 'not ok 3 - no banned call'; }
echo 1..3
