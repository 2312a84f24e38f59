/* The text of a new page. */
#include "base/limits.h"
#include "base/path.h"
#include "base/share.h"
#include "model/creating.h"
#include "model/link.h"
#include "model/loader.h"
#include "model/url.h"

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

/* A relative address that leads somewhere from the template, as it is from the new page. */
static struct str
moved_url(const struct plan *plan, const struct page *page, struct str url)
{
	struct str path = url_split(url).path, whole;
	enum link_kind kind = link_resolve(plan->model, page, url).kind;
	bool leads = kind == LINK_PAGE || kind == LINK_FILE || kind == LINK_REDIRECT ||
		     kind == LINK_MISSING_ANCHOR;
	if (!leads || url_form_of(url) != URL_RELATIVE || !path.length || path.data[0] == '/' ||
	    !path_normalize(plan->arena, path_join(plan->arena, path_dir(page->path), path),
			    &whole))
		return url;
	return arena_printf(plan->arena, "%.*s%.*s",
			    STR_ARG(path_relative(plan->arena, plan->created->file, whole)),
			    STR_ARG(str_from_offset(url, path.length)));
}

/* Adds the edit for one address, whose link or definition is this part of the page. */
static void
move_link(const struct plan *plan, const struct page *page, struct str url, size_t offset,
	  size_t span, struct edits *edits)
{
	struct str moved = moved_url(plan, page, url);
	size_t at;
	if (str_equal(moved, url) ||
	    !link_find_url(str_slice(page->doc->source, offset, offset + span), url, &at))
		return;
	*VEC_PUSH(plan->arena, edits) =
		(struct diag_edit){ page->path, offset + at, url.length, moved };
}

static int
compare_offsets(const void *left, const void *right)
{
	const struct diag_edit *a = left, *b = right;
	return (a->offset > b->offset) - (a->offset < b->offset);
}

/* The page moves to another folder: links that led somewhere still do. */
static void
move_links(const struct plan *plan, const struct page *page, struct edits *edits)
{
	const struct doc *doc = page->doc;
	if (str_equal(path_dir(page->path), path_dir(plan->created->file)))
		return;
	for (uint32_t i = 1; i < doc->count; i++) {
		const struct node *node = &doc->nodes[i];
		bool is_inline =
			node->span > 0 && doc->source.data[node->offset + node->span - 1] == ')';
		if ((node->kind == NODE_LINK || node->kind == NODE_IMAGE) && is_inline)
			move_link(plan, page, node_text(node), node->offset, node->span, edits);
	}
	for (size_t i = 0; i < doc->definition_count; i++)
		move_link(plan, page, doc->definitions[i].target, doc->definitions[i].offset,
			  doc->definitions[i].span, edits);
}

/* The bytes of the template between two offsets, edited; the outer of two edits counts. */
static void
put_part(struct buf *out, const struct doc *doc, const struct edits *edits, size_t from, size_t to)
{
	for (size_t i = 0; i < edits->count; i++) {
		const struct diag_edit *edit = &edits->items[i];
		if (edit->offset < from || edit->offset + edit->length > to)
			continue;
		buf_put(out, str_slice(doc->source, from, edit->offset));
		buf_put(out, edit->text);
		from = edit->offset + edit->length;
	}
	buf_put(out, str_slice(doc->source, from, to));
}

/* Its text with another title and without instructions; what the dialect puts before titles stays. */
static struct str
fill_template(const struct plan *plan, const struct dialect_page *how, const struct page *page)
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
	struct edits edits = { 0 };
	plan_instructions(plan, how, page, &edits);
	move_links(plan, page, &edits);
	if (edits.count)
		qsort(edits.items, edits.count, sizeof *edits.items, compare_offsets);
	struct buf out;
	buf_init(&out, LIMIT_PAGE_BYTES);
	put_part(&out, doc, &edits, 0, from);
	buf_put(&out, heading(plan));
	put_part(&out, doc, &edits, to, doc->source.length);
	struct str text = buf_copy(plan->arena, &out);
	buf_free(&out);
	return text;
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

/* "## {impact} Impact": as the dialect spells it first; as it stands here where it reads nothing, or this question. */
static struct str
dialect_heading(const struct plan *plan, const struct dialect_page *how, enum field field,
		struct str usual)
{
	const struct dialect_fields *fields = &plan->model->dialect->kinds[how->kind].fields;
	struct str name = STR_EMPTY, match, first;
	bool asks = str_ends(usual, STR("?"));
	for (size_t i = 0; i < fields->count; i++) {
		const struct dialect_field *way = &fields->items[i];
		struct str rest = way->name;
		if (way->source != SOURCE_SECTION || way->field != field)
			continue;
		if (asks &&
		    pattern_matches(way->name, str_slice(usual, 0, usual.length - 1), &match))
			return usual;
		str_cut(&rest, '|', &first);
		if (!name.length && str_find_char(first, '*') == STR_NONE)
			name = first;
	}
	return name.length ? name : usual;
}

/* Whether the line is a heading that begins with a field's name in braces; it is written, then. */
static bool
put_heading(const struct plan *plan, const struct dialect_page *how, struct str line,
	    struct buf *out)
{
	size_t open = str_find(line, STR("# {")), close = str_find(line, STR("} "));
	enum field field;
	if (!str_starts(line, STR("#")) || open == STR_NONE || close == STR_NONE ||
	    !field_parse(str_slice(line, open + 3, close), &field))
		return false;
	buf_put(out, str_slice(line, 0, open + 2));
	buf_put(out, dialect_heading(plan, how, field, str_from_offset(line, close + 2)));
	buf_putc(out, '\n');
	return true;
}

/* The line with what stands for a place in braces. */
static void
put_line(const struct plan *plan, const struct dialect_page *how, struct str line, struct buf *out)
{
	const struct {
		struct str place, text;
	} filled[] = {
		{ STR(TITLE), heading(plan) },
		{ STR("{character}"), plan_character(plan, how) },
	};
	if (put_heading(plan, how, line, out))
		return;
	if (str_equal(line, STR("{milestones}"))) {
		plan_put_section(plan, KIND_MILESTONE, out);
		return;
	}
	for (size_t i = 0; i < sizeof filled / sizeof *filled; i++) {
		size_t at = str_find(line, filled[i].place);
		if (at == STR_NONE)
			continue;
		buf_put(out, str_slice(line, 0, at));
		buf_put(out, filled[i].text);
		line = str_from_offset(line, at + filled[i].place.length);
	}
	buf_put(out, line);
	buf_putc(out, '\n');
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
		bool fence = str_equal(line, STR("---"));
		bool drop = !has_front && (in_front || (first && fence));
		if (fence)
			in_front = first;
		if (drop || (!has_front && !out.length && !line.length))
			continue;
		put_line(plan, how, line, &out);
		if (how->needs_metadata && str_contains(line, STR(TITLE)))
			put_metadata(plan, &out);
	}
	text = arena_printf(plan->arena, "%.*s\n", STR_ARG(str_trim_end(buf_str(&out))));
	buf_free(&out);
	return text;
}

bool
plan_page(struct plan *plan, const struct dialect_page *how)
{
	const struct page *template = find_template(plan);
	struct created *created = plan->created;
	created->is_new = true;
	created->text = template ? fill_template(plan, how, template) : fill_shipped(plan, how);
	created->said[FIELD_TITLE] = true;
	return true;
}
