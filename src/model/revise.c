/* revise: see revise.h. */
#include "model/revise.h"

#include "base/path.h"
#include "model/book.h"
#include "model/kept.h"
#include "model/url.h"

#include <stdlib.h>

#define MOST_GROWTH 4 /* of the model's memory */

/* A page that changed, and what was kept of it. */
struct changed {
	struct page *page;
	struct kept before;
};

struct revision {
	struct model *model;
	struct model_cache *cache;
	struct again again;
	VEC(struct changed) pages;
	VEC(struct page *) come;
	VEC(struct page *) gone;
	bool is_listed; /* files came or went */
	bool is_moved;  /* pages came or went, or have other chapters or titles */
};

static int
compare_page(const void *path, const void *page)
{
	const struct str *key = path;
	return str_compare(*key, (*(struct page *const *)page)->path);
}

static struct page *
find_page(const struct model *model, struct str path)
{
	struct page **found =
		bsearch(&path, model->pages, model->page_count, sizeof *model->pages, compare_page);
	return found ? *found : NULL;
}

/* Blocks are records that links from anywhere may mean. */
static bool
has_blocks(const struct dialect *dialect, const struct page *page)
{
	for (size_t i = 0; i < dialect->block_count; i++)
		if (path_glob(dialect->blocks[i].files, page->name, NULL))
			return true;
	return false;
}

/* By its name: of a file that was too large until now the model knows nothing. */
static bool
is_data(struct str path)
{
	struct str extension = path_extension(path);
	return str_equal(extension, STR("yaml")) || str_equal(extension, STR("toml"));
}

/* Other files are there for the site only. */
static bool
says_what_the_book_is(struct str path)
{
	return is_data(path) || book_is_theme(path);
}

/* Where an anchor of the page that is gone leads on to another page, its headings say what links mean. */
static bool
has_anchors_led_on(const struct book *book, const struct page *page)
{
	for (size_t i = 0; i < book->redirect_count; i++) {
		struct url_parts from = url_split(book->redirects[i].from);
		if (from.has_anchor && str_equal(from.path, page->address))
			return true;
	}
	return false;
}

static bool
can_be_read_again(const struct model *model, const struct page *page)
{
	return page->kept && !has_blocks(model->dialect, page);
}

/* What stands around the page, and what it is called, stays as it is for now. */
static bool
read_page(struct revision *revision, struct page *page)
{
	struct loader *loader = revision->again.loader;
	struct page next = { .path = page->path, .file = page->file };
	struct str title = page->title, heading = model_cache_heading(page);
	const struct directives directives = page->directives;
	const struct doc *former;
	struct arena *arena;
	model_cache_renew(page);
	arena = model_cache_arena(revision->cache, page, &former);
	if (!load_page(loader, arena, former, &next))
		return false;
	page->doc = next.doc;
	page->front = next.front;
	page->headings = next.headings;
	page->heading_count = next.heading_count;
	page->tables = next.tables;
	page->table_count = next.table_count;
	page->anchors = next.anchors;
	page->title = next.title;
	model_cache_keep(page);
	page->title = title;
	page->kept = model_cache_kept(page, page->name, loader->dialect);
	model_cache_directives(page, loader->dialect);
	if (!str_equal(next.title, heading) ||
	    !book_has_same_chapters(&directives, &page->directives))
		revision->is_moved = true;
	return true;
}

static bool
read_changed(struct revision *revision, struct page *page)
{
	const struct model *model = revision->model;
	if (!can_be_read_again(model, page) ||
	    (has_anchors_led_on(&model->book, page) && !resolve_forget(&revision->again)))
		return false;
	*VEC_PUSH(model->arena, &revision->pages) = (struct changed){ page, *page->kept };
	return read_page(revision, page);
}

static bool
read_file(struct revision *revision, struct str path)
{
	const struct model *model = revision->model;
	struct page *page = find_page(model, path), *summary = model->book.summary;
	if (page)
		return read_changed(revision, page);
	if (!summary || !str_equal(summary->path, path))
		return !says_what_the_book_is(path);
	revision->is_moved = true;
	return summary->kept && read_page(revision, summary);
}

