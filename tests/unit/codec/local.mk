unit_tests += tests/unit/codec/test_date
tests_unit_codec_test_date_SOURCES = tests/unit/codec/test_date.c
tests_unit_codec_test_date_CFLAGS = $(TEST_CFLAGS)
tests_unit_codec_test_date_LDADD = $(codec_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/codec/test_xml
tests_unit_codec_test_xml_SOURCES = tests/unit/codec/test_xml.c
tests_unit_codec_test_xml_CFLAGS = $(TEST_CFLAGS)
tests_unit_codec_test_xml_LDADD = $(codec_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/codec/test_json
tests_unit_codec_test_json_SOURCES = tests/unit/codec/test_json.c
tests_unit_codec_test_json_CFLAGS = $(TEST_CFLAGS)
tests_unit_codec_test_json_LDADD = $(codec_LIBS) $(TEST_LIBS)

unit_tests += tests/unit/codec/test_json_write
tests_unit_codec_test_json_write_SOURCES = tests/unit/codec/test_json_write.c
tests_unit_codec_test_json_write_CFLAGS = $(TEST_CFLAGS)
tests_unit_codec_test_json_write_LDADD = $(codec_LIBS) $(TEST_LIBS)
