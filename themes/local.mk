# Themes and key maps are data: compiled in from here, and installed for people to copy.
theme_files = themes/default.theme themes/mono.theme
keymap_files = themes/default.keys
EXTRA_DIST += $(theme_files) $(keymap_files)
