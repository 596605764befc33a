noinst_LIBRARIES += src/store/libstore.a
store_LIBS = src/store/libstore.a $(comments_LIBS) $(sync_LIBS) $(feed_LIBS) $(query_LIBS) $(web_LIBS) $(text_LIBS) $(SQLITE_LIBS)
src_store_libstore_a_SOURCES = \
	src/store/accounts.c src/store/accounts.h \
	src/store/article_text.c \
	src/store/articles.c src/store/articles.h \
	src/store/backup.c \
	src/store/comments.c \
	src/store/copies.c src/store/copies.h \
	src/store/counts.c \
	src/store/discussion.h \
	src/store/doctor.c src/store/doctor.h \
	src/store/drafts.c \
	src/store/failure.c \
	src/store/feeds.c src/store/feeds.h \
	src/store/functions.c \
	src/store/hash.c src/store/hash.h \
	src/store/hits.c src/store/hits.h \
	src/store/holds.c src/store/holds.h \
	src/store/indexing.c src/store/indexing.h \
	src/store/internal.h \
	src/store/match_sql.c src/store/match_sql.h \
	src/store/marks.c \
	src/store/migrate.c \
	src/store/outbox.c \
	src/store/outline.c src/store/outline.h \
	src/store/pictures.c src/store/pictures.h \
	src/store/query_sql.c src/store/query_sql.h \
	src/store/rank.c src/store/rank.h \
	src/store/recognise.c \
	src/store/retention.c src/store/retention.h \
	src/store/rules.c src/store/rules.h \
	src/store/revisions.c \
	src/store/salvage.c \
	src/store/search.c src/store/search.h \
	src/store/smart.c src/store/smart.h \
	src/store/snippet.c src/store/snippet.h \
	src/store/statement.c \
	src/store/store.c src/store/store.h \
	src/store/strip.c src/store/strip.h \
	src/store/synced.c src/store/synced.h src/store/synced_take.c \
	src/store/take.c src/store/take.h src/store/take_write.c \
	src/store/tokenizer.c src/store/tokenizer.h \
	src/store/transaction.c \
	src/store/undo.c src/store/undo.h \
	src/store/waiting.c src/store/waiting.h \
	src/store/wording.c src/store/wording.h \
	src/store/writer.c src/store/writer.h

# SQL as C: the schema's files as they are, the statements as an enum and a table.
store_schema = src/store/schema/0001-first.sql src/store/schema/0002-count-additions.sql \
	src/store/schema/0003-words.sql src/store/schema/0004-undo.sql src/store/schema/0005-pictures.sql \
	src/store/schema/0006-hidden.sql src/store/schema/0007-manners.sql \
	src/store/schema/0008-deleted.sql src/store/schema/0009-smart.sql \
	src/store/schema/0010-changed.sql src/store/schema/0011-removed.sql src/store/schema/0012-copies.sql \
	src/store/schema/0013-feeds-by-name.sql \
	src/store/schema/0014-totals.sql src/store/schema/0015-counted.sql \
	src/store/schema/0016-merges.sql src/store/schema/0017-gone-pages.sql \
	src/store/schema/0018-accounts.sql src/store/schema/0019-joined.sql \
	src/store/schema/0020-part-feeds.sql src/store/schema/0021-uncounted.sql
store_generated = src/store/statements.gen.h src/store/statements.gen.c src/store/schema.gen.c
nodist_src_store_libstore_a_SOURCES = $(store_generated)
BUILT_SOURCES += $(store_generated)
CLEANFILES += $(store_generated)
EXTRA_DIST += src/gen/statements src/store/README src/store/statements.sql $(store_schema)

src/store/statements.gen.h: src/store/statements.sql src/gen/statements
	$(AM_V_GEN)$(MKDIR_P) src/store && $(top_srcdir)/src/gen/statements header $(top_srcdir)/src/store/statements.sql >$@.new && mv $@.new $@
src/store/statements.gen.c: src/store/statements.sql src/gen/statements
	$(AM_V_GEN)$(MKDIR_P) src/store && $(top_srcdir)/src/gen/statements table $(top_srcdir)/src/store/statements.sql >$@.new && mv $@.new $@
src/store/schema.gen.c: $(store_schema) src/gen/embed
	$(AM_V_GEN)$(MKDIR_P) src/store && $(top_srcdir)/src/gen/embed store_schema $(store_schema:%=$(top_srcdir)/%) >$@.new && mv $@.new $@

# Also before the first "make all" has made them.
$(src_store_libstore_a_OBJECTS): src/store/statements.gen.h
