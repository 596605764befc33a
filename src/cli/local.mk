noinst_LIBRARIES += src/cli/libcli.a
cli_LIBS = src/cli/libcli.a $(app_LIBS) $(store_LIBS) $(net_LIBS) $(config_LIBS) $(layout_LIBS) $(comments_LIBS) $(sync_LIBS) \
	$(extract_LIBS) $(feed_LIBS) $(query_LIBS) $(html_LIBS) $(codec_LIBS) $(web_LIBS) $(text_LIBS)
src_cli_libcli_a_SOURCES = \
	src/cli/accounts.c \
	src/cli/article_print.c src/cli/article_print.h \
	src/cli/articles.c \
	src/cli/care.c \
	src/cli/cli.h \
	src/cli/command.c src/cli/command.h \
	src/cli/commands.c src/cli/commands.h \
	src/cli/comments.c src/cli/config.c \
	src/cli/extract.c \
	src/cli/feeds.c \
	src/cli/front.c src/cli/front.h \
	src/cli/help.c src/cli/help.h \
	src/cli/input.c src/cli/input.h \
	src/cli/lines.c src/cli/lines.h \
	src/cli/main.c \
	src/cli/options.c src/cli/options.h \
	src/cli/pages.c \
	src/cli/parse.c \
	src/cli/password.c src/cli/password.h \
	src/cli/print.c src/cli/print.h \
	src/cli/reload.c \
	src/cli/render.c \
	src/cli/rows.c src/cli/rows.h \
	src/cli/rules.c \
	src/cli/search.c \
	src/cli/session.c src/cli/session.h \
	src/cli/show.c
EXTRA_DIST += src/cli/README
