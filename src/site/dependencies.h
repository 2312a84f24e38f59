/*
 * dependencies: the page of what waits for what.  Private to this folder.
 */
#ifndef SITE_DEPENDENCIES_H
#define SITE_DEPENDENCIES_H

#include "emit/layout.h"
#include "plan/dependencies.h"
#include "site/parts.h"

/* What is known before any page is written. */
struct site_dependencies {
	struct dependency_graph book;
	struct graph_chain chain;
	uint32_t *steps;           /* by vertex: its place in the chain, from 1; 0: not in it */
	size_t following;          /* edges that follow from others */
	bool is_too_large;         /* for a picture */
	const struct layout *rows; /* of the picture; NULL: graphviz lays it out */
	size_t graph;              /* then: which of the site's graphs it is */
};

/* NULL when nothing requires anything.  Adds the picture's graph to the site's. */
const struct site_dependencies *site_dependencies_new(struct arena *arena, struct site *site);

/* The layout of chains beside one another: for them graphviz, whose start takes longer than half of a build,
   is not needed.  NULL: the graph branches, or has a circle. */
const struct layout *dependencies_rows(struct arena *arena, const struct dependency_graph *book);

#endif
