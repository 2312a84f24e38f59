/* What a template says to whoever fills it in, and nobody else: it is no part of the new page. */
#include "base/limits.h"
#include "base/path.h"
#include "base/utf8.h"
#include "model/creating.h"
#include "model/loader.h"

struct instructions {
	const struct plan *plan;
	const struct doc *doc;
	struct str file;
	bool quotes, emphasis; /* how the dialect's templates write them */
	struct edits *edits;
};

static void
replace(const struct instructions *all, size_t from, size_t to, struct str text)
{
	*VEC_PUSH(all->plan->arena, all->edits) =
		(struct diag_edit){ all->file, from, to - from, text };
}

/* A paragraph or cell that is emphasised from its beginning to its end. */
static bool
is_emphasised(const struct doc *doc, uint32_t node)
{
	uint32_t inner = node + 1;
	return inner < doc->nodes[node].end && doc->nodes[inner].kind == NODE_EMPHASIS &&
	       doc->nodes[inner].end == doc->nodes[node].end;
}

static bool
is_list_of_instructions(const struct doc *doc, uint32_t list)
{
	const struct node *nodes = doc->nodes;
	for (uint32_t item = list + 1; item < nodes[list].end; item = nodes[item].end)
		for (uint32_t i = item + 1; i < nodes[item].end; i = nodes[i].end)
			if (nodes[i].kind != NODE_PARAGRAPH || !is_emphasised(doc, i))
				return false;
	return true;
}

static bool
is_instruction(const struct instructions *all, uint32_t node)
{
	const struct node *nodes = all->doc->nodes;
	if (nodes[node].kind == NODE_QUOTE)
		return all->quotes;
	if (nodes[node].kind == NODE_PARAGRAPH || nodes[node].kind == NODE_CELL)
		return all->emphasis && is_emphasised(all->doc, node);
	return nodes[node].kind == NODE_LIST && all->emphasis &&
	       is_list_of_instructions(all->doc, node);
}

/* The lines of a quote without their signs. */
static struct str
unquoted(const struct instructions *all, struct str text)
{
	struct str line, result;
	struct buf out;
	buf_init(&out, LIMIT_PAGE_BYTES);
	for (bool first = true; str_cut(&text, '\n', &line); first = false) {
		size_t sign = str_find_char(line, '>');
		if (sign != STR_NONE && !str_trim(str_slice(line, 0, sign)).length)
			line = str_from_offset(line, sign + 1);
		if (str_starts(line, STR(" ")))
			line = str_from_offset(line, 1);
		buf_printf(&out, "%s%.*s", first ? "" : "\n", STR_ARG(line));
	}
	result = buf_copy(all->plan->arena, &out);
	buf_free(&out);
	return result;
}

/* Whoever writes still reads it; on the page it is not. */
static void
hide(const struct instructions *all, uint32_t node)
{
	const struct node *nodes = all->doc->nodes;
	size_t from = nodes[node].offset, to = from + nodes[node].span;
	struct str text = str_slice(all->doc->source, from, to);
	uint32_t line = nodes[node].kind == NODE_QUOTE ? node + 1 : node;
	if (nodes[node].kind == NODE_QUOTE)
		text = unquoted(all, text);
	text = str_trim(text);
	if (text.length > 2 && line < nodes[node].end && nodes[line].kind == NODE_PARAGRAPH &&
	    nodes[line].end == nodes[node].end && is_emphasised(all->doc, line))
		text = str_slice(text, 1, text.length - 1);
	bool ends_early = str_contains(text, STR("-->")) || str_contains(text, STR("--!>"));
	replace(all, from, to,
		ends_early ? STR_EMPTY
			   : arena_printf(all->plan->arena, "<!-- %.*s -->", STR_ARG(text)));
}

/* Addresses that only instructions lead to need no definition any more. */
static void
drop_definitions(const struct instructions *all)
{
	const struct doc *doc = all->doc;
	struct map hidden = { 0 }, shown = { 0 };
	bool is_there = true;
	size_t edits = all->edits->count, edit = 0;
	for (uint32_t i = 1; i < doc->count; i++) {
		const struct node *node = &doc->nodes[i];
		if (node->kind != NODE_LINK && node->kind != NODE_IMAGE)
			continue;
		while (edit < edits &&
		       all->edits->items[edit].offset + all->edits->items[edit].length <=
			       node->offset)
			edit++;
		bool inside = edit < edits && all->edits->items[edit].offset <= node->offset;
		*map_put(all->plan->arena, inside ? &hidden : &shown, node_text(node)) = &is_there;
	}
	for (size_t i = 0; i < doc->definition_count; i++) {
		const struct doc_definition *definition = &doc->definitions[i];
		size_t end = definition->offset + definition->span;
		if (map_get(&hidden, definition->target) && !map_get(&shown, definition->target))
			replace(all, definition->offset,
				end + (end < doc->source.length && doc->source.data[end] == '\n'),
				STR_EMPTY);
	}
}

/* ---- tables ---- */

