/*
 * dependencies: the graph of `requires`.
 *
 * Components: R. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1972,
 * with a stack of its own, because a book may chain as many records as it likes.
 */
#include "plan/dependencies.h"

#define NO_NODE UINT32_MAX

struct vertex {
	struct record *record;
	uint32_t *edges; /* nodes that it requires */
	uint32_t edge_count;
	uint32_t index, low; /* Tarjan's; index 0: not seen yet */
	uint32_t next_edge;
	uint32_t component; /* 0: still on the stack */
	uint32_t from;      /* breadth-first search: the node before, or NO_NODE */
};

struct graph {
	struct arena *arena;
	struct vertex *nodes;
	uint32_t count;
	struct map numbers; /* bytes of the record's address -> node */
	uint32_t *stack, *path;
	uint32_t stacked, depth;
	uint32_t indices, components;
};

static struct str
address_key(struct record *const *record)
{
	return (struct str){ (const char *)record, sizeof *record };
}

/* Each once, in the order in which they are named. */
static void
collect_required(struct arena *arena, const struct record *record, struct records *required)
{
	const struct statement *statement = record->fields[FIELD_REQUIRES];
	struct map seen = { 0 };

	for (; statement != NULL; statement = statement->next) {
		for (uint32_t i = 0; i < statement->count; i++) {
			struct record *const *target = &statement->values[i].target;
			void **slot;

			if (*target == NULL)
				continue;
			slot = map_put(arena, &seen, address_key(target));
			if (*slot == NULL)
				*VEC_PUSH(arena, required) = *target;
			*slot = *target;
		}
	}
}

static bool
contains(const struct records *records, const struct record *record)
{
	for (size_t i = 0; i < records->count; i++)
		if (records->items[i] == record)
			return true;
	return false;
}

void
dependencies_of(struct arena *arena, const struct record *record, struct records *ret_required,
		struct records *ret_requiring)
{
	*ret_required = (struct records){ 0 };
	*ret_requiring = (struct records){ 0 };
	collect_required(arena, record, ret_required);
	for (size_t i = 0; i < record->referrers.count; i++) {
		struct record *other = record->referrers.items[i];
		struct records required = { 0 };

		if (other->fields[FIELD_REQUIRES] == NULL)
			continue;
		collect_required(arena, other, &required);
		if (contains(&required, record))
			*VEC_PUSH(arena, ret_requiring) = other;
	}
}

/* Only records that require something can be part of a circle. */
static void
graph_nodes(struct graph *graph, const struct model *model)
{
	for (size_t i = 0; i < model->records.count; i++)
		graph->count += model->records.items[i]->fields[FIELD_REQUIRES] != NULL;
	graph->nodes = ARENA_ARRAY(graph->arena, struct vertex, graph->count);
	graph->stack = ARENA_ARRAY(graph->arena, uint32_t, graph->count);
	graph->path = ARENA_ARRAY(graph->arena, uint32_t, graph->count);
	graph->count = 0;
	for (size_t i = 0; i < model->records.count; i++) {
		struct vertex *node = &graph->nodes[graph->count];

		if (model->records.items[i]->fields[FIELD_REQUIRES] == NULL)
			continue;
		node->record = model->records.items[i];
		*map_put(graph->arena, &graph->numbers, address_key(&node->record)) = node;
		graph->count++;
	}
}

static void
graph_edges(struct graph *graph)
{
	for (uint32_t i = 0; i < graph->count; i++) {
		struct vertex *node = &graph->nodes[i];
		struct records required = { 0 };

		collect_required(graph->arena, node->record, &required);
		node->edges = ARENA_ARRAY(graph->arena, uint32_t, required.count);
		for (size_t k = 0; k < required.count; k++) {
			const struct vertex *to =
				map_get(&graph->numbers, address_key(&required.items[k]));

			if (to != NULL)
				node->edges[node->edge_count++] = (uint32_t)(to - graph->nodes);
		}
	}
}

