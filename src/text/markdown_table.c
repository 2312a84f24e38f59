/*
 * markdown_table: the functions that the parser calls for tables.
 */
#include "text/markdown_table.h"

#include "text/markdown.h"
#include "text/markdown_memory.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <string.h>

/* The types of the nodes; numbered on from the first, which is the extension's private pointer. */
enum { TYPE_TABLE, TYPE_ROW, TYPE_CELL, TYPE_COUNT };

static cmark_node_type
type_of(cmark_syntax_extension *extension, int type)
{
	uintptr_t first = (uintptr_t)cmark_syntax_extension_get_private(extension);

	return (cmark_node_type)(first + (uintptr_t)type);
}

static bool
is_of(cmark_syntax_extension *extension, cmark_node *node, int type)
{
	return cmark_node_get_type(node) == type_of(extension, type);
}

/* Whether inlines can be in the text: of other bytes the parser makes one text node. */
static bool
is_plain(struct str text)
{
	static const bool begins[256] = {
		['\r'] = true, ['\n'] = true, ['\\'] = true, ['`'] = true,
		['&'] = true,  ['_'] = true,  ['*'] = true,  ['['] = true,
		[']'] = true,  ['<'] = true,  ['!'] = true,
	};

	for (size_t i = 0; i < text.length; i++)
		if (begins[(unsigned char)text.data[i]])
			return false;
	return true;
}

static cmark_node *
add_child(cmark_syntax_extension *extension, cmark_parser *parser, cmark_node *parent, int type,
	  void *data)
{
	cmark_node *child = cmark_parser_add_child(parser, parent, type_of(extension, type), 1);

	cmark_node_set_syntax_extension(child, extension);
	cmark_node_set_user_data(child, data);
	return child;
}

static cmark_node *
add_row(cmark_syntax_extension *extension, cmark_parser *parser, cmark_node *table, struct row *row)
{
	cmark_node *added = add_child(extension, parser, table, TYPE_ROW, row);

	for (size_t i = 0; i < row->count; i++) {
		struct str *text = &row->items[i];

		if (!is_plain(*text))
			cmark_node_set_string_content(
				add_child(extension, parser, added, TYPE_CELL, text), text->data);
	}
	return added;
}

/* Lines of the paragraph that has turned out to end in a table's first row. */
static void
move_above(cmark_node *table, struct str lines)
{
	cmark_node *paragraph = cmark_node_new_with_mem(CMARK_NODE_PARAGRAPH, parser_memory());
	char *copy = arena_bytes(parser_memory_arena(), lines.length + 1);

	memcpy(copy, lines.data, lines.length);
	cmark_node_set_string_content(paragraph, row_text(copy, lines.length).data);
	cmark_node_insert_before(table, paragraph);
}

static enum node_align
read_align(struct str dashes)
{
	bool left = dashes.data[0] == ':';
	bool right = dashes.data[dashes.length - 1] == ':';

	if (left && right)
		return NODE_ALIGN_CENTER;
	return left ? NODE_ALIGN_LEFT : right ? NODE_ALIGN_RIGHT : NODE_ALIGN_NONE;
}

static struct table *
make_table(struct arena *arena, const struct row *dashes)
{
	struct table *table = ARENA_NEW(arena, struct table);

	table->columns = (uint32_t)dashes->count;
	table->aligns = arena_uncleared(arena, dashes->count);
	for (size_t i = 0; i < dashes->count; i++)
		table->aligns[i] = (uint8_t)read_align(dashes->items[i]);
	return table;
}

/* Makes a table of the paragraph when its last line and this one begin one. */
static bool
open_table(cmark_syntax_extension *extension, cmark_parser *parser, cmark_node *paragraph,
	   struct str line)
{
	struct arena *arena = parser_memory_arena();
	struct row *header, *dashes;
	struct str text;
	size_t above;

	if (!row_is_dashes(line))
		return false;
	text = str_from(cmark_node_get_string_content(paragraph));
	text = str_slice(text, 0, text.length - 1); /* without its line break */
	above = str_find_last(text, '\n') + 1;      /* 0 where there is none */
	header = row_read(arena, str_from_offset(text, above), SIZE_MAX);
	dashes = row_read(arena, line, SIZE_MAX);
	if (header->count != dashes->count ||
	    !cmark_node_set_type(paragraph, type_of(extension, TYPE_TABLE)))
		return false;
	cmark_node_set_syntax_extension(paragraph, extension);
	cmark_node_set_user_data(paragraph, make_table(arena, dashes));
	if (above > 0)
		move_above(paragraph, str_slice(text, 0, above));
	add_row(extension, parser, paragraph, header);
	return true;
}

