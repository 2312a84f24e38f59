/*
 * dependencies: the page of what waits for what.  Private to this folder.
 */
#ifndef SITE_DEPENDENCIES_H
#define SITE_DEPENDENCIES_H

#include "plan/dependencies.h"
#include "site/parts.h"

/* What is known before any page is written. */
struct site_dependencies {
	struct dependency_graph book;
	struct graph_chain chain;
	uint32_t *steps;   /* by vertex: its place in the chain, from 1; 0: not in it */
	size_t following;  /* edges that follow from others */
	bool is_too_large; /* for a picture */
	size_t graph;      /* which of the site's graphs the picture is, when it is not */
};

/* NULL when nothing requires anything.  Adds the picture's graph to the site's. */
const struct site_dependencies *site_dependencies_new(struct arena *arena, struct site *site);

#endif
