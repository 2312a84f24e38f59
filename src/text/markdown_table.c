/*
 * markdown_table: splitting rows at their pipes.
 */
#include "text/markdown_table.h"

#include "base/vec.h"

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The next pipe that parts cells, or `end`. */
static uint32_t
find_pipe(struct str source, uint32_t from, uint32_t end, bool *ret_escaped)
{
	const char *at = source.data + from;
	const char *last = source.data + end;

	*ret_escaped = false;
	while (at < last && (at = memchr(at, '|', (size_t)(last - at))) != NULL) {
		if (at == source.data + from || at[-1] != '\\')
			return (uint32_t)(at - source.data);
		*ret_escaped = true;
		at++;
	}
	return end;
}

static void
add_cell(struct arena *arena, struct str source, uint32_t from, uint32_t to,
	 struct table_cells *cells)
{
	struct table_cell *cell = VEC_PUSH(arena, cells);
	uint32_t start = from;

	while (start < to && is_space(source.data[start]))
		start++;
	if (start == to) {
		cell->offset = from < to ? from + 1 : from;
		return;
	}
	while (is_space(source.data[to - 1]))
		to--;
	cell->offset = start;
	cell->span = to - start;
}

void
table_split(struct arena *arena, struct str source, uint32_t start, uint32_t end,
	    struct table_cells *cells)
{
	cells->count = 0;
	while (start < end && is_space(source.data[start]))
		start++;
	while (end > start && is_space(source.data[end - 1]))
		end--;
	if (start < end && source.data[start] == '|')
		start++;
	while (start < end) {
		bool escaped;
		uint32_t pipe = find_pipe(source, start, end, &escaped);

		add_cell(arena, source, start, pipe, cells);
		cells->items[cells->count - 1].has_escaped_pipe = escaped;
		start = pipe + 1;
	}
}
