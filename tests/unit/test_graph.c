/*
 * graph: graphs made by hand, and random small ones against answers found by trying everything.
 */
#include "test.h"

#include "arena_fixture.h"
#include "plan/graph.h"

#define MOST 9
#define TRIALS 3000

/* "01 12 02": edges by digits. */
static struct graph
graph_from(struct arena *arena, uint32_t count, const char *text)
{
	struct graph_edge *edges = ARENA_ARRAY(arena, struct graph_edge, strlen(text));
	struct graph graph;
	size_t used = 0;

	for (; *text != '\0'; text += text[2] == ' ' ? 3 : 2)
		edges[used++] = (struct graph_edge){ .from = (uint32_t)(text[0] - '0'),
						     .to = (uint32_t)(text[1] - '0') };
	graph_make(arena, count, edges, used, &graph);
	return graph;
}

static struct str
edges_text(struct arena *arena, const struct graph *graph, bool following)
{
	struct str text = STR("");

	for (size_t i = 0; i < graph->edge_count; i++)
		if (graph->edges[i].follows == following)
			text = arena_printf(arena, "%.*s%s%u%u", STR_ARG(text),
					    text.length > 0 ? " " : "", graph->edges[i].from,
					    graph->edges[i].to);
	return text;
}

static struct str
chain_text(struct arena *arena, struct graph *graph, const char *closed)
{
	bool open[MOST + 1];
	struct graph_chain chain;
	struct str text = STR("");

	for (uint32_t v = 0; v < graph->count; v++)
		open[v] = strchr(closed, (int)('0' + v)) == NULL;
	graph_longest_chain(arena, graph, open, &chain);
	for (size_t i = 0; i < chain.count; i++)
		text = arena_printf(arena, "%.*s%u", STR_ARG(text), chain.items[i]);
	return text;
}

static void
an_edge_beside_a_longer_way_follows(void **state)
{
	struct arena *arena = *state;
	struct graph graph = graph_from(arena, 5, "01 12 23 03 02 34");

	graph_reduce(arena, &graph);
	assert_str(edges_text(arena, &graph, false), "01 12 23 34");
	assert_str(edges_text(arena, &graph, true), "02 03");
}

static void
two_equal_ways_both_stay(void **state)
{
	struct arena *arena = *state;
	struct graph graph = graph_from(arena, 4, "01 02 13 23");

	graph_reduce(arena, &graph);
	assert_str(edges_text(arena, &graph, true), "");
}

static void
of_equal_edges_the_stated_one_stays(void **state)
{
	struct arena *arena = *state;
	struct graph_edge edges[] = { { .from = 0, .to = 1, .is_part = true },
				      { .from = 0, .to = 1 } };
	struct graph graph;

	graph_make(arena, 2, edges, 2, &graph);
	assert_int_equal(graph.edge_count, 1);
	assert_false(graph.edges[0].is_part);
}

static void
circles_are_told_and_stay(void **state)
{
	struct arena *arena = *state;
	struct graph graph = graph_from(arena, 5, "01 12 20 33 24");

	graph_reduce(arena, &graph);
	assert_int_equal(graph.components, 3);
	assert_int_equal(graph.component[0], graph.component[2]);
	assert_str(edges_text(arena, &graph, true), "");
	assert_true(graph.edges[0].in_circle);
	assert_true(graph.edges[4].in_circle); /* 33 */
	assert_false(graph.edges[3].in_circle);
}

static void
the_longest_chain_is_of_open_work(void **state)
{
	struct arena *arena = *state;
	struct graph graph = graph_from(arena, 6, "01 12 23 45");

	assert_str(chain_text(arena, &graph, ""), "0123");
	assert_str(chain_text(arena, &graph, "1"), "23");
	assert_str(chain_text(arena, &graph, "23"), "01"); /* of two, the first in the book */
	assert_str(chain_text(arena, &graph, "012345"), "");
}

static void
the_chain_marks_its_edges(void **state)
{
	struct arena *arena = *state;
	struct graph graph = graph_from(arena, 4, "01 12 02 03");

	assert_str(chain_text(arena, &graph, ""), "012");
	assert_true(graph.edges[0].is_in_chain);
	assert_false(graph.edges[1].is_in_chain); /* 02 */
	assert_false(graph.edges[2].is_in_chain);
	assert_true(graph.edges[3].is_in_chain); /* 12 */
}

static void
a_graph_of_nothing(void **state)
{
	struct arena *arena = *state;
	struct graph graph = graph_from(arena, 0, "");

	graph_reduce(arena, &graph);
	assert_str(chain_text(arena, &graph, ""), "");
}

static void
takes_long_chains(void **state)
{
	const uint32_t count = 100000;
	struct arena *arena = *state;
	struct graph_edge *edges = ARENA_ARRAY(arena, struct graph_edge, count);
	bool *open = ARENA_ARRAY(arena, bool, count);
	struct graph graph;
	struct graph_chain chain;

	for (uint32_t v = 0; v < count; v++) {
		open[v] = true;
		/* Backwards, so that the order of the book is no help. */
		if (v > 0)
			edges[v - 1] = (struct graph_edge){ .from = v, .to = v - 1 };
	}
	graph_make(arena, count, edges, count - 1, &graph);
	graph_longest_chain(arena, &graph, open, &chain);
	assert_int_equal(chain.count, count);
	assert_int_equal(chain.items[0], count - 1);
}

