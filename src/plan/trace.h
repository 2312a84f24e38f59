/*
 * trace: the chain story -> problem -> goal -> initiative -> milestone through one record, both ways.
 *
 * What a record rests on stands in `from`, what came of it in `to`, each as a tree in lines.  A
 * branch that ends early ends in a line that says so: "no problem cites it yet" is an answer, too.
 * A record that was met before is not followed again.
 */
#ifndef PLAN_TRACE_H
#define PLAN_TRACE_H

#include "model/model.h"

#define TRACE_DEPTH 8    /* initiatives may be nested */
#define TRACE_LINES 4000 /* of one direction; a hostile book ties everything to everything */

struct trace_line {
	struct record *record; /* NULL: the branch ends here */
	const char *gap;       /* then why: "no goal addresses it yet" */
	unsigned depth;        /* from 0 */
	bool again;            /* what follows from it stands further up */
};

struct trace_lines {
	struct trace_line *items;
	size_t count, capacity;
	bool cut; /* at TRACE_LINES */
};

struct trace {
	struct trace_lines from, to;
};

/* False for kinds that are no part of the chain (a person, a character). */
bool trace_of(struct arena *arena, const struct model *model, struct record *record,
	      struct trace *ret_trace);

bool trace_follows(enum kind kind);

#endif
