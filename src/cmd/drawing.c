/* drawing: see drawing.h. */
#include "cmd/drawing.h"

#include "base/limits.h"
#include "base/process.h"

static const char *const environment[] = { "LC_ALL=C.UTF-8", NULL };
static const char *const arguments[] = { "rsvg-convert", "--format=png", NULL };

bool
drawing_make(struct arena *arena, struct str svg, struct str *ret_png, struct str *ret_reason)
{
	const struct process_call call = {
		.arguments = arguments,
		.environment = environment,
		.inputs = &svg,
		.count = 1,
		.limits = { .cpu_seconds = LIMIT_CHILD_SECONDS,
			    .wait_ms = LIMIT_CHILD_WAIT_SECONDS * 1000,
			    .memory_bytes = LIMIT_CHILD_MEMORY,
			    .output_bytes = LIMIT_CHILD_BYTES },
	};
	struct process_batch *batch = process_batch_open(arena, &call);
	bool is_made = process_batch_answer(batch, 0, ret_png, ret_reason);

	*ret_png = arena_copy(arena, *ret_png);
	*ret_reason = arena_copy(arena, *ret_reason);
	if (process_batch_is_absent(batch))
		*ret_reason = STR("\"rsvg-convert\" is not installed; Debian's package is "
				  "librsvg2-bin");
	process_batch_close(batch);
	return is_made;
}
