# Themes and key maps are data: compiled in from here, and installed for people to copy.
theme_files = themes/default.theme themes/mono.theme
keymap_files = themes/default.keys
themesdir = $(pkgdatadir)/themes
dist_themes_DATA = $(theme_files)
keysdir = $(pkgdatadir)/keys
dist_keys_DATA = $(keymap_files)
