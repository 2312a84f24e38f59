/*
 * sources: pages are in memory; other files are read once when a finding stands in them.
 */
#include "cmd/sources.h"

#include "text/lines.h"

#include <stdlib.h>

static int
compare_path(const void *key, const void *item)
{
	const struct str *path = key;
	const struct page *const *page = item;

	return str_compare(*path, (*page)->path);
}

static const struct doc *
find_doc(const struct model *model, struct str file)
{
	const struct page *summary = model->book.summary;
	struct page **found;

	if (summary != NULL && str_equal(summary->path, file))
		return summary->doc;
	if (model->page_count == 0)
		return NULL;
	found = bsearch(&file, model->pages, model->page_count, sizeof(struct page *),
			compare_path);
	return found != NULL ? (*found)->doc : NULL;
}

/* What cannot be read now was said when the book was loaded. */
static struct lines *
read_lines(struct sources *sources, struct str path)
{
	const struct repo_file *file = repo_find(sources->model->repo, path);
	struct lines *lines = ARENA_NEW(sources->arena, struct lines);
	struct str bytes = STR_EMPTY;
	struct diags unheard;

	diag_init(&unheard, sources->arena);
	if (sources->reader == NULL)
		sources->reader = repo_reader_open(sources->model->repo, &unheard);
	if (file == NULL || sources->reader == NULL ||
	    !repo_read(sources->reader, file, sources->arena, &bytes, &unheard))
		bytes = STR_EMPTY;
	lines_init(lines, sources->arena, path, bytes, 1);
	return lines;
}

static struct str
line_of(struct str text, size_t start, size_t end)
{
	struct str line = str_slice(text, start, end);

	if (str_ends(line, STR("\n")))
		line.length--;
	if (str_ends(line, STR("\r")))
		line.length--;
	return line;
}

static bool
find_line(void *context, struct str file, uint32_t line, struct str *ret_line)
{
	struct sources *sources = context;
	const struct doc *doc;
	struct lines *lines;
	void **place;

	if (line == 0 || file.length == 0)
		return false;
	doc = find_doc(sources->model, file);
	if (doc != NULL) {
		if (line > doc->line_count)
			return false;
		*ret_line = line_of(doc->source, doc->line_starts[line - 1],
				    line < doc->line_count ? doc->line_starts[line]
							   : doc->source.length);
		return true;
	}
	place = map_put(sources->arena, &sources->files, file);
	if (*place == NULL)
		*place = read_lines(sources, file);
	lines = *place;
	if (line > lines->count)
		return false;
	*ret_line = line_of(lines->text, lines->starts[line - 1],
			    line < lines->count ? lines->starts[line] : lines->text.length);
	return true;
}

void
sources_init(struct sources *sources, struct arena *arena, const struct model *model)
{
	*sources = (struct sources){ .model = model, .arena = arena };
}

void
sources_close(struct sources *sources)
{
	if (sources->reader != NULL)
		repo_reader_close(sources->reader);
	sources->reader = NULL;
}

struct diag_lines
sources_lines(struct sources *sources)
{
	return (struct diag_lines){ sources->model != NULL ? find_line : NULL, sources };
}
