# unit_tests += tests/unit/codec/test_x
# tests_unit_codec_test_x_SOURCES = tests/unit/codec/test_x.c
# tests_unit_codec_test_x_CFLAGS = $(TEST_CFLAGS)
# tests_unit_codec_test_x_LDADD = $(codec_LIBS) $(TEST_LIBS)