/* The names of files tell the dialect, and where pages begin. */
static bool
is_same_book(const struct revision *revision)
{
	struct model *model = revision->model;
	const struct loader *loader = model->loader;
	const struct dialect_choice choice = { .repo = model->repo,
					       .reader = loader->reader,
					       .name = loader->options.dialect,
					       .config = model->book.config,
					       .usual = loader->options.usual,
					       .cache = revision->cache };
	return dialect_choose(model->arena, &choice, loader->diags) == model->dialect &&
	       str_equal(book_source(model), model->book.source);
}

/* NULL: it could not be read, or has blocks. */
static struct page *
read_new_page(struct revision *revision, const struct repo_file *file)
{
	struct loader *loader = revision->again.loader;
	struct page *page = model_cache_page(revision->cache, file);
	if (!path_below(page->path, loader->model->book.source, &page->name) ||
	    has_blocks(loader->dialect, page))
		return NULL;
	if (!page->doc) {
		const struct doc *former;
		struct arena *arena = model_cache_arena(revision->cache, page, &former);
		if (!load_page(loader, arena, former, page))
			return NULL;
		model_cache_keep(page);
	}
	page->kept = model_cache_kept(page, page->name, loader->dialect);
	model_cache_directives(page, loader->dialect);
	*VEC_PUSH(loader->arena, &revision->come) = page;
	return page;
}

static bool
list_pages(struct revision *revision)
{
	struct model *model = revision->model;
	VEC(struct page *) pages = { 0 };
	for (size_t i = 0; i < model->repo->file_count; i++) {
		const struct repo_file *file = &model->repo->files[i];
		struct page *summary = model->book.summary, *page;
		if (!book_is_page(model, file))
			continue;
		if (summary && str_equal(summary->path, file->path)) {
			summary->file = file;
			continue;
		}
		page = find_page(model, file->path);
		if (!page)
			page = read_new_page(revision, file);
		if (!page)
			return false;
		page->file = file;
		*VEC_PUSH(model->arena, &pages) = page;
	}
	for (size_t i = 0; i < model->page_count; i++)
		if (!repo_find(model->repo, model->pages[i]->path))
			*VEC_PUSH(model->arena, &revision->gone) = model->pages[i];
	model->pages = pages.items;
	model->page_count = pages.count;
	return true;
}

/* Any link may lead elsewhere. */
static bool
list_again(struct revision *revision)
{
	revision->is_listed = revision->is_moved = true;
	return resolve_forget(&revision->again) && is_same_book(revision) && list_pages(revision);
}

static bool
is_of_pages(const struct repo_change *change)
{
	return !says_what_the_book_is(change->path) &&
	       !str_equal(path_base(change->path), STR("SUMMARY.md"));
}

/* Those that came and went first: then pages have the files that there are now. */
static bool
read_files(struct revision *revision, const struct repo_changes *changes)
{
	bool is_same = true, is_well = true;
	for (size_t i = 0; is_well && i < changes->count; i++) {
		bool is_there = changes->items[i].kind == REPO_CHANGED;
		is_same = is_same && is_there;
		is_well = is_there || is_of_pages(&changes->items[i]);
	}
	is_well = is_well && (is_same || list_again(revision));
	for (size_t i = 0; is_well && i < changes->count; i++)
		is_well = changes->items[i].kind != REPO_CHANGED ||
			  read_file(revision, changes->items[i].path);
	return is_well;
}

/* The first page stands for the book where it has no other index. */
static bool
arrange(struct revision *revision)
{
	struct model *model = revision->model;
	const struct page *first = model->book.first;
	for (size_t i = 0; i < model->page_count; i++)
		model->pages[i]->title = model_cache_heading(model->pages[i]);
	book_arrange_again(model, model->loader->diags);
	revision->again.has_order = !loader_renew_keys(model->loader);
	return first == model->book.first || resolve_forget(&revision->again);
}

/* SUMMARY.md calls it otherwise than before. */
static bool
retitle_page(struct again *again, struct page *page)
{
	if (!page->record || (page->kept && str_equal(page->kept->title, page->title)))
		return true;
	if (!page->kept)
		return false;
	const struct kept before = *page->kept;
	return extract_again(again, page, &before);
}

static bool
retitle_pages(struct revision *revision)
{
	const struct model *model = revision->model;
	for (size_t i = 0; i < model->page_count; i++)
		if (!retitle_page(&revision->again, model->pages[i]))
			return false;
	return true;
}

