/*
 * graph: components, reduction and chains.  Stacks of their own, because a book may chain as many
 * records as it likes.
 */
#include "plan/graph.h"

#define NONE UINT32_MAX

static int
compare_edges(const void *left, const void *right)
{
	const struct graph_edge *a = left, *b = right;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	if (a->to != b->to)
		return a->to < b->to ? -1 : 1;
	return (int)a->is_part - (int)b->is_part;
}

static size_t
sort_edges(struct graph_edge *edges, size_t count)
{
	size_t kept = 0;

	if (count > 1)
		qsort(edges, count, sizeof *edges, compare_edges);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || edges[kept - 1].from != edges[i].from ||
		    edges[kept - 1].to != edges[i].to)
			edges[kept++] = edges[i];
	return kept;
}

/* Tarjan's search.  Components come out so that edges lead from higher to lower ones. */
struct search {
	struct graph *graph;
	uint32_t *index, *low; /* index 0: not seen yet */
	uint32_t *next;        /* the vertex's next edge */
	uint32_t *stack, *path;
	uint32_t stacked, depth, indices;
};

static void
enter(struct search *search, uint32_t vertex)
{
	search->index[vertex] = search->low[vertex] = ++search->indices;
	search->next[vertex] = search->graph->first[vertex];
	search->stack[search->stacked++] = vertex;
	search->path[search->depth++] = vertex;
}

static void
leave(struct search *search, uint32_t vertex)
{
	uint32_t member;

	search->depth--;
	if (search->depth > 0) {
		uint32_t above = search->path[search->depth - 1];

		if (search->low[vertex] < search->low[above])
			search->low[above] = search->low[vertex];
	}
	if (search->low[vertex] != search->index[vertex])
		return;
	do {
		member = search->stack[--search->stacked];
		search->graph->component[member] = search->graph->components;
	} while (member != vertex);
	search->graph->components++;
}

static void
explore(struct search *search, uint32_t start)
{
	const struct graph *graph = search->graph;

	enter(search, start);
	while (search->depth > 0) {
		uint32_t vertex = search->path[search->depth - 1], to;

		if (search->next[vertex] == graph->first[vertex + 1]) {
			leave(search, vertex);
			continue;
		}
		to = graph->edges[search->next[vertex]++].to;
		if (search->index[to] == 0)
			enter(search, to);
		else if (graph->component[to] == NONE && search->index[to] < search->low[vertex])
			search->low[vertex] = search->index[to];
	}
}

static void
find_components(struct arena *arena, struct graph *graph)
{
	struct search search = { .graph = graph };

	search.index = ARENA_ARRAY(arena, uint32_t, graph->count);
	search.low = ARENA_ARRAY(arena, uint32_t, graph->count);
	search.next = ARENA_ARRAY(arena, uint32_t, graph->count);
	search.stack = ARENA_ARRAY(arena, uint32_t, graph->count);
	search.path = ARENA_ARRAY(arena, uint32_t, graph->count);
	graph->component = ARENA_ARRAY(arena, uint32_t, graph->count);
	for (uint32_t v = 0; v < graph->count; v++)
		graph->component[v] = NONE;
	for (uint32_t v = 0; v < graph->count; v++)
		if (search.index[v] == 0)
			explore(&search, v);
	for (size_t i = 0; i < graph->edge_count; i++)
		graph->edges[i].in_circle = graph->component[graph->edges[i].from] ==
					    graph->component[graph->edges[i].to];
}

void
graph_make(struct arena *arena, uint32_t count, struct graph_edge *edges, size_t edge_count,
	   struct graph *ret_graph)
{
	*ret_graph = (struct graph){ .count = count, .edges = edges };
	ret_graph->edge_count = sort_edges(edges, edge_count);
	ret_graph->first = ARENA_ARRAY(arena, uint32_t, (size_t)count + 1);
	for (size_t i = 0; i < ret_graph->edge_count; i++)
		ret_graph->first[edges[i].from + 1]++;
	for (uint32_t v = 0; v < count; v++)
		ret_graph->first[v + 1] += ret_graph->first[v];
	find_components(arena, ret_graph);
}

