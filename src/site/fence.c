/*
 * fence: shapes, lines and words from the layout that graphviz gives.
 */
#include "site/fence.h"

#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "emit/wrap.h"
#include "site/picture.h"

#define LINE_HEIGHT 17
#define EDGES_TOLD 30 /* in the description */
#define MOST_LINES 40 /* of a label */
#define FRAME 8       /* around the members of a group */
#define LETTER_WIDTH 8.5

static bool
is_graph(const struct doc *doc, const struct node *node)
{
	static const char *const languages[] = { "graphviz", "dot" };
	struct str info;

	info = doc->strings[node->extra];
	for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++) {
		struct str language = str_from(languages[i]);

		if (str_starts(info, language) &&
		    (info.length == language.length ||
		     strchr(" ,{\t", info.data[language.length]) != NULL))
			return true;
	}
	return false;
}

static size_t
count_graphs(const struct page *page)
{
	size_t count = 0;

	for (uint32_t i = 0; i < page->fence_count; i++)
		count += is_graph(page->doc, &page->doc->nodes[page->fences[i]]);
	return count;
}

static void
add_fence(struct arena *arena, struct site *site, struct fence *fence, struct str source)
{
	if (!dot_clean(arena, source, &fence->graph, &fence->reason))
		return;
	fence->reason = STR_EMPTY;
	fence->index = site->graphs.count;
	*VEC_PUSH(arena, &site->graphs) = fence->graph.text;
}

void
fences_collect(struct arena *arena, struct site *site)
{
	for (size_t i = 0; i < site->model->page_count; i++) {
		struct site_page *site_page = &site->pages[i];
		const struct page *page = site_page->page;
		const struct doc *doc = page->doc;
		size_t count = count_graphs(page);

		if (count == 0)
			continue;
		site_page->fences = ARENA_ARRAY(arena, struct fence, count);
		for (uint32_t k = 0; k < page->fence_count; k++) {
			struct fence *fence = &site_page->fences[site_page->fence_count];
			uint32_t node = page->fences[k];

			if (!is_graph(doc, &doc->nodes[node]))
				continue;
			fence->node = node;
			site_page->fence_count++;
			add_fence(arena, site, fence, node_text(&doc->nodes[node]));
		}
	}
}

/* Lines of words around a point. */
static void
put_lines(struct canvas *canvas, struct layout_point middle, const char *class, struct str label)
{
	struct str lines[MOST_LINES];
	size_t count = 0;
	double y;

	while (count < MOST_LINES && dot_cut_line(canvas->scratch, &label, &lines[count]))
		count++;
	y = middle.y - (double)(count - 1) * LINE_HEIGHT / 2 + 5;
	for (size_t i = 0; count > 0 && i < count; i++, y += LINE_HEIGHT) {
		if (str_trim(lines[i]).length == 0)
			continue;
		buf_printf(canvas->out, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", class,
			   middle.x, y);
		put_html(canvas, "", str_trim(lines[i]), "</text>");
	}
}

static void
put_ellipse(struct canvas *canvas, const struct layout_node *node, double inset)
{
	buf_printf(canvas->out,
		   "<ellipse class=\"shape\" cx=\"%.1f\" cy=\"%.1f\" rx=\"%.1f\" ry=\"%.1f\"/>",
		   node->middle.x, node->middle.y, node->width / 2 - inset,
		   node->height / 2 - inset);
}

static void
put_oval(struct canvas *canvas, const struct layout_node *node)
{
	put_ellipse(canvas, node, 0);
}

static void
put_double_circle(struct canvas *canvas, const struct layout_node *node)
{
	put_ellipse(canvas, node, 0);
	put_ellipse(canvas, node, 4);
}

static void
put_diamond(struct canvas *canvas, const struct layout_node *node)
{
	double x = node->width / 2, y = node->height / 2;

	buf_printf(canvas->out,
		   "<path class=\"shape\" d=\"M%.1f %.1fl%.1f %.1fl-%.1f %.1fl-%.1f -%.1fz\"/>",
		   node->middle.x, node->middle.y - y, x, y, x, y, x, y);
}

static void
put_rectangle(struct canvas *canvas, const struct layout_node *node)
{
	buf_printf(canvas->out,
		   "<rect class=\"shape\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" "
		   "rx=\"4\"/>",
		   node->middle.x - node->width / 2, node->middle.y - node->height / 2, node->width,
		   node->height);
}

static void
put_no_shape(struct canvas *canvas, const struct layout_node *node)
{
	(void)canvas;
	(void)node;
}

