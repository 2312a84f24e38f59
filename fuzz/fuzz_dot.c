/*
 * Graphs from anybody, in the code blocks of a book; and what is said to be graphviz's answer.
 */
#include "base/limits.h"
#include "emit/dot.h"
#include "emit/layout.h"

#include <assert.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What passes is a graph of the same sort, and passes again. */
static void
check_graph(struct arena *arena, struct str text)
{
	struct dot_graph graph, again;
	struct str reason, line;

	if (!dot_clean(arena, text, &graph, &reason)) {
		assert(reason.length > 0);
		return;
	}
	while (dot_cut_line(arena, &graph.title, &line))
		assert(str_find_char(line, '\n') == STR_NONE);
	if (graph.text.length > LIMIT_FENCE_BYTES)
		return;
	assert(dot_clean(arena, graph.text, &again, &reason));
	assert(again.is_directed == graph.is_directed);
}

static void
check_layout(struct arena *arena, struct str text)
{
	struct layout layout;

	if (!layout_read(arena, text, &layout))
		return;
	assert(layout.width > 0 && layout.height > 0);
	for (size_t i = 0; i < layout.edges.count; i++)
		assert(layout.edges.items[i].count >= 4 && layout.edges.items[i].count % 3 == 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct arena arena;

	arena_init(&arena);
	check_graph(&arena, text);
	check_layout(&arena, text);
	arena_free(&arena);
	return 0;
}
