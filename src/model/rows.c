/*
 * Tables whose rows are records, or state facts about records that have a page.
 *
 * Three steps: on all cores each page's tables are compared with the dialect's and their rows
 * read; then, one after the other, rows get records, because that depends on the rows and pages
 * before; then, on all cores again, the cells become fields.  Goals and initiatives may be stated in
 * several pages: their cells are read in the second step, in the order of the book.
 */
#include "model/rows.h"
#include "base/path.h"
#include "base/utf8.h"
#include "model/link.h"

#define COLUMNS_MAX 32

static struct str
cell_text(const struct table *table, uint32_t cell)
{
	return str_trim(doc_plain(table->loader->arena, table->page->doc, cell));
}

/* Leading blanks of all sorts (&nbsp;) and the sign by which the row was recognised. */
static struct str
strip_start(struct str text, struct str sign)
{
	size_t at = str_find(text, sign);
	if (sign.length && at != STR_NONE)
		text = str_from_offset(text, at + sign.length);
	size_t offset = 0;
	while (offset < text.length) {
		size_t next = offset;
		if (!utf8_is_space(utf8_next(text, &next)))
			break;
		offset = next;
	}
	return str_from_offset(text, offset);
}

static bool
starts_with_sign(struct str text, struct str sign)
{
	return !sign.length || str_starts(strip_start(text, STR_EMPTY), sign);
}

static size_t
count_cells(const struct table *table, uint32_t row)
{
	const struct node *nodes = table->page->doc->nodes;
	size_t count = 0;
	for (uint32_t cell = row + 1; cell < nodes[row].end && count < COLUMNS_MAX; count++)
		cell = nodes[cell].end;
	return count;
}

static void
read_headers(struct table *table)
{
	const struct node *nodes = table->page->doc->nodes;
	uint32_t cell = table->node + 2;
	size_t count = count_cells(table, table->node + 1);
	table->headers = ARENA_ARRAY(table->loader->scratch, struct str, count);
	for (; table->column_count < count; cell = nodes[cell].end)
		table->headers[table->column_count++] = cell_text(table, cell);
}

/* The first column whose header fits, or column_count. */
static size_t
find_column(const struct table *table, struct str pattern)
{
	struct str match;
	size_t i = 0;
	while (i < table->column_count && !pattern_matches(pattern, table->headers[i], &match))
		i++;
	return i;
}

static bool
table_fits(struct table *table)
{
	for (size_t i = 0; i < table->how->needs.count; i++)
		if (find_column(table, table->how->needs.items[i]) == table->column_count)
			return false;
	if (!table->how->section.length)
		return true;
	if (!table->sections->is_read)
		extract_ranges(table->loader->scratch, table->page, table->how->section,
			       table->sections);
	return extract_is_within(table->sections, table->node);
}

static bool
row_fits(const struct table *table, const struct row *row, const struct dialect_row *how)
{
	const struct doc *doc = table->page->doc;
	if (!starts_with_sign(row->texts[0], how->starts))
		return false;
	if (!how->contains.length)
		return true;
	size_t column = how->column.length ? find_column(table, how->column) : 0;
	if (column >= row->cell_count)
		return false;
	const struct node *cell = &doc->nodes[row->cells[column]];
	return str_contains(str_slice(doc->source, cell->offset, cell->offset + cell->span),
			    how->contains);
}

/* Which column each field of the dialect stands in: the same for all rows. */
static void
find_columns(struct table *table)
{
	const struct dialect_fields *columns = &table->how->columns;
	table->field_columns = ARENA_ARRAY(table->loader->scratch, size_t, columns->count);
	for (size_t i = 0; i < columns->count; i++) {
		size_t column = find_column(table, columns->items[i].name);
		table->field_columns[i] = column;
		if (columns->items[i].field != FIELD_TITLE || column == table->column_count)
			continue;
		table->title_column = column;
		table->title_is_link = str_equal(columns->items[i].part, STR("link"));
	}
}

static size_t
title_column(const struct table *table, const struct row *row)
{
	return table->title_column < row->cell_count ? table->title_column : 0;
}

static void
read_title(const struct table *table, struct row *row)
{
	const struct node *nodes = table->page->doc->nodes;
	size_t column = title_column(table, row);
	uint32_t cell = row->cells[column];
	row->title.text = strip_start(row->texts[column], row->how->starts);
	for (uint32_t i = cell + 1; table->title_is_link && i < nodes[cell].end; i++) {
		if (nodes[i].kind != NODE_LINK)
			continue;
		row->title.text = cell_text(table, i);
		row->url = node_text(&nodes[i]);
		return;
	}
}

