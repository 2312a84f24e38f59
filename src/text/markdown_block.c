/*
 * markdown_block: blocks and their places.
 */
#include "text/markdown_adapt.h"
#include "text/markdown_source.h"

#include <cmark-gfm-extension_api.h>
#include <string.h>

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* ---- places of blocks ---- */

uint32_t
adapt_nearest_line(const struct adapter *adapter, uint32_t line)
{
	uint32_t last = adapter->doc->line_count - 1;

	return line < last ? line : last;
}

uint32_t
adapt_line(const struct adapter *adapter, int line)
{
	if (line < 1)
		return 0;
	return adapt_nearest_line(adapter, adapter->first_line + (uint32_t)line - 1);
}

uint32_t
adapt_offset(const struct adapter *adapter, cmark_node *block)
{
	uint32_t line = adapt_line(adapter, cmark_node_get_start_line(block));
	int column = cmark_node_get_start_column(block);
	uint32_t offset = adapter->doc->line_starts[line] + (uint32_t)(column > 0 ? column - 1 : 0);
	uint32_t end = markdown_line_end(adapter->doc, line);

	return offset < end ? offset : end;
}

/* The end of the last line that is not blank. */
uint32_t
adapt_end_of_lines(const struct adapter *adapter, uint32_t first, uint32_t last)
{
	const struct doc *doc = adapter->doc;
	uint32_t end = markdown_line_end(doc, last);

	while (end > doc->line_starts[first] && is_space(doc->source.data[end - 1]))
		end--;
	return end;
}

void
adapt_use_lines(struct adapter *adapter, uint32_t first, uint32_t last)
{
	if (adapter->is_used == NULL)
		return;
	for (uint32_t line = first; line <= last && line < adapter->doc->line_count; line++)
		adapter->is_used[line] = true;
}

/* ---- leaf blocks ---- */

/* The parser does not end a text that nothing was written to. */
struct str
adapt_content(cmark_node *block)
{
	if (cmark_node_first_child(block) == NULL)
		return STR_EMPTY;
	return str_from(cmark_node_get_string_content(block));
}

void
adapt_note_content(struct adapter *adapter)
{
	adapter->content_has_notes =
		adapter->features.notes && str_contains(adapter->content.text, STR("[^"));
}

uint32_t
adapt_count_lines(struct str text)
{
	uint32_t lines = 0;

	for (size_t at = str_find_char(text, '\n'); at != STR_NONE;
	     at = str_find_char(text, '\n')) {
		lines++;
		text = str_from_offset(text, at + 1);
	}
	return lines + (text.length > 0);
}

/* Paragraphs, and headings with a line below them. */
static void
open_lines(struct adapter *adapter, cmark_node *block, enum node_kind kind)
{
	struct str text = adapt_content(block);
	uint32_t line = adapt_line(adapter, cmark_node_get_start_line(block));
	uint32_t last = adapt_line(adapter, cmark_node_get_end_line(block));
	int column = cmark_node_get_start_column(block);
	cmark_node *next;

	if (column <= 0 && (next = cmark_node_next(block)) != NULL) {
		/* The lines above a table: the parser leaves their place to the table. */
		line = adapt_line(adapter, cmark_node_get_start_line(next));
		column = cmark_node_get_start_column(next);
		last = adapt_line(adapter, cmark_node_get_end_line(next));
	}
	line = content_find_line(adapter->doc, text, line, column > 0 ? (uint32_t)column : 1, last);
	content_of_lines(&adapter->content, adapter->doc, text, line);
	adapt_note_content(adapter);
	if (kind == NODE_HEADING || cmark_node_get_start_column(block) <= 0 || last < line)
		last = line + adapt_count_lines(text) - (kind != NODE_HEADING);
	last = adapt_nearest_line(adapter, last);
	adapt_use_lines(adapter, line, last);
	adapter->end = adapt_end_of_lines(adapter, line, last);
	adapt_open(adapter, kind, content_offset(&adapter->content, 0));
}

