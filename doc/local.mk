dist_doc_DATA = README.md LICENSE
EXTRA_DIST += doc/hacking.md
