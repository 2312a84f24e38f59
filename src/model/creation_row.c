/* A new row of a table in the parent's page; the table is made where there is none. */
#include "base/limits.h"
#include "base/path.h"
#include "model/creating.h"
#include "model/loader.h"

/* ---- a table that is there ---- */

static struct str
header_text(const struct plan *plan, const struct doc *doc, uint32_t cell)
{
	return str_trim(doc_plain(plan->arena, doc, cell));
}

/* Some column of the table is called so. */
static bool
has_column(const struct plan *plan, const struct doc *doc, uint32_t table, struct str pattern)
{
	struct str match;
	uint32_t header = table + 1;
	for (uint32_t cell = header + 1; cell < doc->nodes[header].end; cell = doc->nodes[cell].end)
		if (pattern_matches(pattern, header_text(plan, doc, cell), &match))
			return true;
	return false;
}

static bool
table_fits(const struct plan *plan, const struct page *page, const struct dialect_table *how,
	   const struct sections *sections, uint32_t table)
{
	for (size_t i = 0; i < how->needs.count; i++)
		if (!has_column(plan, page->doc, table, how->needs.items[i]))
			return false;
	return !how->section.length || extract_is_within(sections, table);
}

uint32_t
plan_find_table(const struct plan *plan, const struct page *page, const struct dialect_table *how)
{
	const struct doc *doc = page->doc;
	struct sections sections;
	extract_ranges(plan->arena, page, how->section, &sections);
	for (uint32_t i = 1; i < doc->count; i++)
		if (doc->nodes[i].kind == NODE_TABLE && doc_parent(doc, i) == 0 &&
		    table_fits(plan, page, how, &sections, i))
			return i;
	return 0;
}

static bool
has_kind(const struct dialect_table *how, enum kind kind, struct str page)
{
	for (size_t i = 0; i < how->row_count; i++)
		if (how->rows[i].kind == kind && path_glob(how->files, page, NULL))
			return true;
	return false;
}

/* The dialect's table that has rows of the kind in this page, one that is there if there is one;
   NULL: there can be none. */
static const struct dialect_table *
find_how(const struct plan *plan, const struct page *page, uint32_t *ret_table)
{
	const struct dialect *dialect = plan->model->dialect;
	const struct dialect_table *first = NULL;
	*ret_table = 0;
	for (size_t i = 0; i < dialect->table_count && !*ret_table; i++) {
		if (!has_kind(&dialect->tables[i], plan->wanted->kind, page->name))
			continue;
		*ret_table = plan_find_table(plan, page, &dialect->tables[i]);
		if (!first || *ret_table)
			first = &dialect->tables[i];
	}
	return first;
}

/* The field that a column of this name states. */
static bool
column_field(const struct plan *plan, const struct dialect_table *how, struct str name,
	     enum field *ret_field)
{
	struct str match;
	for (size_t i = 0; i < how->columns.count; i++) {
		const struct dialect_field *column = &how->columns.items[i];
		if (column->contains.length || !pattern_matches(column->name, name, &match) ||
		    !schema_field(plan->wanted->kind, column->field))
			continue;
		*ret_field = column->field;
		return true;
	}
	return false;
}

/* A sign without which the row is not recognised stands before the first cell. */
static struct str
row_start(const struct plan *plan, const struct dialect_table *how)
{
	struct str start = STR_EMPTY;
	for (size_t i = how->row_count; i-- > 0;) {
		if (how->rows[i].kind != plan->wanted->kind)
			continue;
		start = how->rows[i].starts;
		if (!start.length)
			break;
	}
	return start;
}

/* The new row's cell in the column of this number. */
static void
put_cell(struct plan *plan, const struct page *page, enum field field, uint32_t table,
	 size_t column, struct buf *out)
{
	struct edit value;
	if (plan_value(plan, field, &value)) {
		struct str sample =
			table ? edit_column_sample(&value, page->doc, table, column) : STR_EMPTY;
		buf_put(out, edit_cell_text(&value, page, sample));
		buf_putc(out, ' ');
	}
	plan->created->said[field] = true;
}

