/*
 * markdown_again: two cuts, the part between them, and what is put together of it.
 */
#include "text/markdown_again.h"

#include "text/markdown_links.h"
#include "text/markdown_memory.h"

#include <string.h>

#define MOST_PARSED 70         /* per cent of a page, from which on it is read as a whole */
#define EXPANSION_BYTES 100000 /* of links: the parser makes none beyond that, in a short page */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* A stretch of the former source that is the same in this one, and the nodes that stand in it. */
struct stretch {
	uint32_t start, end;
	uint32_t first, last; /* nodes, from `first` to before `last` */
	uint32_t shift;       /* to the offsets in this source; may wrap around */
};

struct again {
	struct adapter *adapter;
	const struct doc *former, *doc;
	struct {
		uint32_t *items;
		size_t count, capacity;
	} blocks; /* the former's nodes that lie in no other */
	struct stretch head, tail;
	uint32_t start, end; /* what is parsed of this source */
	struct strs pieces;
	size_t defining_bytes; /* of pieces that hold definitions */
};

/* ---- where pages can be cut ---- */

static void
list_blocks(struct again *again)
{
	const struct doc *former = again->former;

	for (uint32_t i = 1; i < former->count; i = former->nodes[i].end)
		*VEC_PUSH(again->adapter->scratch, &again->blocks) = i;
}

