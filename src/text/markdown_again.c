/*
 * markdown_again: what the parser gets, and what is put together of it.
 */
#include "text/markdown_again.h"

#include "text/markdown_common.h"
#include "text/markdown_links.h"
#include "text/markdown_memory.h"

#include <string.h>

#define EXPANSION_BYTES 100000 /* of links: the parser makes none beyond that, in a short page */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

struct again {
	struct adapter *adapter;
	struct common common;
	struct {
		uint32_t
			first_line; /* what were the parser's first line of the file; may wrap around */
		cmark_node *after; /* the heading behind the part */
	} parts[COMMON_PARTS];
	struct strs pieces;
	size_t defining_bytes; /* of pieces that hold definitions */
};

/* ---- what the parser gets ---- */

/* Adds what stands between the cuts around each place of the stretch that may be a definition. */
static void
add_definitions(struct again *again, struct stretch stretch)
{
	const struct doc *former = again->common.former;
	uint32_t at = stretch.start;

	while (at < stretch.end) {
		struct str rest = str_slice(former->source, at, stretch.end);
		size_t found = str_find(rest, STR("]:"));
		uint32_t start, end;

		if (found == STR_NONE)
			return;
		start = end = doc_line(former, at + (uint32_t)found) - 1;
		while (former->line_starts[start] > at && !common_can_be_cut(&again->common, start))
			start--;
		do
			end++;
		while (end < former->line_count && former->line_starts[end] < stretch.end &&
		       !common_can_be_cut(&again->common, end));
		at = end < former->line_count ? former->line_starts[end] : stretch.end;
		*VEC_PUSH(again->adapter->scratch, &again->pieces) =
			str_slice(former->source, former->line_starts[start], at);
		again->defining_bytes += at - former->line_starts[start];
	}
}

/* Adds a part, and a heading behind it. */
static void
add_piece(struct again *again, struct str part)
{
	bool is_ended = part.length == 0 || str_ends(part, STR("\n")) || str_ends(part, STR("\r"));

	*VEC_PUSH(again->adapter->scratch, &again->pieces) = part;
	*VEC_PUSH(again->adapter->scratch, &again->pieces) = is_ended ? STR("#\n") : STR("\n#\n");
}

/* False: there may be other definitions than before. */
static bool
make_pieces(struct again *again)
{
	for (size_t i = 0; i < again->common.part_count; i++) {
		struct str part = str_slice(again->common.doc->source, again->common.parts[i].start,
					    again->common.parts[i].end);
		struct str before =
			str_slice(again->common.former->source, again->common.stretches[i].end,
				  again->common.stretches[i + 1].start);

		if (str_contains(part, STR("]:")) || str_contains(before, STR("]:")))
			return false;
		add_piece(again, part);
	}
	for (size_t i = 0; i <= again->common.part_count; i++)
		add_definitions(again, again->common.stretches[i]);
	return true;
}

/* The line, from 0, that begins at the offset. */
static uint32_t
line_at(const struct doc *doc, uint32_t offset)
{
	return offset < doc->source.length ? doc_line(doc, offset) - 1 : doc->line_count;
}

/* Where the part's lines stand when the parser has read so many of it and of those before. */
static uint32_t
first_line(const struct again *again, size_t part)
{
	uint32_t line = line_at(again->common.doc, again->common.parts[part].start);

	for (size_t i = 0; i < part; i++)
		line -= line_at(again->common.doc, again->common.parts[i].end) -
			line_at(again->common.doc, again->common.parts[i].start) + 1;
	return line;
}

/* Finds the headings behind the parts; false when something swallowed one. */
static bool
find_ends(struct again *again, cmark_node *root)
{
	cmark_node *block = cmark_node_first_child(root);

	for (size_t i = 0; i < again->common.part_count; i++) {
		uint32_t line = line_at(again->common.doc, again->common.parts[i].end);
		int number = (int)(line - again->parts[i].first_line) + 1;

		while (block != NULL && (cmark_node_get_type(block) != CMARK_NODE_HEADING ||
					 cmark_node_get_start_line(block) != number))
			block = cmark_node_next(block);
		if (block == NULL)
			return false;
		again->parts[i].after = block;
	}
	return true;
}

