# The whole program, as a person meets it. Each file is a test of its own: python3 tests/e2e/NAME.t [TEST…]
e2e_tests = \
	tests/e2e/bytes.t \
	tests/e2e/care.t \
	tests/e2e/ceilings.t \
	tests/e2e/cli.t \
	tests/e2e/commands.t \
	tests/e2e/copies.t \
	tests/e2e/demo.t \
	tests/e2e/errors.t \
	tests/e2e/filters.t \
	tests/e2e/hostile.t \
	tests/e2e/lists.t \
	tests/e2e/manners.t \
	tests/e2e/manual.t \
	tests/e2e/mouse.t \
	tests/e2e/offline.t \
	tests/e2e/pages.t \
	tests/e2e/promises.t \
	tests/e2e/rules.t \
	tests/e2e/prompt.t \
	tests/e2e/sample.t \
	tests/e2e/screen.t \
	tests/e2e/sealed.t \
	tests/e2e/search.t \
	tests/e2e/settings.t \
	tests/e2e/start.t \
	tests/e2e/storm.t \
	tests/e2e/sync.t \
	tests/e2e/twins.t tests/e2e/never-lost.t \
	tests/e2e/wire.t \
	tests/e2e/wordpress.t
e2e_files = tests/e2e/harness.py tests/e2e/terminal.py tests/e2e/servers.py tests/e2e/service.py \
	tests/servers/common.sh tests/servers/wordpress tests/servers/nginx tests/servers/ttrss tests/servers/files \
	tests/servers/wordpress-files/wp-config.php tests/servers/wordpress-files/switches.php \
	tests/servers/wordpress-files/load.php tests/servers/wordpress-files/content.php tests/servers/wordpress-files/tool.php \
	tests/servers/wordpress-files/bare/style.css tests/servers/wordpress-files/bare/functions.php \
	tests/servers/wordpress-files/bare/index.php tests/servers/wordpress-files/bare/comments.php
EXTRA_DIST += $(e2e_tests) $(e2e_files)
TESTS += $(e2e_tests)

# So many random queries as one likes; each ends with 0 or 2.
check-queries: all
	QUERIES=$${QUERIES-2000} top_srcdir=$(top_srcdir) top_builddir=$(top_builddir) python3 $(top_srcdir)/tests/e2e/search.t tests/e2e/care.t random_queries_end_with_0_or_2
.PHONY: check-queries

# Killed, doubled, out of room: often, on more articles than a test has; what was found is told behind #.
campaign: all
	RELOADS=$${RELOADS-200} MARKS_KILLED=$${MARKS_KILLED-200} MIGRATIONS=$${MIGRATIONS-200} BACKUPS=$${BACKUPS-200} \
	MENDINGS=$${MENDINGS-200} STARS=$${STARS-50} COPIES=$${COPIES-50} \
	FULL=$${FULL-50} MARKS=$${MARKS-10000} FEEDS=$${FEEDS-60} ENTRIES=$${ENTRIES-50} \
	top_srcdir=$(top_srcdir) top_builddir=$(top_builddir) python3 $(top_srcdir)/tests/e2e/never-lost.t $(CAMPAIGN)
.PHONY: campaign
