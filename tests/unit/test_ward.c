/*
 * ward: groups of points in the plane; labels of groups of documents; runs of words in common.
 */
#include "test.h"

#include "rollup/copies.h"
#include "rollup/label.h"
#include "rollup/ward.h"

#include <math.h>

static void
groups_are_found(void **state)
{
	/* Two and three points that are near each other, and one far away. */
	const double points[] = { 0, 0, 10, 10, 0, 1, 10, 11, 30, 0, 10, 12 };
	const uint32_t three[] = { 0, 1, 0, 1, 2, 1 }, two[] = { 0, 0, 0, 0, 1, 0 };
	struct arena arena;
	struct merge *merges;
	uint32_t groups[6];

	(void)state;
	arena_init(&arena);
	merges = ward_merges(&arena, points, 6, 2);
	for (int i = 1; i < 5; i++)
		assert_true(merges[i].height >= merges[i - 1].height);
	assert_true(fabs(merges[0].height - 1) < 1e-12);
	assert_int_equal(merges[0].kept, 0); /* of two pairs at the same distance the first */
	assert_int_equal(merges[0].gone, 2);
	ward_cut(merges, 6, 3, groups);
	assert_memory_equal(groups, three, sizeof three);
	ward_cut(merges, 6, 2, groups);
	assert_memory_equal(groups, two, sizeof two);
	ward_cut(merges, 6, 6, groups);
	assert_int_equal(groups[5], 5);
	ward_cut(merges, 6, 1, groups);
	assert_int_equal(groups[5], 0);
	arena_free(&arena);
}

/* The height of a merge is what Lance & Williams make of the distances: for two pairs on a line at 0, 2
   and 10, 12 it is sqrt(2 * 2 * 2 / 4 * 100) = sqrt 200. */
static void
heights_are_wards(void **state)
{
	const double points[] = { 0, 2, 10, 12 };
	struct arena arena;
	struct merge *merges;

	(void)state;
	arena_init(&arena);
	merges = ward_merges(&arena, points, 4, 1);
	assert_true(fabs(merges[1].height - 2) < 1e-12);
	assert_true(fabs(merges[2].height - sqrt(200)) < 1e-9);
	arena_free(&arena);
}

struct fixture {
	struct arena arena;
	struct language language;
	struct terms terms;
};

static void
set_up(struct fixture *fixture)
{
	struct diags diags;
	arena_init(&fixture->arena);
	diag_init(&diags, &fixture->arena);
	assert_true(language_open(&fixture->language, &fixture->arena, STR("en"), &diags));
	terms_init(&fixture->terms, &fixture->arena, &fixture->language);
}

static void
tear_down(struct fixture *fixture)
{
	language_close(&fixture->language);
	arena_free(&fixture->arena);
}

static void
labels_set_groups_apart(void **state)
{
	const char *const texts[] = {
		"The program waits. The crash dump of the program is empty.",
		"A program wrote a crash dump; crash dumps say little.",
		"The program waits for the lock. The lock is held by a program.",
		"A program has locks. The water of a program is cold.",
	};
	const uint32_t groups[] = { 0, 0, 1, 1 };
	struct tokens documents[4] = { 0 };
	struct strs labels[2] = { 0 };
	struct fixture fixture;

	(void)state;
	set_up(&fixture);
	for (int i = 0; i < 4; i++)
		terms_read(&fixture.terms, str_from(texts[i]), &documents[i]);
	label_groups(&fixture.arena, &fixture.terms, &(struct grouping){ documents, groups, 4, 2 },
		     labels);
	/* "water" is in one document only; "crash" is part of a better one. */
	assert_int_equal(labels[0].count, 1);
	assert_str(labels[0].items[0], "crash dump");
	assert_true(labels[1].count >= 1);
	assert_str(labels[1].items[0], "lock");
	for (size_t i = 0; i < labels[1].count; i++)
		assert_false(str_equal(labels[1].items[i], STR("water")));
	tear_down(&fixture);
}

static const char *const long_text =
	"It was late in the evening when the tide came in faster than anybody on the pier had seen "
	"it come before, and the little box that counts the waves stopped counting at seven.";

static void
copied_text_is_found(void **state)
{
	struct tokens documents[4] = { 0 };
	struct copies copies;
	struct fixture fixture;

	(void)state;
	set_up(&fixture);
	terms_read(&fixture.terms, str_from(long_text), &documents[0]);
	terms_read(&fixture.terms, STR("Nothing of the sort stands here; only a few words."),
		   &documents[1]);
	terms_read(&fixture.terms, STR("A text of its own, with this in the middle of it:"),
		   &documents[2]);
	terms_read(&fixture.terms, str_from(long_text), &documents[2]);
	terms_read(&fixture.terms,
		   STR("and more words of its own at the end, so many that it is long"),
		   &documents[2]);
	/* Every fourth word is another one: no five in a row are the same. */
	terms_read(&fixture.terms,
		   STR("It was late on the evening when one tide came in slower than anybody on a "
		       "pier had seen that come before, and his little box that held the waves "
		       "stopped again at seven."),
		   &documents[3]);
	copies_find(&fixture.arena, documents, 4, 0.5, &copies);
	assert_int_equal(copies.count, 1);
	assert_int_equal(copies.items[0].a, 0);
	assert_int_equal(copies.items[0].b, 2);
	assert_true(copies.items[0].containment > 0.99);
	tear_down(&fixture);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_are_found),
		cmocka_unit_test(heights_are_wards),
		cmocka_unit_test(labels_set_groups_apart),
		cmocka_unit_test(copied_text_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
