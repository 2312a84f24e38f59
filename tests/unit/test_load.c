/*
 * load: what counts as somebody's running work.
 */
#include "test.h"

#include "plan/load.h"

static const struct date today = { 2026, 3, 31 };

struct made {
	struct arena *arena;
	struct record *ada;
	uint32_t count;
};

static struct value *
say(struct made *made, struct record *record, enum field field)
{
	struct statement *said = ARENA_NEW(made->arena, struct statement);

	said->values = ARENA_NEW(made->arena, struct value);
	said->count = 1;
	record->fields[field] = said;
	return said->values;
}

/* A record that names Ada in the field. */
static struct record *
add(struct made *made, enum kind kind, enum state state, enum field field, struct record *parent)
{
	struct record *record = ARENA_NEW(made->arena, struct record);

	record->kind = kind;
	record->order = ++made->count;
	record->parent = parent;
	if (state != STATE_NONE)
		say(made, record, FIELD_STATE)->state = state;
	say(made, record, field)->target = made->ada;
	*VEC_PUSH(made->arena, &made->ada->referrers) = record;
	return record;
}

static void
counts_only_what_runs(void **state)
{
	struct made made = { *state, ARENA_NEW(*state, struct record), 0 };
	struct record *goal = add(&made, KIND_GOAL, STATE_ACTIVE, FIELD_OWNER, NULL);
	struct record *paused = add(&made, KIND_INITIATIVE, STATE_PAUSED, FIELD_OWNER, goal);
	struct record *old = add(&made, KIND_GOAL, STATE_ACTIVE, FIELD_OWNER, NULL);
	struct load load;

	say(&made, old, FIELD_PERIOD)->text = STR("2025h2");
	add(&made, KIND_MILESTONE, STATE_ACTIVE, FIELD_PARTICIPANTS, goal);
	add(&made, KIND_MILESTONE, STATE_NONE, FIELD_PARTICIPANTS, goal);
	add(&made, KIND_MILESTONE, STATE_DONE, FIELD_PARTICIPANTS, goal);
	add(&made, KIND_MILESTONE, STATE_ACTIVE, FIELD_PARTICIPANTS, paused);
	add(&made, KIND_ASK, STATE_NONE, FIELD_TEAM, goal);
	add(&made, KIND_ASK, STATE_NONE, FIELD_TEAM, old);
	load = load_of(*state, made.ada, today);
	assert_int_equal(load.owns, 1);
	assert_int_equal(load.takes_part, 2);
	assert_int_equal(load.asks, 1);
	assert_int_equal(load_sum(&load), 4);
	assert_false(load_is_over(&load));
	load = load_of(*state, made.ada, (struct date){ 0 }); /* no period is over */
	assert_int_equal(load.owns, 2);
}

static void
a_goal_is_championed_once(void **state)
{
	struct made made = { *state, ARENA_NEW(*state, struct record), 0 };
	struct record *goal = add(&made, KIND_GOAL, STATE_ACTIVE, FIELD_CHAMPIONS, NULL);

	add(&made, KIND_ASK, STATE_NONE, FIELD_CHAMPION, goal);
	add(&made, KIND_ASK, STATE_NONE, FIELD_CHAMPION, goal);
	assert_int_equal(load_of(*state, made.ada, today).champions, 1);
}

static void
capacity_is_what_somebody_said(void **state)
{
	struct made made = { *state, ARENA_NEW(*state, struct record), 0 };
	struct load load;

	add(&made, KIND_GOAL, STATE_ACTIVE, FIELD_OWNER, NULL);
	add(&made, KIND_GOAL, STATE_ACTIVE, FIELD_OWNER, NULL);
	say(&made, made.ada, FIELD_CAPACITY)->number = 2;
	load = load_of(*state, made.ada, today);
	assert_false(load_is_over(&load));
	say(&made, made.ada, FIELD_CAPACITY)->number = 1;
	load = load_of(*state, made.ada, today);
	assert_true(load_is_over(&load));
	say(&made, made.ada, FIELD_CAPACITY)->number = -1; /* nonsense says nothing */
	load = load_of(*state, made.ada, today);
	assert_false(load_is_over(&load));
}

static int
set_up(void **state)
{
	struct arena *arena = malloc(sizeof *arena);

	arena_init(arena);
	*state = arena;
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(*state);
	free(*state);
	return 0;
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(counts_only_what_runs),
		CASE(a_goal_is_championed_once),
		CASE(capacity_is_what_somebody_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
