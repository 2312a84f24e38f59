/* Writing into tables and headings. */
#include "base/limits.h"
#include "base/utf8.h"
#include "model/editing.h"

/* ---- cells ---- */

/* A cell that the row does not have although the table has its column, or NULL. */
static const struct node *
missing_cell(const struct doc *doc, uint32_t cell, uint32_t *ret_missing)
{
	uint32_t row = doc_parent(doc, cell), index = 0;
	for (uint32_t i = row + 1; i < cell; i = doc->nodes[i].end)
		index++;
	if (index < doc->nodes[row].extra)
		return NULL;
	*ret_missing = index - doc->nodes[row].extra;
	return &doc->nodes[row];
}

static size_t
line_end(struct str source, size_t offset)
{
	while (offset < source.length && source.data[offset] != '\n' && source.data[offset] != '\r')
		offset++;
	return offset;
}

/* The edit that adds cells to this row already, for a field before this one; or NULL. */
static struct diag_edit *
cells_added(const struct edit *edit, struct str file, size_t offset)
{
	for (size_t i = 0; i < edit->edits->count; i++) {
		struct diag_edit *made = &edit->edits->items[i];
		if (str_equal(made->file, file) && made->offset == offset && !made->length)
			return made;
	}
	return NULL;
}

/* Cuts " a |" off a row; a pipe behind a backslash parts nothing. */
static bool
cut_cell(struct str *rest, struct str *ret_cell)
{
	for (size_t i = 0; i < rest->length; i++) {
		if (rest->data[i] != '|' || (i > 0 && rest->data[i - 1] == '\\'))
			continue;
		*ret_cell = str_slice(*rest, 0, i);
		*rest = str_from_offset(*rest, i + 1);
		return true;
	}
	return false;
}

/* `cells` ("" or " a | b |") with another text in the cell of this number, from 0. */
static struct str
with_cell(const struct edit *edit, struct str cells, uint32_t number, struct str text)
{
	struct str result = STR_EMPTY, cell;
	for (uint32_t i = 0; cells.length || i <= number; i++) {
		if (!cut_cell(&cells, &cell))
			cell = STR("  ");
		if (i == number)
			cell = arena_printf(edit->arena, " %.*s ", STR_ARG(text));
		result = arena_printf(edit->arena, "%.*s%.*s|", STR_ARG(result), STR_ARG(cell));
	}
	return result;
}

/* Cells are added up to the one that is meant. */
static bool
add_cells(const struct edit *edit, const struct page *page, const struct node *row,
	  uint32_t missing)
{
	struct str source = page->doc->source, text = edit_cell_text(edit, page, STR_EMPTY);
	size_t end = line_end(source, row->offset);
	if (!text.length)
		return true;
	while (end > row->offset && (source.data[end - 1] == ' ' || source.data[end - 1] == '\t'))
		end--;
	bool closed = end > row->offset && source.data[end - 1] == '|' &&
		      (end < 2 || source.data[end - 2] != '\\');
	struct str start = closed ? STR_EMPTY : STR(" |");
	struct diag_edit *made = cells_added(edit, page->path, end);
	struct str cells = made ? str_from_offset(made->text, start.length) : STR_EMPTY;
	cells = arena_printf(edit->arena, "%.*s%.*s", STR_ARG(start),
			     STR_ARG(with_cell(edit, cells, missing, text)));
	if (!made)
		return edit_add(edit, page->path, end, 0, cells);
	made->text = cells;
	return true;
}

/* Only blanks between the beginning of the line (or of a quote or list) and the cell. */
static bool
opens_row(struct str source, size_t offset)
{
	while (offset > 0 && source.data[offset - 1] != '\n' && source.data[offset - 1] != '\r')
		if (source.data[--offset] == '|')
			return false;
	return true;
}

static char
byte_at(struct str source, size_t offset)
{
	return offset < source.length ? source.data[offset] : '\n';
}

