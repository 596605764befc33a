noinst_LIBRARIES += src/query/libquery.a
query_LIBS = src/query/libquery.a $(text_LIBS)
src_query_libquery_a_SOURCES = \
	src/query/query.h
