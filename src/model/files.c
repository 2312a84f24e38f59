/* files: which files of the repo are pages, and where they begin.  See book.h. */
#include "base/path.h"
#include "model/book.h"
#include "model/cache.h"

/* Hidden folders hold a forge's and an editor's files, not the book. */
bool
book_is_page(const struct model *model, const struct repo_file *file)
{
	struct str extension = path_extension(file->path), source = model->book.source;
	if (file->kind == REPO_SUBMODULE)
		return false;
	if (!str_equal_fold(extension, STR("md")) && !str_equal_fold(extension, STR("markdown")))
		return false;
	if (str_starts(file->path, STR(".")) || str_contains(file->path, STR("/.")))
		return false;
	return path_below(file->path, source, NULL) && !book_is_theme(file->path);
}

static struct page *
make_page(struct model *model, const struct repo_file *file)
{
	if (model->cache)
		return model_cache_page(model->cache, file);
	struct page *page = ARENA_NEW(model->arena, struct page);
	page->path = file->path;
	page->file = file;
	return page;
}

void
book_list_pages(struct model *model)
{
	VEC(struct page *) pages = { 0 };
	struct str summary = path_join(model->arena, model->book.source, STR("SUMMARY.md"));
	for (size_t i = 0; i < model->repo->file_count; i++) {
		const struct repo_file *file = &model->repo->files[i];
		if (!book_is_page(model, file))
			continue;
		struct page *page = make_page(model, file);
		*VEC_PUSH(model->arena, &pages) = page;
		if (str_equal(file->path, summary))
			model->book.summary = page;
	}
	model->pages = pages.items;
	model->page_count = pages.count;
}

void
book_part_summary(struct model *model)
{
	size_t kept = 0;
	for (size_t i = 0; i < model->page_count; i++)
		if (model->pages[i] != model->book.summary)
			model->pages[kept++] = model->pages[i];
	model->page_count = kept;
}

static bool
has_folder(const struct repo *repo, struct str folder)
{
	for (size_t i = 0; i < repo->file_count; i++) {
		struct str name;
		if (path_below(repo->files[i].path, folder, &name) && name.length)
			return true;
	}
	return false;
}

struct str
book_source(const struct model *model)
{
	const struct book *book = &model->book;
	if (book->source_said)
		return book->source;
	return has_folder(model->repo, model->dialect->root) ? model->dialect->root : STR_EMPTY;
}
