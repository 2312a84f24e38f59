/* base/str: slices, cutting, numbers, distance; base/marks. */
#include "test.h"

#include "base/marks.h"

static void
compares_and_hashes(void **state)
{
	(void)state;
	assert_true(str_equal(STR_EMPTY, STR("")));
	assert_false(str_equal(STR("a"), STR("b")));
	assert_true(str_equal_fold(STR("Active"), STR("aCTIVE")));
	assert_false(str_equal_fold(STR("[a"), STR("{a")));
	assert_true(str_compare(STR("ab"), STR("abc")) < 0);
	assert_true(str_compare(STR("\xc3"), STR("z")) > 0);
	assert_int_equal(str_compare(STR_EMPTY, STR("")), 0);
	assert_true(str_starts(STR("abc"), STR("ab")));
	assert_false(str_starts(STR("a"), STR("ab")));
	assert_true(str_ends(STR("abc"), STR("bc")));
	assert_true(str_ends(STR_EMPTY, STR_EMPTY));
	/* The published values of FNV-1a. */
	assert_true(str_hash(STR("")) == 0xcbf29ce484222325u);
	assert_true(str_hash(STR("foobar")) == 0x85944171f73967e8u);
}

static void
finds(void **state)
{
	(void)state;
	assert_int_equal(str_find(STR("abcabc"), STR("ca")), 2);
	assert_int_equal(str_find(STR("abc"), STR("abcd")), STR_NONE);
	assert_int_equal(str_find(STR_EMPTY, STR("")), 0);
	assert_int_equal(str_find_char(STR("a/b/c"), '/'), 1);
	assert_int_equal(str_find_last(STR("a/b/c"), '/'), 3);
	assert_int_equal(str_find_last(STR_EMPTY, '/'), STR_NONE);
	assert_true(str_contains(STR("abc"), STR("bc")));
	assert_false(str_contains(STR("abc"), STR("cb")));
}

/* Of few letters and much repetition, so that the beginning of what is sought stands in many places. */
static void
fill(char *text, size_t length, uint32_t *seed)
{
	for (size_t i = 0; i < length; i++) {
		*seed = *seed * 1664525 + 1013904223;
		text[i] = *seed >> 24 < 8 ? 'b' : 'a';
	}
}

static void
finds_what_is_long(void **state)
{
	uint32_t seed = 1;
	char text[400], needle[64];

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct str all = { text, sizeof text }, sought = { needle, (size_t)round % 64 };
		size_t expected = 0;

		fill(text, sizeof text, &seed);
		fill(needle, sizeof needle, &seed);
		if (round % 3 == 0)
			sought.data = text + (seed >> 8) % (sizeof text - 64);
		while (expected + sought.length <= all.length &&
		       !str_starts(str_from_offset(all, expected), sought))
			expected++;
		if (expected + sought.length > all.length)
			expected = STR_NONE;
		assert_true(str_find(all, sought) == expected);
	}
}

static void
slices_and_trims(void **state)
{
	(void)state;
	assert_str(str_slice(STR("abcdef"), 2, 4), "cd");
	assert_str(str_slice(STR("abc"), 2, 99), "c");
	assert_str(str_slice(STR("abc"), 3, 1), "");
	assert_str(str_slice(STR("abc"), 99, 100), "");
	assert_null(str_slice(STR_EMPTY, 1, 2).data);
	assert_str(str_from_offset(STR("abc"), 1), "bc");
	assert_str(str_trim(STR(" \t\r\n a b \v\f")), "a b");
	assert_str(str_trim(STR(" \n ")), "");
	assert_str(str_trim_end(STR(" a ")), " a");
	assert_null(str_from(NULL).data);
}

static void
cuts_parts(void **state)
{
	struct str rest = STR("a,,b"), part;

	(void)state;
	assert_true(str_cut(&rest, ',', &part));
	assert_str(part, "a");
	assert_true(str_cut(&rest, ',', &part));
	assert_str(part, "");
	assert_true(str_cut(&rest, ',', &part));
	assert_str(part, "b");
	assert_false(str_cut(&rest, ',', &part));
	rest = STR("x,");
	assert_true(str_cut(&rest, ',', &part));
	assert_true(str_cut(&rest, ',', &part));
	assert_str(part, "");
	assert_false(str_cut(&rest, ',', &part));
	rest = STR("");
	assert_true(str_cut(&rest, ',', &part));
	assert_false(str_cut(&rest, ',', &part));
}