/* Of those that emit/dot.c lets through; the others are rectangles. */
static const struct {
	const char *name;
	void (*put)(struct canvas *canvas, const struct layout_node *node);
	bool has_words;
} shapes[] = {
	{ "ellipse", put_oval, true },
	{ "oval", put_oval, true },
	{ "circle", put_oval, true },
	{ "point", put_oval, false },
	{ "doublecircle", put_double_circle, true },
	{ "diamond", put_diamond, true },
	{ "plain", put_no_shape, true },
	{ "plaintext", put_no_shape, true },
	{ "none", put_no_shape, true },
	{ "box", put_rectangle, true }, /* and all that is left */
};

/* The class of a style that graphviz hands on. */
static const char *
style_class(struct str style)
{
	static const char *const styles[] = { "dashed", "dotted", "bold" };

	for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++)
		if (str_equal(style, str_from(styles[i])))
			return styles[i];
	return "";
}

static bool
is_invisible(struct str style)
{
	return str_equal(style, STR("invis"));
}

static void
put_node(struct canvas *canvas, const struct layout_node *node)
{
	size_t i = 0;

	if (is_invisible(node->style))
		return;
	while (i + 1 < sizeof shapes / sizeof shapes[0] &&
	       !str_equal(node->shape, str_from(shapes[i].name)))
		i++;
	buf_printf(canvas->out, "<g class=\"node %s %s\">", shapes[i].name,
		   style_class(node->style));
	shapes[i].put(canvas, node);
	if (shapes[i].has_words)
		put_lines(canvas, node->middle, "middle", node->label);
	buf_puts(canvas->out, "</g>\n");
}

static void
put_edge(struct canvas *canvas, const struct layout_edge *edge)
{
	if (is_invisible(edge->style))
		return;
	put_arrow_with(canvas, edge->points, edge->count, style_class(edge->style),
		       dot_has_tail(edge->color), dot_has_head(edge->color));
	if (edge->label.length > 0)
		put_lines(canvas, edge->label_middle, "middle small", edge->label);
}

/* A label on one line. */
static struct str
flat(struct arena *arena, struct str label)
{
	struct str line, text = STR_EMPTY;

	while (dot_cut_line(arena, &label, &line) && text.length < 100)
		text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text), text.length > 0 ? " " : "",
				    STR_ARG(line));
	return wrap_clean(arena, text);
}

/* What leads where, for those who do not see it. */
static struct str
describe(struct arena *arena, const struct fence *fence, const struct layout *layout)
{
	struct map labels = { 0 };
	struct str text;

	for (size_t i = 0; i < layout->nodes.count; i++)
		*map_put(arena, &labels, layout->nodes.items[i].name) = &layout->nodes.items[i];
	text = arena_printf(arena, "%zu nodes, %zu edges", layout->nodes.count,
			    layout->edges.count);
	for (size_t i = 0; i < layout->edges.count && i < EDGES_TOLD; i++) {
		const struct layout_edge *edge = &layout->edges.items[i];
		const struct layout_node *from = map_get(&labels, edge->from),
					 *to = map_get(&labels, edge->to);

		if (from == NULL || to == NULL || is_invisible(edge->style))
			continue;
		text = arena_printf(arena, "%.*s%s %.*s %s %.*s", STR_ARG(text), i > 0 ? ";" : ":",
				    STR_ARG(flat(arena, from->label)),
				    fence->graph.is_directed ? "to" : "and",
				    STR_ARG(flat(arena, to->label)));
		if (edge->label.length > 0)
			text = arena_printf(arena, "%.*s (%.*s)", STR_ARG(text),
					    STR_ARG(flat(arena, edge->label)));
	}
	return text;
}

/* The frame around a group while it is found. */
struct frame_box {
	double left, top, right, bottom;
	bool is_there;
};

static void
extend(struct frame_box *box, double left, double top, double right, double bottom)
{
	if (!box->is_there)
		*box = (struct frame_box){ left, top, right, bottom, true };
	box->left = left < box->left ? left : box->left;
	box->top = top < box->top ? top : box->top;
	box->right = right > box->right ? right : box->right;
	box->bottom = bottom > box->bottom ? bottom : box->bottom;
}

/* Room around the members, and for the label, which graphviz has kept free. */
static void
add_margin(struct arena *arena, struct frame_box *frame, struct str label)
{
	double width = (double)utf8_width(flat(arena, label)) * LETTER_WIDTH;
	double missing = (width - frame->right + frame->left) / 2;
	double side = missing > FRAME ? missing : FRAME;

	frame->left -= side;
	frame->right += side;
	frame->top -= FRAME + (label.length > 0 ? LINE_HEIGHT + 4 : 0);
	frame->bottom += FRAME;
}

