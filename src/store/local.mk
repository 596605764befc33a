noinst_LIBRARIES += src/store/libstore.a
store_LIBS = src/store/libstore.a $(comments_LIBS) $(feed_LIBS) $(query_LIBS) $(web_LIBS) $(text_LIBS) $(SQLITE_LIBS)
src_store_libstore_a_SOURCES = \
	src/store/articles.h \
	src/store/discussion.h \
	src/store/feeds.h \
	src/store/store.h \
	src/store/writer.h
