/*
 * near: rows of a leading table that mean a page without linking to it.
 *
 * An overview says "Tokio console" and links to the project's own site; the book's page on it is
 * called "Console".  When the two titles share most of their words (Dice >= 0.6), both stand below
 * the same goal, and no other pair comes into question, they are one record.  A tie that is not
 * certain is not made: then the row stays a record of its own.
 */
#include "base/utf8.h"
#include "model/kept.h"

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
words_are_near(const struct words *left, const struct words *right)
{
	size_t shared = 0;
	for (size_t i = 0; i < left->count; i++) {
		bool found = false;
		for (size_t j = 0; j < right->count && !found; j++)
			found = str_equal(left->items[i], right->items[j]);
		shared += found;
	}
	return 2 * shared * 10 >= DICE_TENTHS * (left->count + right->count);
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

/* A page that a row may mean, with its title's words. */
struct candidate {
	struct record *page;
	struct words words;
};

struct candidates {
	struct candidate *items;
	size_t count, capacity;
};

static void
find_candidates(struct loader *loader, enum kind kind, struct candidates *ret_candidates)
{
	const struct records *all = &loader->model->records;
	for (size_t i = 0; i < all->count; i++) {
		if (all->items[i]->kind != kind || !is_unclaimed_page(all->items[i]))
			continue;
		struct candidate *candidate = VEC_PUSH(loader->arena, ret_candidates);
		candidate->page = all->items[i];
		split_words(loader->arena, record_text(all->items[i], FIELD_TITLE),
			    &candidate->words);
	}
}

/* The only candidate below the same parent with nearly the same title, or NULL. */
static struct record *
near_page(struct loader *loader, const struct candidates *candidates, const struct record *row)
{
	struct record *found = NULL;
	struct words words;
	split_words(loader->arena, record_text(row, FIELD_TITLE), &words);
	for (size_t i = 0; i < candidates->count; i++) {
		const struct candidate *candidate = &candidates->items[i];
		if (candidate->page->parent != row->parent || !is_unclaimed_page(candidate->page) ||
		    !words_are_near(&words, &candidate->words))
			continue;
		if (found)
			return NULL;
		found = candidate->page;
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
	kept_merge(page, row);
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
		struct candidates candidates = { 0 };
		find_candidates(loader, kinds[k], &candidates);
		for (size_t i = 0; i < all->count; i++) {
			struct record *row = all->items[i];
			if (row->kind != kinds[k] || !is_row_alone(row, page))
				continue;
			struct record *near = near_page(loader, &candidates, row);
			if (near)
				merge(loader, row, near);
		}
	}
}
