noinst_LIBRARIES += src/text/libtext.a
text_LIBS = src/text/libtext.a $(base_LIBS) $(UNISTRING_LIBS)
src_text_libtext_a_SOURCES = \
	src/text/breaks.h \
	src/text/cells.h \
	src/text/clean.h \
	src/text/decode.h \
	src/text/fold.h \
	src/text/utf8.h
