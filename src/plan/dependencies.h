/*
 * dependencies: what waits for what.  The edges are the `requires` fields that resolved.
 */
#ifndef PLAN_DEPENDENCIES_H
#define PLAN_DEPENDENCIES_H

#include "model/model.h"

/* Circles of `requires`, each once as a path r0 -> r1 -> … (-> r0), starting at the record that
   comes first in the book; Tarjan's strongly connected components, one shortest circle each. */
struct circles {
	struct records *items;
	size_t count, capacity;
};
void dependencies_circles(struct arena *arena, const struct model *model,
			  struct circles *ret_circles);

/* Records that `record` requires, and those that require it, directly. */
void dependencies_of(struct arena *arena, const struct record *record, struct records *ret_required,
		     struct records *ret_requiring);

#endif
