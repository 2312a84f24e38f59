/*
 * graph: what waits for what, as vertices and edges, and the questions that a picture of it asks.
 *
 * Vertices are 0 to count - 1, an edge leads from what must be done first to what waits for it.
 * Nothing here knows of records: dependencies.h makes the graph of a book.
 */
#ifndef PLAN_GRAPH_H
#define PLAN_GRAPH_H

#include "base/arena.h"

#include <stdbool.h>

struct graph_edge {
	uint32_t from, to;
	bool is_part; /* `from` is a part of `to`, which does not say itself that it requires it */
	bool in_circle; /* both ends wait for each other */
	bool follows;   /* there is another way from `from` to `to` over edges that do not follow */
	bool is_in_chain; /* of the longest chain */
};

struct graph {
	uint32_t count;
	struct graph_edge *edges; /* by from, then to; each pair once */
	size_t edge_count;
	uint32_t *first;     /* edges of vertex v: first[v] to first[v + 1] */
	uint32_t *component; /* vertices that wait for each other have the same; from 0 */
	uint32_t components;
};

/* The graph of these edges, which are sorted in place; of equal ones the first that is no part
   stays; one from a vertex to itself is a circle.  Strongly connected components: R. Tarjan, SIAM
   J. Comput. 1972.  O(V + E log E). */
void graph_make(struct arena *arena, uint32_t count, struct graph_edge *edges, size_t edge_count,
		struct graph *ret_graph);

/* Marks edges that follow from others (transitive reduction).  Without circles the rest is the only
   smallest graph of the same order; edges within a circle never follow, and of several edges between
   two circles the last stays.  O(E * (V + E)): ask for graphs that are small enough to be drawn. */
void graph_reduce(struct arena *arena, struct graph *graph);

/* The longest chain over vertices that are open, first to be done first: as many as can be, over
   edges that are in no circle; of equally long ones the one whose last, then last but one …
   comes first in the book.  Marks its edges.  O(V + E). */
struct graph_chain {
	uint32_t *items;
	size_t count, capacity;
};
void graph_longest_chain(struct arena *arena, struct graph *graph, const bool *open,
			 struct graph_chain *ret_chain);

#endif
