# How long things take, beside something that is known to be fast. Not part of `make check`: a number is no verdict.
EXTRA_PROGRAMS += tests/bench/fetch tests/bench/archive
tests_bench_fetch_SOURCES = tests/bench/fetch.c
tests_bench_fetch_LDADD = $(net_LIBS)
tests_bench_archive_SOURCES = tests/bench/archive.c
tests_bench_archive_LDADD = $(store_LIBS) -lm
EXTRA_DIST += tests/bench/reload.sh
CLEANFILES += $(EXTRA_PROGRAMS)

bench: $(bin_PROGRAMS) tests/bench/fetch$(EXEEXT)
	COURANT=$(abs_top_builddir)/courant$(EXEEXT) FETCH=$(abs_top_builddir)/tests/bench/fetch$(EXEEXT) \
	  $(top_srcdir)/tests/bench/reload.sh
.PHONY: bench
