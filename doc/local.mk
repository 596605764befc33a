EXTRA_DIST += doc/hacking.md README.md
