noinst_LIBRARIES += src/extract/libextract.a
extract_LIBS = src/extract/libextract.a $(html_LIBS) $(codec_LIBS) $(web_LIBS) $(text_LIBS)
src_extract_libextract_a_SOURCES = \
	src/extract/extract.h