/* How wide the cell is drawn in the source, its blanks included: columns line up. */
static size_t
drawn_width(const struct doc *doc, uint32_t cell)
{
	struct str source = doc->source;
	size_t from = doc->nodes[cell].offset, to = from + doc->nodes[cell].span;
	size_t end = line_end(source, to);
	while (to < end && source.data[to] != '|')
		to++;
	return to < end ? utf8_width(str_trim_end(str_slice(source, from, to))) +
				  (to - from - str_trim_end(str_slice(source, from, to)).length)
			: 0;
}

/* The cell of the table's first row that stands above this one, or 0. */
static uint32_t
header_cell(const struct doc *doc, uint32_t cell)
{
	uint32_t row = doc_parent(doc, cell), header = doc_parent(doc, row) + 1;
	uint32_t above = header + 1;
	for (uint32_t i = row + 1; i < cell && above < doc->nodes[header].end;
	     i = doc->nodes[i].end)
		above = doc->nodes[above].end;
	return above < doc->nodes[header].end ? above : 0;
}

/* From the pipe before the cell to the one behind it; 0 where the row is not closed. */
static size_t
box_width(const struct doc *doc, uint32_t cell)
{
	struct str source = doc->source;
	size_t from = doc->nodes[cell].offset, to = from + doc->nodes[cell].span;
	while (from > 0 && source.data[from - 1] != '|' && source.data[from - 1] != '\n')
		from--;
	while (byte_at(source, to) != '|' && byte_at(source, to) != '\n')
		to++;
	return byte_at(source, to) == '|' ? utf8_width(str_slice(source, from, to)) : 0;
}

/* Columns line up: then the blanks behind the cell make up for a text of another width, and one at
   least stays. */
static struct str
keep_width(const struct edit *edit, const struct doc *doc, size_t offset, size_t *length,
	   struct str text)
{
	size_t end = offset + *length, width = utf8_width(text), drawn;
	while (byte_at(doc->source, end) == ' ')
		end++;
	drawn = utf8_width(str_slice(doc->source, offset, end));
	*length = end - offset;
	return arena_printf(edit->arena, "%.*s%*s", STR_ARG(text),
			    drawn > width ? (int)(drawn - width) : 1, "");
}

/* Puts `text` into the cell's place so that its row keeps its cells. */
static bool
replace_cell(const struct edit *edit, const struct page *page, uint32_t cell, size_t offset,
	     size_t length, struct str text)
{
	const struct doc *doc = page->doc;
	uint32_t header = header_cell(doc, cell);
	char next = byte_at(doc->source, offset + length);
	bool tight = !length && offset > 0 && doc->source.data[offset - 1] == '|';
	bool lines_up = header && next == ' ' && !opens_row(doc->source, offset) &&
			box_width(doc, header) == box_width(doc, cell);
	bool ends_in_backslash = str_ends(text, STR("\\"));
	if (tight && text.length)
		text = arena_printf(edit->arena, " %.*s", STR_ARG(text));
	if (lines_up)
		text = keep_width(edit, doc, offset, &length, text);
	else if (next == '|' && text.length && (!length || ends_in_backslash))
		text = arena_printf(edit->arena, "%.*s ", STR_ARG(text));
	if (opens_row(doc->source, offset))
		text = arena_printf(edit->arena, "| %.*s", STR_ARG(text));
	return edit_add(edit, page->path, offset, length, text);
}

struct str
edit_column_sample(const struct edit *edit, const struct doc *doc, uint32_t table, size_t column)
{
	uint32_t end = edit->row->type == TYPE_STATE ? doc->nodes[table].end : 0;
	for (uint32_t row = table + 1; row < end; row = doc->nodes[row].end) {
		uint32_t cell = row + 1;
		for (size_t i = 0; i < column && cell < doc->nodes[row].end; i++)
			cell = doc->nodes[cell].end;
		if (cell >= doc->nodes[row].end || doc->nodes[row].level == 1)
			continue;
		struct str text = str_slice(doc->source, doc->nodes[cell].offset,
					    doc->nodes[cell].offset + doc->nodes[cell].span);
		if (edit_is_state(edit, text))
			return text;
	}
	return STR_EMPTY;
}