/* What must hold, by trying everything. */
struct closure {
	bool reaches[MOST][MOST]; /* over one edge or more */
};

static struct closure
close_over(const struct graph *graph, size_t without)
{
	struct closure closure = { 0 };

	for (size_t i = 0; i < graph->edge_count; i++)
		if (i != without && !graph->edges[i].follows)
			closure.reaches[graph->edges[i].from][graph->edges[i].to] = true;
	for (uint32_t k = 0; k < graph->count; k++)
		for (uint32_t i = 0; i < graph->count; i++)
			for (uint32_t j = 0; j < graph->count; j++)
				closure.reaches[i][j] |=
					closure.reaches[i][k] && closure.reaches[k][j];
	return closure;
}

static void
check_components(const struct graph *graph, const struct closure *closure)
{
	for (uint32_t i = 0; i < graph->count; i++)
		for (uint32_t j = 0; j < graph->count; j++)
			assert_int_equal(
				graph->component[i] == graph->component[j],
				i == j || (closure->reaches[i][j] && closure->reaches[j][i]));
}

static void
check_reduction(const struct graph *graph, const struct closure *before)
{
	struct closure after = close_over(graph, SIZE_MAX);

	assert_memory_equal(before, &after, sizeof after);
	for (size_t i = 0; i < graph->edge_count; i++) {
		const struct graph_edge *edge = &graph->edges[i];
		struct closure without;

		assert_int_equal(edge->in_circle, before->reaches[edge->to][edge->from]);
		if (edge->in_circle)
			assert_false(edge->follows);
		if (edge->in_circle || edge->follows)
			continue;
		without = close_over(graph, i);
		assert_memory_not_equal(before, &without, sizeof without);
	}
}

/* The most open vertices on a way that ends at `v`. */
static uint32_t
longest_to(const struct graph *graph, const bool *open, uint32_t v)
{
	uint32_t most = 0;

	if (!open[v])
		return 0;
	for (size_t i = 0; i < graph->edge_count; i++) {
		uint32_t length;

		if (graph->edges[i].to != v || graph->edges[i].in_circle)
			continue;
		length = longest_to(graph, open, graph->edges[i].from);
		most = length > most ? length : most;
	}
	return most + 1;
}

static bool
has_edge(const struct graph *graph, uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < graph->edge_count; i++)
		if (graph->edges[i].from == from && graph->edges[i].to == to)
			return !graph->edges[i].in_circle && graph->edges[i].is_in_chain;
	return false;
}

static void
check_chain(struct arena *arena, struct graph *graph, const bool *open)
{
	struct graph_chain chain;
	uint32_t most = 0;

	graph_longest_chain(arena, graph, open, &chain);
	for (uint32_t v = 0; v < graph->count; v++) {
		uint32_t length = longest_to(graph, open, v);

		most = length > most ? length : most;
	}
	assert_int_equal(chain.count, most);
	for (size_t i = 0; i < chain.count; i++) {
		assert_true(open[chain.items[i]]);
		if (i > 0)
			assert_true(has_edge(graph, chain.items[i - 1], chain.items[i]));
	}
}

static uint32_t
next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33);
}

static void
agrees_with_trying_everything(void **state)
{
	struct arena *arena = *state;
	uint64_t seed = 20260331;

	for (int trial = 0; trial < TRIALS; trial++) {
		uint32_t count = 1 + next_random(&seed) % MOST;
		uint32_t dense = 1 + next_random(&seed) % 6;
		bool circles = next_random(&seed) % 2 == 0, open[MOST];
		struct graph_edge edges[MOST * MOST];
		struct closure closure;
		struct graph graph;
		size_t used = 0;

		for (uint32_t i = 0; i < count; i++) {
			open[i] = next_random(&seed) % 5 != 0;
			for (uint32_t j = 0; j < count; j++)
				if ((circles || (i * 5) % 11 < (j * 5) % 11) &&
				    next_random(&seed) % (dense + 1) == 0)
					edges[used++] = (struct graph_edge){ .from = i, .to = j };
		}
		graph_make(arena, count, edges, used, &graph);
		closure = close_over(&graph, SIZE_MAX);
		check_components(&graph, &closure);
		graph_reduce(arena, &graph);
		check_reduction(&graph, &closure);
		check_chain(arena, &graph, open);
		arena_reset(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(an_edge_beside_a_longer_way_follows),
		CASE(two_equal_ways_both_stay),
		CASE(of_equal_edges_the_stated_one_stays),
		CASE(circles_are_told_and_stay),
		CASE(the_longest_chain_is_of_open_work),
		CASE(the_chain_marks_its_edges),
		CASE(a_graph_of_nothing),
		CASE(takes_long_chains),
		CASE(agrees_with_trying_everything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
