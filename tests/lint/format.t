#!/bin/sh
# The layout of the code is clang-format's (version 14: others lay out a little differently).
cd "${top_srcdir:-.}" || exit 99
format=$(command -v clang-format-14 || command -v clang-format) || { echo '1..0 # SKIP clang-format is not installed'; exit 0; }
"$format" --version | grep -q 'version 14' || { echo '1..0 # SKIP clang-format is not version 14'; exit 0; }
bad=$("$format" --dry-run -Werror $(find src tests -name '*.[ch]' | sort) 2>&1 | grep -E 'error:' | cut -d: -f1 | sort -u | sed 's/^/# /')
[ -z "$bad" ] && echo 'ok 1 - clang-format changes nothing' || { echo "$bad"; echo 'not ok 1 - clang-format changes nothing'; }
echo 1..1