/* How the other rows of the cell's table write what is to stand in it. */
static struct str
sample_of(const struct edit *edit, const struct doc *doc, uint32_t cell)
{
	uint32_t row = doc_parent(doc, cell);
	size_t column = 0;
	for (uint32_t i = row + 1; i < cell; i = doc->nodes[i].end)
		column++;
	return edit_column_sample(edit, doc, doc_parent(doc, row), column);
}

/* ---- titles ---- */

/* [text](target), [text][label] or [label]: only what is read changes. */
static bool
replace_link_text(const struct edit *edit, const struct page *page, const struct value *value,
		  struct str text)
{
	struct str link =
		str_slice(page->doc->source, value->offset, value->offset + value->length);
	size_t close = 0;
	int depth = 0;
	for (; close < link.length; close++) {
		char byte = link.data[close];
		if (byte == '\\')
			close++;
		else if (byte == '[')
			depth++;
		else if (byte == ']' && --depth == 0)
			break;
	}
	if (!str_starts(link, STR("[")) || close >= link.length)
		return edit_refuse(edit, edit->record->fields[FIELD_TITLE]);
	struct str label = str_slice(link, 1, close), rest = str_from_offset(link, close + 1);
	if (str_starts(rest, STR("(")) || (str_starts(rest, STR("[")) && rest.length > 2))
		return edit_add(edit, page->path, value->offset + 1, label.length, text);
	text = arena_printf(edit->arena, "[%.*s][%.*s]", STR_ARG(text), STR_ARG(label));
	return edit_add(edit, page->path, value->offset, value->length, text);
}

/* Signs may stand before a title: it is the end of its cell, or a link in it. */
static bool
edit_title_cell(const struct edit *edit, const struct statement *said)
{
	const struct page *page = said->page;
	const struct value *value = &said->values[0];
	struct str cell = str_slice(page->doc->source, said->offset, said->offset + said->length);
	struct str text = edit_cell_text(edit, page, cell);
	struct str plain = doc_plain(edit->arena, page->doc, said->first_node - 1);
	if (value->url.length && byte_at(page->doc->source, value->offset) == '[')
		return replace_link_text(edit, page, value, text);
	if (str_ends(cell, value->text)) {
		size_t before = cell.length - value->text.length;
		if (before)
			return edit_add(edit, page->path, said->offset + before, value->text.length,
					text);
		return replace_cell(edit, page, said->first_node - 1, said->offset, said->length,
				    text);
	}
	if (str_equal(str_trim(plain), value->text))
		return replace_cell(edit, page, said->first_node - 1, said->offset, said->length,
				    text);
	return edit_refuse(edit, said);
}

bool
edit_cell(const struct edit *edit, const struct statement *said)
{
	const struct page *page = said->page;
	uint32_t missing;
	const struct node *row = missing_cell(page->doc, said->first_node - 1, &missing);
	if (row)
		return add_cells(edit, page, row, missing);
	if (edit->row->field == FIELD_TITLE && said->count)
		return edit_title_cell(edit, said);
	struct str before = str_slice(page->doc->source, said->offset, said->offset + said->length);
	struct str like = before.length ? before : sample_of(edit, page->doc, said->first_node - 1);
	struct str text = edit_cell_text(edit, page, like);
	return str_equal(text, before) ||
	       replace_cell(edit, page, said->first_node - 1, said->offset, said->length, text);
}

