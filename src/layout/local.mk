noinst_LIBRARIES += src/layout/liblayout.a
layout_LIBS = src/layout/liblayout.a $(html_LIBS) $(text_LIBS)
src_layout_liblayout_a_SOURCES = \
	src/layout/direction.c \
	src/layout/flow.c \
	src/layout/grid.c src/layout/grid.h \
	src/layout/internal.h \
	src/layout/layout.c src/layout/layout.h \
	src/layout/link.c \
	src/layout/list.c \
	src/layout/margin.c \
	src/layout/math.c \
	src/layout/math_sign.c src/layout/math_sign.h \
	src/layout/picture.c \
	src/layout/piece.c \
	src/layout/plain.c \
	src/layout/records.c \
	src/layout/rows.c \
	src/layout/script.c \
	src/layout/table.c \
	src/layout/text.c \
	src/layout/wrap.c
EXTRA_DIST += src/layout/README
