/*
 * chapters: pages that SUMMARY.md does not list one by one, but by a directive of a page that it
 * lists: (((GOAL CHAPTERS))).  They become the chapters below that page, by title.
 */
#include "base/path.h"
#include "base/utf8.h"
#include "model/book.h"
#include "model/loader.h"

#include <stdlib.h>

struct member {
	struct str key; /* what they are sorted by */
	struct page *page;
};

struct members {
	struct member *items;
	size_t count, capacity;
};

struct adding {
	struct model *model;
	struct arena *scratch;          /* for what nobody needs when they are added */
	struct map folders[KIND_COUNT]; /* folder -> members: the pages of this kind below it */
	VEC(struct chapter) chapters;
};

static bool
kind_of(const struct directive *directive, enum kind *ret_kind)
{
	*ret_kind = directive->name == DIRECTIVE_ROADMAP_CHAPTERS ? KIND_THEME : KIND_GOAL;
	return !directive->trouble && (directive->name == DIRECTIVE_GOAL_CHAPTERS ||
				       directive->name == DIRECTIVE_ROADMAP_CHAPTERS);
}

/* The next one that asks for chapters, from *at on; or NULL. */
static const struct directive *
next_asking(const struct directives *directives, size_t *at)
{
	enum kind kind;
	while (*at < directives->count) {
		const struct directive *directive = &directives->items[(*at)++];
		if (kind_of(directive, &kind))
			return directive;
	}
	return NULL;
}

static bool
asks_for_chapters(const struct page *page)
{
	size_t at = 0;
	return next_asking(&page->directives, &at) != NULL;
}

bool
book_has_same_chapters(const struct directives *a, const struct directives *b)
{
	const struct directive *left, *right;
	size_t at = 0, there = 0;
	do {
		left = next_asking(a, &at);
		right = next_asking(b, &there);
	} while (left && right && left->name == right->name);
	return !left && !right;
}

static bool
is_needed(const struct model *model)
{
	for (size_t i = 0; model->book.has_summary && i < model->page_count; i++)
		if (asks_for_chapters(model->pages[i]))
			return true;
	return false;
}

static void
file_page(struct adding *adding, struct page *page, enum kind kind)
{
	struct arena *arena = adding->scratch;
	struct member member = { utf8_fold(arena, page->title), page };
	for (struct str dir = path_dir(page->name);; dir = path_dir(dir)) {
		void **slot = map_put(arena, &adding->folders[kind], dir);
		if (!*slot)
			*slot = ARENA_NEW(arena, struct members);
		struct members *members = *slot;
		*VEC_PUSH(arena, members) = member;
		if (!dir.length)
			break;
	}
}

static void
file_pages(struct adding *adding)
{
	const struct loader loader = { .model = adding->model,
				       .dialect = adding->model->dialect,
				       .arena = adding->model->arena };
	for (size_t i = 0; i < adding->model->page_count; i++) {
		struct page *page = adding->model->pages[i];
		enum kind kind;
		if (!page->listed && extract_page_kind(&loader, page, &kind) &&
		    (kind == KIND_GOAL || kind == KIND_THEME))
			file_page(adding, page, kind);
	}
}

static int
compare_members(const void *left, const void *right)
{
	const struct member *a = left, *b = right;
	int order = str_compare(a->key, b->key);
	return order ? order : str_compare(a->page->name, b->page->name);
}

static void
add_chapter(struct adding *adding, struct page *page, const struct chapter *above, unsigned number)
{
	struct chapter *chapter = VEC_PUSH(adding->scratch, &adding->chapters);
	chapter->kind = CHAPTER_PAGE;
	chapter->title = page->title;
	chapter->page = page;
	chapter->depth = above->depth + 1;
	chapter->place = above->place;
	if (above->number.length)
		chapter->number = book_number(adding->model->arena, above->number, number);
	page->parent = above->page;
	page->depth = chapter->depth;
	page->number = chapter->number;
	page->listed = true;
}

/* What the directives of a chapter's page ask for; `number` chapters stand below it already. */
static void
add_asked(struct adding *adding, const struct chapter *above, unsigned number)
{
	const struct directives *directives = &above->page->directives;
	for (size_t i = 0; i < directives->count; i++) {
		enum kind kind;
		if (!kind_of(&directives->items[i], &kind))
			continue;
		struct members *members =
			map_get(&adding->folders[kind], path_dir(above->page->name));
		if (members && members->count > 1)
			qsort(members->items, members->count, sizeof *members->items,
			      compare_members);
		for (size_t k = 0; members && k < members->count; k++)
			if (!members->items[k].page->listed)
				add_chapter(adding, members->items[k].page, above, ++number);
		if (members)
			members->count = 0; /* all have their place */
	}
}

/* How many chapters stand directly below one, and where they end. */
static size_t
count_below(const struct book *book, size_t index, unsigned *ret_count)
{
	uint32_t depth = book->chapters[index].depth;
	size_t end = index + 1;
	*ret_count = 0;
	for (; end < book->chapter_count && book->chapters[end].depth > depth; end++)
		*ret_count += book->chapters[end].depth == depth + 1;
	return end;
}

/* Chapters of SUMMARY.md that are open: their own ones have not ended. */
struct open_chapter {
	size_t end;
	unsigned count;
	struct chapter chapter;
};

void
book_add_chapters(struct model *model)
{
	struct arena scratch;
	struct adding adding = { .model = model, .scratch = &scratch };
	struct book *book = &model->book;
	VEC(struct open_chapter) open = { 0 };
	if (!is_needed(model))
		return;
	arena_init(&scratch);
	file_pages(&adding);
	for (size_t i = 0; i <= book->chapter_count; i++) {
		while (open.count && open.items[open.count - 1].end <= i) {
			const struct open_chapter *last = &open.items[--open.count];
			add_asked(&adding, &last->chapter, last->count);
		}
		if (i == book->chapter_count)
			break;
		const struct chapter *chapter = &book->chapters[i];
		*VEC_PUSH(&scratch, &adding.chapters) = *chapter;
		if (!chapter->page || !asks_for_chapters(chapter->page))
			continue;
		struct open_chapter *next = VEC_PUSH(&scratch, &open);
		next->chapter = *chapter;
		next->end = count_below(book, i, &next->count);
	}
	book_take_chapters(model, adding.chapters.items, adding.chapters.count);
	arena_free(&scratch);
}
