noinst_LIBRARIES += src/extract/libextract.a
extract_LIBS = src/extract/libextract.a $(html_LIBS) $(codec_LIBS) $(web_LIBS) $(text_LIBS) -lm
src_extract_libextract_a_SOURCES = \
	src/extract/article.c src/extract/extract.h \
	src/extract/blocks.c \
	src/extract/choose.c \
	src/extract/context.c \
	src/extract/features.c src/extract/features.h \
	src/extract/headline.c \
	src/extract/hints.c \
	src/extract/internal.h \
	src/extract/author.c \
	src/extract/byline.c \
	src/extract/jsonld.c src/extract/jsonld.h \
	src/extract/language.c \
	src/extract/meta.c src/extract/meta.h \
	src/extract/model.c \
	src/extract/next_page.c \
	src/extract/paywall.c \
	src/extract/phrases.c \
	src/extract/repeats.c \
	src/extract/shingles.c src/extract/shingles.h \
	src/extract/site.c src/extract/site.h \
	src/extract/title.c \
	src/extract/weights.inc \
	src/extract/write.c
EXTRA_DIST += src/extract/README

# Not built unless asked for: fits the weights.
EXTRA_PROGRAMS += src/extract/training/train
src_extract_training_train_SOURCES = src/extract/training/train.c
src_extract_training_train_LDADD = $(extract_LIBS)
EXTRA_DIST += src/extract/training/README src/extract/training/label.py src/extract/training/score.py
