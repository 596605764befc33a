# Pages as text, beside libxml2's parser alone and the browsers on PATH: make bench-pages
EXTRA_PROGRAMS += tests/bench/sax
tests_bench_sax_SOURCES = tests/bench/sax.c
tests_bench_sax_CPPFLAGS = $(AM_CPPFLAGS) $(XML2_CFLAGS)
tests_bench_sax_LDADD = $(XML2_LIBS)
EXTRA_DIST += tests/bench/pages.py

bench-pages: $(bin_PROGRAMS) tests/bench/sax$(EXEEXT)
	python3 $(top_srcdir)/tests/bench/pages.py $(abs_top_builddir)/courant$(EXEEXT) \
	  $(abs_top_builddir)/tests/bench/sax$(EXEEXT)
.PHONY: bench-pages
