/* rows_again: the rows of a page that changed: those of before, which say something else, or others. */
#include "model/rows.h"

#include "base/path.h"

/* A row that turned out to mean a page without linking to it (near.c) states what that says. */
static struct record *
record_of(const struct row *row)
{
	struct record *record = row->record;
	return record && record->order == LOADER_MERGED ? record->page->record : record;
}

/* What such a page says of its record could not be given once more. */
static bool
is_not_kept(const struct page *page)
{
	return page && !page->kept;
}

static void
move_record(const struct table *table, const struct row *row)
{
	struct record *record = row->record;
	record->place = row->place;
	record->first_node = row->node;
	record->end_node = table->page->doc->nodes[row->node].end;
}

static bool
row_again(struct again *again, struct table *table, struct row *row, struct row *before)
{
	struct loader *loader = again->loader;
	row->record = before->record;
	row->linked = before->linked;
	if (!row->record)
		return true;
	struct record *record = record_of(row);
	if (is_not_kept(record->page))
		return false;
	row->is_first = before->is_first;
	if (row->is_first)
		move_record(table, row);
	rows_read_cells(loader, table, row);
	people_again(again, record, &before->said, &row->said);
	kept_replace(record, &before->said, &row->said);
	*VEC_PUSH(loader->arena, &again->records) = record;
	return row->said.kind == before->said.kind && kept_is_same_place(&before->said, &row->said);
}

/* Rows of several tables stand in the order of the page. */
static bool
has_same_order(const struct page_rows *rows, const struct page_rows *before)
{
	for (size_t a = 0; a < rows->count; a++)
		for (size_t b = 0; b < a; b++)
			if ((rows->items[a]->node < rows->items[b]->node) !=
			    (before->items[a]->node < before->items[b]->node))
				return false;
	return true;
}

static bool
is_same_row(const struct row *row, const struct row *before)
{
	return row->how == before->how && str_equal(row->title.text, before->title.text) &&
	       str_equal(row->url, before->url);
}

static bool
is_same_table(const struct table *table, const struct table *before)
{
	bool is_same = table->how == before->how && table->row_count == before->row_count;
	for (size_t i = 0; is_same && i < table->row_count; i++)
		is_same = is_same_row(&table->rows[i], &before->rows[i]);
	return is_same;
}

static bool
are_same_rows(const struct page_rows *rows, const struct page_rows *before)
{
	bool is_same = rows->count == before->count && has_same_order(rows, before);
	for (size_t t = 0; is_same && t < rows->count; t++)
		is_same = is_same_table(rows->items[t], before->items[t]);
	return is_same;
}

static bool
read_again(struct again *again, const struct page_rows *rows, const struct page_rows *before)
{
	bool is_same = true;
	for (size_t t = 0; is_same && t < rows->count; t++) {
		struct table *table = rows->items[t];
		table->loader = again->loader;
		for (size_t i = 0; is_same && i < table->row_count; i++)
			is_same = row_again(again, table, &table->rows[i],
					    &before->items[t]->rows[i]);
	}
	return is_same;
}

/* The id is made of the parent's and the title, as in rows.c. */
static bool
take_back(struct loader *loader, const struct row *row)
{
	struct record *record = row->record;
	return !record || loader_take_back(loader, record,
					   path_join(loader->arena, record->above->id, row->slug));
}

/* The last one first: ids of one name are numbered. */
bool
rows_take_back(struct loader *loader, const struct page_rows *rows)
{
	if (rows_speak_of_work(rows))
		return false;
	for (size_t t = rows ? rows->count : 0; t-- > 0;)
		for (size_t i = rows->items[t]->row_count; i-- > 0;)
			if (!take_back(loader, &rows->items[t]->rows[i]))
				return false;
	return true;
}

/* Another page's row of the same id might come before this one. */
static bool
have_own_ids(const struct loader *loader, const struct page *page, const struct page_rows *rows)
{
	for (size_t t = 0; t < rows->count; t++)
		for (size_t i = 0; i < rows->items[t]->row_count; i++) {
			const struct row *row = &rows->items[t]->rows[i];
			const struct record *first =
				row->record ? loader_find(loader, row->record->kind, row->id.text)
					    : NULL;
			if (row->record && (!first || first->home != page || first->page))
				return false;
		}
	return true;
}

static bool
replace(struct again *again, struct page *page, const struct page_rows *rows,
	const struct page_rows *before)
{
	again->has_rows = true;
	if (rows_speak_of_work(rows) || !resolve_forget(again) ||
	    !rows_take_back(again->loader, before))
		return false;
	rows_add_page(again->loader, page);
	for (size_t t = 0; t < rows->count; t++)
		for (size_t i = 0; i < rows->items[t]->row_count; i++)
			if (rows->items[t]->rows[i].record)
				rows->items[t]->rows[i].record->above =
					rows->items[t]->rows[i].record->parent;
	return have_own_ids(again->loader, page, rows);
}

bool
rows_again(struct again *again, struct page *page, const struct page_rows *before)
{
	static const struct page_rows none = { 0 };
	rows_read_page(again->loader, page);
	const struct page_rows *rows = page->rows ? page->rows : &none;
	if (!before)
		before = &none;
	bool is_done = are_same_rows(rows, before) ? read_again(again, rows, before)
						   : replace(again, page, rows, before);
	page->rows = NULL;
	return is_done;
}