static void
put_row(struct plan *plan, const struct page *page, const struct dialect_table *how,
	const struct strs *columns, uint32_t table, struct buf *out)
{
	struct str first = plan->first_cell;
	struct str start = first.length ? first : row_start(plan, how);
	buf_puts(out, "| ");
	if (start.length)
		buf_printf(out, "%.*s ", STR_ARG(start));
	for (size_t i = 0; i < columns->count; i++) {
		enum field field;
		buf_puts(out, i ? " " : "");
		if (!(first.length && i == 0) && column_field(plan, how, columns->items[i], &field))
			put_cell(plan, page, field, table, i, out);
		buf_putc(out, '|');
	}
}

static bool
no_column(const struct plan *plan, const struct page *page, enum field field)
{
	const struct dialect *dialect = plan->model->dialect;
	enum kind kind = plan->wanted->kind;
	struct str remedy = arena_printf(plan->arena, ", and the dialect %.*s knows none",
					 STR_ARG(dialect->name));
	if (dialect_can_say(dialect, kind, field))
		remedy = arena_printf(
			plan->arena, "; add %.*s",
			STR_ARG(dialect_how_to_say(plan->arena, dialect, kind, field)));
	return diag_fail(plan->diags, place_file(page->path),
			 "the table here has no column for the %s of %s%.*s", field_name(field),
			 schema_kind(kind)->phrase, STR_ARG(remedy));
}

/* Everything that was given must have found its column. */
static bool
all_said(const struct plan *plan, const struct page *page)
{
	const struct assignments *all = plan->wanted->assignments;
	for (size_t i = 0; i < all->count; i++)
		if (!plan->created->said[all->items[i].field])
			return no_column(plan, page, all->items[i].field);
	if (plan->wanted->title.length && !plan->created->said[FIELD_TITLE])
		return diag_fail(
			plan->diags, place_file(page->path),
			"the table here has no column for the title of %s; add one, or say "
			"it in another field, such as notes=\"%.*s\"",
			schema_kind(plan->wanted->kind)->phrase, STR_ARG(plan->wanted->title));
	return true;
}

size_t
plan_row_end(const struct doc *doc, uint32_t table, uint32_t row)
{
	size_t end = doc->nodes[row].offset;
	/* Behind the header stands the line that makes it a table. */
	int lines = row == table + 1 ? 2 : 1;
	for (; end < doc->source.length; end++)
		if (doc->source.data[end] == '\n' && --lines == 0)
			break;
	return end > 0 && end < doc->source.length && doc->source.data[end - 1] == '\r' ? end - 1
											: end;
}

static struct strs
columns_of(const struct plan *plan, const struct doc *doc, uint32_t table)
{
	struct strs columns = { 0 };
	uint32_t header = table + 1;
	for (uint32_t cell = header + 1; cell < doc->nodes[header].end; cell = doc->nodes[cell].end)
		*VEC_PUSH(plan->arena, &columns) = header_text(plan, doc, cell);
	return columns;
}

struct str
plan_row_text(struct plan *plan, const struct page *page, const struct dialect_table *how,
	      uint32_t table)
{
	struct strs columns = columns_of(plan, page->doc, table);
	struct str text;
	struct buf out;
	buf_init(&out, LIMIT_PAGE_BYTES);
	put_row(plan, page, how, &columns, table, &out);
	text = buf_copy(plan->arena, &out);
	buf_free(&out);
	return text;
}

static struct str
first_name(struct str names)
{
	struct str first;
	str_cut(&names, '|', &first);
	return first;
}

/* All columns are called as they would be in a table that is made here, so that one more is no surprise. */
static bool
is_ours(const struct dialect_table *how, const struct strs *columns)
{
	for (size_t i = 0; i < columns->count; i++) {
		bool is_known = false;
		for (size_t k = 0; k < how->columns.count && !is_known; k++)
			is_known = str_equal(first_name(how->columns.items[k].name),
					     columns->items[i]);
		if (!is_known)
			return false;
	}
	return true;
}