/* NULL when the line has no cells. */
static cmark_node *
open_row(cmark_syntax_extension *extension, cmark_parser *parser, cmark_node *node, struct str line)
{
	const struct table *table = table_of(node);

	if (row_first_cell(line) == line.length)
		return NULL;
	return add_row(extension, parser, node,
		       row_read(parser_memory_arena(), line, table->columns));
}

/* What the parser has not read of the line, without the line break that it always ends in. */
static struct str
rest_of_line(cmark_parser *parser, const unsigned char *input, int length)
{
	size_t start = (size_t)cmark_parser_get_first_nonspace(parser);

	return str_slice((struct str){ (const char *)input, (size_t)length - 1 }, start,
			 (size_t)length - 1);
}

/* Gives the block that goes on behind the line's end; a paragraph in any case, as the parser's own function
   does.  Of a line of a table nothing is left to be read. */
static cmark_node *
open_block(cmark_syntax_extension *extension, int indented, cmark_parser *parser,
	   cmark_node *container, unsigned char *input, int length)
{
	cmark_node_type type = cmark_node_get_type(container);
	cmark_node *opened = NULL;

	if (indented)
		return NULL;
	if (type == CMARK_NODE_PARAGRAPH) {
		opened = container;
		if (!open_table(extension, parser, container, rest_of_line(parser, input, length)))
			return container;
	} else if (type == type_of(extension, TYPE_TABLE)) {
		opened =
			open_row(extension, parser, container, rest_of_line(parser, input, length));
	}
	if (opened != NULL)
		cmark_parser_advance_offset(parser, (const char *)input,
					    length - 1 - cmark_parser_get_offset(parser), false);
	return opened;
}

/* Whether the line goes on with the table: it has a cell. */
static int
match_block(cmark_syntax_extension *extension, cmark_parser *parser, unsigned char *input,
	    int length, cmark_node *container)
{
	struct str line = rest_of_line(parser, input, length);

	return is_of(extension, container, TYPE_TABLE) && row_first_cell(line) < line.length;
}

static int
can_contain(cmark_syntax_extension *extension, cmark_node *node, cmark_node_type child)
{
	if (is_of(extension, node, TYPE_TABLE))
		return child == type_of(extension, TYPE_ROW);
	if (is_of(extension, node, TYPE_ROW))
		return child == type_of(extension, TYPE_CELL);
	return (child & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;
}

static int
contains_inlines(cmark_syntax_extension *extension, cmark_node *node)
{
	return is_of(extension, node, TYPE_CELL);
}

void
table_setup(void)
{
	cmark_syntax_extension *extension = cmark_find_syntax_extension("table");
	uintptr_t first = cmark_syntax_extension_add_node(false);

	for (int type = 1; type < TYPE_COUNT; type++)
		cmark_syntax_extension_add_node(false);
	cmark_syntax_extension_set_private(extension, (void *)first, NULL);
	cmark_syntax_extension_set_open_block_func(extension, open_block);
	cmark_syntax_extension_set_match_block_func(extension, match_block);
	cmark_syntax_extension_set_can_contain_func(extension, can_contain);
	cmark_syntax_extension_set_contains_inlines_func(extension, contains_inlines);
}

/* ---- for the adapter ---- */

static void *
data_of(cmark_node *node, int type)
{
	cmark_syntax_extension *extension = cmark_node_get_syntax_extension(node);

	return extension != NULL && is_of(extension, node, type) ? cmark_node_get_user_data(node)
								 : NULL;
}

const struct table *
table_of(cmark_node *node)
{
	return data_of(node, TYPE_TABLE);
}

const struct row *
table_row_of(cmark_node *node)
{
	return data_of(node, TYPE_ROW);
}

uint32_t
table_cell_index(cmark_node *cell)
{
	const struct row *row = table_row_of(cmark_node_parent(cell));
	const struct str *text = cmark_node_get_user_data(cell);

	return (uint32_t)(text - row->items);
}
