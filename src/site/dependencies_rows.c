/*
 * dependencies_rows: chains beside one another, each a row of boxes.
 *
 * They stand where dot puts them: the first row is the lowest, and a line has dot's four points.
 */
#include "site/dependencies.h"

#include "site/picture.h"

#define NO_VERTEX UINT32_MAX
#define ROW_GAP 18    /* nodesep */
#define COLUMN_GAP 43 /* ranksep */

/* The vertex behind each one.  False: one has two before or behind it, or they wait for each other. */
static bool
find_next(const struct graph *graph, uint32_t *next, bool *has_previous)
{
	for (uint32_t v = 0; v < graph->count; v++)
		next[v] = NO_VERTEX;
	for (size_t i = 0; i < graph->edge_count; i++) {
		const struct graph_edge *edge = &graph->edges[i];

		if (edge->follows)
			continue;
		if (edge->in_circle || next[edge->from] != NO_VERTEX || has_previous[edge->to])
			return false;
		next[edge->from] = edge->to;
		has_previous[edge->to] = true;
	}
	return true;
}

/* The row that begins with `first`, below what there is. */
static void
add_row(struct arena *arena, const struct records *records, const uint32_t *next, uint32_t first,
	struct layout *layout)
{
	double left = 0, height = 0, top = layout->height > 0 ? layout->height + ROW_GAP : 0;

	for (uint32_t v = first; v != NO_VERTEX; v = next[v]) {
		struct layout_node *node = &layout->nodes.items[v];

		node->name = arena_printf(arena, "%u", v);
		node->width = BOX_WIDTH;
		node->height = box_of(arena, records->items[v]).height;
		node->middle.x = left + node->width / 2;
		left += node->width + COLUMN_GAP;
		height = node->height > height ? node->height : height;
	}
	for (uint32_t v = first; v != NO_VERTEX; v = next[v])
		layout->nodes.items[v].middle.y = top + height / 2;
	layout->height = top + height;
	if (left - COLUMN_GAP > layout->width)
		layout->width = left - COLUMN_GAP;
}

static void
add_line(struct arena *arena, const struct layout_node *from, const struct layout_node *to,
	 struct layout *layout)
{
	static const double steps[] = { 0.1, 10.8, 21.7, COLUMN_GAP - ARROW_HEAD - 0.5 };
	const size_t count = sizeof steps / sizeof steps[0];
	struct layout_edge *line = VEC_PUSH(arena, &layout->edges);

	line->from = from->name;
	line->to = to->name;
	line->points = ARENA_ARRAY(arena, struct layout_point, count);
	line->count = count;
	for (size_t i = 0; i < count; i++)
		line->points[i] =
			(struct layout_point){ from->middle.x + from->width / 2 + steps[i],
					       from->middle.y };
}

const struct layout *
dependencies_rows(struct arena *arena, const struct dependency_graph *book)
{
	uint32_t count = book->graph.count, *next = ARENA_ARRAY(arena, uint32_t, count);
	bool *has_previous = ARENA_ARRAY(arena, bool, count);
	struct layout *layout = ARENA_NEW(arena, struct layout);

	if (!find_next(&book->graph, next, has_previous))
		return NULL;
	layout->nodes.items = ARENA_ARRAY(arena, struct layout_node, count);
	layout->nodes.count = count;
	for (uint32_t v = count; v-- > 0;)
		if (!has_previous[v])
			add_row(arena, &book->records, next, v, layout);
	for (uint32_t v = 0; v < count; v++)
		if (next[v] != NO_VERTEX)
			add_line(arena, &layout->nodes.items[v], &layout->nodes.items[next[v]],
				 layout);
	return layout;
}
