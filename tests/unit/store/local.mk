# The world of the tests is compiled into each of them.
store_world = tests/unit/store/world.c tests/unit/store/world.h

unit_tests += tests/unit/store/test_articles
tests_unit_store_test_articles_SOURCES = tests/unit/store/test_articles.c $(store_world)
tests_unit_store_test_articles_LDADD = $(store_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/store/test_counts
tests_unit_store_test_counts_SOURCES = tests/unit/store/test_counts.c $(store_world)
tests_unit_store_test_counts_LDADD = $(store_LIBS) $(TEST_LIBS)
$(tests_unit_store_test_counts_OBJECTS): src/store/statements.gen.h

unit_tests += tests/unit/store/test_discussion
tests_unit_store_test_discussion_SOURCES = tests/unit/store/test_discussion.c $(store_world)
tests_unit_store_test_discussion_LDADD = $(store_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/store/test_doctor
tests_unit_store_test_doctor_SOURCES = tests/unit/store/test_doctor.c $(store_world)
tests_unit_store_test_doctor_CFLAGS = $(TEST_CFLAGS)
tests_unit_store_test_doctor_LDADD = $(store_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/store/test_feeds
tests_unit_store_test_feeds_SOURCES = tests/unit/store/test_feeds.c $(store_world)
tests_unit_store_test_feeds_LDADD = $(store_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/store/test_plans
tests_unit_store_test_plans_SOURCES = tests/unit/store/test_plans.c $(store_world)
tests_unit_store_test_plans_LDADD = $(store_LIBS) $(TEST_LIBS)
$(tests_unit_store_test_plans_OBJECTS): src/store/statements.gen.h

unit_tests += tests/unit/store/test_query_sql
tests_unit_store_test_query_sql_SOURCES = tests/unit/store/test_query_sql.c $(store_world)
tests_unit_store_test_query_sql_LDADD = $(store_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/store/test_search
tests_unit_store_test_search_SOURCES = tests/unit/store/test_search.c $(store_world)
tests_unit_store_test_search_LDADD = $(store_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/store/test_store
tests_unit_store_test_store_SOURCES = tests/unit/store/test_store.c $(store_world)
tests_unit_store_test_store_LDADD = $(store_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/store/test_take
tests_unit_store_test_take_SOURCES = tests/unit/store/test_take.c $(store_world)
tests_unit_store_test_take_LDADD = $(store_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/store/test_writer
tests_unit_store_test_writer_SOURCES = tests/unit/store/test_writer.c $(store_world)
tests_unit_store_test_writer_LDADD = $(store_LIBS) $(TEST_LIBS)

EXTRA_DIST += tests/data/store/v1.db tests/data/store/v1.sql

unit_tests += tests/unit/store/test_undo
tests_unit_store_test_undo_SOURCES = tests/unit/store/test_undo.c $(store_world)
tests_unit_store_test_undo_CFLAGS = $(TEST_CFLAGS)
tests_unit_store_test_undo_LDADD = $(store_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/store/test_pictures
tests_unit_store_test_pictures_SOURCES = tests/unit/store/test_pictures.c $(store_world)
tests_unit_store_test_pictures_LDADD = $(store_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/store/test_recognise
tests_unit_store_test_recognise_SOURCES = tests/unit/store/test_recognise.c $(store_world)
tests_unit_store_test_recognise_LDADD = $(store_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/store/test_smart
tests_unit_store_test_smart_SOURCES = tests/unit/store/test_smart.c $(store_world)
tests_unit_store_test_smart_LDADD = $(store_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/store/test_outline
tests_unit_store_test_outline_SOURCES = tests/unit/store/test_outline.c $(store_world)
tests_unit_store_test_outline_LDADD = $(store_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/store/test_hash
tests_unit_store_test_hash_LDADD = $(store_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/store/test_retention
tests_unit_store_test_retention_SOURCES = tests/unit/store/test_retention.c $(store_world)
tests_unit_store_test_retention_LDADD = $(store_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/store/test_synced
tests_unit_store_test_synced_SOURCES = tests/unit/store/test_synced.c $(store_world)
tests_unit_store_test_synced_LDADD = $(store_LIBS) $(TEST_LIBS)
