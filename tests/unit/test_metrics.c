/*
 * metrics of tests/quality: against cases that were counted by hand.
 */
#include "test.h"

#include "../quality/metrics.h"

#include <math.h>

#define assert_near(value, expected) assert_true(fabs((value) - (expected)) < 1e-12)

static void
rankings(void **state)
{
	const bool some[] = { false, true, true, false, true }, none[5] = { false };

	(void)state;
	assert_near(average_precision(some, 5), (1.0 / 2 + 2.0 / 3 + 3.0 / 5) / 3);
	assert_near(average_precision(none, 5), 0);
	assert_near(reciprocal_rank(some, 5), 0.5);
	assert_near(reciprocal_rank(none, 5), 0);
}

/* Groups {0 1 2} {3 4} against classes {0 1} {2 3 4}: precision (5/9 * 3 + 2) / 5, and recall is the same
   by symmetry: (2 + 5/9 * 3) / 5. */
static void
groups_without_overlap(void **state)
{
	const uint32_t groups[] = { 0, 0, 0, 1, 1 };
	const uint64_t classes[] = { 1, 1, 2, 2, 2 }, same[] = { 1, 1, 1, 2, 2 };

	(void)state;
	assert_near(b_cubed(groups, same, 5), 1);
	assert_near(b_cubed(groups, classes, 5), (5.0 / 9 * 3 + 2) / 5);
}

/* Item 2 is in both classes.  One group of 0 1 2, one of 3 4.  Every pair in a group shares a class, but
   the group shares one of the two classes that 2 has with itself. */
static void
groups_with_overlap(void **state)
{
	const uint32_t groups[] = { 0, 0, 0, 1, 1 };
	const uint64_t classes[] = { 1, 1, 3, 2, 2 };
	double precision = 1;
	double recall = (1 + 1 + (1 + 1 + 0.5 + 0 + 0) / 5 + 2.0 / 3 + 2.0 / 3) / 5;

	(void)state;
	assert_near(b_cubed(groups, classes, 5), 2 * precision * recall / (precision + recall));
}

static void
information(void **state)
{
	const uint32_t a[] = { 0, 0, 1, 1 }, b[] = { 5, 5, 7, 7 }, across[] = { 0, 1, 0, 1 },
		       one[] = { 0, 0, 0, 0 };

	(void)state;
	assert_near(mutual_information(a, b, 4), 1);
	assert_near(mutual_information(a, across, 4), 0);
	assert_near(mutual_information(one, one, 4), 0);
}

static void
dice_are_fair_and_the_same(void **state)
{
	struct dice dice = { 1 }, again = { 1 };
	uint32_t items[] = { 0, 1, 2, 3, 4 }, seen = 0;
	size_t counts[3] = { 0 };

	(void)state;
	for (int i = 0; i < 3000; i++)
		counts[dice_below(&dice, 3)]++;
	for (int i = 0; i < 3; i++)
		assert_in_range(counts[i], 900, 1100);
	dice_shuffle(&again, items, 5);
	for (int i = 0; i < 5; i++)
		seen |= 1u << items[i];
	assert_int_equal(seen, 31);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rankings),
		cmocka_unit_test(groups_without_overlap),
		cmocka_unit_test(groups_with_overlap),
		cmocka_unit_test(information),
		cmocka_unit_test(dice_are_fair_and_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