/* "## Text ##" */
static void
open_marked_heading(struct adapter *adapter, cmark_node *heading)
{
	const struct doc *doc = adapter->doc;
	uint32_t line = adapt_line(adapter, cmark_node_get_start_line(heading));
	uint32_t offset = adapt_offset(adapter, heading);
	uint32_t end = markdown_line_end(doc, line);
	struct str text = adapt_content(heading);
	uint32_t start = offset;

	while (start < end && doc->source.data[start] == '#')
		start++;
	while (start < end && strchr(" \t", doc->source.data[start]))
		start++;
	content_of_piece(&adapter->content, doc, text, start, end);
	adapt_note_content(adapter);
	adapt_use_lines(adapter, line, line);
	adapter->end = adapt_end_of_lines(adapter, line, line);
	adapt_open(adapter, NODE_HEADING, offset);
}

/* A "#" that opens a heading, and not the first byte of one with a line below it. */
static bool
is_marked(struct str line)
{
	size_t marks = 0;

	while (marks < line.length && line.data[marks] == '#')
		marks++;
	return marks > 0 && marks <= 6 &&
	       (marks == line.length || strchr(" \t\r\n", line.data[marks]) != NULL);
}

static void
open_heading(struct adapter *adapter, cmark_node *heading)
{
	uint32_t offset = adapt_offset(adapter, heading);
	uint32_t index = (uint32_t)adapter->nodes.count;

	if (is_marked(str_from_offset(adapter->doc->source, offset)))
		open_marked_heading(adapter, heading);
	else
		open_lines(adapter, heading, NODE_HEADING);
	if (index < adapter->nodes.count)
		adapter->nodes.items[index].level = (uint8_t)cmark_node_get_heading_level(heading);
}

static bool
closes_fence(struct str line, char mark, int marks)
{
	size_t end = str_trim_end(line).length;

	for (; end > 0 && line.data[end - 1] == mark; end--)
		marks--;
	while (end > 0 && strchr(" \t>", line.data[end - 1]) != NULL)
		end--;
	return end == 0 && marks <= 0;
}

static uint32_t
count_line_ends(struct str text)
{
	uint32_t count = 0;

	for (size_t i = 0; i < text.length; i++)
		count += text.data[i] == '\n' ||
			 (text.data[i] == '\r' &&
			  !str_starts(str_from_offset(text, i + 1), STR("\n")));
	return count;
}

/* For a fence that ends with its list or quote the parser says the line behind them. */
static uint32_t
last_line(const struct adapter *adapter, cmark_node *block, uint32_t first)
{
	uint32_t last = adapt_line(adapter, cmark_node_get_end_line(block));
	int marks, indent;
	char mark;

	if (last <= first)
		return first;
	if (cmark_node_get_type(block) != CMARK_NODE_CODE_BLOCK ||
	    !cmark_node_get_fenced(block, &marks, &indent, &mark) ||
	    closes_fence(markdown_line(adapter->doc, last), mark, marks))
		return last;
	return first + count_line_ends(str_from(cmark_node_get_literal(block)));
}

/* Code, raw HTML and rules: whole lines. */
static struct node *
add_lines(struct adapter *adapter, cmark_node *block, enum node_kind kind)
{
	uint32_t first = adapt_line(adapter, cmark_node_get_start_line(block));
	uint32_t last = last_line(adapter, block, first);

	adapt_use_lines(adapter, first, last);
	adapter->end = adapt_end_of_lines(adapter, first, last);
	return adapt_add(adapter, kind, adapt_offset(adapter, block), adapter->end);
}

/* Gives a node of whole lines its text, which stands at `offset` if it has no indentation. */
static void
set_text(struct adapter *adapter, struct node *node, cmark_node *block, uint32_t offset)
{
	struct str text = str_from(cmark_node_get_literal(block));

	text = adapt_slice(adapter, text, offset);
	node->text = text.data;
	node->length = (uint32_t)text.length;
}

