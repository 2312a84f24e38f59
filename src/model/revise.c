/* revise: see revise.h. */
#include "model/revise.h"

#include "base/path.h"
#include "model/again.h"
#include "model/book.h"
#include "model/url.h"

#include <stdlib.h>

#define MOST_GROWTH 4 /* of the model's memory */

/* A page that changed, and what was kept of it. */
struct changed {
	struct page *page;
	struct kept before;
};

struct page_list {
	struct page **items;
	size_t count, capacity;
};

struct revision {
	struct model *model;
	struct model_cache *cache;
	struct again again;
	struct arena scratch;
	VEC(struct changed) pages;
	struct page_list come, gone;
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

static bool
is_config(const struct model *model, struct str path)
{
	return str_equal(path, STR(BOOK_CONFIG_FILE)) || str_equal(path, STR(BOOK_TOML_FILE)) ||
	       str_equal(path, model->dialect->asks_file);
}

/* Nothing is kept of lists of records.  By the name alone: of a file that was too large until now the model
   knows nothing. */
static bool
is_list(const struct dialect *dialect, struct str path)
{
	for (size_t i = 0; i < dialect->list_count; i++)
		if (str_ends(path, dialect->lists[i].file))
			return true;
	return false;
}

/* Other files, but for pages, are there for the site only. */
static bool
is_read_whole(const struct model *model, struct str path)
{
	return is_list(model->dialect, path) || book_is_theme(path);
}

/* Most changes of these files are about how the site looks. */
static bool
read_config_again(struct revision *revision)
{
	struct model *model = revision->model;
	const struct loader *loader = model->loader;
	struct model next = { .arena = model->arena,
			      .repo = model->repo,
			      .cache = revision->cache };
	struct str title = book_said_title(&model->book);
	if (!load_config(&next, &loader->options, loader->reader, loader->diags) ||
	    next.dialect != model->dialect || !book_leads_alike(&model->book, &next.book))
		return false;
	revision->is_moved = revision->is_moved || !str_equal(title, book_said_title(&next.book));
	book_take_config(model, &next);
	return true;
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
	if (!page->kept ||
	    (has_anchors_led_on(&model->book, page) && !resolve_forget(&revision->again)))
		return false;
	*VEC_PUSH(&revision->scratch, &revision->pages) = (struct changed){ page, *page->kept };
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
		return true;
	revision->is_moved = true;
	return summary->kept && read_page(revision, summary);
}

/* The names of files tell the dialect, and where pages begin. */
static bool
is_same_book(struct revision *revision)
{
	struct model *model = revision->model;
	const struct loader *loader = model->loader;
	const struct dialect_choice choice = { .repo = model->repo,
					       .reader = loader->reader,
					       .name = loader->options.dialect,
					       .config = model->book.config,
					       .usual = loader->options.usual,
					       .cache = revision->cache };
	return dialect_choose(&revision->scratch, &choice, loader->diags) == model->dialect &&
	       str_equal(book_source(model), model->book.source);
}

/* NULL: it could not be read. */
static struct page *
read_new_page(struct revision *revision, const struct repo_file *file)
{
	struct loader *loader = revision->again.loader;
	struct page *page = model_cache_page(revision->cache, file);
	if (!path_below(page->path, loader->model->book.source, &page->name))
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
	*VEC_PUSH(&revision->scratch, &revision->come) = page;
	return page;
}

static bool
find_pages(struct revision *revision, struct page_list *pages)
{
	const struct model *model = revision->model;
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
		*VEC_PUSH(&revision->scratch, pages) = page;
	}
	return true;
}

/* In the memory of those of before, where there is room. */
static bool
list_pages(struct revision *revision)
{
	struct model *model = revision->model;
	struct page_list pages = { 0 };
	if (!find_pages(revision, &pages))
		return false;
	for (size_t i = 0; i < model->page_count; i++)
		if (!repo_find(model->repo, model->pages[i]->path))
			*VEC_PUSH(&revision->scratch, &revision->gone) = model->pages[i];
	if (pages.count > model->page_count)
		model->pages = ARENA_ARRAY(model->arena, struct page *, pages.count);
	if (pages.count)
		memcpy(model->pages, pages.items, pages.count * sizeof *pages.items);
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
is_known(const struct model *model, const struct repo_change *change)
{
	return !is_read_whole(model, change->path) &&
	       (change->kind == REPO_CHANGED ||
		!str_equal(path_base(change->path), STR("SUMMARY.md")));
}

/* What the book is first, then what came and went: then pages have the files that there are now. */
static bool
read_files(struct revision *revision, const struct repo_changes *changes)
{
	bool is_same = true, is_well = true, has_config = false;
	for (size_t i = 0; is_well && i < changes->count; i++) {
		is_same = is_same && changes->items[i].kind == REPO_CHANGED;
		has_config = has_config || is_config(revision->model, changes->items[i].path);
		is_well = is_known(revision->model, &changes->items[i]);
	}
	is_well = is_well && (!has_config || read_config_again(revision)) &&
		  (is_same || list_again(revision));
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
		if (!extract_take_back(again, revision->gone.items[i]))
			return false;
	for (size_t i = 0; i < revision->come.count; i++)
		if (!extract_add(again, revision->come.items[i]))
			return false;
	for (size_t i = 0; i < revision->come.count; i++)
		extract_added(again, revision->come.items[i]);
	extract_parents(again->loader);
	for (size_t i = 0; i < revision->come.count; i++)
		if (!rows_again(again, revision->come.items[i], NULL) ||
		    !blocks_again(again, revision->come.items[i], NULL))
			return false;
	return true;
}

static bool
revise_page(struct again *again, const struct changed *changed)
{
	return extract_again(again, changed->page, &changed->before) &&
	       rows_again(again, changed->page, changed->before.rows) &&
	       blocks_again(again, changed->page, &changed->before);
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
		return rows_lead_alike(again->loader) && resolve_all_again(again);
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

/* False: it must be made anew. */
static bool
revise_parts(struct model *model, struct model_cache *cache, const struct repo_changes *changes,
	     struct repo_reader *reader, struct diags *diags, struct revised *ret_revised)
{
	struct loader *loader = model->loader;
	struct revision revision = { .model = model,
				     .cache = cache,
				     .again = { .loader = loader,
						.last_number = model->last_number } };
	loader->diags = diags;
	loader->reader = reader;
	loader->scratch = model_cache_scratch(cache);
	arena_init(&revision.scratch);
	bool is_revised = has_room(model, cache) && model_cache_shares(cache, model->dialect) &&
			  revise(&revision, changes);
	arena_free(&revision.scratch);
	if (!is_revised)
		return false;
	const struct again *again = &revision.again;
	*ret_revised = (struct revised){ again->records,
					 again->has_names || again->has_order || again->has_titles,
					 false };
	return true;
}

bool
model_revise(struct model *model, struct model_cache *cache, const struct repo_changes *changes,
	     struct diags *diags, struct revised *ret_revised)
{
	struct repo_reader *reader = repo_reader_open(model->repo, diags);
	*ret_revised = (struct revised){ 0 };
	if (!reader)
		return false;
	bool is_revised = revise_parts(model, cache, changes, reader, diags, ret_revised);
	if (!is_revised) {
		*ret_revised = (struct revised){ .is_moved = true, .is_anew = true };
		is_revised = load_again(model, cache, reader, diags);
	}
	repo_reader_close(reader);
	return is_revised;
}
