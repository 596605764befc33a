noinst_LIBRARIES += src/net/libnet.a
net_LIBS = src/net/libnet.a $(web_LIBS)
src_net_libnet_a_SOURCES = \
	src/net/body.c src/net/body.h \
	src/net/budget.c src/net/budget.h \
	src/net/curl.c src/net/curl.h \
	src/net/describe.c \
	src/net/internal.h \
	src/net/net.c src/net/net.h \
	src/net/queue.c src/net/queue.h \
	src/net/redirect.c \
	src/net/transfer.c \
	src/net/way.c
EXTRA_DIST += src/net/README