/* What went makes room for what came; the last one first, as ids are numbered. */
static bool
exchange_pages(struct revision *revision)
{
	struct again *again = &revision->again;
	for (size_t i = revision->gone.count; i-- > 0;)
		if (has_blocks(again->loader->dialect, revision->gone.items[i]) ||
		    !extract_take_back(again, revision->gone.items[i]))
			return false;
	for (size_t i = 0; i < revision->come.count; i++)
		if (!extract_add(again, revision->come.items[i]))
			return false;
	for (size_t i = 0; i < revision->come.count; i++)
		extract_added(again, revision->come.items[i]);
	extract_parents(again->loader);
	for (size_t i = 0; i < revision->come.count; i++)
		if (!rows_again(again, revision->come.items[i], NULL))
			return false;
	return true;
}

static bool
revise_page(struct again *again, const struct changed *changed)
{
	return extract_again(again, changed->page, &changed->before) &&
	       rows_again(again, changed->page, changed->before.rows);
}

static int
compare_order(const void *left, const void *right)
{
	const struct record *a = *(struct record *const *)left, *b = *(struct record *const *)right;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* In order, each once: many rows may speak of one record. */
static void
sort(struct records *records)
{
	size_t kept = 0;
	if (records->count > 1)
		qsort(records->items, records->count, sizeof *records->items, compare_order);
	for (size_t i = 0; i < records->count; i++)
		if (kept == 0 || records->items[kept - 1] != records->items[i])
			records->items[kept++] = records->items[i];
	records->count = kept;
}

/* Names are looked for when all pages say what they say now. */
static bool
resolve(struct again *again)
{
	struct records *records = &again->records;
	sort(records);
	for (size_t i = 0; i < records->count; i++)
		kept_give_again(records->items[i]);
	if (again->has_rows)
		loader_list_again(again->loader);
	if (again->has_names)
		return resolve_all_again(again);
	if (again->has_others && !resolve_people(again))
		return false;
	const size_t changed = records->count;
	for (size_t i = 0; i < changed; i++)
		resolve_again(again, records->items[i]);
	if (again->has_order)
		loader_sort(again->loader);
	return true;
}

/* Of a page with a companion it is not known what a record has from where. */
static bool
has_companions(const struct dialect *dialect)
{
	for (size_t i = 0; i < dialect->page_count; i++)
		if (dialect->pages[i].companion.length)
			return true;
	return false;
}

static bool
revise(struct revision *revision, const struct repo_changes *changes)
{
	struct again *again = &revision->again;
	if (has_companions(revision->model->dialect) || !read_files(revision, changes) ||
	    (revision->is_moved && !arrange(revision)) ||
	    (revision->is_listed && !exchange_pages(revision)))
		return false;
	for (size_t i = 0; i < revision->pages.count; i++)
		if (!revise_page(again, &revision->pages.items[i]))
			return false;
	if ((revision->is_moved && !retitle_pages(revision)) || !resolve(again))
		return false;
	sort(&again->records);
	return true;
}

/* What pages said before, and what was looked up again, takes memory until the next load. */
static bool
has_room(const struct model *model, const struct model_cache *cache)
{
	return !model_cache_is_full(cache) &&
	       model->arena->total < MOST_GROWTH * model->loader->loaded_bytes;
}

bool
model_revise(struct model *model, struct model_cache *cache, const struct repo_changes *changes,
	     struct diags *diags, struct revised *ret_revised)
{
	struct loader *loader = model->loader;
	struct revision revision = { .model = model,
				     .cache = cache,
				     .again = { .loader = loader,
						.last_number = model->last_number } };
	if (!has_room(model, cache) || !model_cache_shares(cache, model->dialect))
		return false;
	loader->diags = diags;
	loader->scratch = model_cache_scratch(cache);
	loader->reader = repo_reader_open(model->repo, diags);
	if (!loader->reader)
		return false;
	bool is_revised = revise(&revision, changes);
	repo_reader_close(loader->reader);
	ret_revised->records = revision.again.records;
	ret_revised->is_moved =
		revision.again.has_names || revision.again.has_order || revision.again.has_titles;
	return is_revised;
}
