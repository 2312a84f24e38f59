/*
 * layout: where graphviz puts the vertices and edges of a graph, as numbers.
 *
 * Reads the output of `dot -Tplain`.  Only numbers and words are taken from it; whoever draws
 * writes markup of its own.
 */
#ifndef EMIT_LAYOUT_H
#define EMIT_LAYOUT_H

#include "base/arena.h"

#include <stdbool.h>

/* Pixels, 72 to graphviz's inch, from the left and from above. */
struct layout_point {
	double x, y;
};

struct layout_node {
	struct str name;
	struct layout_point middle;
	double width, height;
	struct str label, style, shape, color;
};

struct layout_edge {
	struct str from, to;
	struct layout_point *points; /* a start, and three more for each Bezier curve */
	size_t count;                /* 1 + 3 n, n >= 1 */
	struct str label;            /* empty: none */
	struct layout_point label_middle;
	struct str style, color;
};

struct layout {
	double width, height;
	struct {
		struct layout_node *items;
		size_t count, capacity;
	} nodes;
	struct {
		struct layout_edge *items;
		size_t count, capacity;
	} edges;
};

/* False when the text is not what dot writes.  Words are slices of it or live in the arena. */
bool layout_read(struct arena *arena, struct str plain, struct layout *ret_layout);

#endif
