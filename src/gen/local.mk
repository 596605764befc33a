# Tools that make C out of data: plain shell and awk, so that nothing has to be built first.
EXTRA_DIST += src/gen/embed
