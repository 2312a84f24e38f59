/* The row of a new page in the book's overview: the table that leads, in its own notation. */
#include "base/limits.h"
#include "base/path.h"
#include "model/creating.h"

#include <string.h>

/* The overview, and where the new row goes. */
struct overview {
	struct plan *plan;
	const struct page *page;
	const struct dialect_table *how;
	const struct dialect_row *row; /* of the wanted kind */
	uint32_t table;
	uint32_t
		before; /* the row behind which the new one stands; the header where there is none */
	uint32_t sample; /* a row of the same kind, or 0 */
};

static const struct dialect_row *
row_of(const struct dialect_table *how, enum kind kind)
{
	for (size_t i = 0; i < how->row_count; i++)
		if (how->rows[i].kind == kind)
			return &how->rows[i];
	return NULL;
}

/* The row is one of the records that this row of the dialect describes. */
static bool
row_is(const struct overview *overview, uint32_t row, const struct dialect_row *how)
{
	const struct doc *doc = overview->page->doc;
	struct str text = doc_plain(overview->plan->arena, doc, row + 1);
	size_t sign = str_find(text, how->starts);
	return how->starts.length && doc->nodes[row].end > row + 1 && sign != STR_NONE &&
	       sign < how->starts.length * 4;
}

/* The row in which the record is stated here; 0: none. */
static uint32_t
row_of_record(const struct overview *overview, const struct record *record)
{
	const struct doc *doc = overview->page->doc;
	const struct statement *said = record->fields[FIELD_TITLE];
	for (; said; said = said->next)
		if (said->source == SOURCE_COLUMN && said->page == overview->page &&
		    said->first_node)
			return doc_parent(doc, said->first_node - 1);
	return 0;
}

/* Goals go to the end; what belongs to a record behind the last row below it. */
static bool
find_rows(struct overview *overview)
{
	const struct doc *doc = overview->page->doc;
	const struct record *parent = overview->plan->wanted->parent;
	const struct dialect_row *above =
		overview->row->below_kind ? row_of(overview->how, overview->row->below) : NULL;
	uint32_t begin = parent && above ? row_of_record(overview, parent) : 0;
	bool is_open = !above;
	if (above && !begin)
		return false;
	overview->before = overview->table + 1;
	for (uint32_t row = overview->table + 1; row < doc->nodes[overview->table].end;
	     row = doc->nodes[row].end) {
		if (!overview->sample && row_is(overview, row, overview->row))
			overview->sample = row;
		is_open = row == begin || (is_open && !(above && row_is(overview, row, above)));
		if (is_open)
			overview->before = row;
	}
	return true;
}

static uint32_t
find_link(const struct doc *doc, uint32_t row)
{
	uint32_t end = row ? doc->nodes[row + 1].end : 0;
	for (uint32_t i = row + 1; i < end; i++)
		if (doc->nodes[i].kind == NODE_LINK)
			return i;
	return 0;
}

static const struct doc_definition *
find_definition(const struct doc *doc, struct str label)
{
	for (size_t i = 0; i < doc->definition_count; i++)
		if (str_equal_fold(doc->definitions[i].label, label))
			return &doc->definitions[i];
	return NULL;
}

static struct str
node_source(const struct doc *doc, uint32_t node)
{
	return str_slice(doc->source, doc->nodes[node].offset,
			 doc->nodes[node].offset + doc->nodes[node].span);
}

/* Where the line of the definition ends that the nearest row above uses; STR_NONE: rows here do not
   link by reference, or the label is taken. */
static size_t
definition_end(const struct overview *overview, struct str label)
{
	const struct doc *doc = overview->page->doc;
	const struct doc_definition *used = NULL;
	uint32_t link = find_link(doc, overview->sample);
	if (!link || str_ends(node_source(doc, link), STR(")")) || find_definition(doc, label) ||
	    str_find_char(label, '[') != STR_NONE || str_find_char(label, ']') != STR_NONE)
		return STR_NONE;
	for (uint32_t row = overview->table + 1; row <= overview->before;
	     row = doc->nodes[row].end) {
		uint32_t other = find_link(doc, row);
		const struct doc_definition *found =
			other ? find_definition(
					doc, str_trim(doc_plain(overview->plan->arena, doc, other)))
			      : NULL;
		used = found ? found : used;
	}
	if (!used)
		return STR_NONE;
	size_t length = str_find_char(str_from_offset(doc->source, used->offset), '\n');
	size_t end = length == STR_NONE ? doc->source.length : used->offset + length;
	return end > 0 && doc->source.data[end - 1] == '\r' ? end - 1 : end;
}

static void
add_edit(struct overview *overview, size_t offset, struct str text)
{
	const struct diag_edit edit = { overview->page->path, offset, 0, text };
	*VEC_PUSH(overview->plan->arena, &overview->plan->created->overview) = edit;
}

/* "🔻 [Title]" and the definition of its link, as the other rows have it, or "🔻 [Title](address)". */
static struct str
first_cell(struct overview *overview)
{
	struct plan *plan = overview->plan;
	const struct doc *doc = overview->page->doc;
	struct str title =
		plan->wanted->title.length ? plan->wanted->title : path_base(plan->created->id);
	struct str way = path_relative(plan->arena, overview->page->path, plan->created->file);
	struct str label = edit_plain_text(plan->arena, title);
	size_t end = definition_end(overview, title);
	uint32_t link = find_link(doc, overview->sample);
	struct str before = arena_printf(plan->arena, "%.*s ", STR_ARG(overview->row->starts));
	if (link)
		before = str_slice(doc->source, doc->nodes[overview->sample + 1].offset,
				   doc->nodes[link].offset);
	if (!str_starts(way, STR(".")))
		way = arena_printf(plan->arena, "./%.*s", STR_ARG(way));
	if (end == STR_NONE)
		return arena_printf(plan->arena, "%.*s[%.*s](%.*s)", STR_ARG(before),
				    STR_ARG(label), STR_ARG(way));
	add_edit(overview, end,
		 arena_printf(plan->arena, "%.*s[%.*s]: %.*s", STR_ARG(edit_line_end(doc->source)),
			      STR_ARG(label), STR_ARG(way)));
	return arena_printf(plan->arena, "%.*s[%.*s]", STR_ARG(before), STR_ARG(label));
}

static bool
find_overview(struct overview *overview)
{
	const struct model *model = overview->plan->model;
	for (size_t i = 0; i < model->dialect->table_count; i++) {
		const struct dialect_table *how = &model->dialect->tables[i];
		overview->row = how->leads ? row_of(how, overview->plan->wanted->kind) : NULL;
		for (size_t p = 0; overview->row && p < model->page_count; p++) {
			if (!path_glob(how->files, model->pages[p]->name, NULL))
				continue;
			overview->how = how;
			overview->page = model->pages[p];
			overview->table = plan_find_table(overview->plan, overview->page, how);
			if (overview->table)
				return true;
		}
	}
	return false;
}

void
plan_overview(struct plan *plan)
{
	struct overview overview = { .plan = plan };
	if (!find_overview(&overview))
		return;
	plan->created->overview_file = overview.page->path;
	if (!find_rows(&overview))
		return;
	plan->first_cell = first_cell(&overview);
	struct str row = plan_row_text(plan, overview.page, overview.how, overview.table);
	const struct doc *doc = overview.page->doc;
	add_edit(&overview, plan_row_end(doc, overview.table, overview.before),
		 arena_printf(plan->arena, "%.*s%.*s", STR_ARG(edit_line_end(doc->source)),
			      STR_ARG(row)));
}
