noinst_LIBRARIES += src/html/libhtml.a
html_LIBS = src/html/libhtml.a $(web_LIBS) $(text_LIBS) $(XML2_LIBS)
src_html_libhtml_a_SOURCES = \
	src/html/html.h \
	src/html/tags.h
