/* rows_again: the rows of a page that changed, when they are those of before. */
#include "model/rows.h"

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
	if (row->how != before->how || !str_equal(row->title.text, before->title.text) ||
	    !str_equal(row->url, before->url))
		return false;
	row->record = before->record;
	if (!row->record)
		return true;
	struct record *record = record_of(row);
	if (is_not_kept(record->page))
		return false;
	row->is_first = before->is_first;
	if (row->is_first)
		move_record(table, row);
	rows_read_cells(loader, table, row);
	again->has_others = again->has_others || !kept_is_same_people(&before->said, &row->said);
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
table_again(struct again *again, struct table *table, struct table *before)
{
	bool is_same = table->how == before->how && table->row_count == before->row_count;
	table->loader = again->loader;
	for (size_t i = 0; is_same && i < table->row_count; i++)
		is_same = row_again(again, table, &table->rows[i], &before->rows[i]);
	return is_same;
}

bool
rows_again(struct again *again, struct page *page, const struct page_rows *before)
{
	rows_read_page(again->loader, page);
	const struct page_rows *rows = page->rows;
	size_t count = before ? before->count : 0;
	bool is_same =
		(rows ? rows->count : 0) == count && (!count || has_same_order(rows, before));
	for (size_t t = 0; is_same && t < count; t++)
		is_same = table_again(again, rows->items[t], before->items[t]);
	page->rows = NULL;
	return is_same;
}
