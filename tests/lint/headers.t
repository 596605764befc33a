#!/bin/sh
# Every header compiles alone: it includes what it names.
cd "${top_srcdir:-.}" || exit 99
n=0
flags=$(pkg-config --cflags libxml-2.0 2>/dev/null)
for header in $(find src -name '*.h' | sort); do
    n=$((n + 1))
    if message=$(${CC:-cc} -std=gnu11 -D_GNU_SOURCE -Wall -Wextra $flags -Isrc -I"${top_builddir:-.}/src" -fsyntax-only -x c "$header" 2>&1); then
        echo "ok $n - $header"
    else
        echo "$message" | sed 's/^/# /'
        echo "not ok $n - $header"
    fi
done
echo "1..$n"