/* Names of the columns for what was given and has none. */
static void
find_lacking(const struct plan *plan, const struct dialect_table *how, const struct strs *columns,
	     struct strs *ret_names)
{
	bool said[FIELD_COUNT] = { false };
	enum field field;
	for (size_t i = 0; i < columns->count; i++)
		if (column_field(plan, how, columns->items[i], &field))
			said[field] = true;
	for (size_t i = 0; i < how->columns.count && is_ours(how, columns); i++) {
		const struct dialect_field *column = &how->columns.items[i];
		struct str name = first_name(column->name);
		if (said[column->field] || !plan_assigned(plan, column->field) ||
		    str_find_char(name, '*') != STR_NONE ||
		    !column_field(plan, how, name, &field) || field != column->field)
			continue;
		said[field] = true;
		*VEC_PUSH(plan->arena, ret_names) = name;
	}
}

static void
append_row(struct plan *plan, const struct page *page, const struct dialect_table *how,
	   uint32_t table, struct buf *out)
{
	const struct doc *doc = page->doc;
	struct strs columns = columns_of(plan, doc, table), lacking = { 0 };
	uint32_t last = table + 1;
	for (uint32_t row = table + 1; row < doc->nodes[table].end; row = doc->nodes[row].end)
		last = row;
	size_t from = doc->nodes[table].offset, end = plan_row_end(doc, table, last);
	plan->created->edit.offset = end;
	find_lacking(plan, how, &columns, &lacking);
	if (lacking.count && plan_widen(str_slice(doc->source, from, end), &lacking, out)) {
		plan->created->edit.offset = from;
		plan->created->edit.length = end - from;
		for (size_t i = 0; i < lacking.count; i++)
			*VEC_PUSH(plan->arena, &columns) = lacking.items[i];
	}
	buf_putc(out, '\n');
	put_row(plan, page, how, &columns, table, out);
}

/* ---- a table that is not there ---- */

/* The columns that every such table has, and those that are asked for. */
static bool
is_usual(const struct plan *plan, enum kind kind, enum field field)
{
	switch ((int)field) {
	case FIELD_TITLE:
	case FIELD_STATE:
	case FIELD_PARTICIPANTS:
	case FIELD_TEAM:
	case FIELD_LEVEL:
	case FIELD_CHAMPION:
	case FIELD_NOTES:
		return true;
	default:
		return kind == plan->wanted->kind && plan_assigned(plan, field) != NULL;
	}
}

static void
add_column(const struct plan *plan, struct strs *columns, struct str name)
{
	for (size_t i = 0; i < columns->count; i++)
		if (str_equal_fold(columns->items[i], name))
			return;
	*VEC_PUSH(plan->arena, columns) = name;
}

static struct strs
usual_columns(const struct plan *plan, const struct dialect_table *how, enum kind kind)
{
	struct strs columns = { 0 };
	for (size_t i = 0; i < how->needs.count; i++)
		add_column(plan, &columns, first_name(how->needs.items[i]));
	for (size_t i = 0; i < how->columns.count; i++) {
		const struct dialect_field *column = &how->columns.items[i];
		if (schema_field(kind, column->field) && is_usual(plan, kind, column->field) &&
		    !str_contains(column->name, STR("*")))
			add_column(plan, &columns, first_name(column->name));
	}
	return columns;
}

/* Where the section's own text ends: before the next heading of any rank, blanks left out. */
static size_t
section_end(const struct page *page, uint32_t heading)
{
	const struct doc *doc = page->doc;
	size_t end = doc->source.length;
	for (uint32_t h = 0; h < page->heading_count; h++)
		if (page->headings[h] > heading) {
			end = doc->nodes[page->headings[h]].offset;
			break;
		}
	return str_trim_end(str_slice(doc->source, 0, end)).length;
}

