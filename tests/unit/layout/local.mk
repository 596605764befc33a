unit_tests += tests/unit/layout/test_layout
tests_unit_layout_test_layout_LDADD = $(layout_LIBS) $(TEST_LIBS)
unit_tests += tests/unit/layout/test_torture
tests_unit_layout_test_torture_LDADD = $(layout_LIBS) $(TEST_LIBS)
unit_tests += tests/unit/layout/test_plain
tests_unit_layout_test_plain_LDADD = $(layout_LIBS) $(TEST_LIBS)

fuzz_targets += tests/fuzz/fuzz_layout
tests_fuzz_fuzz_layout_SOURCES = tests/fuzz/fuzz_layout.c $(FUZZ_DRIVER)
tests_fuzz_fuzz_layout_LDFLAGS = $(FUZZ_LINKING)
tests_fuzz_fuzz_layout_LDADD = $(layout_LIBS)
EXTRA_DIST += tests/data/layout/deep-table tests/data/layout/repeated.html tests/data/layout/repeated.60.txt tests/data/layout/languages.24.txt tests/data/layout/languages.60.txt \
	tests/data/layout/languages.html tests/data/layout/links.24.txt tests/data/layout/links.40.inline.txt \
	tests/data/layout/links.40.none.txt tests/data/layout/links.60.txt tests/data/layout/links.html \
	tests/data/layout/lists.1.txt tests/data/layout/lists.24.txt tests/data/layout/lists.3.txt \
	tests/data/layout/lists.60.txt tests/data/layout/lists.8.txt tests/data/layout/lists.html \
	tests/data/layout/paragraphs.24.txt tests/data/layout/paragraphs.60.txt tests/data/layout/paragraphs.html \
	tests/data/layout/pictures.24.txt tests/data/layout/pictures.60.txt tests/data/layout/pictures.html \
	tests/data/layout/quotes.24.txt tests/data/layout/quotes.60.txt tests/data/layout/quotes.html \
	tests/data/layout/scripts.24.txt tests/data/layout/scripts.60.txt tests/data/layout/scripts.html \
	tests/data/layout/tables.24.txt tests/data/layout/tables.60.txt tests/data/layout/tables.html
EXTRA_DIST += tests/data/layout/rowspans.html tests/data/layout/rowspans.60.txt tests/data/layout/rowspans.24.txt \
	tests/data/layout/rowspans.7.txt tests/data/layout/records.html tests/data/layout/records.60.txt \
	tests/data/layout/records.24.txt tests/data/layout/inline.html tests/data/layout/inline.60.txt \
	tests/data/layout/inline.24.txt tests/data/layout/blocks.html tests/data/layout/blocks.60.txt \
	tests/data/layout/blocks.24.txt tests/data/layout/formulas.html tests/data/layout/formulas.60.txt \
	tests/data/layout/formulas.24.txt tests/data/layout/breaking.html tests/data/layout/breaking.60.txt \
	tests/data/layout/breaking.24.txt tests/data/layout/breaking.7.txt tests/data/layout/rowspans.60.ascii.txt
EXTRA_DIST += tests/data/layout/heads.html tests/data/layout/heads.24.txt tests/data/layout/heads.40.txt \
	tests/data/layout/heads.60.txt tests/data/layout/nested.html tests/data/layout/nested.24.txt \
	tests/data/layout/nested.60.txt tests/data/layout/notes.html tests/data/layout/notes.24.txt \
	tests/data/layout/notes.60.txt tests/data/layout/right.html tests/data/layout/right.3.txt \
	tests/data/layout/right.20.txt tests/data/layout/right.30.ascii.txt tests/data/layout/right.40.txt
EXTRA_DIST += tests/data/torture/after-the-end.html tests/data/torture/angles.html tests/data/torture/attributes.html tests/data/torture/bidi.html \
	tests/data/torture/breaks.html tests/data/torture/cdata.html tests/data/torture/comments.html tests/data/torture/controls.html \
	tests/data/torture/deep-inline.html tests/data/torture/deep-table.html tests/data/torture/deep.html tests/data/torture/ends-first.html tests/data/torture/forms.html \
	tests/data/torture/head-in-body.html tests/data/torture/links.html tests/data/torture/list-starts.html tests/data/torture/lists.html \
	tests/data/torture/long-words.html tests/data/torture/marks.html tests/data/torture/math.html tests/data/torture/misnested.html \
	tests/data/torture/names.html tests/data/torture/no-quote-end.html tests/data/torture/nothing.html tests/data/torture/pictures.html \
	tests/data/torture/pre.html tests/data/torture/raw-text.html tests/data/torture/references.html tests/data/torture/ruby.html \
	tests/data/torture/table-empty.html tests/data/torture/table-holes.html tests/data/torture/table-in-everything.html tests/data/torture/table-overlap.html \
	tests/data/torture/table-parts.html tests/data/torture/table-strays.html tests/data/torture/templates.html tests/data/torture/unclosed.html \
	tests/data/torture/wide-margins.html tests/data/torture/zero-width.html
