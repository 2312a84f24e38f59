/*
 * layouts: `dot -Tplain`, within limits.
 */
#include "cmd/layouts.h"

#include "base/limits.h"

/* With a SERVER_NAME graphviz reads no files that a graph may name. */
static const char *const environment[] = { "LC_ALL=C", "SERVER_NAME=waymark", NULL };
static const char *const arguments[] = { "dot", "-Tplain", NULL };

void
layouts_start(struct layouts *layouts, struct arena *arena, struct strs graphs)
{
	layouts->batch = NULL;
	if (graphs.count == 0)
		return;
	layouts->call = (struct process_call){
		.arguments = arguments,
		.environment = environment,
		.inputs = graphs.items,
		.count = graphs.count,
		.limits = { .cpu_seconds = LIMIT_CHILD_SECONDS,
			    .wait_ms = LIMIT_CHILD_WAIT_SECONDS * 1000,
			    .memory_bytes = LIMIT_CHILD_MEMORY,
			    .output_bytes = LIMIT_CHILD_BYTES },
	};
	layouts->batch = process_batch_open(arena, &layouts->call);
}

bool
layouts_answer(void *context, size_t index, struct str *ret_plain, struct str *ret_reason)
{
	const struct layouts *layouts = context;

	return process_batch_answer(layouts->batch, index, ret_plain, ret_reason);
}

bool
layouts_end(struct layouts *layouts)
{
	bool is_absent;

	if (layouts->batch == NULL)
		return false;
	is_absent = process_batch_is_absent(layouts->batch);
	process_batch_close(layouts->batch);
	return is_absent;
}
