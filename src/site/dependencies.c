/*
 * dependencies: the whole graph as a picture, the longest chain, and a table of the same facts.
 */
#include "site/dependencies.h"

#include "base/limits.h"
#include "site/picture.h"

#define LONGEST_CIRCLES 20 /* shown */

static bool
is_open(const struct record *record)
{
	enum state state = record_state(record);

	return state != STATE_DONE && state != STATE_DROPPED;
}

static void
find_chain(struct arena *arena, struct site_dependencies *all)
{
	bool *open = ARENA_ARRAY(arena, bool, all->book.graph.count);

	all->steps = ARENA_ARRAY(arena, uint32_t, all->book.graph.count);
	for (uint32_t v = 0; v < all->book.graph.count; v++)
		open[v] = is_open(all->book.records.items[v]);
	graph_longest_chain(arena, &all->book.graph, open, &all->chain);
	/* One open record is no chain. */
	if (all->chain.count < 2)
		all->chain.count = 0;
	for (size_t i = 0; i < all->chain.count; i++)
		all->steps[all->chain.items[i]] = (uint32_t)i + 1;
}

/* The graph for dot: boxes of our size without text, so that no fonts matter. */
static struct str
graph_text(struct arena *arena, const struct site_dependencies *all)
{
	const struct graph *graph = &all->book.graph;
	struct buf out;
	struct str text;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	buf_puts(&out, "digraph dependencies {\nrankdir=LR;\nnodesep=0.25;\nranksep=0.6;\n"
		       "node [shape=box, fixedsize=true, label=\"\"];\n");
	for (uint32_t v = 0; v < graph->count; v++)
		buf_printf(&out, "%u [width=%.4f, height=%.4f];\n", v, BOX_WIDTH / 72.0,
			   box_of(arena, all->book.records.items[v]).height / 72);
	for (size_t i = 0; i < graph->edge_count; i++)
		if (!graph->edges[i].follows)
			buf_printf(&out, "%u -> %u%s;\n", graph->edges[i].from, graph->edges[i].to,
				   graph->edges[i].is_in_chain ? " [weight=4]" : "");
	buf_puts(&out, "}\n");
	text = buf_copy(arena, &out);
	buf_free(&out);
	return text;
}

const struct site_dependencies *
site_dependencies_new(struct arena *arena, struct site *site)
{
	struct site_dependencies *all = ARENA_NEW(arena, struct site_dependencies);
	struct graph *graph = &all->book.graph;

	dependencies_graph(arena, site->model, true, &all->book);
	if (graph->edge_count == 0)
		return NULL;
	all->is_too_large =
		graph->count > LIMIT_PICTURE_NODES || graph->edge_count > LIMIT_PICTURE_EDGES;
	if (!all->is_too_large)
		graph_reduce(arena, graph);
	for (size_t i = 0; i < graph->edge_count; i++)
		all->following += graph->edges[i].follows;
	find_chain(arena, all);
	if (!all->is_too_large)
		all->rows = dependencies_rows(arena, &all->book);
	if (!all->is_too_large && all->rows == NULL) {
		all->graph = site->graphs.count;
		*VEC_PUSH(arena, &site->graphs) = graph_text(arena, all);
	}
	return all;
}

static const struct graph_edge *
find_edge(const struct graph *graph, uint32_t from, uint32_t to)
{
	for (uint32_t i = graph->first[from]; i < graph->first[from + 1]; i++)
		if (graph->edges[i].to == to)
			return &graph->edges[i];
	return NULL;
}

/* The vertex that a name of the layout stands for; graph->count when it is none. */
static uint32_t
vertex_of(const struct graph *graph, struct str name)
{
	int64_t number;

	return str_to_number(name, &number) && number >= 0 && number < graph->count
		       ? (uint32_t)number
		       : graph->count;
}

static void
put_edges(struct canvas *canvas, const struct graph *graph, const struct layout *layout)
{
	for (size_t i = 0; i < layout->edges.count; i++) {
		const struct layout_edge *line = &layout->edges.items[i];
		uint32_t from = vertex_of(graph, line->from), to = vertex_of(graph, line->to);
		const struct graph_edge *edge = from < graph->count && to < graph->count
							? find_edge(graph, from, to)
							: NULL;

		if (edge != NULL)
			put_arrow(canvas, line->points, line->count,
				  edge->is_in_chain ? edge->is_part ? "chain part" : "chain"
				  : edge->is_part   ? "part"
						    : "");
	}
}