static struct record *
row_parent(const struct table *table, const struct dialect_row *how)
{
	if (how->below_kind)
		return table->last[how->below];
	bool needs_parent = how->kind == KIND_MILESTONE || how->kind == KIND_ASK;
	return how->below_page || needs_parent ? table->page->record : NULL;
}

static bool
is_work(enum kind kind)
{
	return kind == KIND_GOAL || kind == KIND_INITIATIVE;
}

/* Of the page that the row links to.  Blocks are no records yet, nor are they work. */
static struct record *
linked_work(const struct loader *loader, const struct table *table, const struct row *row)
{
	if (!row->url.length)
		return NULL;
	struct link_target target = link_resolve(loader->model, table->page, row->url);
	struct record *record = target.page ? target.page->record : NULL;
	return record && is_work(record->kind) ? record : NULL;
}

/* The record that the row speaks of: by its link, else by its title. */
static struct record *
row_tie(const struct table *table, struct row *row, const struct record *parent)
{
	struct loader *loader = table->loader;
	if (!is_work(row->how->kind))
		return NULL;
	row->linked = linked_work(loader, table, row);
	if (row->linked)
		return row->linked;
	struct record *record = loader_by_title(loader, row->how->kind, &row->title, parent);
	return record ? record : loader_by_title(loader, row->how->kind, &row->title, NULL);
}

/* Below the parent's id, which nearly always is what it was in the revision before. */
static struct map_key
row_id(const struct table *table, struct row *row, const struct record *parent)
{
	const struct kept *kept = table->page->kept;
	struct str above = parent ? parent->id : STR_EMPTY;
	if (row->id.text.length && str_equal(row->above, above))
		return row->id;
	row->id = map_key(
		parent ? path_join(kept ? kept->arena : table->loader->arena, above, row->slug)
		       : row->slug);
	row->above = str_slice(row->id.text, 0, above.length);
	return row->id;
}

static struct record *
add_row_record(const struct table *table, struct row *row, const struct record *parent,
	       uint64_t order)
{
	const struct kept *kept = table->page->kept;
	struct loader *loader = table->loader;
	struct record *record =
		loader_add(loader, &(struct new_record){ .kind = row->how->kind,
							 .id = row_id(table, row, parent),
							 .place = row->place,
							 .order = order,
							 .home = table->page,
							 .memory = kept ? &row->own : NULL,
							 .arena = kept ? kept->arena : NULL });
	record->first_node = row->node;
	record->end_node = row->end;
	row->is_first = true;
	loader_note_title(loader, record, row->title.key);
	return record;
}

/* Finds or makes the row's record and puts it where the table says that it belongs. */
static struct record *
row_record(struct table *table, struct row *row)
{
	struct loader *loader = table->loader;
	struct record *parent = row_parent(table, row->how);
	uint64_t order =
		table->how->leads ? ++loader->lead_rows : loader_order(table->page, row->node);
	bool has_home = row->how->below_kind || row->how->below_page;
	if (!parent && (has_home || !is_work(row->how->kind)))
		return NULL;
	struct record *record = row_tie(table, row, parent);
	if (!record)
		record = add_row_record(table, row, parent, order);
	else if (table->how->leads) /* further rows may know it by the name that it has here */
		loader_note_title(loader, record, row->title.key);
	if (table->how->leads) {
		if (record->kind != row->how->kind)
			loader_set_kind(loader, record, row->how->kind);
		loader_set_order(loader, record, order);
	}
	if ((table->how->leads || !record->parent) && parent != record)
		record->parent = parent;
	return record;
}

static void
read_cell(const struct table *table, const struct row *row, struct record *record, size_t field)
{
	size_t column = table->field_columns[field];
	if (column >= row->cell_count)
		return;
	const struct doc *doc = table->page->doc;
	uint32_t cell = row->cells[column];
	bool is_title = column == title_column(table, row);
	struct str sign = is_title ? row->how->starts : STR_EMPTY;
	struct material material = { .source = SOURCE_COLUMN,
				     .page = table->page,
				     .first = cell + 1,
				     .end = doc->nodes[cell].end,
				     .text = strip_start(row->texts[column], sign),
				     .place = doc_node_place(doc, cell),
				     .offset = doc->nodes[cell].offset,
				     .length = doc->nodes[cell].span };
	values_add(table->loader, record, &table->how->columns.items[field], &material,
		   table->how->leads);
}

/* Nothing, or dashes: a second line of them below the header is a row to Markdown. */
static bool
is_blank(struct str text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] != '-' && text.data[i] != ':' && text.data[i] != ' ')
			return false;
	return true;
}

