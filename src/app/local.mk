noinst_LIBRARIES += src/app/libapp.a
app_LIBS = src/app/libapp.a $(store_LIBS) $(net_LIBS) $(config_LIBS) $(layout_LIBS) $(comments_LIBS) $(extract_LIBS) $(feed_LIBS) $(query_LIBS) $(html_LIBS) $(codec_LIBS) $(web_LIBS) $(text_LIBS)
src_app_libapp_a_SOURCES = \
	src/app/app.h
