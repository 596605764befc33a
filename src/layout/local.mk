noinst_LIBRARIES += src/layout/liblayout.a
layout_LIBS = src/layout/liblayout.a $(html_LIBS) $(text_LIBS)
src_layout_liblayout_a_SOURCES = \
	src/layout/layout.h
