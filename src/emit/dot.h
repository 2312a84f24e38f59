/*
 * dot: a graph that a book writes in graphviz's language, made safe for the program that lays it out.
 *
 * The tokens are read and written anew.  Of attributes only those pass that say something about the
 * layout or the meaning, with values that are checked: nothing that names files, addresses or fonts,
 * no colours (a page has its own).  What cannot be drawn as it is meant (records, tables in labels) is
 * refused with a reason.  Whether the rest is a graph, graphviz says.
 *
 * To let another attribute through: a row in `attributes`.
 */
#ifndef EMIT_DOT_H
#define EMIT_DOT_H

#include "base/arena.h"

#include <stdbool.h>

/* A subgraph in a frame, which graphviz calls a cluster. */
struct dot_group {
	struct str label; /* as dot_cut_line reads it; may be empty */
	size_t above;     /* the group that it is in; DOT_NO_GROUP */
};
#define DOT_NO_GROUP SIZE_MAX

struct dot_member {
	struct str name; /* of a vertex, as graphviz gives it */
	size_t group;
};

struct dot_graph {
	struct str text;  /* for graphviz */
	struct str title; /* the label of the whole graph, or empty */
	bool is_directed;
	struct {
		struct dot_group *items;
		size_t count, capacity;
	} groups; /* outer ones before those in them */
	struct {
		struct dot_member *items;
		size_t count, capacity;
	} members;
};

/* False: `*ret_reason` is a clause such as "it has labels in HTML". */
bool dot_clean(struct arena *arena, struct str source, struct dot_graph *ret_graph,
	       struct str *ret_reason);

/* Which ends of an edge have heads: graphviz's plain output does not tell, but the edge's colour, which
   is ours to choose. */
bool dot_has_head(struct str color);
bool dot_has_tail(struct str color);

/* The next line of a label as graphviz gives it: \n, \l and \r end lines, other escapes stand for
   themselves. */
bool dot_cut_line(struct arena *arena, struct str *rest, struct str *ret_line);

#endif
