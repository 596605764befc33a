EXTRA_DIST += tests/unit/ui/dump.h tests/unit/ui/stage.h

unit_tests += tests/unit/ui/test_canvas
tests_unit_ui_test_canvas_LDADD = $(ui_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/ui/test_ahead
tests_unit_ui_test_ahead_LDADD = $(ui_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/ui/test_terminfo
tests_unit_ui_test_terminfo_LDADD = $(ui_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/ui/test_input
tests_unit_ui_test_input_LDADD = $(ui_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/ui/test_window
tests_unit_ui_test_window_LDADD = $(ui_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/ui/test_editor
tests_unit_ui_test_editor_LDADD = $(ui_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/ui/test_reading
tests_unit_ui_test_reading_LDADD = $(ui_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/ui/test_command
tests_unit_ui_test_command_LDADD = $(ui_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/ui/test_discussion
tests_unit_ui_test_discussion_LDADD = $(ui_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/ui/test_find
tests_unit_ui_test_find_SOURCES = tests/unit/ui/test_find.c
tests_unit_ui_test_find_CFLAGS = $(TEST_CFLAGS)
tests_unit_ui_test_find_LDADD = $(ui_LIBS) $(TEST_LIBS)

fuzz_targets += tests/fuzz/fuzz_input
tests_fuzz_fuzz_input_SOURCES = tests/fuzz/fuzz_input.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_input_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_input_LDADD = $(ui_LIBS)
EXTRA_DIST += tests/data/input/answers tests/data/input/keys tests/data/input/paste

unit_tests += tests/unit/ui/test_large
tests_unit_ui_test_large_LDADD = $(ui_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/ui/test_lists
tests_unit_ui_test_lists_LDADD = $(ui_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/ui/test_hand
tests_unit_ui_test_hand_LDADD = $(ui_LIBS) $(TEST_LIBS)
