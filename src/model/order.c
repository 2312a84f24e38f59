/* order: the tree of the pages and their order.  See book.h. */
#include "base/path.h"
#include "model/book.h"

#include <stdlib.h>
#include <string.h>

struct order {
	struct model *model;
	struct arena *scratch; /* for what nobody needs when pages have their order */
	VEC(struct chapter) chapters;
	struct page **sequence; /* a parent comes before its children, siblings in order */
	size_t count;
	struct map indexes; /* folder -> its README.md or index.md */
	struct map stems;   /* name without extension -> page */
	struct map opened;  /* folders without a page that have a chapter */
};

static bool
is_index(struct str name)
{
	struct str stem = path_stem(name);
	return str_equal_fold(stem, STR("readme")) || str_equal_fold(stem, STR("index"));
}

static struct str
without_extension(struct str name)
{
	struct str extension = path_extension(name);
	return str_slice(name, 0, name.length - extension.length - (extension.length > 0));
}

/*
 * Text whose bytewise order is the order of the tree: in a folder its index first, then files and
 * folders by name, a folder behind the file of the same name.  A folder ends in \2 and a file's
 * stem in \1, which come before all that stands in names; an index has an empty stem.
 */
static struct str
sort_key(struct arena *arena, struct str name)
{
	struct str stem = without_extension(name), base = path_base(name);
	size_t length = is_index(name) ? name.length - base.length : stem.length;
	char *bytes = arena_bytes(arena, length + 1 + base.length);
	for (size_t i = 0; i < length; i++)
		bytes[i] = name.data[i] == '/' ? '\2' : name.data[i];
	bytes[length++] = '\1';
	memcpy(bytes + length, base.data, base.length);
	return (struct str){ bytes, length + base.length };
}

struct sort_entry {
	struct str key;
	struct page *page;
};

static int
compare_entries(const void *left, const void *right)
{
	const struct sort_entry *a = left, *b = right;
	return str_compare(a->key, b->key);
}

static void
sort_pages(struct arena *arena, struct page **pages, size_t count)
{
	struct sort_entry *entries = ARENA_ARRAY(arena, struct sort_entry, count);
	for (size_t i = 0; i < count; i++)
		entries[i] = (struct sort_entry){ sort_key(arena, pages[i]->name), pages[i] };
	qsort(entries, count, sizeof *entries, compare_entries);
	for (size_t i = 0; i < count; i++)
		pages[i] = entries[i].page;
}

static void
index_pages(struct order *order)
{
	struct arena *arena = order->scratch;
	map_reserve(arena, &order->stems, order->model->page_count);
	for (size_t i = 0; i < order->model->page_count; i++) {
		struct page *page = order->model->pages[i];
		void **slot = is_index(page->name)
				      ? map_put(arena, &order->indexes, path_dir(page->name))
				      : NULL;
		if (slot && !*slot)
			*slot = page;
		slot = map_put(arena, &order->stems, without_extension(page->name));
		if (!*slot)
			*slot = page;
	}
}

/* The page that stands for a folder: in it or beside it. */
static struct page *
folder_page(const struct order *order, struct str folder)
{
	struct page *page = map_get(&order->indexes, folder);
	return page ? page : map_get(&order->stems, folder);
}

/* The nearest page that stands for a folder around this one; the root's index has no pages below,
   or everything would hang below it. */
static struct page *
find_parent(const struct order *order, const struct page *page)
{
	for (struct str dir = path_dir(page->name); dir.length; dir = path_dir(dir)) {
		struct page *index = map_get(&order->indexes, dir);
		struct page *beside = map_get(&order->stems, dir);
		if (index && index != page)
			return index;
		if (beside)
			return beside;
	}
	return NULL;
}

/* The listed pages as SUMMARY.md has them, then the others by name. */
static void
make_sequence(struct order *order)
{
	const struct book *book = &order->model->book;
	size_t listed = 0;
	for (size_t i = 0; i < book->chapter_count; i++)
		if (book->chapters[i].page)
			order->sequence[listed++] = book->chapters[i].page;
	order->count = listed;
	for (size_t i = 0; i < order->model->page_count; i++)
		if (!order->model->pages[i]->listed)
			order->sequence[order->count++] = order->model->pages[i];
	sort_pages(order->scratch, order->sequence + listed, order->count - listed);
	for (size_t i = listed; i < order->count; i++) {
		struct page *page = order->sequence[i];
		page->parent = find_parent(order, page);
		page->depth = page->parent ? page->parent->depth + 1 : 0;
	}
}

/* ---- chapters where there is no SUMMARY.md ---- */