static bool
is_skipped(const struct table *table, const struct row *row)
{
	bool empty = true;
	for (size_t i = 0; i < row->cell_count && empty; i++)
		empty = is_blank(row->texts[i]);
	struct str skip = table->how->skip;
	return empty || (skip.length && str_equal(row->texts[0], skip));
}

/* A line of text directly below a table, which Markdown takes for a row of it. */
static bool
is_swallowed(const struct table *table, uint32_t row)
{
	const struct doc *doc = table->page->doc;
	const struct node *node = &doc->nodes[row];
	struct str line = str_slice(doc->source, node->offset, node->offset + node->span);
	return node->extra < 2 && table->column_count > 1 && !str_contains(line, STR("|"));
}

static void
read_cells(const struct table *table, struct row *row)
{
	const struct doc *doc = table->page->doc;
	struct arena *scratch = table->loader->scratch;
	size_t count = count_cells(table, row->node);
	row->cells = ARENA_ARRAY(scratch, uint32_t, count);
	row->texts = ARENA_ARRAY(scratch, struct str, count);
	for (uint32_t cell = row->node + 1; row->cell_count < count; cell = doc->nodes[cell].end) {
		row->texts[row->cell_count] = cell_text(table, cell);
		row->cells[row->cell_count++] = cell;
	}
}

static void
read_row(struct table *table, uint32_t node)
{
	struct row row = { .node = node, .end = table->page->doc->nodes[node].end };
	read_cells(table, &row);
	if (!row.cell_count || is_swallowed(table, node) || is_skipped(table, &row))
		return;
	for (size_t i = 0; i < table->how->row_count && !row.how; i++)
		if (row_fits(table, &row, &table->how->rows[i]))
			row.how = &table->how->rows[i];
	if (!row.how)
		return;
	read_title(table, &row);
	if (!row.title.text.length)
		return;
	row.title.key = loader_title_key(table->loader->arena, row.title.text);
	row.slug = loader_slug(table->loader->arena, row.title.text);
	row.place = doc_node_place(table->page->doc, row.cells[title_column(table, &row)]);
	table->rows[table->row_count++] = row;
}

static size_t
count_rows(const struct table *table)
{
	const struct node *nodes = table->page->doc->nodes;
	size_t count = 0;
	for (uint32_t row = table->node + 1; row < nodes[table->node].end; row = nodes[row].end)
		count++;
	return count;
}

static void
read_table(struct page_rows *all, const struct table *place, uint32_t node)
{
	struct table table = *place;
	const struct doc *doc = table.page->doc;
	table.node = node;
	read_headers(&table);
	if (!table_fits(&table))
		return;
	find_columns(&table);
	table.rows = ARENA_ARRAY(table.loader->scratch, struct row, count_rows(&table));
	for (uint32_t row = doc->nodes[node + 1].end; row < doc->nodes[node].end;
	     row = doc->nodes[row].end)
		read_row(&table, row);
	if (!table.row_count)
		return;
	struct table *kept = ARENA_NEW(table.loader->scratch, struct table);
	*kept = table;
	kept->sections = NULL;
	*VEC_PUSH(table.loader->scratch, all) = kept;
}

static void
read_tables(struct loader *loader, struct page *page)
{
	const struct dialect *dialect = loader->dialect;
	page->rows = ARENA_NEW(loader->scratch, struct page_rows);
	for (size_t t = 0; t < dialect->table_count; t++) {
		const struct dialect_table *how = &dialect->tables[t];
		struct sections sections = { 0 };
		const struct table place = {
			.loader = loader, .page = page, .how = how, .sections = &sections
		};
		if (!path_glob(how->files, page->name, NULL))
			continue;
		for (uint32_t i = 0; i < page->table_count; i++)
			read_table(page->rows, &place, page->tables[i]);
	}
}

/* The tables as they were read, for another model. */
static void
renew_tables(const struct page_rows *rows)
{
	for (size_t t = 0; t < rows->count; t++) {
		struct table *table = rows->items[t];
		memset(table->last, 0, sizeof table->last);
		for (size_t i = 0; i < table->row_count; i++) {
			table->rows[i].record = NULL;
			table->rows[i].is_first = false;
		}
	}
}

void
rows_read_page(struct loader *loader, struct page *page)
{
	struct kept *kept = page->kept;
	if (page->ignored || !page->table_count)
		return;
	if (!kept) {
		read_tables(loader, page);
		return;
	}
	if (!kept->has_rows) {
		struct loader own = *loader;
		own.arena = own.scratch = kept->arena;
		read_tables(&own, page);
		kept->rows = page->rows;
		kept->has_rows = true;
	}
	page->rows = kept->rows;
	renew_tables(page->rows);
}

