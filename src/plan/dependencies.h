/*
 * dependencies: what waits for what.  The edges are the `requires` fields that resolved.
 */
#ifndef PLAN_DEPENDENCIES_H
#define PLAN_DEPENDENCIES_H

#include "model/model.h"
#include "plan/graph.h"

/* Circles of `requires`, each once as a path r0 -> r1 -> … (-> r0), starting at the record that
   comes first in the book; one shortest circle for each component of the graph. */
struct circles {
	struct records *items;
	size_t count, capacity;
};
void dependencies_circles(struct arena *arena, const struct model *model,
			  struct circles *ret_circles);

/* Records that `record` requires, and those that require it, directly. */
void dependencies_of(struct arena *arena, const struct record *record, struct records *ret_required,
		     struct records *ret_requiring);

/* Records that require something of the book or are required, as the vertices of a graph.  Edges are
   the `requires` that resolved and, with `parts`, that a record is a part of the nearest one above
   it: a goal waits for its initiatives, though it need not say so. */
struct dependency_graph {
	struct records records; /* by vertex, in the order of the book */
	uint32_t *numbers;      /* by record->order: the vertex + 1; 0: none */
	struct graph graph;
};
void dependencies_graph(struct arena *arena, const struct model *model, bool parts,
			struct dependency_graph *ret_graph);

#endif
