# Themes and key maps are data: compiled in from here, and installed for people to copy.
theme_files =
keymap_files =
EXTRA_DIST += $(theme_files) $(keymap_files)
