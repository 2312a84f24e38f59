/*
 * dependencies: the graph of `requires`.
 */
#include "plan/dependencies.h"

#define NO_VERTEX UINT32_MAX

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

/* The graph while it is made. */
struct gathering {
	struct arena *arena;
	const struct model *model;
	uint32_t *numbers; /* by record->order: the vertex + 1; 0: none */
	struct {
		struct graph_edge *items;
		size_t count, capacity;
	} edges; /* between records by order, until there are vertices */
};

static void
gather_stated(struct gathering *gathering, const struct record *record)
{
	struct records required = { 0 };

	collect_required(gathering->arena, record, &required);
	for (size_t i = 0; i < required.count; i++) {
		*VEC_PUSH(gathering->arena, &gathering->edges) =
			(struct graph_edge){ .from = required.items[i]->order,
					     .to = record->order };
		gathering->numbers[required.items[i]->order] = 1;
		gathering->numbers[record->order] = 1;
	}
}

static void
gather_part(struct gathering *gathering, const struct record *record)
{
	const struct record *whole = record->parent;

	while (whole != NULL && gathering->numbers[whole->order] == 0)
		whole = whole->parent;
	if (whole != NULL)
		*VEC_PUSH(gathering->arena, &gathering->edges) = (struct graph_edge){
			.from = record->order, .to = whole->order, .is_part = true
		};
}

/* Vertices in the order of the book. */
static void
number_vertices(struct gathering *gathering, struct dependency_graph *ret_graph)
{
	const struct records *records = &gathering->model->records;

	ret_graph->records = (struct records){ 0 };
	for (size_t i = 0; i < records->count; i++) {
		struct record *record = records->items[i];

		if (gathering->numbers[record->order] == 0)
			continue;
		*VEC_PUSH(gathering->arena, &ret_graph->records) = record;
		gathering->numbers[record->order] = (uint32_t)ret_graph->records.count;
	}
	for (size_t i = 0; i < gathering->edges.count; i++) {
		struct graph_edge *edge = &gathering->edges.items[i];

		edge->from = gathering->numbers[edge->from] - 1;
		edge->to = gathering->numbers[edge->to] - 1;
	}
}

void
dependencies_graph(struct arena *arena, const struct model *model, bool parts,
		   struct dependency_graph *ret_graph)
{
	const struct records *records = &model->records;
	struct gathering gathering = { .arena = arena, .model = model };

	gathering.numbers = ARENA_ARRAY(arena, uint32_t, records->count);
	for (size_t i = 0; i < records->count; i++)
		gather_stated(&gathering, records->items[i]);
	for (size_t i = 0; parts && i < records->count; i++)
		if (gathering.numbers[records->items[i]->order] != 0)
			gather_part(&gathering, records->items[i]);
	ret_graph->numbers = gathering.numbers;
	number_vertices(&gathering, ret_graph);
	graph_make(arena, (uint32_t)ret_graph->records.count, gathering.edges.items,
		   gathering.edges.count, &ret_graph->graph);
}

/* Breadth first inside one component, so that the circle back to `start` is a shortest one.  The
   vertex before `start`, or NO_VERTEX: a component of one that does not wait for itself. */
static uint32_t
search_circle(const struct graph *graph, uint32_t start, uint32_t *queue, uint32_t *from)
{
	uint32_t head = 0, tail = 0;

	queue[tail++] = start;
	while (head < tail) {
		uint32_t vertex = queue[head++];

		for (uint32_t i = graph->first[vertex]; i < graph->first[vertex + 1]; i++) {
			uint32_t to = graph->edges[i].to;

			if (to == start)
				return vertex;
			if (!graph->edges[i].in_circle || from[to] != NO_VERTEX)
				continue;
			from[to] = vertex;
			queue[tail++] = to;
		}
	}
	return NO_VERTEX;
}

void
dependencies_circles(struct arena *arena, const struct model *model, struct circles *ret_circles)
{
	struct dependency_graph book;
	const struct graph *graph = &book.graph;
	uint32_t *queue, *from;
	bool *reported;

	*ret_circles = (struct circles){ 0 };
	dependencies_graph(arena, model, false, &book);
	queue = ARENA_ARRAY(arena, uint32_t, graph->count);
	from = ARENA_ARRAY(arena, uint32_t, graph->count);
	reported = ARENA_ARRAY(arena, bool, graph->components);
	for (uint32_t v = 0; v < graph->count; v++)
		from[v] = NO_VERTEX;
	/* Vertices stand in the order of the book, so the first of a component comes first. */
	for (uint32_t v = 0; v < graph->count; v++) {
		struct records circle = { 0 };
		uint32_t last;

		if (reported[graph->component[v]])
			continue;
		reported[graph->component[v]] = true;
		last = search_circle(graph, v, queue, from);
		if (last == NO_VERTEX)
			continue;
		/* Against the edges: from what waits to what it requires. */
		*VEC_PUSH(arena, &circle) = book.records.items[v];
		for (uint32_t at = last; at != v; at = from[at])
			*VEC_PUSH(arena, &circle) = book.records.items[at];
		*VEC_PUSH(arena, ret_circles) = circle;
	}
}
