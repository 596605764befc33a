noinst_LIBRARIES += src/sync/libsync.a
sync_LIBS = src/sync/libsync.a $(feed_LIBS) $(html_LIBS) $(codec_LIBS) $(web_LIBS) $(text_LIBS)
src_sync_libsync_a_SOURCES = \
	src/sync/greader.c \
	src/sync/internal.h \
	src/sync/session.c \
	src/sync/sync.h
EXTRA_DIST += src/sync/README
