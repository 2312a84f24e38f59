/*
 * dependencies: circles and neighbours in graphs made by hand.
 */
#include "test.h"

#include "arena_fixture.h"
#include "plan/dependencies.h"

/* A model of records "0", "1", … that require nothing yet. */
static struct model *
make_model(struct arena *arena, size_t count)
{
	struct model *model = ARENA_NEW(arena, struct model);

	for (size_t i = 0; i < count; i++) {
		struct record *record = ARENA_NEW(arena, struct record);

		record->id = arena_printf(arena, "%zu", i);
		record->order = (uint32_t)i;
		*VEC_PUSH(arena, &model->records) = record;
	}
	return model;
}

/* Adds a statement, so that several edges of one record are several statements. */
static void
add_edge(struct arena *arena, struct model *model, size_t from, size_t to)
{
	struct record *record = model->records.items[from];
	struct statement **last = &record->fields[FIELD_REQUIRES];

	while (*last != NULL)
		last = &(*last)->next;
	*last = ARENA_NEW(arena, struct statement);
	(*last)->values = ARENA_NEW(arena, struct value);
	(*last)->values->target = model->records.items[to];
	(*last)->count = 1;
	*VEC_PUSH(arena, &model->records.items[to]->referrers) = record;
}

/* "0 1 2|4" for the circles 0 -> 1 -> 2 (-> 0) and 4 (-> 4). */
static struct str
circles_text(struct arena *arena, const struct model *model)
{
	struct circles circles;
	struct str text = STR("");

	dependencies_circles(arena, model, &circles);
	for (size_t i = 0; i < circles.count; i++) {
		for (size_t k = 0; k < circles.items[i].count; k++)
			text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text),
					    k > 0   ? " "
					    : i > 0 ? "|"
						    : "",
					    STR_ARG(circles.items[i].items[k]->id));
	}
	return text;
}

static void
no_circles_in_a_tree(void **state)
{
	struct arena *arena = *state;
	struct model *model = make_model(arena, 5);

	add_edge(arena, model, 0, 1);
	add_edge(arena, model, 0, 2);
	add_edge(arena, model, 1, 3);
	add_edge(arena, model, 2, 3); /* two ways to 3 are no circle */
	assert_str(circles_text(arena, model), "");
}

static void
finds_a_circle_and_starts_at_the_first_record(void **state)
{
	struct arena *arena = *state;
	struct model *model = make_model(arena, 5);

	add_edge(arena, model, 4, 2);
	add_edge(arena, model, 2, 3);
	add_edge(arena, model, 3, 4);
	add_edge(arena, model, 0, 3); /* leads into it, is no part of it */
	assert_str(circles_text(arena, model), "2 3 4");
}

static void
finds_a_record_that_requires_itself(void **state)
{
	struct arena *arena = *state;
	struct model *model = make_model(arena, 3);

	add_edge(arena, model, 1, 1);
	assert_str(circles_text(arena, model), "1");
}

static void
gives_each_component_once_by_a_shortest_circle(void **state)
{
	struct arena *arena = *state;
	struct model *model = make_model(arena, 8);

	/* 0 -> 1 -> 2 -> 3 -> 0, and the shorter 0 -> 2 */
	add_edge(arena, model, 0, 1);
	add_edge(arena, model, 1, 2);
	add_edge(arena, model, 2, 3);
	add_edge(arena, model, 3, 0);
	add_edge(arena, model, 0, 2);
	/* reached from the first, but nothing leads back */
	add_edge(arena, model, 3, 5);
	add_edge(arena, model, 5, 6);
	add_edge(arena, model, 6, 5);
	assert_str(circles_text(arena, model), "0 2 3|5 6");
}

static void
takes_a_long_chain(void **state)
{
	struct arena *arena = *state;
	size_t count = 200000;
	struct model *model = make_model(arena, count);
	struct circles circles;

	for (size_t i = 0; i < count; i++)
		add_edge(arena, model, i, (i + 1) % count);
	dependencies_circles(arena, model, &circles);
	assert_int_equal(circles.count, 1);
	assert_int_equal(circles.items[0].count, count);
	assert_ptr_equal(circles.items[0].items[count - 1], model->records.items[count - 1]);
}

static void
tells_neighbours_in_both_directions(void **state)
{
	struct arena *arena = *state;
	struct model *model = make_model(arena, 4);
	struct records required, requiring;

	add_edge(arena, model, 1, 0);
	add_edge(arena, model, 1, 2);
	add_edge(arena, model, 1, 2); /* said twice */
	add_edge(arena, model, 3, 1);
	/* names it in another field: no requirement */
	*VEC_PUSH(arena, &model->records.items[1]->referrers) = model->records.items[0];
	dependencies_of(arena, model->records.items[1], &required, &requiring);
	assert_int_equal(required.count, 2);
	assert_str(required.items[0]->id, "0");
	assert_str(required.items[1]->id, "2");
	assert_int_equal(requiring.count, 1);
	assert_str(requiring.items[0]->id, "3");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(no_circles_in_a_tree),
		CASE(finds_a_circle_and_starts_at_the_first_record),
		CASE(finds_a_record_that_requires_itself),
		CASE(gives_each_component_once_by_a_shortest_circle),
		CASE(takes_a_long_chain),
		CASE(tells_neighbours_in_both_directions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
