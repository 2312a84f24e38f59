/*
 * near: rows of a leading table that mean a page without linking to it.
 *
 * An overview says "Tokio console" and links to the project's own site; the book's page on it is
 * called "Console".  When the two titles share most of their words (Dice >= 0.6), both stand below
 * the same goal, and no other pair comes into question, they are one record.  A tie that is not
 * certain is not made: then the row stays a record of its own.
 */
#include "base/utf8.h"
#include "model/loader.h"

#define WORDS_MAX 16
#define DICE_TENTHS 6

struct words {
	struct str items[WORDS_MAX];
	size_t count;
};

static void
split_words(struct arena *arena, struct str title, struct words *ret_words)
{
	struct str slug = loader_slug(arena, title), word;
	ret_words->count = 0;
	while (str_cut(&slug, '-', &word))
		if (ret_words->count < WORDS_MAX)
			ret_words->items[ret_words->count++] = word;
}

static bool
titles_are_near(struct arena *arena, struct str a, struct str b)
{
	struct words left, right;
	split_words(arena, a, &left);
	split_words(arena, b, &right);
	size_t shared = 0;
	for (size_t i = 0; i < left.count; i++) {
		bool found = false;
		for (size_t j = 0; j < right.count && !found; j++)
			found = str_equal(left.items[i], right.items[j]);
		shared += found;
	}
	return 2 * shared * 10 >= DICE_TENTHS * (left.count + right.count);
}

static bool
is_alive(const struct record *record)
{
	return record->order != LOADER_MERGED;
}

/* Pages that no leading row has spoken of yet. */
static bool
is_unclaimed_page(const struct record *record)
{
	const struct statement *said = record->fields[FIELD_TITLE];
	return is_alive(record) && record->page && said && said->source != SOURCE_COLUMN;
}

static bool
is_row_alone(const struct record *record, const struct page *page)
{
	const struct statement *said = record->fields[FIELD_TITLE];
	return is_alive(record) && !record->page && record->home == page && said && said->count;
}

static struct record *
near_page(struct loader *loader, const struct record *row)
{
	const struct records *all = &loader->model->records;
	struct record *found = NULL;
	struct str title = record_text(row, FIELD_TITLE);
	for (size_t i = 0; i < all->count; i++) {
		struct record *page = all->items[i];
		if (page->kind != row->kind || page->parent != row->parent ||
		    !is_unclaimed_page(page) ||
		    !titles_are_near(loader->arena, title, record_text(page, FIELD_TITLE)))
			continue;
		if (found)
			return NULL;
		found = page;
	}
	return found;
}

static void
merge(struct loader *loader, struct record *row, struct record *page)
{
	const struct records *all = &loader->model->records;
	for (int field = 0; field < FIELD_COUNT; field++) {
		struct statement **last = &row->fields[field];
		while (*last)
			last = &(*last)->next;
		*last = page->fields[field];
		page->fields[field] = row->fields[field];
	}
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i]->parent == row)
			all->items[i]->parent = page;
	loader_drop(loader, row, page);
}

/* Goals first, so that their initiatives stand below the same goal when their turn comes. */
void
near_tie(struct loader *loader, const struct page *page)
{
	static const enum kind kinds[] = { KIND_GOAL, KIND_INITIATIVE };
	const struct records *all = &loader->model->records;
	for (size_t k = 0; k < 2; k++) {
		for (size_t i = 0; i < all->count; i++) {
			struct record *row = all->items[i];
			if (row->kind != kinds[k] || !is_row_alone(row, page))
				continue;
			struct record *near = near_page(loader, row);
			if (near)
				merge(loader, row, near);
		}
	}
}
