noinst_LIBRARIES += src/feed/libfeed.a
feed_LIBS = src/feed/libfeed.a $(html_LIBS) $(codec_LIBS) $(web_LIBS) $(text_LIBS)
src_feed_libfeed_a_SOURCES = \
	src/feed/discover.h \
	src/feed/feed.h \
	src/feed/subscriptions.h
