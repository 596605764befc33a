# Tools that make C out of data: plain shell and awk, so that nothing has to be built first.
EXTRA_DIST += src/gen/embed

# The one tool that is a program: it prints the program's own tables.
noinst_PROGRAMS += src/gen/reference
src_gen_reference_SOURCES = src/gen/reference.c
src_gen_reference_LDADD = $(ui_LIBS) $(cli_LIBS)