static void
put_boxes(struct canvas *canvas, const struct site_dependencies *all, const struct layout *layout)
{
	for (size_t i = 0; i < layout->nodes.count; i++) {
		const struct layout_node *node = &layout->nodes.items[i];
		uint32_t v = vertex_of(&all->book.graph, node->name);
		struct str note = STR_EMPTY;
		struct box box;

		if (v >= all->book.graph.count)
			continue;
		box = box_of(canvas->scratch, all->book.records.items[v]);
		if (all->steps[v] > 0)
			note = arena_printf(canvas->scratch, "chain: %u of %zu", all->steps[v],
					    all->chain.count);
		put_box(canvas, &box,
			(struct layout_point){ node->middle.x - BOX_WIDTH / 2.0,
					       node->middle.y - box.height / 2 },
			all->steps[v] > 0 ? "chain" : "", note);
	}
}

/* What the sentences around the picture need to know. */
static void
put_legend(struct canvas *canvas, const struct site_dependencies *all)
{
	const struct graph *graph = &all->book.graph;
	bool parts = false;

	for (size_t i = 0; i < graph->edge_count; i++)
		parts = parts || (graph->edges[i].is_part && !graph->edges[i].follows);
	buf_puts(canvas->out,
		 "<p>An arrow leads from what must be done first to what waits for it");
	if (parts)
		buf_puts(canvas->out, ", a dashed one from a part to its whole");
	buf_puts(canvas->out, ".");
	if (all->chain.count > 0)
		buf_puts(canvas->out,
			 " Thick lines and “chain” mark the longest chain of open work.");
	if (all->following > 0)
		buf_printf(canvas->out,
			   " %zu %s left out, because %s from the others; the table has %s.",
			   all->following, all->following == 1 ? "arrow is" : "arrows are",
			   all->following == 1 ? "it follows" : "they follow",
			   all->following == 1 ? "it" : "them");
	buf_puts(canvas->out, "</p>\n");
}

static void
put_refusal(struct canvas *canvas, struct str reason)
{
	put_html(canvas, "<p class=\"none\">The picture is left out: ", reason,
		 ". The table has all that it would show.</p>\n");
}

static void
put_picture(struct canvas *canvas, const struct site_dependencies *all)
{
	struct picture picture = { .class = "graph",
				   .title = STR("Dependencies"),
				   .description = STR("The table on this page says the same."),
				   .has_links = true };
	struct layout layout;
	struct str reason;

	if (all->is_too_large) {
		put_refusal(canvas,
			    arena_printf(canvas->scratch,
					 "%u records with %zu ties are more than the %d with %d "
					 "that can be drawn",
					 all->book.graph.count, all->book.graph.edge_count,
					 LIMIT_PICTURE_NODES, LIMIT_PICTURE_EDGES));
		return;
	}
	if (all->rows != NULL) {
		layout = *all->rows;
	} else if (!picture_layout(canvas, all->graph, &layout, &reason)) {
		put_refusal(canvas, reason);
		return;
	}
	picture.width = layout.width;
	picture.height = layout.height;
	put_legend(canvas, all);
	picture_begin(canvas, &picture);
	put_edges(canvas, &all->book.graph, &layout);
	put_boxes(canvas, all, &layout);
	picture_end(canvas);
}

static void
put_record_item(struct canvas *canvas, const struct record *record)
{
	buf_puts(canvas->out, "<li>");
	put_record_link(canvas, record);
	buf_putc(canvas->out, ' ');
	put_record_state(canvas, record);
	buf_puts(canvas->out, "</li>\n");
}

static void
put_chain(struct canvas *canvas, const struct site_dependencies *all)
{
	buf_puts(canvas->out, "<h2>The longest chain of open work</h2>\n");
	if (all->chain.count == 0) {
		buf_puts(canvas->out, "<p>No open work waits for other open work.</p>\n");
		return;
	}
	buf_printf(canvas->out,
		   "<p>%zu steps, each of which waits for the one above it. The last cannot be "
		   "done before all of them are.</p>\n<ol>\n",
		   all->chain.count);
	for (size_t i = 0; i < all->chain.count; i++)
		put_record_item(canvas, all->book.records.items[all->chain.items[i]]);
	buf_puts(canvas->out, "</ol>\n");
}