/* Is there a way from the edge's start to its end without it, over edges that do not follow? */
static bool
has_other_way(const struct graph *graph, size_t edge, uint32_t *stack, uint32_t *seen,
	      uint32_t mark)
{
	uint32_t goal = graph->edges[edge].to, stacked = 0;

	stack[stacked++] = graph->edges[edge].from;
	seen[graph->edges[edge].from] = mark;
	while (stacked > 0) {
		uint32_t vertex = stack[--stacked];

		for (uint32_t i = graph->first[vertex]; i < graph->first[vertex + 1]; i++) {
			uint32_t to = graph->edges[i].to;

			if (i == edge || graph->edges[i].follows || seen[to] == mark)
				continue;
			if (to == goal)
				return true;
			/* Edges never lead to a higher component. */
			if (graph->component[to] < graph->component[goal])
				continue;
			seen[to] = mark;
			stack[stacked++] = to;
		}
	}
	return false;
}

void
graph_reduce(struct arena *arena, struct graph *graph)
{
	uint32_t *stack = ARENA_ARRAY(arena, uint32_t, graph->count);
	uint32_t *seen = ARENA_ARRAY(arena, uint32_t, graph->count);

	for (size_t i = 0; i < graph->edge_count; i++)
		if (!graph->edges[i].in_circle)
			graph->edges[i].follows =
				has_other_way(graph, i, stack, seen, (uint32_t)i + 1);
}

/* Vertices so that edges outside circles lead from earlier to later ones: by component, the highest
   first (a counting sort). */
static uint32_t *
order_vertices(struct arena *arena, const struct graph *graph)
{
	uint32_t *order = ARENA_ARRAY(arena, uint32_t, graph->count);
	uint32_t *start = ARENA_ARRAY(arena, uint32_t, (size_t)graph->components + 1);

	for (uint32_t v = 0; v < graph->count; v++)
		start[graph->components - graph->component[v]]++;
	for (uint32_t c = 0; c < graph->components; c++)
		start[c + 1] += start[c];
	for (uint32_t v = 0; v < graph->count; v++)
		order[start[graph->components - 1 - graph->component[v]]++] = v;
	return order;
}

/* length[v]: vertices of the longest chain that ends at v; before[v]: the edge by which it comes. */
static void
measure_chains(const struct graph *graph, const bool *open, const uint32_t *order, uint32_t *length,
	       uint32_t *before)
{
	for (uint32_t i = 0; i < graph->count; i++) {
		uint32_t v = order[i];

		if (!open[v])
			continue;
		if (length[v] == 0)
			length[v] = 1;
		for (uint32_t e = graph->first[v]; e < graph->first[v + 1]; e++) {
			const struct graph_edge *edge = &graph->edges[e];
			uint32_t reached = length[v] + 1;

			if (edge->in_circle || !open[edge->to])
				continue;
			if (reached > length[edge->to] ||
			    (reached == length[edge->to] &&
			     v < graph->edges[before[edge->to]].from)) {
				length[edge->to] = reached;
				before[edge->to] = e;
			}
		}
	}
}

void
graph_longest_chain(struct arena *arena, struct graph *graph, const bool *open,
		    struct graph_chain *ret_chain)
{
	uint32_t *length = ARENA_ARRAY(arena, uint32_t, graph->count);
	uint32_t *before = ARENA_ARRAY(arena, uint32_t, graph->count);
	uint32_t last = 0, at;

	*ret_chain = (struct graph_chain){ 0 };
	measure_chains(graph, open, order_vertices(arena, graph), length, before);
	for (uint32_t v = 1; v < graph->count; v++)
		if (length[v] > length[last])
			last = v;
	if (graph->count == 0 || length[last] == 0)
		return;
	ret_chain->count = ret_chain->capacity = length[last];
	ret_chain->items = ARENA_ARRAY(arena, uint32_t, ret_chain->count);
	at = last;
	for (size_t i = ret_chain->count; i-- > 0;) {
		ret_chain->items[i] = at;
		if (i > 0) {
			graph->edges[before[at]].is_in_chain = true;
			at = graph->edges[before[at]].from;
		}
	}
}
