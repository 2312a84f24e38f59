/* theme: what a group changes about the look of its site: the folder theme/ beside waymark.yaml. */
#include "model/book.h"

#include "base/limits.h"
#include "base/path.h"

static const char *const logos[] = { "svg", "png", "webp", "jpg" };

static struct str
theme_path(struct model *model, const char *name)
{
	return path_join(model->arena, STR(BOOK_THEME_FOLDER), str_from(name));
}

static void
read_style(struct model *model, struct repo_reader *reader, struct diags *diags)
{
	const struct repo_file *file = repo_find(model->repo, theme_path(model, "waymark.css"));
	struct str text;
	if (!file || !repo_read(reader, file, model->arena, &text, diags))
		return;
	if (text.length > LIMIT_THEME_BYTES)
		diag_add(diags, &book_codes[BOOK_THEME_TOO_LARGE], place_file(file->path),
			 "the style sheet has %zu bytes; each site carries at most %u, so it is "
			 "left "
			 "out",
			 text.length, LIMIT_THEME_BYTES);
	else
		model->book.theme.style = text;
}

/* A piece of Markdown; its links are relative to the folder that it stands in. */
static struct page *
read_snippet(struct model *model, struct repo_reader *reader, const char *name, struct diags *diags)
{
	const struct repo_file *file = repo_find(model->repo, theme_path(model, name));
	struct arena scratch;
	struct str text;
	if (!file || !repo_read(reader, file, model->arena, &text, diags))
		return NULL;
	struct page *page = ARENA_NEW(model->arena, struct page);
	page->path = page->name = file->path;
	page->file = file;
	arena_init(&scratch);
	page->doc = markdown_parse(model->arena, &scratch, page->path, text, diags);
	arena_free(&scratch);
	return page;
}

void
book_read_theme(struct model *model, struct repo_reader *reader, struct diags *diags)
{
	struct book_theme *theme = &model->book.theme;
	for (size_t i = 0; !theme->logo && i < sizeof logos / sizeof logos[0]; i++)
		theme->logo = repo_find(
			model->repo,
			arena_printf(model->arena, BOOK_THEME_FOLDER "/logo.%s", logos[i]));
	read_style(model, reader, diags);
	theme->head = read_snippet(model, reader, "head.md", diags);
	theme->foot = read_snippet(model, reader, "foot.md", diags);
}

bool
book_is_theme(struct str path)
{
	return str_equal(path, STR(BOOK_THEME_FOLDER "/head.md")) ||
	       str_equal(path, STR(BOOK_THEME_FOLDER "/foot.md")) ||
	       str_equal(path, STR(BOOK_THEME_FOLDER "/waymark.css"));
}
