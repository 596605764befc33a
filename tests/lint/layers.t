#!/bin/sh
# The law of the house (src/LAYERS): a room includes only what lies below it, and each library stays in its room.
cd "${top_srcdir:-.}" || exit 99
awk '
function complain(text) { print "# " FILENAME ":" FNR ": " text; bad = 1 }
FILENAME == "src/LAYERS" {
    sub(/#.*/, "")
    if ($1 == "lib") {
        header = $2; sub(/:$/, "", header)
        where[header] = " "
        for (i = 3; i <= NF; i++) where[header] = where[header] $i " "
    } else if (NF) {
        room = $1; sub(/:$/, "", room)
        may[room] = " base " room " "
        for (i = 2; i <= NF; i++) may[room] = may[room] $i " "
    }
    next
}
FNR == 1 { path = FILENAME; sub(/^src\//, "", path); room = path; if (!sub(/\/.*/, "", room)) room = "" }
/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\""); target = quoted[2]; other = target
    if (!sub(/\/.*/, "", other)) next
    if (room in may && index(may[room], " " other " ") == 0) complain(room "/ may not include " target)
    next
}
/^[ \t]*#[ \t]*include[ \t]*</ {
    split($0, a, "<"); split(a[2], b, ">"); target = b[1]
    for (header in where)
        if (index(target, header) == 1 && index(where[header], " " room " ") == 0 && index(where[header], " " path " ") == 0)
            complain("<" target "> belongs to" where[header])
}
END { exit bad }
' src/LAYERS $(find src -name '*.[ch]' | sort) && status=ok || status='not ok'
echo "$status 1 - every include looks down"

! grep -nE '"[^"]*\b(SELECT [^"]* FROM|INSERT INTO|UPDATE [^"]* SET|DELETE FROM|CREATE TABLE|PRAGMA [a-z]+)\b' \
    $(find src -name '*.c') | sed 's/^/# /' | grep . && status=ok || status='not ok'
echo "$status 2 - SQL stands in files of its own"
echo 1..2
