noinst_LIBRARIES += src/config/libconfig.a
config_LIBS = src/config/libconfig.a $(query_LIBS) $(web_LIBS) $(text_LIBS)
src_config_libconfig_a_SOURCES = \
	src/config/keymap.h \
	src/config/settings.h \
	src/config/theme.h
