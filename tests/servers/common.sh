# What the servers' scripts share. Each keeps everything in one folder, STATE: run/ (pid files, sockets), log/, etc/, tmp/.
# shellcheck shell=sh disable=SC2034
set -eu

die() {
	echo "${0##*/}: $*" >&2
	exit 1
}

# The test that asked is to skip.
skip() {
	echo "${0##*/}: $*" >&2
	exit 77
}

# The longest socket path that every system takes is 103 bytes.
make_state() {
	case $STATE in
	/*) ;;
	*) die "STATE has to be an absolute path" ;;
	esac
	[ ${#STATE} -le 80 ] || die "STATE is longer than 80 characters: a socket's path would not fit"
	mkdir -p "$STATE/run" "$STATE/log" "$STATE/etc" "$STATE/tmp"
}

# need_packages PACKAGE…: Debian's packages, installed when root may do so; none of their services starts.
need_packages() {
	command -v dpkg-query >/dev/null || skip "the packages are Debian's, and this is no Debian"
	missing=
	for package; do
		dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing="$missing $package"
	done
	[ -n "$missing" ] || return 0
	[ -z "${NO_INSTALL:-}" ] || skip "not installed:$missing"
	[ "$(id -u)" = 0 ] || skip "not installed:$missing (as root this script installs them)"
	policy=/usr/sbin/policy-rc.d
	if [ ! -e $policy ]; then
		printf '#!/bin/sh\nexit 101\n' >$policy
		chmod 755 $policy
		trap 'rm -f /usr/sbin/policy-rc.d' EXIT
	fi
	# shellcheck disable=SC2086
	install="env DEBIAN_FRONTEND=noninteractive apt-get -qy -o DPkg::Lock::Timeout=300 install --no-install-recommends $missing"
	$install >"$STATE/log/apt.log" 2>&1 || {
		apt-get -qy -o DPkg::Lock::Timeout=300 update >>"$STATE/log/apt.log" 2>&1 || true
		$install >>"$STATE/log/apt.log" 2>&1 || skip "apt-get could not install$missing, see $STATE/log/apt.log"
	}
}

# pid_of NAME: the process of STATE/run/NAME.pid, if it runs and its command line shows that it is ours.
pid_of() {
	pid=$(cat "$STATE/run/$1.pid" 2>/dev/null) && [ -n "$pid" ] || return 1
	tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF "$STATE" || return 1
	echo "$pid"
}

stop() {
	for name; do
		if pid=$(pid_of "$name"); then
			kill "$pid" 2>/dev/null || true
			wait_until 100 test ! -d "/proc/$pid" || kill -KILL "$pid" 2>/dev/null || true
		fi
		rm -f "$STATE/run/$name.pid"
	done
}

# wait_until TENTHS COMMAND…
wait_until() {
	tenths=$1
	shift
	until "$@" >/dev/null 2>&1; do
		tenths=$((tenths - 1))
		[ $tenths -gt 0 ] || return 1
		sleep 0.1
	done
}

free_port() {
	python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# listens PORT: does somebody answer there?
listens() {
	python3 -c 'import socket, sys; socket.create_connection(("127.0.0.1", int(sys.argv[1])), 2)' "$1"
}

# nginx_head: the part of a configuration that keeps nginx inside STATE.
nginx_head() {
	[ "$(id -u)" != 0 ] || echo "user $(id -un);"
	cat <<-END
		worker_processes 1;
		pid $STATE/run/nginx.pid;
		error_log $STATE/log/nginx-error.log;
		events { worker_connections 256; }
		http {
		include /etc/nginx/mime.types;
		types { application/feed+json jsonfeed; application/rdf+xml rdf; }
		access_log $STATE/log/access.log;
		client_body_temp_path $STATE/tmp/body;
		proxy_temp_path $STATE/tmp/proxy;
		fastcgi_temp_path $STATE/tmp/fastcgi;
		uwsgi_temp_path $STATE/tmp/uwsgi;
		scgi_temp_path $STATE/tmp/scgi;
		gzip on;
		gzip_min_length 20;
		gzip_types text/css text/xml text/plain application/json application/feed+json application/rss+xml application/atom+xml application/rdf+xml;
	END
}

start_nginx() {
	pid_of nginx >/dev/null && return
	rm -f "$STATE/run/nginx.pid"
	nginx -c "$STATE/etc/nginx.conf" -e "$STATE/log/nginx-error.log" </dev/null >>"$STATE/log/nginx-error.log" 2>&1 ||
		die "nginx does not start on port $PORT, see $STATE/log/nginx-error.log"
	wait_until 100 listens "$PORT" || die "nginx does not answer on port $PORT"
}

purge() {
	[ ! -e "$STATE" ] || [ -d "$STATE/run" ] || die "$STATE is not a folder of this script"
	rm -rf "$STATE"
}

# A MariaDB inside STATE, which listens at a socket only. sql ARGUMENT…: its client.
sql() {
	mariadb --no-defaults --default-character-set=utf8mb4 -S "$STATE/run/db.sock" -u root "$@"
}

start_database() {
	pid_of db >/dev/null && return
	if [ ! -d "$STATE/db/mysql" ]; then
		mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$STATE/db" --skip-test-db \
			--auth-root-authentication-method=normal >"$STATE/log/install-db.log" 2>&1 ||
			die "mariadb-install-db failed, see $STATE/log/install-db.log"
	fi
	mariadbd --no-defaults --user="$(id -un)" --datadir="$STATE/db" --socket="$STATE/run/db.sock" --pid-file="$STATE/run/db.pid" \
		--tmpdir="$STATE/tmp" --log-error="$STATE/log/db.log" --skip-networking --skip-log-bin --performance-schema=off \
		--character-set-server=utf8mb4 --innodb-log-file-size=16M --innodb-buffer-pool-size=32M --innodb-doublewrite=0 \
		--innodb-flush-log-at-trx-commit=0 </dev/null >/dev/null 2>&1 &
	wait_until 1200 sql -e 'select 1' || die "MariaDB does not start, see $STATE/log/db.log"
}
