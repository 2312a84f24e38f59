/*
 * layout: what dot writes, and what it does not.
 */
#include "test.h"

#include "arena_fixture.h"
#include "emit/layout.h"

#define HEAD "graph 1 2 3\n"
#define NODE "node a 0.5 2.5 1 0.5 \"A \\\"b\\\"\" solid box black lightgrey\n"
#define EDGE "edge a \"b c\" 4 0.5 1 0.5 0.75 0.5 0.5 0.5 0.25 "

static void
reads_places_from_the_left_and_from_above(void **state)
{
	struct arena *arena = *state;
	struct layout layout;

	assert_true(layout_read(arena, STR(HEAD NODE EDGE "dashed red\nstop\n"), &layout));
	assert_int_equal((int)layout.width, 144);
	assert_int_equal((int)layout.height, 216);
	assert_int_equal(layout.nodes.count, 1);
	assert_str(layout.nodes.items[0].label, "A \"b\"");
	assert_str(layout.nodes.items[0].shape, "box");
	assert_int_equal((int)layout.nodes.items[0].middle.x, 36);
	assert_int_equal((int)layout.nodes.items[0].middle.y, 36);
	assert_int_equal((int)layout.nodes.items[0].height, 36);
	assert_int_equal(layout.edges.count, 1);
	assert_str(layout.edges.items[0].to, "b c");
	assert_str(layout.edges.items[0].label, "");
	assert_str(layout.edges.items[0].style, "dashed");
	assert_int_equal((int)layout.edges.items[0].points[3].y, 198);
}

static void
reads_labels_of_edges(void **state)
{
	struct arena *arena = *state;
	struct layout layout;

	assert_true(layout_read(arena, STR(HEAD EDGE "\"1 2\" 1 1 solid black\nstop\n"), &layout));
	assert_str(layout.edges.items[0].label, "1 2");
	assert_int_equal((int)layout.edges.items[0].label_middle.y, 144);
	assert_str(layout.edges.items[0].color, "black");
	assert_true(layout_read(arena, STR(HEAD EDGE "x 1 1 solid black\nstop\n"), &layout));
	assert_str(layout.edges.items[0].label, "x");
}

static void
joins_names_that_dot_broke(void **state)
{
	struct arena *arena = *state;
	struct layout layout;

	assert_true(layout_read(arena,
				STR(HEAD "node \"a \\\nb\" 1 1 1 1 \"\" solid box black x\nstop\n"),
				&layout));
	assert_str(layout.nodes.items[0].name, "a b");
}

static void
refuses_everything_else(void **state)
{
	struct arena *arena = *state;
	struct layout layout;
	const char *const texts[] = {
		"",
		"stop\n",
		HEAD,
		HEAD "node a 1 1\nstop\n",
		HEAD "node \"a 1 1 1 1 x solid box black x\nstop\n",
		HEAD "node a nan 1 1 1 x solid box black x\nstop\n",
		HEAD "node a 1 1 -1 1 x solid box black x\nstop\n",
		HEAD "edge a b 5 1 1 1 1 1 1 1 1 1 1 solid black\nstop\n",
		HEAD "edge a b 1000000000 1 1 solid black\nstop\n",
		HEAD "circle a\nstop\n",
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		assert_false(layout_read(arena, str_from(texts[i]), &layout));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(reads_places_from_the_left_and_from_above),
		CASE(reads_labels_of_edges),
		CASE(joins_names_that_dot_broke),
		CASE(refuses_everything_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
