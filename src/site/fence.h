/*
 * fence: graphs in the code blocks of pages (```graphviz, ```dot), drawn.  Private to this folder.
 *
 * Where one cannot be drawn it stays the code that it is, and says why.
 */
#ifndef SITE_FENCE_H
#define SITE_FENCE_H

#include "emit/dot.h"
#include "site/parts.h"

struct fence {
	uint32_t node;
	struct dot_graph graph;
	struct str reason; /* why it cannot be drawn; empty: it can */
	size_t index;      /* among the site's graphs */
};

/* Finds them on all pages and adds their graphs to the site's. */
void fences_collect(struct arena *arena, struct site *site);

/* False: the code block is none of them, and nothing was written. */
bool put_fence(struct canvas *canvas, const struct page *page, uint32_t node);

#endif
