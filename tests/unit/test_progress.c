/*
 * progress: what is counted, from records made by hand.
 */
#include "test.h"

#include "arena_fixture.h"
#include "plan/progress.h"

static struct record *
make_record(struct arena *arena, struct record *parent, enum kind kind, enum state state)
{
	struct record *record = ARENA_NEW(arena, struct record);

	record->kind = kind;
	record->parent = parent;
	if (parent != NULL)
		*VEC_PUSH(arena, &parent->children) = record;
	if (state != STATE_NONE) {
		struct statement *statement = ARENA_NEW(arena, struct statement);

		statement->values = ARENA_NEW(arena, struct value);
		statement->values->state = state;
		statement->count = 1;
		record->fields[FIELD_STATE] = statement;
	}
	return record;
}

static void
set_number(struct arena *arena, struct record *record, enum field field, int64_t number,
	   int64_t total)
{
	struct statement *statement = ARENA_NEW(arena, struct statement);

	statement->values = ARENA_NEW(arena, struct value);
	statement->values->number = number;
	statement->values->total = total;
	statement->count = 1;
	record->fields[field] = statement;
}

static void
assert_progress(struct arena *arena, const struct record *record, int percent,
		const char *explanation)
{
	struct progress progress = progress_of(record);

	assert_int_equal(progress_percent(&progress), percent);
	assert_str(progress_explain(arena, &progress), explanation);
}

static void
counts_milestones_by_weight(void **state)
{
	struct arena *arena = *state;
	struct record *lint = make_record(arena, NULL, KIND_INITIATIVE, STATE_ACTIVE);
	struct record *done = make_record(arena, lint, KIND_MILESTONE, STATE_DONE);

	make_record(arena, lint, KIND_MILESTONE, STATE_ACTIVE);
	make_record(arena, lint, KIND_MILESTONE, STATE_PAUSED);
	assert_progress(arena, lint, 33, "1 of 3 milestones done");
	set_number(arena, done, FIELD_WEIGHT, 3, 0);
	assert_progress(arena, lint, 60, "1 of 3 milestones done, by weight 3 of 5");
	set_number(arena, done, FIELD_WEIGHT, -3, 0); /* nonsense counts 1 */
	assert_progress(arena, lint, 33, "1 of 3 milestones done");
	set_number(arena, lint, FIELD_PROGRESS, 2, 6);
	assert_progress(arena, lint, 33,
			"1 of 3 milestones done; the book's own bar says about the same, 2/6");
	set_number(arena, lint, FIELD_PROGRESS, 4, 6);
	assert_progress(arena, lint, 33,
			"1 of 3 milestones done; the book's own bar says otherwise, 4/6");
}

static void
dropped_work_does_not_count(void **state)
{
	struct arena *arena = *state;
	struct record *goal = make_record(arena, NULL, KIND_GOAL, STATE_ACTIVE);
	struct record *kept = make_record(arena, goal, KIND_INITIATIVE, STATE_ACTIVE);
	struct record *dropped = make_record(arena, goal, KIND_INITIATIVE, STATE_DROPPED);
	struct records leaves;

	make_record(arena, kept, KIND_MILESTONE, STATE_DONE);
	make_record(arena, kept, KIND_MILESTONE, STATE_DROPPED);
	make_record(arena, dropped, KIND_MILESTONE, STATE_ACTIVE);
	assert_progress(arena, goal, 100, "1 of 1 milestone done");
	progress_leaves(arena, goal, &leaves);
	assert_int_equal(leaves.count, 1);
	assert_ptr_equal(leaves.items[0], kept->children.items[0]);
}

static void
work_without_milestones_is_one_leaf(void **state)
{
	struct arena *arena = *state;
	struct record *goal = make_record(arena, NULL, KIND_GOAL, STATE_ACTIVE);
	struct record *first = make_record(arena, goal, KIND_INITIATIVE, STATE_ACTIVE);
	struct record *second;

	make_record(arena, goal, KIND_ASK, STATE_NONE); /* no work */
	assert_progress(arena, goal, 0, "0 of 1 initiative done; none lists milestones");
	make_record(arena, first, KIND_MILESTONE, STATE_DONE);
	make_record(arena, first, KIND_MILESTONE, STATE_DONE);
	second = make_record(arena, goal, KIND_INITIATIVE, STATE_ACTIVE);
	assert_progress(arena, goal, 66,
			"2 of 2 milestones done, and 0 of 1 initiative without milestones: "
			"together 2 of 3, each counted once");
	assert_progress(arena, second, -1, "not done; no milestones");
}

