# Themes and key maps are data: compiled in from here, and installed for people to copy.
theme_files = themes/default.theme themes/mono.theme themes/dark.theme themes/light.theme \
	themes/solarized-dark.theme themes/solarized-light.theme themes/gruvbox.theme themes/nord.theme \
	themes/high-contrast.theme
keymap_files = themes/default.keys themes/newsboat.keys
themesdir = $(pkgdatadir)/themes
dist_themes_DATA = $(theme_files)
keysdir = $(pkgdatadir)/keys
dist_keys_DATA = $(keymap_files)
