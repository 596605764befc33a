dist_doc_DATA = README.md LICENSE
EXTRA_DIST += doc/hacking.md $(manual_sources) $(completion_sources)

# The manual and the shells' completion: templates, filled from the tables that the program runs on.
completion_sources = doc/completion.bash.in doc/completion.zsh.in doc/completion.fish.in
manual_sources = doc/courant.1.scd.in doc/courant-config.5.scd.in doc/courant-query.7.scd.in
manual = doc/courant.1 doc/courant-config.5 doc/courant-query.7
completion = doc/courant.bash doc/_courant doc/courant.fish
reference = src/gen/reference$(EXEEXT)
fill = $(MKDIR_P) doc && $(reference) <$< >$@-t && mv $@-t $@

bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
nodist_zshcompletion_DATA = doc/_courant
nodist_fishcompletion_DATA = doc/courant.fish
noinst_DATA = doc/courant.bash

doc/courant.bash: doc/completion.bash.in $(reference)
	$(AM_V_GEN)$(fill)
doc/_courant: doc/completion.zsh.in $(reference)
	$(AM_V_GEN)$(fill)
doc/courant.fish: doc/completion.fish.in $(reference)
	$(AM_V_GEN)$(fill)

# bash looks for a file that is called as the command is.
install-data-local: doc/courant.bash
	$(MKDIR_P) '$(DESTDIR)$(bashcompletiondir)'
	$(INSTALL_DATA) doc/courant.bash '$(DESTDIR)$(bashcompletiondir)/courant'
uninstall-local:
	rm -f '$(DESTDIR)$(bashcompletiondir)/courant'

CLEANFILES += $(completion)
if HAVE_SCDOC
nodist_man_MANS = $(manual)
CLEANFILES += $(manual) $(manual:=.scd)
doc/courant.1.scd: doc/courant.1.scd.in $(reference)
	$(AM_V_GEN)$(fill)
doc/courant-config.5.scd: doc/courant-config.5.scd.in $(reference)
	$(AM_V_GEN)$(fill)
doc/courant-query.7.scd: doc/courant-query.7.scd.in $(reference)
	$(AM_V_GEN)$(fill)
doc/courant.1: doc/courant.1.scd
	$(AM_V_GEN)$(SCDOC) <$< >$@-t && mv $@-t $@
doc/courant-config.5: doc/courant-config.5.scd
	$(AM_V_GEN)$(SCDOC) <$< >$@-t && mv $@-t $@
doc/courant-query.7: doc/courant-query.7.scd
	$(AM_V_GEN)$(SCDOC) <$< >$@-t && mv $@-t $@
endif

# Pictures for the README, from the real program on the sample newspaper.
screens_files = doc/screens/wide.png doc/screens/middle.png doc/screens/narrow.png doc/screens/nord.png \
	doc/screens/gruvbox.png doc/screens/solarized-light.png doc/screens/comments.png doc/screens/reply.png \
	doc/screens/search.png
EXTRA_DIST += $(screens_files) tests/e2e/screens tests/e2e/picture.py
screens: courant$(EXEEXT)
	COURANT=$(abs_top_builddir)/courant$(EXEEXT) python3 $(srcdir)/tests/e2e/screens
.PHONY: screens
