# Fuzz targets over the pure rooms. Built with --enable-fuzz (clang) they run by libFuzzer; otherwise a plain driver
# replays the seeds as part of `make check`. A target names its folder of seeds: const char fuzz_seeds[]. The targets stand in
# tests/unit/<room>/local.mk, beside the tests of what they feed:
#   fuzz_targets += tests/fuzz/fuzz_x
#   tests_fuzz_fuzz_x_SOURCES = tests/fuzz/fuzz_x.c $(FUZZ_DRIVER)
#   tests_fuzz_fuzz_x_LDFLAGS = $(FUZZ_LINKING)
#   tests_fuzz_fuzz_x_LDADD = $(x_LIBS)
EXTRA_DIST += tests/fuzz/campaign tests/fuzz/fuzz.h tests/fuzz/replay.c

if FUZZ
FUZZ_LINKING = $(AM_LDFLAGS) -fsanitize=fuzzer
FUZZ_DRIVER =
noinst_PROGRAMS += $(fuzz_targets)
else
FUZZ_LINKING = $(AM_LDFLAGS)
FUZZ_DRIVER = tests/fuzz/replay.c
check_PROGRAMS += $(fuzz_targets)
TESTS += $(fuzz_targets)
endif
