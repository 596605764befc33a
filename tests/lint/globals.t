#!/bin/sh
# No state outside the structs that own it. The exceptions, each with its reason beside it in the code:
allowed='base/fatal.o fatal_restore
base/log.o sink
base/map.o seed
base/ticket.o last
ui/term.o restore'
cd "${top_builddir:-build}/src" || exit 99
skip() {
    echo "1..0 # SKIP $1"
    exit 0
}
command -v objdump >/dev/null || skip 'objdump is not installed'
[ -z "${SANITIZE_FLAGS:-}" ] || skip 'a sanitizer adds globals of its own'
found=$(find . -name '*.o' ! -path './extract/training/*' | sort | while read -r object; do
    objdump -t "$object" | awk -v object="${object#./}" '
        NF < 4 { next }
        { section = $(NF - 2); size = $(NF - 1); name = $NF; sub(/\.[0-9]+$/, "", name) }
        section ~ /^\.(data|bss|tdata|tbss)$/ && size !~ /^0*$/ { print object, name }'
done)
bad=$(printf '%s\n' "$found" | grep -vxF "$allowed" | grep . | sed 's/^/# /')
[ -n "$found" ] && [ -z "$bad" ] && echo 'ok 1 - no mutable globals' || { echo "$bad"; echo 'not ok 1 - no mutable globals'; }
echo 1..1