/* ---- what is taken over ---- */

/* A slice of the later source where it was one of the stretch. */
static const char *
take_text(const struct again *again, const struct stretch *stretch, const char *text, size_t length)
{
	size_t at = (size_t)((uintptr_t)text - (uintptr_t)again->common.former->source.data);

	if (text == NULL)
		return NULL;
	if (at >= stretch->start && at <= stretch->end && length <= stretch->end - at)
		return again->common.doc->source.data + (uint32_t)(at + stretch->shift);
	return arena_copy(again->adapter->arena, (struct str){ text, length }).data;
}

static struct str
take_str(const struct again *again, const struct stretch *stretch, struct str text)
{
	text.data = take_text(again, stretch, text.data, text.length);
	return text;
}

static bool
has_string(const struct node *node)
{
	return node->extra != 0 && (node->kind == NODE_CODE_BLOCK || node->kind == NODE_LINK ||
				    node->kind == NODE_IMAGE);
}

static uint32_t
count_strings(const struct doc *doc, uint32_t from, uint32_t to)
{
	uint32_t count = 0;

	for (uint32_t i = from; doc->strings != NULL && i < to; i++)
		count += has_string(&doc->nodes[i]);
	return count;
}

/* Each string belongs to one node, and they stand in the order of blocks.  Gives what the indexes grow by. */
static uint32_t
take_strings(struct again *again, const struct stretch *stretch)
{
	const struct doc *former = again->common.former;
	struct arena *arena = again->adapter->arena;
	struct strs *strings = &again->adapter->strings;
	uint32_t count = count_strings(former, stretch->first, stretch->last);
	uint32_t first = 1 + count_strings(former, 1, stretch->first);
	uint32_t shift;

	if (count == 0)
		return 0;
	if (strings->count == 0)
		*VEC_PUSH(arena, strings) = STR_EMPTY;
	shift = (uint32_t)strings->count - first;
	for (uint32_t i = first; i < first + count; i++)
		*VEC_PUSH(arena, strings) = take_str(again, stretch, former->strings[i]);
	return shift;
}

static void
take_nodes(struct again *again, const struct stretch *stretch)
{
	struct adapter *adapter = again->adapter;
	uint32_t shift = (uint32_t)adapter->nodes.count - stretch->first;
	uint32_t string_shift = take_strings(again, stretch);

	for (uint32_t i = stretch->first; i < stretch->last; i++) {
		const struct node *before = &again->common.former->nodes[i];
		struct node *node = VEC_PUSH(adapter->scratch, &adapter->nodes);

		*node = *before;
		node->end += shift;
		node->offset += stretch->shift;
		node->text = take_text(again, stretch, before->text, before->length);
		if (has_string(before))
			node->extra += string_shift;
		else if (before->kind == NODE_HEADING && before->extra != 0)
			node->extra += shift;
	}
}

static void
take_undefined(struct again *again, const struct stretch *stretch)
{
	const struct doc *former = again->common.former;

	for (size_t i = 0; i < former->undefined_count; i++) {
		const struct doc_undefined *before = &former->undefined[i];
		struct doc_undefined *undefined;

		if (before->offset < stretch->start || before->offset >= stretch->end)
			continue;
		undefined = VEC_PUSH(again->adapter->arena, &again->adapter->undefined);
		*undefined = *before;
		undefined->label = take_str(again, stretch, before->label);
		undefined->offset += stretch->shift;
	}
}

static void
take_stretch(struct again *again, const struct stretch *stretch)
{
	take_nodes(again, stretch);
	take_undefined(again, stretch);
}

static void
note_names(struct again *again, const struct stretch *stretch)
{
	for (uint32_t i = stretch->first; i < stretch->last; i++)
		if (again->common.former->nodes[i].kind == NODE_HEADING)
			adapt_note_name(again->adapter, node_text(&again->common.former->nodes[i]));
}

