noinst_LIBRARIES += src/sync/libsync.a
sync_LIBS = src/sync/libsync.a $(feed_LIBS) $(html_LIBS) $(codec_LIBS) $(web_LIBS) $(text_LIBS)
src_sync_libsync_a_SOURCES = \
	src/sync/fever.c \
	src/sync/greader.c \
	src/sync/internal.h \
	src/sync/md5.c src/sync/md5.h \
	src/sync/miniflux.c \
	src/sync/nextcloud.c \
	src/sync/session.c \
	src/sync/shared.c \
	src/sync/sync.h \
	src/sync/ttrss.c
EXTRA_DIST += src/sync/README
