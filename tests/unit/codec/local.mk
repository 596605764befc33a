unit_tests += tests/unit/codec/test_date
tests_unit_codec_test_date_LDADD = $(codec_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/codec/test_xml
tests_unit_codec_test_xml_LDADD = $(codec_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/codec/test_json
tests_unit_codec_test_json_LDADD = $(codec_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/codec/test_json_write
tests_unit_codec_test_json_write_LDADD = $(codec_LIBS) $(TEST_LIBS)

fuzz_targets += tests/fuzz/fuzz_date
tests_fuzz_fuzz_date_SOURCES = tests/fuzz/fuzz_date.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_date_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_date_LDADD = $(codec_LIBS)

fuzz_targets += tests/fuzz/fuzz_json
tests_fuzz_fuzz_json_SOURCES = tests/fuzz/fuzz_json.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_json_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_json_LDADD = $(codec_LIBS)

fuzz_targets += tests/fuzz/fuzz_xml
tests_fuzz_fuzz_xml_SOURCES = tests/fuzz/fuzz_xml.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_xml_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_xml_LDADD = $(codec_LIBS)

EXTRA_DIST += tests/data/date tests/data/json tests/data/xml
