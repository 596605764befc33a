noinst_LIBRARIES += src/cli/libcli.a
cli_LIBS = src/cli/libcli.a $(app_LIBS) $(store_LIBS) $(net_LIBS) $(config_LIBS) $(layout_LIBS) $(comments_LIBS) $(extract_LIBS) $(feed_LIBS) $(query_LIBS) $(html_LIBS) $(codec_LIBS) $(web_LIBS) $(text_LIBS)
src_cli_libcli_a_SOURCES = \
	src/cli/cli.h
