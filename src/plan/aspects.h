/*
 * aspects: what a future consists of, and how sure it is.
 *
 * Some books describe the future as a list whose bullets begin with a sign: implemented, good, …, no
 * path.  The dialect says where, and which signs.  A bullet at the top is an aspect, the signed ones
 * below it are its points: an aspect is no surer than the least sure of them.
 */
#ifndef PLAN_ASPECTS_H
#define PLAN_ASPECTS_H

#include "model/dialect.h"
#include "model/model.h"

struct aspect {
	struct str text;                   /* without its sign, up to its link */
	size_t certainty;                  /* index of FIELD_CERTAINTY's choices, as all below */
	size_t below[DIALECT_CERTAINTIES]; /* points, by their certainty */
	const struct record *leads_to;     /* the goal or initiative that it links to, or NULL */
	struct place place;
};

struct aspects {
	struct aspect *items;
	size_t count, capacity;
	size_t sums[DIALECT_CERTAINTIES]; /* aspects and points */
	size_t sum;
};

/* In the order of the book; none where the dialect reads none. */
void aspects_of(struct arena *arena, const struct model *model, struct aspects *ret_aspects);

#endif
