noinst_LIBRARIES += src/app/libapp.a
app_LIBS = src/app/libapp.a $(store_LIBS) $(net_LIBS) $(config_LIBS) $(layout_LIBS) $(comments_LIBS) $(sync_LIBS) $(extract_LIBS) \
	$(feed_LIBS) $(query_LIBS) $(html_LIBS) $(codec_LIBS) $(web_LIBS) $(text_LIBS)
src_app_libapp_a_SOURCES = \
	src/app/app.c src/app/app.h \
	src/app/archive.c \
	src/app/change.c \
	src/app/configuration.c src/app/configuration.h \
	src/app/discuss.c src/app/discuss.h \
	src/app/fetch.c src/app/fetch.h \
	src/app/full.c src/app/full.h \
	src/app/holds.c src/app/holds.h \
	src/app/internal.h \
	src/app/looks.c src/app/looks.h \
	src/app/manners.c src/app/manners.h \
	src/app/pages.c \
	src/app/pictures.c src/app/pictures.h \
	src/app/posting.c src/app/posting.h \
	src/app/reload.c \
	src/app/reply.c \
	src/app/rules.c src/app/rules.h \
	src/app/sample.c src/app/sample.h \
	src/app/schedule.c src/app/schedule.h \
	src/app/save.c \
	src/app/search.c \
	src/app/send.c \
	src/app/subscribe.c \
	src/app/sync.c \
	src/app/visit.c src/app/visit.h
nodist_src_app_libapp_a_SOURCES = src/app/sample.gen.c
EXTRA_DIST += src/app/README src/app/sample/README $(sample_files)

sample_files = \
	src/app/sample/gazette.xml \
	src/app/sample/lab.json \
	src/app/sample/page-report.html \
	src/app/sample/post.xml \
	src/app/sample/sample.opml \
	src/app/sample/thread-buns.xml \
	src/app/sample/thread-chart.xml \
	src/app/sample/thread-clock.xml \
	src/app/sample/thread-crane.xml \
	src/app/sample/thread-ferry.xml \
	src/app/sample/thread-markets.xml \
	src/app/sample/wire.xml

src/app/sample.gen.c: $(sample_files) src/gen/embed
	$(AM_V_GEN)$(MKDIR_P) src/app && files= && for file in $(sample_files); do files="$$files $(srcdir)/$$file"; done && \
	  $(SHELL) $(srcdir)/src/gen/embed embedded_sample $$files >$@.tmp && mv $@.tmp $@
CLEANFILES += src/app/sample.gen.c
