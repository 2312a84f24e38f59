/*
 * markdown_part: tables and footnotes, which the parser tells less of than of other blocks.
 */
#include "text/markdown_adapt.h"
#include "text/markdown_source.h"

#include <string.h>

/* ---- tables ---- */

/* Where the row on a line begins: behind the indentation and the markers of quotes. */
static uint32_t
row_start(const struct doc *doc, uint32_t line)
{
	uint32_t start = doc->line_starts[line];
	uint32_t end = markdown_line_end(doc, line);

	while (start < end && strchr(" \t>", doc->source.data[start]))
		start++;
	return start;
}

static void
open_table(struct adapter *adapter, cmark_node *table)
{
	uint32_t offset = adapt_offset(adapter, table);
	cmark_node *before = cmark_node_previous(table);
	uint32_t line = adapt_line(adapter, cmark_node_get_start_line(table));
	struct node *node;

	adapter->header_offset = offset;
	if (before != NULL && cmark_node_get_start_column(before) <= 0 &&
	    cmark_node_get_type(before) == CMARK_NODE_PARAGRAPH) {
		/* That paragraph has the place where the parser thinks that the table is. */
		line = adapt_nearest_line(adapter, doc_line(adapter->doc, adapter->end));
		adapter->header_offset = row_start(adapter->doc, line);
	}
	adapter->header_line = line;
	adapter->table = table_of(table);
	adapt_use_lines(adapter, line, line + 1);
	node = adapt_open(adapter, NODE_TABLE, adapter->header_offset);
	if (node != NULL)
		node->extra = adapter->table->columns;
}

static void
open_row(struct adapter *adapter, cmark_node *row)
{
	const struct doc *doc = adapter->doc;
	bool is_header = cmark_node_previous(row) == NULL;
	uint32_t line = is_header ? adapter->header_line
				  : adapt_line(adapter, cmark_node_get_start_line(row));
	uint32_t start = is_header ? adapter->header_offset : row_start(doc, line);
	struct node *node;

	adapter->end = adapt_end_of_lines(adapter, line, line);
	adapt_use_lines(adapter, line, line);
	row_split(adapter->scratch, doc->source, start, adapter->end, &adapter->cells);
	adapter->row = table_row_of(row);
	adapter->next_cell = 0;
	node = adapt_open(adapter, NODE_ROW, start);
	if (node == NULL)
		return;
	node->level = is_header;
	node->extra = (uint32_t)adapter->cells.count;
}

/* Cells that the row lacks stand at its end. */
static void
open_cell(struct adapter *adapter, struct str text)
{
	uint32_t index = adapter->next_cell++;
	struct row_cell cell = { .offset = adapter->end };
	struct node *added;

	if (index < adapter->cells.count)
		cell = adapter->cells.items[index];
	else
		text = STR_EMPTY;
	content_of_piece(&adapter->content, adapter->doc, text, cell.offset,
			 cell.offset + cell.span);
	adapt_note_content(adapter);
	adapter->content.has_escaped_pipes = cell.has_escaped_pipe;
	added = adapt_open(adapter, NODE_CELL, cell.offset);
	if (added == NULL)
		return;
	added->span = cell.span;
	added->level = adapter->table->aligns[index];
}

/* Those before the one of that number that have no nodes: each is no more than its text. */
static void
add_cells(struct adapter *adapter, uint32_t end)
{
	while (adapter->next_cell < end) {
		struct str text = STR_EMPTY;

		if (adapter->next_cell < adapter->row->count)
			text = adapter->row->items[adapter->next_cell];
		open_cell(adapter, text);
		adapt_text(adapter, text, 1);
		adapt_close(adapter);
	}
}

static void
open_cell_of(struct adapter *adapter, cmark_node *cell)
{
	add_cells(adapter, table_cell_index(cell));
	open_cell(adapter, adapt_content(cell));
}

void
adapt_row_end(struct adapter *adapter)
{
	add_cells(adapter, adapter->table->columns);
}

/* ---- footnotes ---- */

void
adapt_find_notes(struct adapter *adapter, cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	cmark_node *note = cmark_node_last_child(root);
	cmark_event_type event;
	int64_t highest = 0;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		int64_t number;

		if (event == CMARK_EVENT_ENTER &&
		    cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_REFERENCE &&
		    str_to_number(str_from(cmark_node_get_literal(node)), &number) &&
		    number > highest)
			highest = number;
	}
	cmark_iter_free(iter);
	for (; highest > 0 && note != NULL; highest--, note = cmark_node_previous(note))
		adapter->first_note = note;
}

/* False for one that no text refers to: it is left out. */
bool
adapt_open_note(struct adapter *adapter, cmark_node *note)
{
	const struct doc *doc = adapter->doc;
	uint32_t line = adapt_line(adapter, cmark_node_get_start_line(note));
	uint32_t offset = adapt_offset(adapter, note);
	struct str before = str_slice(doc->source, doc->line_starts[line], offset);
	size_t close = str_find_last(before, ']');
	size_t open = str_find_last(str_slice(before, 0, close), '[');
	struct node *node;

	adapt_use_lines(adapter, line, adapt_line(adapter, cmark_node_get_end_line(note)));
	if (note == adapter->first_note)
		adapter->notes = 1;
	else if (adapter->notes > 0)
		adapter->notes++;
	if (adapter->notes == 0 || open == STR_NONE || close == STR_NONE || close < open + 2)
		return false;
	adapter->end = doc->line_starts[line] + (uint32_t)close + 2;
	node = adapt_open(adapter, NODE_FOOTNOTE, doc->line_starts[line] + (uint32_t)open);
	if (node == NULL)
		return true;
	node->text = before.data + open + 2;
	node->length = (uint32_t)(close - open - 2);
	node->extra = adapter->notes;
	return true;
}

void
adapt_table_part(struct adapter *adapter, cmark_node *node)
{
	if (table_of(node) != NULL)
		open_table(adapter, node);
	else if (table_row_of(node) != NULL)
		open_row(adapter, node);
	else
		open_cell_of(adapter, node);
}
