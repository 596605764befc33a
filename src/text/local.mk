noinst_LIBRARIES += src/text/libtext.a
text_LIBS = src/text/libtext.a $(base_LIBS) $(UNISTRING_LIBS)
src_text_libtext_a_SOURCES = \
	src/text/breaks.c \
	src/text/breaks.h \
	src/text/breaks_ascii.c \
	src/text/breaks_ascii.h \
	src/text/cells.c \
	src/text/cells.h \
	src/text/clean.c \
	src/text/clean.h \
	src/text/decode.c \
	src/text/decode.h \
	src/text/fold.c \
	src/text/fold.h \
	src/text/folds.c \
	src/text/folds.h \
	src/text/guess.c \
	src/text/internal.h \
	src/text/kinds.c \
	src/text/kinds.h \
	src/text/labels.c \
	src/text/reference.c \
	src/text/reference.h \
	src/text/references.c \
	src/text/references.h \
	src/text/twice.c \
	src/text/twice.h \
	src/text/utf8.c \
	src/text/utf8.h
EXTRA_DIST += src/gen/breaks src/gen/folds src/gen/kinds src/gen/references
EXTRA_DIST += src/text/README
