noinst_LIBRARIES += src/base/libbase.a
base_LIBS = src/base/libbase.a
src_base_libbase_a_SOURCES = \
	src/base/arena.c src/base/arena.h \
	src/base/attributes.h \
	src/base/embedded.c src/base/embedded.h \
	src/base/error.c src/base/error.h \
	src/base/fatal.c src/base/fatal.h \
	src/base/intl.h \
	src/base/lanes.h \
	src/base/limits.h \
	src/base/log.c src/base/log.h \
	src/base/mailbox.c src/base/mailbox.h \
	src/base/map.c src/base/map.h \
	src/base/mapping.c src/base/mapping.h \
	src/base/memory.c src/base/memory.h \
	src/base/path.c src/base/path.h \
	src/base/pool.c src/base/pool.h \
	src/base/spawn.c src/base/spawn.h \
	src/base/str.c src/base/str.h \
	src/base/ticket.c src/base/ticket.h \
	src/base/time.c src/base/time.h \
	src/base/vec.c src/base/vec.h
EXTRA_DIST += src/base/README
