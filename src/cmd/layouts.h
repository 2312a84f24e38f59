/*
 * layouts: graphviz works out where the parts of pictures go, as a child process.
 *
 * It is not linked: its library breaks down in threads, few books need it, and nothing fails where it is
 * not installed.
 *
 * A run takes some milliseconds of the processor, however small the graph is.  So what a graph's text gave is
 * remembered (cmd/cache.h), as long as the program is the same: those of this site, and some of others.
 */
#ifndef CMD_LAYOUTS_H
#define CMD_LAYOUTS_H

#include "base/process.h"
#include "base/vec.h"

struct kept_layout {
	struct str hash, plain;
	bool is_written; /* into the new file */
};

struct kept_layouts {
	struct kept_layout *items;
	size_t count, capacity;
};

struct layout_answer {
	const struct kept_layout *before; /* or NULL, and what it was then among the runs */
	size_t run;
};

struct layouts {
	struct arena *arena;
	struct strs graphs, missing; /* those that are not known */
	struct str program;
	struct kept_layouts kept;
	struct layout_answer *answers; /* by graph */
	struct process_call call;
	struct process_batch *batch; /* NULL: nothing is missing */
};

/* Begins with the graphs; they must live until layouts_end. */
void layouts_start(struct layouts *layouts, struct arena *arena, struct strs graphs);

/* A site_layout_function with struct layouts as its context. */
bool layouts_answer(void *context, size_t index, struct str *ret_plain, struct str *ret_reason);

/* True when pictures are missing because there is no graphviz.  With `keep`, of a site that is made, all
   answers are remembered. */
bool layouts_end(struct layouts *layouts, bool keep);

#endif
