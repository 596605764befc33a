noinst_LIBRARIES += src/ui/libui.a
ui_LIBS = src/ui/libui.a $(app_LIBS) $(store_LIBS) $(config_LIBS) $(layout_LIBS) $(query_LIBS) $(text_LIBS) $(CURSES_LIBS)
src_ui_libui_a_SOURCES = \
	src/ui/bars.c \
	src/ui/canvas.c \
	src/ui/canvas.h \
	src/ui/command.c \
	src/ui/command.h \
	src/ui/commands/article.c \
	src/ui/commands/comment.c \
	src/ui/commands/feed.c \
	src/ui/commands/general.c \
	src/ui/commands/move.c \
	src/ui/editor.c \
	src/ui/editor.h \
	src/ui/errands.c \
	src/ui/event.h \
	src/ui/input.c \
	src/ui/input.h \
	src/ui/internal.h \
	src/ui/keys.c \
	src/ui/loop.c \
	src/ui/paint.c \
	src/ui/paint.h \
	src/ui/panes/articles.c \
	src/ui/panes/comments.c \
	src/ui/panes/compose.c \
	src/ui/panes/feeds.c \
	src/ui/panes/form.c \
	src/ui/panes/form.h \
	src/ui/panes/help.c \
	src/ui/panes/list.c \
	src/ui/panes/list.h \
	src/ui/panes/log.c \
	src/ui/panes/panes.h \
	src/ui/panes/reader.c \
	src/ui/panes/render.c \
	src/ui/panes/render.h \
	src/ui/panes/runs.c \
	src/ui/panes/runs.h \
	src/ui/panes/search.c \
	src/ui/panes/search.h \
	src/ui/panes/thread.c \
	src/ui/panes/thread.h \
	src/ui/prompt.c \
	src/ui/shape.c \
	src/ui/start.c \
	src/ui/term.c \
	src/ui/term.h \
	src/ui/ui.c \
	src/ui/ui.h \
	src/ui/use.c \
	src/ui/window.c \
	src/ui/window.h \
	src/ui/wrap.c \
	src/ui/wrap.h
EXTRA_DIST += src/ui/README