static void
enter(struct graph *graph, uint32_t number)
{
	struct vertex *node = &graph->nodes[number];

	node->index = node->low = ++graph->indices;
	graph->stack[graph->stacked++] = number;
	graph->path[graph->depth++] = number;
}

/* The node's component is complete when nothing below it leads further up. */
static void
leave(struct graph *graph, uint32_t number)
{
	struct vertex *node = &graph->nodes[number];
	uint32_t member;

	graph->depth--;
	if (graph->depth > 0) {
		struct vertex *above = &graph->nodes[graph->path[graph->depth - 1]];

		if (node->low < above->low)
			above->low = node->low;
	}
	if (node->low != node->index)
		return;
	graph->components++;
	do {
		member = graph->stack[--graph->stacked];
		graph->nodes[member].component = graph->components;
	} while (member != number);
}

static void
find_components(struct graph *graph, uint32_t start)
{
	enter(graph, start);
	while (graph->depth > 0) {
		uint32_t number = graph->path[graph->depth - 1];
		struct vertex *node = &graph->nodes[number];
		struct vertex *to;

		if (node->next_edge == node->edge_count) {
			leave(graph, number);
			continue;
		}
		to = &graph->nodes[node->edges[node->next_edge++]];
		if (to->index == 0)
			enter(graph, (uint32_t)(to - graph->nodes));
		else if (to->component == 0 && to->index < node->low)
			node->low = to->index;
	}
}

/* Breadth first inside one component, so that the circle back to `start` is a shortest one.
   The record before `start`, or NO_NODE: a component of one record that does not require itself. */
static uint32_t
search_circle(struct graph *graph, uint32_t start)
{
	uint32_t *queue = graph->stack; /* free again: all components are known */
	uint32_t head = 0, tail = 0;

	queue[tail++] = start;
	while (head < tail) {
		uint32_t number = queue[head++];
		const struct vertex *node = &graph->nodes[number];

		for (uint32_t i = 0; i < node->edge_count; i++) {
			struct vertex *to = &graph->nodes[node->edges[i]];

			if (node->edges[i] == start)
				return number;
			if (to->component != node->component || to->from != NO_NODE)
				continue;
			to->from = number;
			queue[tail++] = node->edges[i];
		}
	}
	return NO_NODE;
}

static bool
shortest_circle(struct graph *graph, uint32_t start, struct records *ret_circle)
{
	uint32_t last = search_circle(graph, start);
	size_t count = 1;

	if (last == NO_NODE)
		return false;
	for (uint32_t at = last; at != start; at = graph->nodes[at].from)
		count++;
	ret_circle->items = ARENA_ARRAY(graph->arena, struct record *, count);
	ret_circle->count = ret_circle->capacity = count;
	for (uint32_t at = last; count > 1; at = graph->nodes[at].from)
		ret_circle->items[--count] = graph->nodes[at].record;
	ret_circle->items[0] = graph->nodes[start].record;
	return true;
}

void
dependencies_circles(struct arena *arena, const struct model *model, struct circles *ret_circles)
{
	struct graph graph = { .arena = arena };
	bool *reported;

	*ret_circles = (struct circles){ 0 };
	graph_nodes(&graph, model);
	graph_edges(&graph);
	for (uint32_t i = 0; i < graph.count; i++) {
		graph.nodes[i].from = NO_NODE;
		if (graph.nodes[i].index == 0)
			find_components(&graph, i);
	}
	reported = ARENA_ARRAY(arena, bool, (size_t)graph.components + 1);
	/* Nodes stand in the order of the book, so the first of a component comes first. */
	for (uint32_t i = 0; i < graph.count; i++) {
		struct records circle = { 0 };

		if (reported[graph.nodes[i].component])
			continue;
		reported[graph.nodes[i].component] = true;
		if (shortest_circle(&graph, i, &circle))
			*VEC_PUSH(arena, ret_circles) = circle;
	}
}
