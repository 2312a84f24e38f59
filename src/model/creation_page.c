/* The text of a new page. */
#include "base/limits.h"
#include "base/path.h"
#include "base/share.h"
#include "model/creating.h"

#define TITLE "{title}"

static struct str
heading(const struct plan *plan)
{
	struct str title = plan->wanted->title;
	return edit_heading_text(plan->arena, title.length ? title : path_base(plan->created->id));
}

/* ---- the book's own template ---- */

/* template.md in the new page's folder, or the nearest one above. */
static const struct page *
find_template(const struct plan *plan)
{
	const struct model *model = plan->model;
	const struct page *best = NULL;
	for (size_t i = 0; i < model->page_count; i++) {
		const struct page *page = model->pages[i];
		struct str folder = path_dir(page->path);
		if (!str_equal_fold(path_stem(page->path), STR("template")) ||
		    !path_below(plan->created->file, folder, NULL) || !page->heading_count)
			continue;
		if (!best || folder.length > path_dir(best->path).length)
			best = page;
	}
	return best;
}

/* Its text with another title; what the dialect puts before titles stays. */
static struct str
fill_template(const struct plan *plan, const struct page *page)
{
	const struct doc *doc = page->doc;
	size_t from = doc->nodes[page->headings[0]].offset, to = from;
	while (to < doc->source.length && doc->source.data[to] != '\n' &&
	       doc->source.data[to] != '\r')
		to++;
	while (from < to && (doc->source.data[from] == '#' || doc->source.data[from] == ' '))
		from++;
	from += edit_title_prefix(plan->model, plan->wanted->kind,
				  str_slice(doc->source, from, to));
	return arena_printf(plan->arena, "%.*s%.*s%.*s", STR_ARG(str_slice(doc->source, 0, from)),
			    STR_ARG(heading(plan)), STR_ARG(str_from_offset(doc->source, to)));
}

/* ---- waymark's templates ---- */

static struct str
shipped_template(const struct plan *plan)
{
	const char *kind = schema_kind(plan->wanted->kind)->name;
	const struct assignment *story = plan_assigned(plan, FIELD_STORY_KIND);
	const struct share_file *file = NULL;
	if (story)
		file = share_find(arena_printf(plan->arena, "templates/%s-%.*s.md", kind,
					       STR_ARG(story->text)));
	if (!file)
		file = share_find(arena_printf(plan->arena, "templates/%s.md", kind));
	return file ? (struct str){ file->data, file->length } : STR("# " TITLE "\n");
}

/* Rows for the fields that the book keeps in a metadata table. */
static void
put_metadata(const struct plan *plan, struct buf *out)
{
	static const enum field usual[] = { FIELD_OWNER, FIELD_STATE, FIELD_SUMMARY };
	const struct dialect *dialect = plan->model->dialect;
	const struct record record = { .kind = plan->wanted->kind };
	buf_printf(out, "\n| %.*s | |\n| :-- | :-- |\n", STR_ARG(dialect->metadata_header));
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
		const struct edit edit = { .model = plan->model,
					   .record = &record,
					   .row = schema_field(record.kind, usual[i]) };
		struct str name = edit.row ? edit_written_name(&edit, SOURCE_METADATA) : STR_EMPTY;
		if (name.length)
			buf_printf(out, "| %.*s | |\n", STR_ARG(name));
	}
}

/* The template with its title, and with front matter only where the dialect reads it. */
static struct str
fill_shipped(const struct plan *plan, const struct dialect_page *how)
{
	bool has_front = plan->model->dialect->kinds[how->kind].front_by_name;
	struct str rest = shipped_template(plan), line, text;
	struct buf out;
	bool in_front = false, first = true;
	buf_init(&out, LIMIT_PAGE_BYTES);
	for (; str_cut_line(&rest, &line); first = false) {
		size_t at = str_find(line, STR(TITLE));
		bool fence = str_equal(line, STR("---"));
		bool drop = !has_front && (in_front || (first && fence));
		if (fence)
			in_front = first;
		if (drop || (!has_front && !out.length && !line.length))
			continue;
		if (at == STR_NONE) {
			buf_printf(&out, "%.*s\n", STR_ARG(line));
			continue;
		}
		buf_printf(&out, "%.*s%.*s%.*s\n", STR_ARG(str_slice(line, 0, at)),
			   STR_ARG(heading(plan)),
			   STR_ARG(str_from_offset(line, at + sizeof TITLE - 1)));
		if (how->needs_metadata)
			put_metadata(plan, &out);
	}
	text = buf_copy(plan->arena, &out);
	buf_free(&out);
	return text;
}

bool
plan_page(struct plan *plan, const struct dialect_page *how)
{
	const struct page *template = find_template(plan);
	struct created *created = plan->created;
	created->is_new = true;
	created->text = template ? fill_template(plan, template) : fill_shipped(plan, how);
	created->said[FIELD_TITLE] = true;
	return true;
}
