noinst_LIBRARIES += src/comments/libcomments.a
comments_LIBS = src/comments/libcomments.a $(extract_LIBS) $(feed_LIBS) $(html_LIBS) $(codec_LIBS) $(web_LIBS) $(text_LIBS)
src_comments_libcomments_a_SOURCES = \
	src/comments/answer.c \
	src/comments/embed.c \
	src/comments/field.c src/comments/field.h \
	src/comments/form.c \
	src/comments/form_json.c \
	src/comments/from_feed.c \
	src/comments/from_jsonld.c \
	src/comments/internal.h \
	src/comments/label.c \
	src/comments/names.c src/comments/names.h \
	src/comments/page.c src/comments/page.h \
	src/comments/page_alike.c \
	src/comments/page_forum.c \
	src/comments/page_item.c \
	src/comments/page_items.c \
	src/comments/page_signs.c \
	src/comments/reply.c src/comments/reply.h \
	src/comments/request.c \
	src/comments/shared.c \
	src/comments/site.c src/comments/site.h \
	src/comments/source.c src/comments/source.h \
	src/comments/thread.c src/comments/thread.h \
	src/comments/wordpress.c
EXTRA_DIST += src/comments/README
