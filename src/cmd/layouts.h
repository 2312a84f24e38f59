/*
 * layouts: graphviz works out where the parts of pictures go, as a child process.
 *
 * It is not linked: its library breaks down in threads, few books need it, and nothing fails where it is
 * not installed.
 */
#ifndef CMD_LAYOUTS_H
#define CMD_LAYOUTS_H

#include "base/process.h"
#include "base/vec.h"

struct layouts {
	struct process_call call;
	struct process_batch *batch; /* NULL: there are no graphs */
};

/* Begins with the graphs; they must live until layouts_end. */
void layouts_start(struct layouts *layouts, struct arena *arena, struct strs graphs);

/* A site_layout_function with struct layouts as its context. */
bool layouts_answer(void *context, size_t index, struct str *ret_plain, struct str *ret_reason);

/* True when pictures are missing because there is no graphviz. */
bool layouts_end(struct layouts *layouts);

#endif