/* How deep the chapters in a folder stand. */
static uint32_t
folder_depth(const struct order *order, struct str folder)
{
	uint32_t depth = 0;
	for (; folder.length; folder = path_dir(folder), depth++) {
		const struct page *page = folder_page(order, folder);
		if (page)
			return depth + page->depth + 1;
	}
	return depth;
}

/* "status-quo" -> "Status quo" */
static struct str
folder_title(struct arena *arena, struct str folder)
{
	struct str base = path_base(folder);
	char *bytes = arena_bytes(arena, base.length + 1);
	for (size_t i = 0; i < base.length; i++)
		bytes[i] = base.data[i] == '-' || base.data[i] == '_' ? ' ' : base.data[i];
	if (base.length && bytes[0] >= 'a' && bytes[0] <= 'z')
		bytes[0] = (char)(bytes[0] - 'a' + 'A');
	return (struct str){ bytes, base.length };
}

/* A draft chapter for each folder on the way that no page stands for. */
static void
open_folder(struct order *order, struct str folder)
{
	struct arena *arena = order->model->arena;
	if (!folder.length || folder_page(order, folder))
		return;
	void **slot = map_put(order->scratch, &order->opened, folder);
	if (*slot)
		return;
	*slot = order;
	open_folder(order, path_dir(folder));
	struct chapter *chapter = VEC_PUSH(order->scratch, &order->chapters);
	chapter->kind = CHAPTER_DRAFT;
	chapter->title = folder_title(arena, folder);
	chapter->depth = folder_depth(order, path_dir(folder));
}

/* The folder that a page's chapter stands in: an index stands for its own folder. */
static struct str
chapter_folder(const struct order *order, const struct page *page)
{
	struct str dir = path_dir(page->name);
	if (!dir.length || map_get(&order->indexes, dir) != page || map_get(&order->stems, dir))
		return dir;
	return path_dir(dir);
}

static uint32_t
chapter_depth(const struct order *order, const struct page *page, struct str folder)
{
	const struct page *beside = map_get(&order->stems, folder);
	if (map_get(&order->indexes, folder) == page)
		return beside ? beside->depth + 1 : 0;
	return folder_depth(order, folder);
}

static void
make_chapters(struct order *order)
{
	for (size_t i = 0; i < order->count; i++) {
		struct page *page = order->sequence[i];
		struct str folder = chapter_folder(order, page);
		open_folder(order, folder);
		page->depth = chapter_depth(order, page, folder);
		page->listed = true;
		struct chapter *chapter = VEC_PUSH(order->scratch, &order->chapters);
		chapter->kind = CHAPTER_PAGE;
		chapter->title = page->title;
		chapter->page = page;
		chapter->depth = page->depth;
		chapter->place = place_file(page->path);
	}
	book_take_chapters(order->model, order->chapters.items, order->chapters.count);
}

/* ---- the tree ---- */

static void
link_children(struct order *order)
{
	struct arena *arena = order->model->arena;
	for (size_t i = 0; i < order->count; i++)
		if (order->sequence[i]->parent)
			order->sequence[i]->parent->child_count++;
	for (size_t i = 0; i < order->count; i++) {
		struct page *page = order->sequence[i];
		page->children = ARENA_ARRAY(arena, struct page *, page->child_count);
		page->child_count = 0;
	}
	for (size_t i = 0; i < order->count; i++) {
		struct page *parent = order->sequence[i]->parent;
		if (parent)
			parent->children[parent->child_count++] = order->sequence[i];
	}
}

/* A page, then what is below it, then its next sibling.  No recursion: chapters may
   lie as deep as there are pages. */
static void
chain_pages(struct order *order)
{
	struct page **waiting = ARENA_ARRAY(order->scratch, struct page *, order->count);
	struct page *last = NULL;
	size_t count = 0;
	for (size_t i = order->count; i-- > 0;)
		if (!order->sequence[i]->parent)
			waiting[count++] = order->sequence[i];
	while (count) {
		struct page *page = waiting[--count];
		page->previous = last;
		page->order = last ? last->order + 1 : 0;
		if (last)
			last->next = page;
		else
			order->model->book.first = page;
		last = page;
		for (size_t i = page->child_count; i-- > 0;)
			waiting[count++] = page->children[i];
	}
}

void
book_order_pages(struct model *model)
{
	struct arena scratch;
	struct order order = { .model = model, .scratch = &scratch };
	arena_init(&scratch);
	order.sequence = ARENA_ARRAY(&scratch, struct page *, model->page_count);
	index_pages(&order);
	make_sequence(&order);
	if (!model->book.has_summary)
		make_chapters(&order);
	link_children(&order);
	chain_pages(&order);
	arena_free(&scratch);
}
