# How long things take, beside something that is known to be fast. Not part of `make check`: a number is no verdict.
EXTRA_PROGRAMS += tests/bench/archive tests/bench/fetch tests/bench/floor tests/bench/frame tests/bench/list tests/bench/measure \
	tests/bench/sax tests/bench/serve tests/bench/stories
stopwatch = tests/bench/stopwatch.c tests/bench/stopwatch.h
tests_bench_archive_SOURCES = tests/bench/archive.c tests/bench/plain.c tests/bench/plain.h $(stopwatch) tests/bench/words.c tests/bench/words.h
tests_bench_archive_LDADD = $(store_LIBS) -lm
tests_bench_fetch_SOURCES = tests/bench/fetch.c
tests_bench_fetch_LDADD = $(net_LIBS)
tests_bench_floor_SOURCES = tests/bench/floor.c $(stopwatch)
tests_bench_floor_LDADD = $(XML2_LIBS) $(SQLITE_LIBS)
tests_bench_frame_SOURCES = tests/bench/frame.c
tests_bench_frame_LDADD = $(XML2_LIBS) $(SQLITE_LIBS) $(CURSES_LIBS)
tests_bench_list_SOURCES = tests/bench/list.c
tests_bench_list_LDADD = $(CURSES_LIBS)
tests_bench_measure_SOURCES = tests/bench/measure.c
tests_bench_sax_SOURCES = tests/bench/sax.c
tests_bench_sax_CPPFLAGS = $(AM_CPPFLAGS) $(XML2_CFLAGS)
tests_bench_sax_LDADD = $(XML2_LIBS)
tests_bench_stories_SOURCES = tests/bench/stories.c $(stopwatch) tests/bench/words.c tests/bench/words.h
tests_bench_stories_LDADD = $(store_LIBS) -lm
tests_bench_serve_SOURCES = tests/bench/serve.c $(stopwatch)
EXTRA_DIST += tests/bench/archive.py tests/bench/bench.py tests/bench/feeds.py tests/bench/homes.py tests/bench/keys.py \
	tests/bench/pages.py tests/bench/readers.py tests/bench/session.py tests/bench/terminal.py tests/bench/tools.py
CLEANFILES += $(EXTRA_PROGRAMS)

# make bench BENCH='cold warm' for some rows only
BENCH =
bench_programs = tests/bench/fetch$(EXEEXT) tests/bench/floor$(EXEEXT) tests/bench/measure$(EXEEXT) tests/bench/serve$(EXEEXT)
bench: $(bin_PROGRAMS) $(bench_programs)
	COURANT=$(abs_top_builddir)/courant$(EXEEXT) TOOLS=$(abs_top_builddir)/tests/bench \
	  python3 $(top_srcdir)/tests/bench/bench.py $(BENCH)
.PHONY: bench

# From a key to its paint. make bench-keys KEYS_ROWS='floor reload' for some rows only; ARTICLES=1000000 for a larger archive.
# HOMES=FOLDER keeps the archives of this and the next two for another time.
KEYS_ROWS =
keys_programs = tests/bench/archive$(EXEEXT) tests/bench/list$(EXEEXT) tests/bench/serve$(EXEEXT)
bench-keys: $(bin_PROGRAMS) $(keys_programs)
	COURANT=$(abs_top_builddir)/courant$(EXEEXT) TOOLS=$(abs_top_builddir)/tests/bench \
	  python3 $(top_srcdir)/tests/bench/keys.py $(KEYS_ROWS)
.PHONY: bench-keys

# make bench-archive ARCHIVE='10000 100000 1000000': what the store takes with so many articles, and what courant and other
# readers take at the screen; TABLES=screen for one of the two. Then how many of the near copies among 10,000 stories are found.
ARCHIVE = 10000 100000
archive_programs = tests/bench/archive$(EXEEXT) tests/bench/frame$(EXEEXT) tests/bench/stories$(EXEEXT)
bench-archive: $(bin_PROGRAMS) $(archive_programs)
	COURANT=$(abs_top_builddir)/courant$(EXEEXT) TOOLS=$(abs_top_builddir)/tests/bench \
	  python3 $(top_srcdir)/tests/bench/archive.py $(ARCHIVE)
	folder=`mktemp -d` && tests/bench/stories$(EXEEXT) found $$folder/stories.db 10000; rm -rf $$folder
.PHONY: bench-archive

# make bench-session ARCHIVE='1000 1000000': how a session starts, and the memory after thousands of keys with the last of these.
bench-session: $(bin_PROGRAMS) tests/bench/archive$(EXEEXT) tests/bench/frame$(EXEEXT) tests/bench/serve$(EXEEXT)
	COURANT=$(abs_top_builddir)/courant$(EXEEXT) TOOLS=$(abs_top_builddir)/tests/bench \
	  python3 $(top_srcdir)/tests/bench/session.py start $(ARCHIVE)
	COURANT=$(abs_top_builddir)/courant$(EXEEXT) TOOLS=$(abs_top_builddir)/tests/bench \
	  python3 $(top_srcdir)/tests/bench/session.py long $(lastword $(ARCHIVE))
.PHONY: bench-session

# Pages as text, beside libxml2's parser alone and the browsers on PATH.
bench-pages: $(bin_PROGRAMS) tests/bench/measure$(EXEEXT) tests/bench/sax$(EXEEXT)
	COURANT=$(abs_top_builddir)/courant$(EXEEXT) TOOLS=$(abs_top_builddir)/tests/bench \
	  python3 $(top_srcdir)/tests/bench/pages.py
.PHONY: bench-pages