static void
work_without_milestones_counts_as_its_bar_is_drawn(void **state)
{
	struct arena *arena = *state;
	struct record *goal = make_record(arena, NULL, KIND_GOAL, STATE_ACTIVE);
	struct record *counted = make_record(arena, goal, KIND_INITIATIVE, STATE_ACTIVE);
	struct record *drawn = make_record(arena, goal, KIND_INITIATIVE, STATE_ACTIVE);

	make_record(arena, counted, KIND_MILESTONE, STATE_DONE);
	set_number(arena, drawn, FIELD_PROGRESS, 3, 6);
	assert_progress(arena, goal, 75,
			"1 of 1 milestone done, and by the bar drawn for it 0.5 of 1 initiative "
			"without milestones: together 1.5 of 2, each counted once");
}

static void
declared_where_nothing_better_is_known(void **state)
{
	struct arena *arena = *state;
	struct record *goal = make_record(arena, NULL, KIND_GOAL, STATE_ACTIVE);
	struct record *initiative = make_record(arena, goal, KIND_INITIATIVE, STATE_ACTIVE);

	set_number(arena, initiative, FIELD_PROGRESS, 4, 6);
	assert_progress(arena, initiative, 66,
			"the book's own bar says 4/6; there are no milestones to count");
	set_number(arena, goal, FIELD_PROGRESS, 1, 6);
	assert_progress(arena, goal, 16,
			"the book's own bar says 1/6; there are no milestones to count");
	make_record(arena, initiative, KIND_MILESTONE, STATE_NONE);
	assert_progress(arena, initiative, 66,
			"the book's own bar says 4/6; no milestone says where it stands");
	make_record(arena, initiative, KIND_MILESTONE, STATE_DONE);
	assert_progress(arena, goal, 50,
			"1 of 2 milestones done; the book's own bar says otherwise, 1/6");
}

static void
state_where_nothing_else_is_known(void **state)
{
	struct arena *arena = *state;
	struct record *done = make_record(arena, NULL, KIND_INITIATIVE, STATE_DONE);
	struct record *unknown = make_record(arena, NULL, KIND_INITIATIVE, STATE_NONE);

	assert_progress(arena, done, 100, "done; no milestones");
	set_number(arena, done, FIELD_PROGRESS, 5, 6); /* done is done */
	assert_progress(arena, done, 100, "done; no milestones");
	assert_progress(arena, unknown, -1, "nothing is said about it");
}

static void
percent_is_100_only_when_done(void **state)
{
	struct arena *arena = *state;
	struct record *big = make_record(arena, NULL, KIND_INITIATIVE, STATE_ACTIVE);

	for (int i = 0; i < 999; i++)
		make_record(arena, big, KIND_MILESTONE, STATE_DONE);
	make_record(arena, big, KIND_MILESTONE, STATE_ACTIVE);
	assert_progress(arena, big, 99, "999 of 1000 milestones done");
}

/* 29 of 50 is 57.99999 in binary fractions. */
static void
percent_of_whole_weights_is_exact(void **state)
{
	(void)state;
	for (int done = 0; done <= 100; done++) {
		struct progress progress = { .basis = PROGRESS_COUNTED,
					     .done = done,
					     .total = 100 };

		assert_int_equal(progress_percent(&progress), done);
		progress.done = done * 0.07;
		progress.total = 7;
		assert_int_equal(progress_percent(&progress), done);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(counts_milestones_by_weight),
		CASE(dropped_work_does_not_count),
		CASE(work_without_milestones_is_one_leaf),
		CASE(work_without_milestones_counts_as_its_bar_is_drawn),
		CASE(declared_where_nothing_better_is_known),
		CASE(state_where_nothing_else_is_known),
		CASE(percent_is_100_only_when_done),
		CASE(percent_of_whole_weights_is_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