static void
take_definitions(struct again *again, struct doc *doc)
{
	const struct doc *former = again->common.former;
	size_t count = former->definition_count;

	if (count == 0)
		return;
	doc->definitions = ARENA_ARRAY(again->adapter->arena, struct doc_definition, count);
	doc->definition_count = count;
	for (size_t i = 0; i < count; i++) {
		struct doc_definition *definition = &doc->definitions[i];
		const struct stretch *stretch;

		*definition = former->definitions[i];
		for (stretch = again->common.stretches; definition->offset >= stretch->end;)
			stretch++;
		definition->label = take_str(again, stretch, definition->label);
		definition->target = take_str(again, stretch, definition->target);
		definition->offset += stretch->shift;
	}
}

/* ---- what depends on the whole page ---- */

/* What the parser may have copied from definitions. */
static size_t
link_bytes(const struct doc *doc)
{
	size_t bytes = 0;

	for (uint32_t i = 0; i < doc->count; i++) {
		const struct node *node = &doc->nodes[i];

		if (node->kind != NODE_LINK && node->kind != NODE_IMAGE)
			continue;
		bytes += node->length;
		if (node->extra != 0)
			bytes += doc->strings[node->extra].length;
	}
	return bytes;
}

/* Whether the parser had room for all links that it found a definition for: an entity may become twice as long. */
static bool
has_all_links(const struct again *again, const struct doc *doc)
{
	return again->defining_bytes == 0 ||
	       link_bytes(doc) + 2 * again->defining_bytes <= EXPANSION_BYTES;
}

/* Whether all references to no definition were held against the definitions: each has at least five bytes. */
static bool
has_filtered(const struct doc *former, const struct doc *doc)
{
	return former->source.length / 5 * former->definition_count <= FILTER_STEPS &&
	       doc->source.length / 5 * former->definition_count <= FILTER_STEPS;
}

/* Parses the parts. */
static cmark_node *
parse(struct again *again)
{
	struct adapter *adapter = again->adapter;
	cmark_node *root = adapt_parse(adapter, first_line(again, 0), again->pieces.items,
				       again->pieces.count);
	uint32_t shift = first_line(again, 0) - adapter->first_line;

	for (size_t i = 0; i < again->common.part_count; i++)
		again->parts[i].first_line = first_line(again, i) - shift;
	return root;
}

static void
walk(struct again *again, cmark_node *root)
{
	struct adapter *adapter = again->adapter;
	cmark_node *block = cmark_node_first_child(root);

	adapt_start(adapter);
	for (size_t i = 0; i < again->common.part_count; i++) {
		take_stretch(again, &again->common.stretches[i]);
		adapter->first_line = again->parts[i].first_line;
		adapt_blocks(adapter, block, again->parts[i].after);
		block = cmark_node_next(again->parts[i].after);
	}
	take_stretch(again, &again->common.stretches[again->common.part_count]);
}

/* Parses the parts and puts all together. */
static bool
put_together(struct again *again)
{
	struct adapter *adapter = again->adapter;
	cmark_node *root;
	bool has_ends;

	for (size_t i = 0; i <= again->common.part_count; i++)
		note_names(again, &again->common.stretches[i]);
	root = parse(again);
	has_ends = find_ends(again, root);
	if (has_ends)
		walk(again, root);
	parser_memory_leave();
	if (!has_ends || adapter->has_flattened || adapter->has_same_names)
		return false;
	adapt_finish(adapter);
	if (!has_all_links(again, adapter->doc))
		return false;
	take_definitions(again, adapter->doc);
	undefined_filter(adapter->doc);
	return true;
}

bool
markdown_read_again(struct adapter *adapter, const struct doc *former, uint32_t body)
{
	struct doc *doc = adapter->doc;
	struct again again = {
		.adapter = adapter,
		.common = { .scratch = adapter->scratch, .former = former, .doc = doc },
	};

	if (!former->is_plain || former->source.length == 0 || doc->source.length == 0 ||
	    str_starts(former->source, STR(BYTE_ORDER_MARK)) || !has_filtered(former, doc))
		return false;
	if (!common_find(&again.common, body) || !make_pieces(&again) ||
	    !has_all_links(&again, former))
		return false;
	if (again.defining_bytes > 0 && former->may_define != doc->may_define)
		return false;
	return put_together(&again);
}