/* Graphviz puts nothing else into the rectangle around the members; its plain output does not say it. */
static struct frame_box *
find_frames(struct canvas *canvas, const struct dot_graph *graph, const struct layout *layout)
{
	struct frame_box *frames =
		ARENA_ARRAY(canvas->scratch, struct frame_box, graph->groups.count);
	struct map nodes = { 0 };

	for (size_t i = 0; i < layout->nodes.count; i++)
		*map_put(canvas->scratch, &nodes, layout->nodes.items[i].name) =
			&layout->nodes.items[i];
	for (size_t i = 0; i < graph->members.count; i++) {
		const struct layout_node *node = map_get(&nodes, graph->members.items[i].name);

		if (node != NULL)
			extend(&frames[graph->members.items[i].group],
			       node->middle.x - node->width / 2, node->middle.y - node->height / 2,
			       node->middle.x + node->width / 2, node->middle.y + node->height / 2);
	}
	for (size_t i = graph->groups.count; i-- > 0;) {
		struct frame_box *frame = &frames[i];
		size_t above = graph->groups.items[i].above;

		if (!frame->is_there)
			continue;
		add_margin(canvas->scratch, frame, graph->groups.items[i].label);
		if (above != DOT_NO_GROUP)
			extend(&frames[above], frame->left, frame->top, frame->right,
			       frame->bottom);
	}
	return frames;
}

static void
put_groups(struct canvas *canvas, const struct dot_graph *graph, const struct layout *layout)
{
	const struct frame_box *frames = find_frames(canvas, graph, layout);

	for (size_t i = 0; i < graph->groups.count; i++) {
		const struct frame_box *frame = &frames[i];
		struct str label = graph->groups.items[i].label;

		if (!frame->is_there)
			continue;
		buf_printf(canvas->out,
			   "<g class=\"group\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
			   "height=\"%.1f\" rx=\"8\"/>",
			   frame->left, frame->top, frame->right - frame->left,
			   frame->bottom - frame->top);
		if (label.length > 0) {
			buf_printf(canvas->out, "<text class=\"middle\" x=\"%.1f\" y=\"%.1f\">",
				   (frame->left + frame->right) / 2, frame->top + LINE_HEIGHT);
			put_html(canvas, "", flat(canvas->scratch, label), "</text>");
		}
		buf_puts(canvas->out, "</g>\n");
	}
}

static void
put_drawing(struct canvas *canvas, const struct fence *fence, const struct layout *layout,
	    struct str name)
{
	const struct picture picture = {
		.class = "fence",
		.title = fence->graph.title.length > 0 ? flat(canvas->scratch, fence->graph.title)
						       : name,
		.description = describe(canvas->scratch, fence, layout),
		.width = layout->width,
		.height = layout->height,
	};

	picture_begin(canvas, &picture);
	put_groups(canvas, &fence->graph, layout);
	for (size_t i = 0; i < layout->edges.count; i++)
		put_edge(canvas, &layout->edges.items[i]);
	for (size_t i = 0; i < layout->nodes.count; i++)
		put_node(canvas, &layout->nodes.items[i]);
	picture_end(canvas);
	if (fence->graph.title.length > 0)
		put_html(canvas, "<figcaption>", picture.title, "</figcaption>\n");
}

static void
put_source(struct canvas *canvas, const struct page *page, uint32_t node)
{
	put_html(canvas, "<pre><code class=\"language-dot\">", node_text(&page->doc->nodes[node]),
		 "</code></pre>\n");
}

static bool
lay_out(struct canvas *canvas, const struct fence *fence, struct layout *ret_layout,
	struct str *ret_reason)
{
	*ret_reason = fence->reason;
	if (fence->reason.length > 0 ||
	    !picture_layout(canvas, fence->index, ret_layout, ret_reason))
		return false;
	*ret_reason = STR("it has too many nodes or edges");
	return ret_layout->nodes.count <= LIMIT_PICTURE_NODES &&
	       ret_layout->edges.count <= LIMIT_PICTURE_EDGES;
}

bool
put_fence(struct canvas *canvas, const struct page *page, uint32_t node)
{
	const struct site_page *site_page = &canvas->site->pages[page->order];
	struct layout layout;
	struct str reason;
	size_t i = 0;

	while (i < site_page->fence_count && site_page->fences[i].node != node)
		i++;
	if (i == site_page->fence_count)
		return false;
	if (!lay_out(canvas, &site_page->fences[i], &layout, &reason)) {
		put_source(canvas, page, node);
		put_html(canvas, "<p class=\"none\">This graph is not drawn: ", reason, ".</p>\n");
		return true;
	}
	buf_puts(canvas->out, "<figure class=\"graph\">\n");
	/* No two frames of a page, or of the whole book as one, have the same name. */
	put_drawing(
		canvas, &site_page->fences[i], &layout,
		arena_printf(canvas->scratch, "Graph %zu of %.*s", i + 1, STR_ARG(page->title)));
	buf_puts(canvas->out, "</figure>\n<details><summary>This graph as text</summary>\n");
	put_source(canvas, page, node);
	buf_puts(canvas->out, "</details>\n");
	return true;
}
