noinst_LIBRARIES += src/ui/libui.a
ui_LIBS = src/ui/libui.a $(app_LIBS) $(store_LIBS) $(config_LIBS) $(layout_LIBS) $(query_LIBS) $(text_LIBS) $(CURSES_LIBS)
src_ui_libui_a_SOURCES = \
	src/ui/ui.h
