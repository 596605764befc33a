noinst_LIBRARIES += src/web/libweb.a
web_LIBS = src/web/libweb.a $(text_LIBS)
src_web_libweb_a_SOURCES = \
	src/web/content_type.c \
	src/web/fresh.c \
	src/web/http.c src/web/http.h \
	src/web/http_date.c src/web/http_date.h \
	src/web/internal.h \
	src/web/link.c \
	src/web/url.c src/web/url.h \
	src/web/url_encode.c \
	src/web/url_key.c \
	src/web/url_resolve.c
EXTRA_DIST += src/web/README
