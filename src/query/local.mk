noinst_LIBRARIES += src/query/libquery.a
query_LIBS = src/query/libquery.a $(text_LIBS)
src_query_libquery_a_SOURCES = \
	src/query/query.h \
	src/query/words.c src/query/words.h
EXTRA_DIST += src/query/README
