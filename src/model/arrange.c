/* arrange: names, addresses, anchors and titles of the pages, and the other files.  See book.h. */
#include "base/path.h"
#include "model/book.h"
#include "model/region.h"
#include "text/rawhtml.h"

/* Anchors that raw HTML sets: any id, and the name of an <a>. */
static void
read_html_anchors(struct arena *arena, struct page *page, struct node *node)
{
	struct str rest = node_text(node);
	struct raw_token token;
	while (raw_next(&rest, &token)) {
		bool link = token.kind == RAW_OPEN && str_equal(str_from(token.name), STR("a"));
		for (size_t i = 0; token.kind == RAW_OPEN && i < token.attribute_count; i++) {
			const struct raw_attribute *attribute = &token.attributes[i];
			bool id = str_equal(attribute->name, STR("id")) ||
				  (link && str_equal(attribute->name, STR("name")));
			void **slot = id && attribute->value.length
					      ? map_put(arena, &page->anchors, attribute->value)
					      : NULL;
			if (slot && !*slot)
				*slot = node;
		}
	}
}

static struct str
first_heading(struct arena *arena, const struct page *page)
{
	for (uint32_t i = 0; i < page->heading_count; i++) {
		struct str title = str_trim(doc_plain(arena, page->doc, page->headings[i]));
		if (title.length)
			return title;
	}
	return STR_EMPTY;
}

/* Tables stand at the top level, or in quotes and lists; other blocks hold none. */
static void
find_tables(struct arena *arena, struct page *page)
{
	const struct doc *doc = page->doc;
	VEC(uint32_t) tables = { 0 };
	for (uint32_t i = 1; i < doc->count;) {
		i = region_end(doc, i);
		int kind = doc->nodes[i].kind;
		if (kind == NODE_TABLE)
			*VEC_PUSH(arena, &tables) = i;
		bool opens = kind == NODE_QUOTE || kind == NODE_LIST || kind == NODE_ITEM;
		i = opens ? i + 1 : doc->nodes[i].end;
	}
	page->tables = tables.items;
	page->table_count = (uint32_t)tables.count;
}

static bool
is_fence(const struct node *node)
{
	return node->kind == NODE_CODE_BLOCK && node->extra;
}

void
book_read_parts(struct arena *arena, struct page *page)
{
	struct doc *doc = page->doc;
	uint32_t count = 0, fences = 0;
	for (uint32_t i = 0; i < doc->count; i++) {
		count += doc->nodes[i].kind == NODE_HEADING;
		fences += is_fence(&doc->nodes[i]);
	}
	find_tables(arena, page);
	page->headings = ARENA_ARRAY(arena, uint32_t, count);
	page->heading_count = 0;
	page->fences = ARENA_ARRAY(arena, uint32_t, fences);
	page->fence_count = 0;
	for (uint32_t i = 0; i < doc->count; i++) {
		struct node *node = &doc->nodes[i];
		if (node->kind == NODE_HEADING) {
			page->headings[page->heading_count++] = i;
			*map_put(arena, &page->anchors, node_text(node)) = node;
		} else if (node->kind == NODE_HTML || node->kind == NODE_HTML_BLOCK) {
			read_html_anchors(arena, page, node);
		} else if (is_fence(node)) {
			page->fences[page->fence_count++] = i;
		}
	}
	page->title = first_heading(arena, page);
}

static struct str
below_source(const struct book *book, struct str path)
{
	return book->source.length ? str_from_offset(path, book->source.length + 1) : path;
}

/* foo.md -> foo.html, and README.md is its folder's index.html, as mdBook does it.  Where two
   pages want the same address the second gets another one. */
static struct map_key
page_address(struct model *model, const struct page *page)
{
	struct str stem = path_stem(page->name);
	bool index = str_equal_fold(stem, STR("readme"));
	struct str folder =
		str_slice(page->name, 0, page->name.length - path_base(page->name).length);
	struct str parts[] = { folder, index ? STR("index") : stem, STR(".html") };
	struct map_key address = map_key(arena_concat(model->arena, parts, 3));
	for (unsigned n = 2; map_get_key(&model->pages_by_address, address); n++)
		address = map_key(arena_printf(model->arena, "%.*s%.*s-%u.html", STR_ARG(folder),
					       STR_ARG(stem), n));
	return address;
}

