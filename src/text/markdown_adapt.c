/*
 * markdown_adapt: the walk over the parser's tree, and the nodes that come of it.
 */
#include "text/markdown_adapt.h"

#include "text/markdown_memory.h"
#include "text/markdown_source.h"

#include <cmark-gfm-extension_api.h>
#include <string.h>

#define BYTES_PER_NODE 24 /* of source, in a page of many links and tables */
#define LEAST_NODES 520

/* ---- nodes ---- */

struct node *
adapt_add(struct adapter *adapter, enum node_kind kind, uint32_t offset, uint32_t end)
{
	struct node *node = VEC_PUSH(adapter->scratch, &adapter->nodes);

	*node = (struct node){ .kind = (uint8_t)kind,
			       .end = (uint32_t)adapter->nodes.count,
			       .offset = offset,
			       .span = end > offset ? end - offset : 0 };
	return node;
}

static void
report_depth(struct adapter *adapter, uint32_t offset)
{
	struct diag_finding *finding;

	finding = diag_add(adapter->diags, &markdown_codes[MARKDOWN_TOO_DEEP],
			   doc_place(adapter->doc, offset, 1),
			   "more than %d levels lie in one another here; deeper ones are read "
			   "as text",
			   LIMIT_NESTING);
	finding->hint = STR("Take some of the emphasis, links or lists apart.");
}

struct node *
adapt_open(struct adapter *adapter, enum node_kind kind, uint32_t offset)
{
	uint32_t limit = kind >= NODE_TEXT ? LIMIT_NESTING : ADAPT_DEPTH;
	struct node *node;

	if (adapter->flattened > 0 || adapter->depth >= limit) {
		if (adapter->flattened++ == 0 && !adapter->has_flattened)
			report_depth(adapter, offset);
		adapter->has_flattened = true;
		return NULL;
	}
	node = adapt_add(adapter, kind, offset, offset);
	if (kind == NODE_HEADING && adapter->depth > 0)
		node->extra = adapter->open[adapter->depth - 1];
	adapter->open[adapter->depth] = (uint32_t)adapter->nodes.count - 1;
	adapter->tilde_base[adapter->depth] = adapter->tildes.count;
	adapter->depth++;
	return node;
}

struct node *
adapt_close(struct adapter *adapter)
{
	struct node *node;

	if (adapter->flattened > 0) {
		adapter->flattened--;
		return NULL;
	}
	adapter->depth--;
	if (adapter->tildes.count > adapter->tilde_base[adapter->depth])
		adapt_tildes(adapter, adapter->tilde_base[adapter->depth]);
	node = &adapter->nodes.items[adapter->open[adapter->depth]];
	node->end = (uint32_t)adapter->nodes.count;
	return node;
}

struct str
adapt_slice(struct adapter *adapter, struct str text, uint32_t offset)
{
	struct str slice = str_slice(adapter->doc->source, offset, (size_t)offset + text.length);

	return str_equal(slice, text) ? slice : arena_copy(adapter->arena, text);
}

uint32_t
adapt_string(struct adapter *adapter, struct str text, uint32_t offset)
{
	if (text.length == 0)
		return 0;
	if (adapter->strings.count == 0)
		*VEC_PUSH(adapter->arena, &adapter->strings) = STR_EMPTY;
	*VEC_PUSH(adapter->arena, &adapter->strings) = adapt_slice(adapter, text, offset);
	return (uint32_t)adapter->strings.count - 1;
}

/* ---- the parser ---- */

cmark_node *
adapt_parse(struct adapter *adapter, uint32_t first_line, const struct str *pieces, size_t count)
{
	int options = CMARK_OPT_SOURCEPOS | (adapter->features.notes ? CMARK_OPT_FOOTNOTES : 0);
	cmark_parser *parser =
		cmark_parser_new_with_mem(options, parser_memory_enter(adapter->scratch));

	cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
	cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("tasklist"));
	adapter->first_line = first_line;
	if (first_line > 0) { /* a byte order mark is one in the first line only */
		cmark_parser_feed(parser, "\n", 1);
		adapter->first_line--;
	}
	for (size_t i = 0; i < count; i++)
		if (pieces[i].length > 0)
			cmark_parser_feed(parser, pieces[i].data, pieces[i].length);
	return cmark_parser_finish(parser);
}

/* ---- the walk ---- */