static void
add_code_block(struct adapter *adapter, cmark_node *block)
{
	const struct doc *doc = adapter->doc;
	struct node *node = add_lines(adapter, block, NODE_CODE_BLOCK);
	struct str info = str_from(cmark_node_get_fence_info(block));
	uint32_t line = adapt_line(adapter, cmark_node_get_start_line(block));
	uint32_t at = node->offset;
	char mark = at < doc->source.length ? doc->source.data[at] : '\0';

	if (mark != '`' && mark != '~') {
		set_text(adapter, node, block, at);
		return;
	}
	set_text(adapter, node, block,
		 line + 1 < doc->line_count ? doc->line_starts[line + 1] : at);
	while (at < doc->source.length &&
	       (doc->source.data[at] == mark || doc->source.data[at] == ' '))
		at++;
	node->extra = adapt_string(adapter, info, at);
}

static void
add_html_block(struct adapter *adapter, cmark_node *block)
{
	struct node *node = add_lines(adapter, block, NODE_HTML_BLOCK);
	const char *literal = cmark_node_get_literal(block);
	uint32_t indent = (uint32_t)strspn(literal, " ");

	set_text(adapter, node, block, node->offset > indent ? node->offset - indent : 0);
}

/* ---- lists ---- */

static void
open_list(struct adapter *adapter, cmark_node *list)
{
	struct node *node = adapt_open(adapter, NODE_LIST, adapt_offset(adapter, list));

	if (node == NULL)
		return;
	if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST) {
		node->flags |= NODE_ORDERED;
		node->extra = (uint32_t)cmark_node_get_list_start(list);
	}
	if (cmark_node_get_list_tight(list))
		node->flags |= NODE_TIGHT;
}

/* Whether the brackets behind the item's marker hold an x.  (The parser also takes one that stands
   anywhere later in the line.) */
static bool
is_checked(const struct doc *doc, uint32_t item)
{
	struct str rest = str_from_offset(doc->source, item);
	size_t bracket = str_find_char(rest, '[');

	return bracket != STR_NONE && bracket + 1 < rest.length &&
	       (rest.data[bracket + 1] == 'x' || rest.data[bracket + 1] == 'X');
}

static void
open_item(struct adapter *adapter, cmark_node *item)
{
	struct node *node = adapt_open(adapter, NODE_ITEM, adapt_offset(adapter, item));

	if (node == NULL || cmark_node_get_syntax_extension(item) == NULL)
		return;
	node->flags |= NODE_TASK;
	if (is_checked(adapter->doc, node->offset))
		node->flags |= NODE_CHECKED;
}

/* ---- the walk ---- */

bool
adapt_block(struct adapter *adapter, cmark_node *node)
{
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		adapt_open(adapter, NODE_QUOTE, adapt_offset(adapter, node));
		return true;
	case CMARK_NODE_LIST:
		open_list(adapter, node);
		return true;
	case CMARK_NODE_ITEM:
		open_item(adapter, node);
		return true;
	case CMARK_NODE_CODE_BLOCK:
		add_code_block(adapter, node);
		return false;
	case CMARK_NODE_HTML_BLOCK:
		add_html_block(adapter, node);
		return false;
	case CMARK_NODE_PARAGRAPH:
		open_lines(adapter, node, NODE_PARAGRAPH);
		return true;
	case CMARK_NODE_HEADING:
		open_heading(adapter, node);
		return true;
	case CMARK_NODE_THEMATIC_BREAK:
		add_lines(adapter, node, NODE_RULE);
		return false;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		return adapt_open_note(adapter, node);
	default:
		adapt_table_part(adapter, node);
		return true;
	}
}

static bool
is_row_open(const struct adapter *adapter)
{
	return adapter->flattened == 0 &&
	       adapter->nodes.items[adapter->open[adapter->depth - 1]].kind == NODE_ROW;
}

void
adapt_block_end(struct adapter *adapter)
{
	struct node *node;

	if (is_row_open(adapter))
		adapt_row_end(adapter);
	node = adapt_close(adapter);
	if (node == NULL || node->kind == NODE_CELL)
		return;
	if (adapter->end <= node->offset) /* an item or a quote with nothing in it */
		adapter->end =
			markdown_line_end(adapter->doc, doc_line(adapter->doc, node->offset) - 1);
	node->span = adapter->end - node->offset;
	if (node->kind == NODE_HEADING)
		adapt_anchor(adapter, (uint32_t)(node - adapter->nodes.items));
}