static void
state_fields(const struct table *table, const struct row *row, struct record *record)
{
	for (size_t i = 0; i < table->how->columns.count; i++)
		read_cell(table, row, record, i);
}

/* Into an empty record: what the cells say depends on its kind alone. */
void
rows_read_cells(struct loader *loader, struct table *table, struct row *row)
{
	struct arena *arena = table->page->kept->arena;
	struct record empty = { .kind = row->record->kind };
	struct loader own = *loader;
	own.arena = arena;
	table->loader = &own;
	state_fields(table, row, &empty);
	table->loader = loader;
	kept_take(arena, loader, &row->said, &empty);
}

static void
state_kept(struct loader *loader, struct table *table, struct row *row)
{
	struct record *record = row->record;
	if (!row->said.is_read || row->said.kind != record->kind)
		rows_read_cells(loader, table, row);
	kept_give(loader->arena, &row->said, record, table->how->leads);
}

static void
state_record(struct loader *loader, struct table *table, struct row *row)
{
	if (table->page->kept)
		state_kept(loader, table, row);
	else
		state_fields(table, row, row->record);
}

static void
add_records(struct loader *loader, struct table *table)
{
	table->loader = loader;
	for (size_t i = 0; i < table->row_count; i++) {
		struct row *row = &table->rows[i];
		row->record = row_record(table, row);
		if (!row->record)
			continue;
		table->last[row->record->kind] = row->record;
		if (is_work(row->how->kind))
			state_record(loader, table, row);
	}
}

static void
state_page(struct loader *loader, struct page *page)
{
	for (size_t t = 0; page->rows && t < page->rows->count; t++) {
		struct table *table = page->rows->items[t];
		table->loader = loader;
		for (size_t i = 0; i < table->row_count; i++) {
			struct row *row = &table->rows[i];
			if (row->record && !is_work(row->how->kind))
				state_record(loader, table, row);
		}
	}
	page->rows = NULL;
}

bool
rows_tie(const struct loader *loader, enum kind kind)
{
	const struct dialect *dialect = loader->dialect;
	bool has_any = false;
	for (size_t t = 0; t < dialect->table_count; t++)
		for (size_t r = 0; r < dialect->tables[t].row_count; r++)
			has_any = has_any || is_work(dialect->tables[t].rows[r].kind);
	return has_any && is_work(kind);
}

bool
rows_speak_of_work(const struct page_rows *rows)
{
	for (size_t t = 0; rows && t < rows->count; t++)
		for (size_t i = 0; i < rows->items[t]->row_count; i++)
			if (is_work(rows->items[t]->rows[i].how->kind))
				return true;
	return false;
}

static bool
leads_alike(const struct loader *loader, const struct page_rows *rows)
{
	for (size_t t = 0; rows && t < rows->count; t++)
		for (size_t i = 0; i < rows->items[t]->row_count; i++) {
			const struct row *row = &rows->items[t]->rows[i];
			if (row->record && is_work(row->how->kind) &&
			    linked_work(loader, rows->items[t], row) != row->linked)
				return false;
		}
	return true;
}

bool
rows_lead_alike(const struct loader *loader)
{
	const struct model *model = loader->model;
	for (size_t i = 0; i < model->page_count; i++)
		if (model->pages[i]->kept && !leads_alike(loader, model->pages[i]->kept->rows))
			return false;
	return true;
}

void
rows_add_page(struct loader *loader, struct page *page)
{
	for (size_t t = 0; page->rows && t < page->rows->count; t++)
		add_records(loader, page->rows->items[t]);
	state_page(loader, page);
}

void
rows_read(struct loader *loader, struct workers *workers)
{
	const struct model *model = loader->model;
	workers_each_page(workers, rows_read_page);
	for (size_t t = 0; t < loader->dialect->table_count; t++) {
		const struct dialect_table *how = &loader->dialect->tables[t];
		for (size_t i = 0; i < model->page_count; i++) {
			const struct page_rows *rows = model->pages[i]->rows;
			bool any = false;
			for (size_t k = 0; rows && k < rows->count; k++) {
				if (rows->items[k]->how != how)
					continue;
				add_records(loader, rows->items[k]);
				any = true;
			}
			if (any && how->leads)
				near_tie(loader, model->pages[i]);
		}
	}
	workers_each_page(workers, state_page);
}