/* How many blocks of the former document begin before the offset. */
static size_t
blocks_before(const struct again *again, uint32_t offset)
{
	size_t low = 0;
	size_t high = again->blocks.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (again->former->nodes[again->blocks.items[middle]].offset < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint32_t
node_from(const struct again *again, uint32_t offset)
{
	size_t block = blocks_before(again, offset);

	return block < again->blocks.count ? again->blocks.items[block] : again->former->count;
}

/* Where a fence or raw HTML ends is not asked: the next block or definition that can be told is far enough. */
static bool
is_outside(const struct again *again, uint32_t offset)
{
	const struct node *nodes = again->former->nodes;
	size_t block = blocks_before(again, offset);
	uint8_t before;

	if (block < again->blocks.count && nodes[again->blocks.items[block]].offset == offset)
		return true;
	before = block == 0 ? NODE_DOCUMENT : nodes[again->blocks.items[block - 1]].kind;
	return before != NODE_CODE_BLOCK && before != NODE_HTML_BLOCK;
}

static bool
is_blank(struct str line)
{
	for (size_t i = 0; i < line.length; i++)
		if (line.data[i] != ' ' && line.data[i] != '\t')
			return false;
	return true;
}

/* Neither blank nor indented, nor a marker that goes on with a list or a quote. */
static bool
begins_anew(struct str line)
{
	char c = line.length > 0 ? line.data[0] : ' ';

	return strchr(" \t\v\f>-+*", c) == NULL && !char_is_digit(c);
}

static bool
follows_blank(const struct doc *doc, uint32_t line)
{
	return line > 0 && is_blank(markdown_line(doc, line - 1)) &&
	       begins_anew(markdown_line(doc, line));
}

static bool
is_cut(const struct again *again, uint32_t line)
{
	return follows_blank(again->former, line) &&
	       is_outside(again, again->former->line_starts[line]);
}

/* ---- the cuts ---- */

/* How many bytes both begin with. */
static size_t
common_start(struct str a, struct str b)
{
	size_t most = a.length < b.length ? a.length : b.length;
	size_t at = 0;

	while (at + 256 <= most && memcmp(a.data + at, b.data + at, 256) == 0)
		at += 256;
	while (at < most && a.data[at] == b.data[at])
		at++;
	return at;
}

static size_t
common_end(struct str a, struct str b, size_t most)
{
	const char *a_end = a.data + a.length;
	const char *b_end = b.data + b.length;
	size_t count = 0;

	while (count + 256 <= most && memcmp(a_end - count - 256, b_end - count - 256, 256) == 0)
		count += 256;
	while (count < most && a_end[-(ptrdiff_t)count - 1] == b_end[-(ptrdiff_t)count - 1])
		count++;
	return count;
}

/* Where Markdown begins in a finished document. */
static uint32_t
body_of(const struct doc *doc)
{
	size_t end;
	uint32_t line;

	if (doc->front.data == NULL)
		return 0;
	end = (size_t)(doc->front.data - doc->source.data) + doc->front.length;
	line = doc_line(doc, (uint32_t)end);
	return line < doc->line_count ? doc->line_starts[line] : (uint32_t)doc->source.length;
}

/* The head ends with the last cut before a line that is the same: what ends there may be told by that line. */
static void
find_head(struct again *again, size_t same, uint32_t body)
{
	uint32_t former_body = body_of(again->former);

	again->start = body;
	again->head = (struct stretch){ .start = former_body, .end = former_body, .first = 1 };
	again->head.last = 1;
	if (same <= body || body != former_body)
		return;
	for (uint32_t line = doc_line(again->doc, (uint32_t)same - 1) - 1;
	     again->doc->line_starts[line] > body; line--) {
		if (markdown_line_end(again->doc, line) >= same || !is_cut(again, line))
			continue;
		again->start = again->head.end = again->doc->line_starts[line];
		again->head.last = node_from(again, again->start);
		return;
	}
}

/* The tail begins with the first cut in both from which on they are the same. */
static void
find_tail(struct again *again, size_t same)
{
	const struct doc *former = again->former, *doc = again->doc;
	uint32_t length = (uint32_t)former->source.length;
	uint32_t shift = (uint32_t)doc->source.length - length;
	uint32_t line = doc_line(former, length - (uint32_t)same) - 1;

	again->end = (uint32_t)doc->source.length;
	again->tail = (struct stretch){ length, length, former->count, former->count, shift };
	for (; line < former->line_count; line++) {
		uint32_t start = former->line_starts[line];
		uint32_t moved = start + shift;
		uint32_t there;

		if (length - start > same || start <= again->head.end || !is_cut(again, line))
			continue;
		there = doc_line(doc, moved) - 1;
		if (moved <= again->start || doc->line_starts[there] != moved ||
		    !follows_blank(doc, there))
			continue;
		again->end = moved;
		again->tail.start = start;
		again->tail.first = node_from(again, start);
		return;
	}
}

/* False: there is too little to be gained. */
static bool
find_cuts(struct again *again, uint32_t body)
{
	struct str before = again->former->source, now = again->doc->source;
	size_t most = before.length < now.length ? before.length : now.length;
	size_t same = common_start(before, now);

	list_blocks(again);
	find_head(again, same, body);
	find_tail(again, common_end(before, now, most - same));
	return (uint64_t)(again->end - again->start) * 100 <=
	       (uint64_t)(now.length - body) * MOST_PARSED;
}

/* ---- what the parser gets ---- */

/* Adds what stands between the cuts around each place of the stretch that may be a definition. */
static void
add_definitions(struct again *again, struct stretch stretch)
{
	const struct doc *former = again->former;
	uint32_t at = stretch.start;

	while (at < stretch.end) {
		struct str rest = str_slice(former->source, at, stretch.end);
		size_t found = str_find(rest, STR("]:"));
		uint32_t start, end;

		if (found == STR_NONE)
			return;
		start = end = doc_line(former, at + (uint32_t)found) - 1;
		while (former->line_starts[start] > at && !is_cut(again, start))
			start--;
		do
			end++;
		while (end < former->line_count && former->line_starts[end] < stretch.end &&
		       !is_cut(again, end));
		at = end < former->line_count ? former->line_starts[end] : stretch.end;
		*VEC_PUSH(again->adapter->scratch, &again->pieces) =
			str_slice(former->source, former->line_starts[start], at);
		again->defining_bytes += at - former->line_starts[start];
	}
}

/* False: there are other definitions than before, or too many. */
static bool
make_pieces(struct again *again)
{
	const struct doc *former = again->former;
	struct str part = str_slice(again->doc->source, again->start, again->end);
	struct str before = str_slice(former->source, again->head.end, again->tail.start);
	struct arena *scratch = again->adapter->scratch;
	bool is_ended = str_ends(part, STR("\n")) || str_ends(part, STR("\r"));

	if (str_contains(part, STR("]:")) || str_contains(before, STR("]:")))
		return false;
	*VEC_PUSH(scratch, &again->pieces) = part;
	*VEC_PUSH(scratch, &again->pieces) =
		is_ended || part.length == 0 ? STR("#\n") : STR("\n#\n");
	add_definitions(again, again->head);
	add_definitions(again, again->tail);
	return true;
}

/* The heading behind the part; NULL when something swallowed it. */
static cmark_node *
find_end(const struct again *again, cmark_node *root)
{
	const struct doc *doc = again->doc;
	uint32_t line =
		again->end < doc->source.length ? doc_line(doc, again->end) - 1 : doc->line_count;
	int number = (int)(line - again->adapter->first_line) + 1;
	cmark_node *block = cmark_node_first_child(root);

	while (block != NULL && (cmark_node_get_type(block) != CMARK_NODE_HEADING ||
				 cmark_node_get_start_line(block) != number))
		block = cmark_node_next(block);
	return block;
}

/* ---- what is taken over ---- */

/* A slice of this source where it was one of the stretch. */
static const char *
take_text(const struct again *again, const struct stretch *stretch, const char *text, size_t length)
{
	size_t at = (size_t)((uintptr_t)text - (uintptr_t)again->former->source.data);

	if (text == NULL)
		return NULL;
	if (at >= stretch->start && at <= stretch->end && length <= stretch->end - at)
		return again->doc->source.data + (uint32_t)(at + stretch->shift);
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
	const struct doc *former = again->former;
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
		const struct node *before = &again->former->nodes[i];
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
	const struct doc *former = again->former;

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
		if (again->former->nodes[i].kind == NODE_HEADING)
			adapt_note_name(again->adapter, node_text(&again->former->nodes[i]));
}

static void
take_definitions(struct again *again, struct doc *doc)
{
	const struct doc *former = again->former;
	size_t count = former->definition_count;

	if (count == 0)
		return;
	doc->definitions = ARENA_ARRAY(again->adapter->arena, struct doc_definition, count);
	doc->definition_count = count;
	for (size_t i = 0; i < count; i++) {
		struct doc_definition *definition = &doc->definitions[i];
		const struct stretch *stretch;

		*definition = former->definitions[i];
		stretch = definition->offset < again->head.end ? &again->head : &again->tail;
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

/* Parses the part and puts all together. */
static bool
put_together(struct again *again, uint32_t first_line)
{
	struct adapter *adapter = again->adapter;
	cmark_node *root, *end;

	note_names(again, &again->head);
	note_names(again, &again->tail);
	root = adapt_parse(adapter, first_line, again->pieces.items, again->pieces.count);
	end = find_end(again, root);
	if (end != NULL) {
		adapt_start(adapter);
		take_stretch(again, &again->head);
		adapt_blocks(adapter, cmark_node_first_child(root), end);
	}
	parser_memory_leave();
	if (end == NULL || adapter->has_flattened || adapter->has_same_names)
		return false;
	take_stretch(again, &again->tail);
	adapt_finish(adapter);
	if (!has_all_links(again, adapter->doc))
		return false;
	take_definitions(again, adapter->doc);
	undefined_filter(adapter->doc);
	return true;
}

bool
markdown_read_again(struct adapter *adapter, const struct doc *former, uint32_t body,
		    uint32_t skipped)
{
	struct doc *doc = adapter->doc;
	struct again again = { .adapter = adapter, .former = former, .doc = doc };
	uint32_t line = skipped;

	if (!former->is_plain || former->source.length == 0 || doc->source.length == 0 ||
	    str_starts(former->source, STR(BYTE_ORDER_MARK)) || !has_filtered(former, doc))
		return false;
	if (!find_cuts(&again, body) || !make_pieces(&again) || !has_all_links(&again, former))
		return false;
	if (again.defining_bytes > 0 && former->may_define != doc->may_define)
		return false;
	if (again.start > body)
		line = doc_line(doc, again.start) - 1;
	return put_together(&again, line);
}
