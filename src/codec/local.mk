noinst_LIBRARIES += src/codec/libcodec.a
codec_LIBS = src/codec/libcodec.a $(text_LIBS) $(XML2_LIBS) $(JANSSON_LIBS)
src_codec_libcodec_a_SOURCES = \
	src/codec/date.h \
	src/codec/json.h \
	src/codec/json_write.h \
	src/codec/xml.h