static void
put_head(struct str section, const struct strs *columns, struct buf *out)
{
	size_t star = str_find_char(section, '*');
	if (section.length)
		buf_printf(out, "## %.*s\n\n", STR_ARG(str_trim(str_slice(section, 0, star))));
	buf_putc(out, '|');
	for (size_t i = 0; i < columns->count; i++)
		buf_printf(out, " %.*s |", STR_ARG(columns->items[i]));
	buf_puts(out, "\n|");
	for (size_t i = 0; i < columns->count; i++)
		buf_puts(out, " :-- |");
	buf_putc(out, '\n');
}

void
plan_put_section(const struct plan *plan, enum kind kind, struct buf *out)
{
	const struct dialect *dialect = plan->model->dialect;
	struct str name = plan->created->file;
	path_below(plan->created->file, plan->model->book.source, &name);
	for (size_t i = 0; i < dialect->table_count; i++) {
		const struct dialect_table *how = &dialect->tables[i];
		if (!has_kind(how, kind, name))
			continue;
		struct strs columns = usual_columns(plan, how, kind);
		put_head(first_name(how->section), &columns, out);
		return;
	}
}

static void
append_table(struct plan *plan, const struct page *page, const struct dialect_table *how,
	     struct buf *out)
{
	const struct doc *doc = page->doc;
	struct strs columns = usual_columns(plan, how, plan->wanted->kind);
	struct str section = first_name(how->section);
	uint32_t heading =
		section.length ? doc_find_heading(plan->arena, doc, 0, section) : doc->count;
	bool has_section = heading < doc->count;
	plan->created->edit.offset =
		has_section ? section_end(page, heading) : str_trim_end(doc->source).length;
	buf_puts(out, "\n\n");
	put_head(has_section ? STR_EMPTY : section, &columns, out);
	put_row(plan, page, how, &columns, 0, out);
}

/* ---- */

/* The text with the page's line ends; a file without one at its end gets one. */
static struct str
finish_text(const struct plan *plan, const struct page *page, struct str text)
{
	struct str end = edit_line_end(page->doc->source), line, result = STR_EMPTY;
	size_t end_of_edit = plan->created->edit.offset + plan->created->edit.length;
	for (bool first = true; str_cut(&text, '\n', &line); first = false)
		result = arena_printf(plan->arena, "%.*s%.*s%.*s", STR_ARG(result),
				      first ? 0 : (int)end.length, end.data, STR_ARG(line));
	if (end_of_edit == page->doc->source.length)
		result = arena_printf(plan->arena, "%.*s%.*s", STR_ARG(result), STR_ARG(end));
	return result;
}

static bool
needs_parent(const struct plan *plan)
{
	return diag_fail(plan->diags, place_file(STR_EMPTY),
			 "what is the %s a part of? expected for instance --goal polish%s",
			 schema_kind(plan->wanted->kind)->name,
			 plan->wanted->kind == KIND_MILESTONE ? " or --initiative polish/lints"
							      : "");
}

bool
plan_row(struct plan *plan)
{
	const struct record *parent = plan->wanted->parent;
	const struct page *page = parent ? parent->page : NULL;
	struct created *created = plan->created;
	struct buf out;
	if (!parent)
		return needs_parent(plan);
	if (!page)
		return diag_fail(plan->diags, parent->place,
				 "the %s \"%.*s\" has no page of its own to write to",
				 record_kind_name(parent), STR_ARG(parent->id));
	uint32_t table;
	const struct dialect_table *how = find_how(plan, page, &table);
	if (!how)
		return diag_fail(plan->diags, place_file(page->path),
				 "the dialect has no table of %s in this page",
				 schema_kind(plan->wanted->kind)->plural);
	buf_init(&out, LIMIT_PAGE_BYTES);
	if (table)
		append_row(plan, page, how, table, &out);
	else
		append_table(plan, page, how, &out);
	created->file = created->edit.file = page->path;
	created->edit.text = finish_text(plan, page, buf_str(&out));
	bool whole = !out.failed;
	buf_free(&out);
	return whole ? all_said(plan, page)
		     : diag_fail(plan->diags, place_file(page->path), "the row is too large");
}