static bool
is_inline(cmark_node *node)
{
	return (cmark_node_get_type(node) & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;
}

static bool
enter(struct adapter *adapter, cmark_node *node)
{
	return is_inline(node) ? adapt_inline(adapter, node) : adapt_block(adapter, node);
}

static void
leave(struct adapter *adapter, cmark_node *node)
{
	if (is_inline(node))
		adapt_inline_end(adapter, node);
	else
		adapt_block_end(adapter);
}

/* One block with all that is in it. */
static void
walk(struct adapter *adapter, cmark_node *root)
{
	cmark_node *node = root;
	cmark_node *next = NULL;

	do {
		bool is_open = enter(adapter, node);

		next = is_open ? cmark_node_first_child(node) : NULL;
		if (is_open && next == NULL)
			leave(adapter, node);
		while (next == NULL && node != root && (next = cmark_node_next(node)) == NULL) {
			node = cmark_node_parent(node);
			leave(adapter, node);
		}
		node = next;
	} while (node != NULL);
}

/* ---- the document ---- */

/* Whether nodes[next] goes on with the text of the last node that was kept.  (Between the last
   child of most nodes and what follows them there are marks; not so for a bare link's text.) */
static bool
joins(const struct node *nodes, size_t kept, size_t next)
{
	const struct node *before = &nodes[kept - 1];
	const struct node *node = &nodes[next];

	if (!(node->flags & ADAPT_JOINS) || before->kind != NODE_TEXT || node->kind != NODE_TEXT)
		return false;
	if (kept > 1 && nodes[kept - 2].kind == NODE_LINK && nodes[kept - 2].flags & NODE_BARE)
		return false;
	return before->text + before->length == node->text &&
	       before->offset + before->span == node->offset;
}

/* Moves the nodes that stay together; every other one becomes part of the one before it. */
static void
drop_nodes(struct adapter *adapter)
{
	struct node *nodes = adapter->nodes.items;
	size_t total = adapter->nodes.count;
	uint32_t *moved = ARENA_ARRAY(adapter->scratch, uint32_t, total + 1);
	uint32_t count = 0;

	for (size_t i = 0; i < total; i++) {
		moved[i] = count;
		if (nodes[i].flags & ADAPT_DROPPED)
			continue;
		if (count > 0 && joins(nodes, count, i)) {
			nodes[count - 1].length += nodes[i].length;
			nodes[count - 1].span += nodes[i].span;
			continue;
		}
		nodes[count++] = nodes[i];
	}
	moved[total] = count;
	for (uint32_t i = 0; i < count; i++) {
		nodes[i].end = nodes[i].kind == NODE_TEXT ? i + 1 : moved[nodes[i].end];
		nodes[i].flags &= (uint16_t)~ADAPT_JOINS;
		if (nodes[i].kind == NODE_HEADING)
			nodes[i].extra = moved[nodes[i].extra];
	}
	adapter->nodes.count = count;
}

/* Room for the nodes of most pages.  One that is so large gets memory of its own from an arena, so
   that a page does without a whole block. */
static void
make_nodes(struct adapter *adapter)
{
	size_t count = adapter->doc->source.length / BYTES_PER_NODE;

	if (count < LEAST_NODES)
		count = LEAST_NODES;
	adapter->nodes.capacity = count;
	adapter->nodes.items =
		arena_uncleared_array_of(adapter->scratch, count, sizeof(struct node));
}

void
adapt_start(struct adapter *adapter)
{
	make_nodes(adapter);
	adapter->cells.items = adapter->few_cells;
	adapter->cells.capacity = ADAPT_FEW;
	adapt_start_texts(adapter);
	adapt_open(adapter, NODE_DOCUMENT, 0);
}

void
adapt_blocks(struct adapter *adapter, cmark_node *first, cmark_node *end)
{
	for (cmark_node *block = first; block != end; block = cmark_node_next(block))
		walk(adapter, block);
}

void
adapt_finish(struct adapter *adapter)
{
	struct doc *doc = adapter->doc;
	size_t size;

	if (adapter->has_dropped || adapter->has_tildes)
		drop_nodes(adapter);
	size = adapter->nodes.count * sizeof *doc->nodes;
	doc->nodes = memcpy(arena_uncleared(adapter->arena, size), adapter->nodes.items, size);
	doc->count = (uint32_t)adapter->nodes.count;
	doc->nodes[0].end = doc->count;
	doc->nodes[0].span = (uint32_t)doc->source.length;
	doc->strings = adapter->strings.items;
	doc->undefined = adapter->undefined.items;
	doc->undefined_count = adapter->undefined.count;
}

void
adapt_document(struct adapter *adapter, cmark_node *root)
{
	adapt_start(adapter);
	if (adapter->features.notes)
		adapt_find_notes(adapter, root);
	adapt_blocks(adapter, cmark_node_first_child(root), NULL);
	adapt_finish(adapter);
}