/* The words of a heading: without its marks, of the form with a line below it the first line. */
static struct str
heading_words(struct str source, const struct statement *said)
{
	struct str words = str_slice(source, said->offset, line_end(source, said->offset));
	size_t marks = 0;
	while (marks < words.length && words.data[marks] == '#')
		marks++;
	words = str_trim(str_from_offset(words, marks));
	if (!marks)
		return words;
	struct str open = words;
	while (str_ends(open, STR("#")))
		open.length--;
	bool closed = open.length < words.length && (!open.length || str_ends(open, STR(" ")));
	return closed ? str_trim_end(open) : words;
}

size_t
edit_title_prefix(const struct model *model, enum kind kind, struct str words)
{
	const struct strs *prefixes = &model->dialect->kinds[kind].title_prefixes;
	for (size_t i = 0; i < prefixes->count; i++) {
		struct str prefix = prefixes->items[i];
		if (!str_starts(words, prefix))
			continue;
		struct str rest = str_from_offset(words, prefix.length);
		return words.length - str_trim(rest).length;
	}
	return 0;
}

/* Hashes at the end of a heading's line would close it. */
struct str
edit_heading_text(struct arena *arena, struct str text)
{
	text = edit_plain_text(arena, text);
	size_t end = text.length;
	while (end > 0 && text.data[end - 1] == '#')
		end--;
	if (end == text.length)
		return text;
	return arena_printf(arena, "%.*s\\%.*s", STR_ARG(str_slice(text, 0, end)),
			    STR_ARG(str_from_offset(text, end)));
}

bool
edit_heading(const struct edit *edit, const struct statement *said)
{
	if (!said->page || !said->length || !said->count)
		return edit_refuse(edit, said);
	struct str source = said->page->doc->source;
	struct str words = heading_words(source, said);
	size_t keep = edit_title_prefix(edit->model, edit->record->kind, words);
	if (!words.length)
		return edit_refuse(edit, said);
	words = str_from_offset(words, keep);
	return edit_add(edit, said->page->path, (size_t)(words.data - source.data), words.length,
			edit_heading_text(edit->arena, edit->text));
}

/* ---- a new row of the metadata table ---- */

/* Some cell of the page's metadata table, or 0. */
static uint32_t
metadata_cell(const struct record *record)
{
	for (int field = 0; field < FIELD_COUNT; field++)
		for (const struct statement *said = record->fields[field]; said; said = said->next)
			if (said->source == SOURCE_METADATA && said->page == record->page &&
			    said->first_node)
				return said->first_node - 1;
	return 0;
}

static uint32_t
last_row(const struct doc *doc, uint32_t table)
{
	uint32_t last = table + 1;
	for (uint32_t row = table + 1; row < doc->nodes[table].end; row = doc->nodes[row].end)
		last = row;
	return last;
}

static void
put_cell(struct buf *out, struct str text, size_t width)
{
	size_t used = utf8_width(text) + 1;
	buf_putc(out, ' ');
	buf_put(out, text);
	buf_put_repeat(out, ' ', width > used ? width - used + 1 : 1);
	buf_putc(out, '|');
}

bool
edit_add_row(const struct edit *edit, bool *ret_done)
{
	const struct page *page = edit->record->page;
	struct str name = edit_written_name(edit, SOURCE_METADATA);
	uint32_t cell = name.length && page ? metadata_cell(edit->record) : 0;
	if (!cell)
		return false;
	const struct doc *doc = page->doc;
	uint32_t table = doc_parent(doc, doc_parent(doc, cell));
	uint32_t first = last_row(doc, table) + 1;
	size_t end = line_end(doc->source, doc->nodes[first - 1].offset);
	struct buf out;
	buf_init(&out, LIMIT_PAGE_BYTES);
	buf_put(&out, edit_line_end(doc->source));
	buf_putc(&out, '|');
	put_cell(&out, name, drawn_width(doc, first));
	put_cell(&out, edit_cell_text(edit, page, STR_EMPTY),
		 drawn_width(doc, doc->nodes[first].end));
	struct str line = buf_copy(edit->arena, &out);
	buf_free(&out);
	*ret_done = true;
	return edit_add(edit, page->path, end, 0, line);
}
