/* again: the lists of a model that was loaded, when records come, go or move. */
#include "model/again.h"

#include "model/rows.h"

static bool
has_same_keys(const struct kept *a, const struct kept *b)
{
	if (a->title_count != b->title_count)
		return false;
	for (size_t i = 0; i < a->title_count; i++)
		if (!str_equal(a->titles[i].text, b->titles[i].text))
			return false;
	return true;
}

bool
title_again(struct again *again, struct record *record, const struct kept *before,
	    const struct kept *now)
{
	bool is_same = has_same_keys(before, now);
	if (is_same && kept_is_same_place(&before->fields, &now->fields))
		return true;
	if (!is_same && rows_tie(again->loader, record->kind))
		return false;
	for (size_t i = 0; i < before->title_count; i++)
		loader_forget_title(again->loader, record, before->titles[i]);
	for (size_t i = 0; i < now->title_count; i++)
		loader_note_title(again->loader, record, now->titles[i]);
	return resolve_forget(again);
}

bool
loader_take_back(struct loader *loader, struct record *record, struct str id)
{
	struct map *ids = &loader->model->ids[record->kind];
	void **last = map_put(loader->arena, &loader->suffixes[record->kind], id);
	uintptr_t number = (uintptr_t)*last;
	struct str given =
		number > 1 ? arena_printf(loader->arena, "%.*s~%zu", STR_ARG(id), (size_t)number)
			   : id;
	if (!str_equal(record->id, given) || map_get(ids, given) != record)
		return false;
	*map_put(loader->arena, ids, given) = NULL;
	*last = number > 2 ? (void *)(number - 1) : NULL;
	record->order = LOADER_MERGED;
	return true;
}

bool
extract_take_back(struct again *again, struct page *page)
{
	struct loader *loader = again->loader;
	const struct kept *kept = page->kept;
	struct record *record = page->record;
	if (!kept || !blocks_take_back(loader, kept->blocks) || !rows_take_back(loader, kept->rows))
		return false;
	again->has_rows = true;
	if (!record)
		return true;
	if (rows_tie(loader, record->kind))
		return false;
	for (size_t i = 0; i < kept->title_count; i++)
		loader_forget_title(loader, record, kept->titles[i]);
	/* Others may have been numbered around it. */
	return str_find_char(record->id, '~') == STR_NONE &&
	       loader_take_back(loader, record, kept->id.text);
}

/* Rows of overviews stand before all pages; lists, and who is implied, behind them. */
static uint64_t
renew_key(const struct record *record, uint64_t key)
{
	bool is_of_page = record->home && key >> 32 != 0;
	return is_of_page ? loader_order(record->home, (uint32_t)key) : key;
}

bool
loader_renew_keys(struct loader *loader)
{
	const struct records *all = &loader->model->records;
	uint64_t *keys = loader->order_keys;
	bool is_same = true;
	for (size_t i = 0; i < all->count; i++) {
		keys[i] = renew_key(all->items[i], keys[i]);
		is_same = is_same && (i == 0 || keys[i - 1] <= keys[i]);
	}
	return is_same;
}

/* But for one that turned out to be another. */
static bool
is_stated(const struct row *row)
{
	return row->is_first && row->record->order != LOADER_MERGED;
}

static void
list_rows(struct loader *loader, const struct page_rows *rows, const struct dialect_table *how,
	  struct records *stated)
{
	for (size_t t = 0; rows && t < rows->count; t++)
		for (size_t i = 0; rows->items[t]->how == how && i < rows->items[t]->row_count; i++)
			if (is_stated(&rows->items[t]->rows[i]))
				*VEC_PUSH(loader->arena, stated) = rows->items[t]->rows[i].record;
}

/* Pages, tables one after the other, blocks; of lists, which are no part of a page, nothing is kept. */
void
loader_list_again(struct loader *loader)
{
	const struct model *model = loader->model;
	const struct records before = loader->stated;
	struct records *stated = &loader->stated;
	*stated = loader->stated_before;
	loader->stated_before = before;
	stated->count = 0;
	for (size_t i = 0; i < model->page_count; i++)
		if (model->pages[i]->record)
			*VEC_PUSH(loader->arena, stated) = model->pages[i]->record;
	for (size_t t = 0; t < loader->dialect->table_count; t++)
		for (size_t i = 0; i < model->page_count; i++)
			if (model->pages[i]->kept)
				list_rows(loader, model->pages[i]->kept->rows,
					  &loader->dialect->tables[t], stated);
	blocks_list(loader, stated);
	for (size_t i = 0; i < before.count; i++)
		if (!before.items[i]->home)
			*VEC_PUSH(loader->arena, stated) = before.items[i];
}
