noinst_LIBRARIES += src/feed/libfeed.a
feed_LIBS = src/feed/libfeed.a $(html_LIBS) $(codec_LIBS) $(web_LIBS) $(text_LIBS)
src_feed_libfeed_a_SOURCES = \
	src/feed/construct.c \
	src/feed/discover.c src/feed/discover.h \
	src/feed/engine.c \
	src/feed/feed.c src/feed/feed.h \
	src/feed/fields.c \
	src/feed/handlers.c src/feed/handlers.h \
	src/feed/identity.c src/feed/identity.h \
	src/feed/internal.h \
	src/feed/json_feed.c \
	src/feed/links.c \
	src/feed/opml.c \
	src/feed/part.c \
	src/feed/person.c \
	src/feed/root.c \
	src/feed/subscriptions.c src/feed/subscriptions.h \
	src/feed/subscriptions_internal.h \
	src/feed/urls.c \
	src/feed/vocabulary.c \
	src/feed/write.c src/feed/write.h
EXTRA_DIST += src/feed/README
