noinst_LIBRARIES += src/query/libquery.a
query_LIBS = src/query/libquery.a $(text_LIBS)
src_query_libquery_a_SOURCES = \
	src/query/internal.h \
	src/query/match.c \
	src/query/parse.c \
	src/query/query.h \
	src/query/scripts.c src/query/scripts.h \
	src/query/sketch.c src/query/sketch.h \
	src/query/terms.c \
	src/query/times.c \
	src/query/words.c src/query/words.h
EXTRA_DIST += src/query/README