static void
name_pages(struct model *model)
{
	struct page *summary = model->book.summary;
	if (summary)
		summary->name = below_source(&model->book, summary->path);
	map_reserve(model->arena, &model->pages_by_name, model->page_count);
	map_reserve(model->arena, &model->pages_by_address, model->page_count);
	for (size_t i = 0; i < model->page_count; i++) {
		struct page *page = model->pages[i];
		page->name = below_source(&model->book, page->path);
		struct map_key address = page_address(model, page);
		page->address = address.text;
		*map_put(model->arena, &model->pages_by_name, page->name) = page;
		*map_put_key(model->arena, &model->pages_by_address, address) = page;
		if (!page->headings)
			book_read_parts(model->arena, page);
		if (!page->title.length)
			page->title = path_stem(page->name);
	}
}

/* Whether a file that is no page belongs to the book's site.  A book that fills its repository has
   other people's files around it: what is hidden, and the two configurations. */
static bool
is_other(const struct model *model, struct str path)
{
	struct str source = model->book.source;
	if (source.length)
		return path_below(path, source, NULL);
	return !str_starts(path, STR(".")) && !str_contains(path, STR("/.")) &&
	       !str_equal(path, STR(BOOK_CONFIG_FILE)) && !str_equal(path, STR(BOOK_TOML_FILE)) &&
	       !book_is_theme(path);
}

static void
collect_others(struct model *model)
{
	VEC(const struct repo_file *) others = { 0 };
	const struct page *summary = model->book.summary;
	size_t pages = 0; /* in the order of the files */
	for (size_t i = 0; i < model->repo->file_count; i++) {
		struct repo_file *file = &model->repo->files[i];
		bool is_page = pages < model->page_count && model->pages[pages]->file == file;
		pages += is_page;
		if (is_page || (summary && summary->file == file) || file->kind == REPO_SUBMODULE ||
		    !is_other(model, file->path))
			continue;
		struct str name = below_source(&model->book, file->path);
		*VEC_PUSH(model->arena, &others) = file;
		*map_put(model->arena, &model->others_by_name, name) = file;
	}
	model->others = others.items;
	model->other_count = others.count;
}

/* The first heading of the README, else the folder's name. */
static void
title_book(struct model *model)
{
	struct book *book = &model->book;
	const struct page *index = map_get(&model->pages_by_address, STR("index.html"));
	if (!book->title.length && index)
		book->title = first_heading(model->arena, index);
	if (!book->title.length)
		book->title = repo_name(model->repo, model->arena);
	if (!book->title.length)
		book->title = STR("Untitled book");
}

void
book_take_chapters(struct model *model, const struct chapter *items, size_t count)
{
	struct book *book = &model->book;
	if (count > book->chapter_capacity) {
		book->chapters = ARENA_ARRAY(model->arena, struct chapter, count);
		book->chapter_capacity = count;
	}
	if (count)
		memcpy(book->chapters, items, count * sizeof *items);
	book->chapter_count = count;
}

void
book_arrange(struct model *model, struct diags *diags)
{
	name_pages(model);
	collect_others(model);
	if (model->book.summary)
		book_read_summary(model, diags);
	book_add_chapters(model);
	book_order_pages(model);
	title_book(model);
}

void
book_arrange_again(struct model *model, struct diags *diags)
{
	struct book *book = &model->book;
	map_clear(&model->pages_by_name);
	map_clear(&model->pages_by_address);
	map_clear(&model->others_by_name);
	book->title = book_said_title(book);
	book->first = NULL;
	book->chapter_count = 0;
	book->has_summary = false;
	for (size_t i = 0; i < model->page_count; i++) {
		struct page *page = model->pages[i];
		page->parent = page->previous = page->next = NULL;
		page->children = NULL;
		page->child_count = page->order = page->depth = 0;
		page->number = STR_EMPTY;
		page->listed = false;
	}
	book_arrange(model, diags);
}
