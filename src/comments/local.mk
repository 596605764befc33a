noinst_LIBRARIES += src/comments/libcomments.a
comments_LIBS = src/comments/libcomments.a $(extract_LIBS) $(feed_LIBS) $(html_LIBS) $(codec_LIBS) $(web_LIBS) $(text_LIBS)
src_comments_libcomments_a_SOURCES = \
	src/comments/reply.h \
	src/comments/source.h \
	src/comments/thread.h
