noinst_LIBRARIES += src/config/libconfig.a
config_LIBS = src/config/libconfig.a $(query_LIBS) $(extract_LIBS)
src_config_libconfig_a_SOURCES = \
	src/config/keymap.c \
	src/config/keymap.h \
	src/config/keynames.c \
	src/config/keynames.h \
	src/config/lines.c \
	src/config/lines.h \
	src/config/manners.c \
	src/config/manners.h \
	src/config/mistakes.c \
	src/config/mistakes.h \
	src/config/rules.c \
	src/config/rules.h \
	src/config/settings.c \
	src/config/settings.h \
	src/config/sites.c \
	src/config/sites.h \
	src/config/standard.h \
	src/config/theme.c \
	src/config/theme.h \
	src/config/values.c \
	src/config/values.h
nodist_src_config_libconfig_a_SOURCES = src/config/embedded_keymaps.c src/config/embedded_themes.c \
	src/config/embedded_settings.c src/config/standard.gen.c
EXTRA_DIST += src/config/README src/config/default.config src/gen/settings

src/config/embedded_themes.c: $(theme_files) src/gen/embed
	$(AM_V_GEN)$(MKDIR_P) src/config && (cd $(srcdir) && sh src/gen/embed embedded_themes $(theme_files)) >$@-t && mv $@-t $@
src/config/embedded_keymaps.c: $(keymap_files) src/gen/embed
	$(AM_V_GEN)$(MKDIR_P) src/config && (cd $(srcdir) && sh src/gen/embed embedded_keymaps $(keymap_files)) >$@-t && mv $@-t $@
src/config/embedded_settings.c: src/config/default.config src/gen/embed
	$(AM_V_GEN)$(MKDIR_P) src/config && sh $(srcdir)/src/gen/embed embedded_settings $(srcdir)/src/config/default.config >$@-t && mv $@-t $@
src/config/standard.gen.c: src/config/default.config src/gen/settings
	$(AM_V_GEN)$(MKDIR_P) src/config && sh $(srcdir)/src/gen/settings $(srcdir)/src/config/default.config >$@-t && mv $@-t $@
CLEANFILES += src/config/embedded_themes.c src/config/embedded_keymaps.c src/config/embedded_settings.c src/config/standard.gen.c