static bool
has_instruction(const struct instructions *all, uint32_t row)
{
	const struct node *nodes = all->doc->nodes;
	for (uint32_t cell = row + 1; cell < nodes[row].end; cell = nodes[cell].end)
		if (is_instruction(all, cell))
			return true;
	return false;
}

static void
empty_cells(const struct instructions *all, uint32_t row)
{
	const struct doc *doc = all->doc;
	for (uint32_t cell = row + 1; cell < doc->nodes[row].end; cell = doc->nodes[cell].end) {
		size_t from = doc->nodes[cell].offset, to = from + doc->nodes[cell].span;
		int width = (int)utf8_width(str_slice(doc->source, from, to));
		if (is_instruction(all, cell))
			replace(all, from, to, arena_printf(all->plan->arena, "%*s", width, ""));
	}
}

/* In a table of fields the value is still to be given; elsewhere the row is a sample. */
static void
clear_table(const struct instructions *all, uint32_t table)
{
	const struct doc *doc = all->doc;
	struct str header = all->plan->model->dialect->metadata_header;
	struct str first = str_trim(doc_plain(all->plan->arena, doc, table + 2));
	bool has_fields = header.length && str_equal_fold(first, header);
	for (uint32_t row = doc->nodes[table + 1].end; row < doc->nodes[table].end;
	     row = doc->nodes[row].end) {
		size_t from = doc->nodes[row].offset;
		size_t end = str_find_char(str_from_offset(doc->source, from), '\n');
		if (!has_instruction(all, row))
			continue;
		if (has_fields)
			empty_cells(all, row);
		else
			replace(all, from, end == STR_NONE ? doc->source.length : from + end + 1,
				STR_EMPTY);
	}
}

/* ---- "Why did you choose NAME to tell this story?" ---- */

/* What is said of the field, in the command or by the path, by the titles of the records. */
static struct str
names(const struct plan *plan, const struct dialect_page *how, enum field field)
{
	const struct dialect_fields *fields = &plan->model->dialect->kinds[how->kind].fields;
	const struct assignment *assigned = plan_assigned(plan, field);
	struct str rest = assigned ? assigned->text : STR_EMPTY, item, text = STR_EMPTY;
	struct path_match match = { .count = 0 };
	struct str name = plan->created->file;
	path_below(plan->created->file, plan->model->book.source, &name);
	path_glob(how->files, name, &match);
	for (size_t i = 0; i < fields->count && !assigned; i++)
		for (size_t c = 0; c < match.count; c++)
			if (fields->items[i].source == SOURCE_PATH &&
			    fields->items[i].field == field &&
			    str_equal(match.names[c], fields->items[i].name))
				rest = match.values[c];
	while (edit_cut_item(&rest, &item)) {
		struct records several = { 0 };
		const struct record *record = model_find(plan->model, item, &several, plan->arena);
		struct str shown = record ? record->title : item;
		text = arena_printf(plan->arena, "%.*s%s%.*s", STR_ARG(text),
				    text.length ? " and " : "", STR_ARG(shown));
	}
	return text;
}

struct str
plan_character(const struct plan *plan, const struct dialect_page *how)
{
	struct str text = names(plan, how, FIELD_CHARACTER);
	return text.length ? edit_plain_text(plan->arena, text) : STR("this character");
}

/* Where the dialect reads a value out of a heading, the template's word is none. */
static void
name_in_heading(const struct instructions *all, const struct dialect_page *how, uint32_t heading)
{
	const struct plan *plan = all->plan;
	const struct dialect_fields *fields = &plan->model->dialect->kinds[how->kind].fields;
	const struct node *node = &all->doc->nodes[heading];
	struct str line = str_slice(all->doc->source, node->offset, node->offset + node->span);
	struct str key = doc_heading_key(plan->arena, all->doc, heading), match;
	for (size_t i = 0; i < fields->count; i++) {
		const struct dialect_field *field = &fields->items[i];
		struct str name = names(plan, how, field->field);
		if (field->source != SOURCE_SECTION || !field->take_match || !name.length ||
		    !pattern_matches(field->name, key, &match) || !match.length)
			continue;
		size_t at = str_find(line, match);
		if (at != STR_NONE)
			replace(all, node->offset + at, node->offset + at + match.length,
				edit_plain_text(plan->arena, name));
		return;
	}
}

void
plan_instructions(const struct plan *plan, const struct dialect_page *how, const struct page *page,
		  struct edits *edits)
{
	const struct strs *forms = &plan->model->dialect->instructions;
	struct instructions all = { plan, page->doc, page->path, false, false, edits };
	for (size_t i = 0; i < forms->count; i++) {
		all.quotes |= str_equal(forms->items[i], STR("quote"));
		all.emphasis |= str_equal(forms->items[i], STR("emphasis"));
	}
	for (uint32_t i = 1; i < page->doc->count; i = page->doc->nodes[i].end) {
		if (page->doc->nodes[i].kind == NODE_HEADING)
			name_in_heading(&all, how, i);
		else if (page->doc->nodes[i].kind == NODE_TABLE)
			clear_table(&all, i);
		else if (is_instruction(&all, i))
			hide(&all, i);
	}
	drop_definitions(&all);
}
