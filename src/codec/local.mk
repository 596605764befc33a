noinst_LIBRARIES += src/codec/libcodec.a
codec_LIBS = src/codec/libcodec.a $(text_LIBS) $(XML2_LIBS) $(JANSSON_LIBS)
src_codec_libcodec_a_SOURCES = \
	src/codec/base64.c src/codec/base64.h \
	src/codec/date.c \
	src/codec/date.h \
	src/codec/date_internal.h \
	src/codec/date_iso.c \
	src/codec/date_mail.c \
	src/codec/date_names.c \
	src/codec/date_words.c \
	src/codec/json.c \
	src/codec/json.h \
	src/codec/json_mend.c \
	src/codec/json_mend.h \
	src/codec/json_write.c \
	src/codec/json_write.h \
	src/codec/xml.c \
	src/codec/xml.h \
	src/codec/xml_doctype.c \
	src/codec/xml_internal.h \
	src/codec/xml_reference.c \
	src/codec/xml_repair.c \
	src/codec/xml_tags.c
EXTRA_DIST += src/codec/README