static void
cuts_lines(void **state)
{
	struct str rest = STR("one\r\n\ntwo\r"), line;

	(void)state;
	assert_true(str_cut_line(&rest, &line));
	assert_str(line, "one");
	assert_true(str_cut_line(&rest, &line));
	assert_str(line, "");
	assert_true(str_cut_line(&rest, &line));
	assert_str(line, "two\r"); /* no \n behind it: part of the text */
	assert_false(str_cut_line(&rest, &line));
	rest = STR("a\n");
	assert_true(str_cut_line(&rest, &line));
	assert_false(str_cut_line(&rest, &line));
}

static void
reads_numbers(void **state)
{
	int64_t number = 7;

	(void)state;
	assert_true(str_to_number(STR("9223372036854775807"), &number));
	assert_true(number == INT64_MAX);
	assert_true(str_to_number(STR("-9223372036854775808"), &number));
	assert_true(number == INT64_MIN);
	assert_true(str_to_number(STR("007"), &number));
	assert_true(number == 7);
	assert_false(str_to_number(STR("9223372036854775808"), &number));
	assert_false(str_to_number(STR("-9223372036854775809"), &number));
	assert_false(str_to_number(STR(""), &number));
	assert_false(str_to_number(STR("-"), &number));
	assert_false(str_to_number(STR("+1"), &number));
	assert_false(str_to_number(STR("1 "), &number));
	assert_false(str_to_number(STR("1\0"), &number));
	assert_true(number == 7);
}

static void
measures_distance(void **state)
{
	char many[65];

	(void)state;
	memset(many, 'a', sizeof many);
	assert_int_equal(str_distance(STR("owner"), STR("owner"), 3), 0);
	assert_int_equal(str_distance(STR("Owner"), STR("oWNER"), 3), 0);
	assert_int_equal(str_distance(STR("onwer"), STR("owner"), 3), 1);
	assert_int_equal(str_distance(STR("stauts"), STR("status"), 1), 1);
	assert_int_equal(str_distance(STR("kitten"), STR("sitting"), 3), 3);
	assert_int_equal(str_distance(STR("kitten"), STR("sitting"), 2), 3);
	assert_int_equal(str_distance(STR(""), STR("abc"), 3), 3);
	assert_int_equal(str_distance(STR(""), STR("abcd"), 3), 4);
	assert_int_equal(str_distance(STR("ab"), STR("xy"), 0), 1);
	assert_int_equal(str_distance(STR("ba"), STR("ab"), 1), 1);
	assert_int_equal(str_distance((struct str){ many, 64 }, (struct str){ many, 64 }, 2), 0);
	assert_int_equal(str_distance((struct str){ many, 65 }, (struct str){ many, 65 }, 2), 3);
}

static void
tells_which_parts_have_marks(void **state)
{
	const struct str words[] = { STR("]["), STR("&") };
	struct marks marks;

	(void)state;
	marks_init(&marks, STR("one ][ two & three ][ four"), words, 2);
	assert_int_equal(marks.nearest, 4);
	assert_false(marks_may_stand(&marks, 0, 4));
	assert_true(marks_may_stand(&marks, 0, 5));
	assert_true(marks_may_stand(&marks, 4, 10));
	assert_false(marks_may_stand(&marks, 5, 11));
	assert_true(marks_may_stand(&marks, 6, 12));
	assert_false(marks_may_stand(&marks, 12, 19));
	assert_true(marks_may_stand(&marks, 12, 20));
	assert_true(marks_may_stand(&marks, 0, 4)); /* too late to ask */
	assert_false(marks_may_stand(&marks, 20, 100));
	marks_init(&marks, STR("nothing"), words, 2);
	assert_int_equal(marks.nearest, STR_NONE);
	assert_false(marks_may_stand(&marks, 0, 100));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares_and_hashes),
		cmocka_unit_test(finds),
		cmocka_unit_test(finds_what_is_long),
		cmocka_unit_test(slices_and_trims),
		cmocka_unit_test(cuts_parts),
		cmocka_unit_test(cuts_lines),
		cmocka_unit_test(reads_numbers),
		cmocka_unit_test(measures_distance),
		cmocka_unit_test(tells_which_parts_have_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
