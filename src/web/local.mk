noinst_LIBRARIES += src/web/libweb.a
web_LIBS = src/web/libweb.a $(text_LIBS)
src_web_libweb_a_SOURCES = \
	src/web/http.h \
	src/web/url.h
