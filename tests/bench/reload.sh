#!/bin/sh
# A reload of 1,000 feeds on loopback, beside curl's own parallel fetch of the same addresses: how much of the time is
# ours? Prints milliseconds (the best of three) and the ratio.
#
#   make bench        or        COURANT=build/courant FEEDS=1000 tests/bench/reload.sh
#   DEBUG="perf record -g -o FILE" before it looks into the reloads
set -eu
courant=${COURANT:-build/courant}
fetch=${FETCH:-build/tests/bench/fetch}
feeds=${FEEDS:-1000}
entries=${ENTRIES:-20}
hosts=50 # 127.0.0.1 to 127.0.0.50, so that politeness to one host is not what is measured
skip() { echo "bench: skipped, $1"; exit 0; }
[ -x "$courant" ] || skip "$courant is not built"
"$courant" --help 2>/dev/null | grep -qw reload || skip "$courant cannot reload yet"
command -v curl >/dev/null || skip 'curl is not installed'
nginx=$(PATH=$PATH:/usr/sbin:/usr/local/sbin command -v nginx) || skip 'nginx is not installed'
case $courant in /*) ;; *) courant=$PWD/$courant ;; esac
work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" || :; wait "$server" || :; fi; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

make_feeds() {
    mkdir "$work/www"
    awk -v feeds="$feeds" -v entries="$entries" -v folder="$work/www" 'BEGIN {
        for (f = 1; f <= feeds; f++) {
            file = folder "/" f ".xml"
            print "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Feed " f "</title>" \
                "<link>http://feed" f ".example/</link><description>A feed</description>" > file
            for (e = 1; e <= entries; e++) {
                printf "<item><title>Entry %d of feed %d</title><link>http://feed%d.example/%d</link>" \
                    "<guid>http://feed%d.example/%d</guid><pubDate>Tue, 03 Mar 2026 %02d:00:00 GMT</pubDate>" \
                    "<description>&lt;p&gt;", e, f, f, e, f, e, e % 24 > file
                for (w = 1; w <= 60; w++) printf "word%d ", (f * e * w) % 9973 > file
                print "&lt;/p&gt;</description></item>" > file
            }
            print "</channel></rss>" > file
            close(file)
        }
    }'
}

address() { echo "http://127.0.0.$(($1 % hosts + 1)):$port/$1.xml"; }

start_nginx() {
    port=$((20000 + $$ % 20000))
    {
        echo "daemon off; pid $work/pid; worker_processes 1; error_log $work/log;"
        [ "$(id -u)" != 0 ] || echo 'user root;'
        echo 'events { worker_connections 2048; }'
        echo 'http { access_log off; default_type application/rss+xml;'
        for part in client_body proxy fastcgi uwsgi scgi; do echo "${part}_temp_path $work/temp;"; done
        echo "server { root $work/www;"
        i=1
        while [ $i -le $hosts ]; do echo "listen 127.0.0.$i:$port;"; i=$((i + 1)); done
        echo '} }'
    } >"$work/nginx.conf"
    "$nginx" -p "$work" -c "$work/nginx.conf" -e "$work/log" &
    server=$!
    curl -sf --retry 20 --retry-connrefused --retry-delay 1 -o /dev/null "$(address 1)"
}

now_ms() { echo $(($(date +%s%N) / 1000000)); }

# The best of three runs of a command, in milliseconds; `before` runs before each.
best() {
    best_ms=
    for round in 1 2 3; do
        "$before"
        start=$(now_ms)
        "$@" >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
        took=$(($(now_ms) - start))
        [ -n "$best_ms" ] && [ "$best_ms" -le $took ] || best_ms=$took
    done
}

fresh_home() {
    rm -rf "$work/home"
    "$courant" --home "$work/home" import "$work/urls" >/dev/null
}
same_home() { :; }

report() { awk -v name="$1" -v ms="$2" -v base="$curl_ms" 'BEGIN {
    printf "%-44s %6d ms   %5.2f times curl\n", name, ms, ms / (base > 0 ? base : 1) }'; }

make_feeds
start_nginx
i=1
while [ $i -le "$feeds" ]; do address $i; i=$((i + 1)); done >"$work/urls"
awk '{ print "url = \"" $0 "\"\noutput = \"/dev/null\"" }' "$work/urls" >"$work/curl.conf"

before=same_home
best curl -s --parallel --parallel-max 64 -K "$work/curl.conf"
curl_ms=$best_ms
echo "$feeds feeds of $entries entries on $hosts hosts of loopback"
report 'curl --parallel, nothing kept' "$curl_ms"
if [ -x "$fetch" ]; then
    best "$fetch" "$work/urls"
    report 'the engine alone (net/)' "$best_ms"
fi
before=fresh_home
best ${DEBUG:-} "$courant" --home "$work/home" reload
report 'courant reload, all new' "$best_ms"
before=same_home
best ${DEBUG:-} "$courant" --home "$work/home" reload --force
report 'courant reload --force, nothing new' "$best_ms"
