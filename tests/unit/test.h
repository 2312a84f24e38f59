/*
 * test: what every unit test includes first.
 *
 * A test is a program of its own (test_NAME.c, a line in meson.build), so that a crash ends only
 * that one.  It is linked with all libraries of the project and compiled without base/banned.h,
 * because cmocka needs setjmp.
 */
#ifndef UNIT_TEST_H
#define UNIT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A slice against a C string; says both when they differ. */
#define assert_str(slice, expected) assert_str_at((slice), (expected), __FILE__, __LINE__)

static inline void
assert_str_at(struct str slice, const char *expected, const char *file, int line)
{
	if (slice.length == strlen(expected) &&
	    (slice.length == 0 || memcmp(slice.data, expected, slice.length) == 0))
		return;
	print_error("\"%.*s\" is not \"%s\"\n", STR_ARG(slice), expected);
	_fail(file, line);
}

/* Whether a sanitizer makes the program many times slower: tests/sanitizers/run says so, and unit runs without, too. */
static inline bool
is_slowed(void)
{
	const char *factor = getenv("TIME_FACTOR");

	return factor != NULL && atoi(factor) > 1;
}

#endif
