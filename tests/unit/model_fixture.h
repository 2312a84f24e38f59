/*
 * model_fixture: a book made by hand from a list of paths, arranged as the loader would, for tests
 * of addresses, order and links.  Pages are empty but for the headings that a test gives them.
 */
#ifndef UNIT_MODEL_FIXTURE_H
#define UNIT_MODEL_FIXTURE_H

#include "base/path.h"
#include "model/book.h"

struct fixture {
	struct arena arena;
	struct diags diags;
	struct repo repo;
	struct model model;
};

static int
fixture_compare(const void *left, const void *right)
{
	const struct repo_file *a = left, *b = right;
	return str_compare(a->path, b->path);
}

static void
fixture_files(struct fixture *fixture, const char *const *paths, size_t count)
{
	fixture->repo.root = STR("/books/some-book/");
	fixture->repo.files = ARENA_ARRAY(&fixture->arena, struct repo_file, count);
	fixture->repo.file_count = count;
	for (size_t i = 0; i < count; i++)
		fixture->repo.files[i].path = str_from(paths[i]);
	qsort(fixture->repo.files, count, sizeof(struct repo_file), fixture_compare);
}

static void
fixture_init(struct fixture *fixture, const char *source, const char *const *paths, size_t count)
{
	struct model *model = &fixture->model;
	*fixture = (struct fixture){ 0 };
	arena_init(&fixture->arena);
	diag_init(&fixture->diags, &fixture->arena);
	fixture_files(fixture, paths, count);
	model->arena = &fixture->arena;
	model->repo = &fixture->repo;
	model->book.source = str_from(source);
	model->book.site_path = STR("/");
	model->pages = ARENA_ARRAY(&fixture->arena, struct page *, count);
	for (size_t i = 0; i < count; i++) {
		const struct repo_file *file = &fixture->repo.files[i];
		if (!str_starts(file->path, model->book.source) ||
		    !str_equal(path_extension(file->path), STR("md")))
			continue;
		struct page *page = ARENA_NEW(&fixture->arena, struct page);
		page->path = file->path;
		page->file = file;
		page->doc = ARENA_NEW(&fixture->arena, struct doc);
		model->pages[model->page_count++] = page;
	}
}

static inline struct page *
fixture_page(struct fixture *fixture, const char *path)
{
	for (size_t i = 0; i < fixture->model.page_count; i++)
		if (str_equal(fixture->model.pages[i]->path, str_from(path)))
			return fixture->model.pages[i];
	return NULL;
}

static inline struct doc *
fixture_parse(struct fixture *fixture, struct str path, struct str text)
{
	struct arena scratch;
	arena_init(&scratch);
	struct doc *doc = markdown_parse(&fixture->arena, &scratch, path, text, &fixture->diags);
	arena_free(&scratch);
	return doc;
}

/* Before the book is arranged: gives a page one heading. */
static inline struct doc *
fixture_heading(struct fixture *fixture, const char *path, const char *anchor)
{
	struct doc *doc = fixture_page(fixture, path)->doc;
	doc->nodes = ARENA_ARRAY(&fixture->arena, struct node, 2);
	doc->count = 2;
	doc->nodes[0].end = 2;
	doc->nodes[1] = (struct node){ .kind = NODE_HEADING, .level = 2, .end = 2 };
	doc->nodes[1].text = anchor;
	doc->nodes[1].length = (uint32_t)strlen(anchor);
	return doc;
}

#endif
