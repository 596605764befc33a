noinst_LIBRARIES += src/html/libhtml.a
html_LIBS = src/html/libhtml.a $(web_LIBS) $(text_LIBS) $(XML2_LIBS)
src_html_libhtml_a_SOURCES = \
	src/html/build.c \
	src/html/bytes.c \
	src/html/entities.c src/html/entities.h \
	src/html/html.h \
	src/html/image.c \
	src/html/internal.h \
	src/html/mend.c \
	src/html/parse.c \
	src/html/plain.c \
	src/html/select.c src/html/select.h \
	src/html/serialise.c \
	src/html/tags.c src/html/tags.h \
	src/html/token.c \
	src/html/tree.c
EXTRA_DIST += src/html/README