static void
put_circles(struct canvas *canvas)
{
	struct circles circles;

	dependencies_circles(canvas->scratch, canvas->site->model, &circles);
	if (circles.count == 0)
		return;
	buf_puts(canvas->out, "<h2>Circles</h2>\n<p>These wait for each other, so that none of "
			      "them can come first. They are in no chain.</p>\n<ul>\n");
	for (size_t i = 0; i < circles.count && i < LONGEST_CIRCLES; i++) {
		buf_puts(canvas->out, "<li>");
		for (size_t k = 0; k < circles.items[i].count; k++) {
			put_record_link(canvas, circles.items[i].items[k]);
			buf_puts(canvas->out, " requires ");
		}
		put_record_link(canvas, circles.items[i].items[0]);
		buf_puts(canvas->out, "</li>\n");
	}
	buf_puts(canvas->out, "</ul>\n");
}

static void
put_neighbour(struct canvas *canvas, const struct record *record, bool follows, bool *begun)
{
	buf_puts(canvas->out, *begun ? "<li>" : "<ul><li>");
	*begun = true;
	put_record_link(canvas, record);
	if (follows)
		buf_puts(canvas->out, " <small>(follows from others)</small>");
	buf_puts(canvas->out, "</li>");
}

/* What the vertex requires, or what waits for it; parts are told beside the title. */
static void
put_neighbours(struct canvas *canvas, const struct site_dependencies *all, uint32_t v,
	       const struct records *neighbours, bool forward)
{
	const struct graph *graph = &all->book.graph;
	bool begun = false;

	buf_puts(canvas->out, "<td>");
	for (size_t i = 0; i < neighbours->count; i++) {
		uint32_t other = all->book.numbers[neighbours->items[i]->order] - 1;
		const struct graph_edge *edge =
			forward ? find_edge(graph, v, other) : find_edge(graph, other, v);

		put_neighbour(canvas, neighbours->items[i], edge != NULL && edge->follows, &begun);
	}
	buf_puts(canvas->out, begun ? "</ul></td>" : "</td>");
}

static void
put_row(struct canvas *canvas, const struct site_dependencies *all, uint32_t v)
{
	const struct record *record = all->book.records.items[v];
	struct records required, requiring;

	dependencies_of(canvas->scratch, record, &required, &requiring);
	buf_puts(canvas->out, "<tr><th scope=\"row\">");
	put_record_link(canvas, record);
	put_html(canvas, " <small>", kind_label(canvas->scratch, canvas->site, record->kind, false),
		 "");
	if (record->parent != NULL)
		put_html(canvas, ", part of ", record->parent->title, "");
	buf_puts(canvas->out, "</small></th><td>");
	put_record_state(canvas, record);
	buf_puts(canvas->out, "</td>");
	put_neighbours(canvas, all, v, &required, false);
	put_neighbours(canvas, all, v, &requiring, true);
	buf_puts(canvas->out, "<td>");
	if (all->steps[v] > 0)
		buf_printf(canvas->out, "%u of %zu", all->steps[v], all->chain.count);
	buf_puts(canvas->out, "</td></tr>\n");
}

static void
put_table(struct canvas *canvas, const struct site_dependencies *all)
{
	buf_puts(
		canvas->out,
		"<h2>All of them</h2>\n<div class=\"table\"><table class=\"dependencies stacks\">\n"
		"<thead><tr><th scope=\"col\">Work</th><th scope=\"col\">State</th>"
		"<th scope=\"col\">Requires</th><th scope=\"col\">Required by</th>"
		"<th scope=\"col\">Longest chain</th></tr></thead>\n<tbody>\n");
	for (uint32_t v = 0; v < all->book.graph.count; v++)
		put_row(canvas, all, v);
	buf_puts(canvas->out, "</tbody></table></div>\n");
}

void
site_dependencies(const struct site *site, const struct output *output, struct arena *scratch,
		  struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = view_frame(site, VIEW_DEPENDENCIES);

	site_begin(&canvas, &frame);
	put_view_title(&canvas, &frame);
	put_picture(&canvas, site->dependencies);
	put_chain(&canvas, site->dependencies);
	put_circles(&canvas);
	put_table(&canvas, site->dependencies);
	site_end(&canvas, &frame);
}
