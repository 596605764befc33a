unit_tests += tests/unit/config/test_settings
tests_unit_config_test_settings_LDADD = $(config_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/config/test_theme
tests_unit_config_test_theme_LDADD = $(config_LIBS) $(TEST_LIBS) -lm

unit_tests += tests/unit/config/test_keymap
tests_unit_config_test_keymap_LDADD = $(config_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/config/test_rules
tests_unit_config_test_rules_LDADD = $(config_LIBS) $(TEST_LIBS)

fuzz_targets += tests/fuzz/fuzz_config
tests_fuzz_fuzz_config_SOURCES = tests/fuzz/fuzz_config.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_config_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_config_LDADD = $(config_LIBS)

unit_tests += tests/unit/config/test_manners
tests_unit_config_test_manners_LDADD = $(config_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/config/test_mistakes
tests_unit_config_test_mistakes_LDADD = $(config_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/config/test_sites
tests_unit_config_test_sites_LDADD = $(config_LIBS) $(TEST_LIBS)
