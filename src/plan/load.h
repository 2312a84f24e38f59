/*
 * load: how much of the running work somebody carries.
 *
 * Work runs when its state is "active" and its period is not over.  Steps and asks run with the work
 * that they belong to, unless they say that they are done.  What is done, paused or of another time is
 * nobody's load.
 */
#ifndef PLAN_LOAD_H
#define PLAN_LOAD_H

#include "model/model.h"

struct load {
	size_t owns;       /* goals and initiatives */
	size_t takes_part; /* in goals, initiatives and steps */
	size_t champions;  /* goals, stood up for in some team */
	size_t asks;       /* of the team */
	size_t capacity;   /* records that they can own, or asks that they can serve; 0: not said */
};

struct load load_of(struct arena *arena, const struct record *person, struct date today);

size_t load_sum(const struct load *load);

/* Owns more than there is capacity for; false when nobody has said how much that is. */
bool load_is_over(const struct load *load);

bool load_is_running(const struct record *record, struct date today);

#endif
