/*
 * arena_fixture: an arena for each test, or for all of a program, as cmocka's state.
 */
#ifndef UNIT_ARENA_FIXTURE_H
#define UNIT_ARENA_FIXTURE_H

#include "base/arena.h"

static inline int
set_up(void **state)
{
	*state = calloc(1, sizeof(struct arena));
	arena_init(*state);
	return 0;
}

static inline int
tear_down(void **state)
{
	arena_free(*state);
	free(*state);
	return 0;
}

/* A test with an arena of its own. */
#define CASE(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

#endif
