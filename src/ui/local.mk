noinst_LIBRARIES += src/ui/libui.a
ui_LIBS = src/ui/libui.a $(app_LIBS) $(store_LIBS) $(config_LIBS) $(layout_LIBS) $(query_LIBS) $(text_LIBS) $(CURSES_LIBS)
src_ui_libui_a_SOURCES = \
	src/ui/canvas.c \
	src/ui/canvas.h \
	src/ui/editor.c \
	src/ui/editor.h \
	src/ui/event.h \
	src/ui/input.c \
	src/ui/input.h \
	src/ui/paint.c \
	src/ui/paint.h \
	src/ui/term.c \
	src/ui/term.h \
	src/ui/ui.h \
	src/ui/window.c \
	src/ui/window.h \
	src/ui/wrap.c \
	src/ui/wrap.h
EXTRA_DIST += src/ui/README
