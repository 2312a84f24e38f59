/*
 * markup: Markdown that readers see differently from what its author meant.
 */
#include "check/rules.h"

#include "base/limits.h"

#include <ctype.h>

/* A line of a page, as a key. */
static struct str
line_key(struct arena *arena, const struct page *page, uint32_t line)
{
	const size_t numbers[2] = { page->order, line };
	char *bytes = arena_bytes(arena, sizeof numbers);

	memcpy(bytes, numbers, sizeof numbers);
	return (struct str){ bytes, sizeof numbers };
}

/* The lines whose cells are statements about records. */
static void
collect_record_rows(const struct check *check, struct map *rows)
{
	for (size_t i = 0; i < check->model->records.count; i++) {
		struct record *record = check->model->records.items[i];

		for (int field = 0; field < FIELD_COUNT; field++) {
			const struct statement *statement = record->fields[field];

			for (; statement != NULL; statement = statement->next)
				if (statement->source == SOURCE_COLUMN && statement->page != NULL)
					*map_put(check->arena, rows,
						 line_key(check->arena, statement->page,
							  statement->place.line)) = record;
		}
	}
}

/* A line such as "| {{#include rows.md}} |" or "| (((ROWS))) |", which a preprocessor of the book
   replaces by rows. */
static bool
is_directive(struct str row)
{
	if (str_starts(row, STR("|")))
		row = str_trim(str_from_offset(row, 1));
	return str_starts(row, STR("{{")) || str_starts(row, STR("((("));
}

/* The line of Markdown without the blanks around it. */
static struct str
row_text(const struct survey_row *row)
{
	const struct node *node = &row->page->doc->nodes[row->row];

	return str_trim(str_slice(row->page->doc->source, node->offset, node->offset + node->span));
}

static void
advise(const struct check *check, struct diag_finding *finding, const struct survey_row *row)
{
	const struct doc *doc = row->page->doc;
	struct str label;

	if (survey_row_definition(row, &label)) {
		finding->severity = DIAG_WARNING;
		finding->has_edit = true;
		finding->edit =
			(struct diag_edit){ doc->path, doc->nodes[row->row].offset, 0, STR("\n") };
		rule_hint(check, finding,
			  "A line directly below a table belongs to it, so this defines no link. "
			  "Put an empty line before it.");
	} else if (!str_contains(row_text(row), STR("|"))) {
		rule_hint(check, finding,
			  "A line directly below a table belongs to it. If this is no row, put an "
			  "empty line before it.");
	} else if (doc->nodes[row->row].extra > doc->nodes[row->table].extra) {
		rule_hint(check, finding,
			  "What is too much is not shown. A \"|\" inside a cell is written "
			  "\"\\|\".");
	} else {
		rule_hint(check, finding, "Write an empty cell as \"| |\".");
	}
}

static void
report_row(const struct check *check, const struct diag_code *code, const struct survey_row *row,
	   bool is_record)
{
	const struct doc *doc = row->page->doc;
	uint32_t wanted = doc->nodes[row->table].extra, cells = doc->nodes[row->row].extra;
	struct diag_finding *finding;

	finding = diag_add(check->diags, code, doc_node_place(doc, row->row),
			   "this row has %u %s, and the header of its table has %u", cells,
			   cells == 1 ? "cell" : "cells", wanted);
	if (is_record)
		finding->severity = DIAG_WARNING;
	advise(check, finding, row);
}

/* Several lines of text below a table are rows for one and the same reason. */
static bool
goes_on(const struct survey_row *before, const struct survey_row *row)
{
	return before->page == row->page && row->page->doc->nodes[before->row].end == row->row &&
	       !str_contains(row_text(before), STR("|")) && !str_contains(row_text(row), STR("|"));
}

static void
missing_cells(const struct check *check, const struct diag_code *code)
{
	const struct survey *survey = survey_of(check);
	struct map rows = { 0 };

	if (survey->rows.count > 0)
		collect_record_rows(check, &rows);
	for (size_t i = 0; i < survey->rows.count; i++) {
		const struct survey_row *row = &survey->rows.items[i];
		uint32_t line = doc_node_place(row->page->doc, row->row).line;

		if (!is_directive(row_text(row)) && !(i > 0 && goes_on(&row[-1], row)))
			report_row(check, code, row,
				   map_get(&rows, line_key(check->arena, row->page, line)) != NULL);
	}
}

static bool
is_type_char(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == ':' || c == '<' || c == '&';
}

static char
byte_at(struct str source, size_t at)
{
	return at < source.length ? source.data[at] : '\0';
}

/* The end of source[from..to) with as many > behind it as < are open in it. */
static size_t
close_brackets(struct str source, size_t from, size_t to)
{
	size_t open = 0;

	for (size_t i = from; i < to; i++) {
		if (source.data[i] == '<')
			open++;
		else if (source.data[i] == '>' && open > 0)
			open--;
	}
	for (; open > 0 && byte_at(source, to) == '>'; open--)
		to++;
	return open == 0 ? to : from;
}

/* The bytes around a refused tag that are a type such as Vec<Option<u8>>: a word directly before
   it, and the brackets closed.  False when it is not clearly one. */
static bool
find_type(struct str source, const struct survey_markup *markup, size_t *ret_from, size_t *ret_to)
{
	size_t from = markup->offset, to = markup->offset + markup->length;

	while (from > 0 && is_type_char(source.data[from - 1]))
		from--;
	if (from == markup->offset || !isalpha((unsigned char)source.data[from]))
		return false;
	if (from > 0 && source.data[from - 1] == '`')
		return false;
	to = close_brackets(source, from, to);
	/* One more bracket: this is the inner part of HashMap<String, Vec<T>>. */
	if (to == from || byte_at(source, to) == '`' || byte_at(source, to) == '>')
		return false;
	*ret_from = from;
	*ret_to = to;
	return true;
}

static void
report_type(const struct check *check, const struct diag_code *code, const struct page *page,
	    struct str type)
{
	size_t offset = (size_t)(type.data - page->doc->source.data);
	struct diag_finding *finding;

	finding = diag_add(check->diags, code,
			   doc_place(page->doc, (uint32_t)offset, (uint32_t)type.length),
			   "\"%.*s\" without backticks is read as markup", STR_ARG(type));
	rule_hint(check, finding, "Write \"`%.*s`\".", STR_ARG(type));
	finding->has_edit = true;
	finding->edit = (struct diag_edit){ page->path, offset, type.length,
					    arena_printf(check->arena, "`%.*s`", STR_ARG(type)) };
}

static void
report_markup(const struct check *check, const struct diag_code *code,
	      const struct survey_markup *markup)
{
	struct place place =
		doc_place(markup->page->doc, (uint32_t)markup->offset, (uint32_t)markup->length);
	struct str rest = markup->source, line = rest;
	struct diag_finding *finding;

	str_cut_line(&rest, &line);
	finding = diag_add(check->diags, code, place,
			   "\"%.*s\" is markup that is not allowed here, and is shown as text",
			   STR_ARG(line));
	rule_hint(check, finding, "If it is code, put it between backticks.");
}

static void
raw_html(const struct check *check, const struct diag_code *code)
{
	const struct survey *survey = survey_of(check);

	for (size_t i = 0; i < survey->markup.count; i++) {
		const struct survey_markup *markup = &survey->markup.items[i];
		struct str source = markup->page->doc->source;
		size_t from, to;

		if (markup->exact && find_type(source, markup, &from, &to))
			report_type(check, code, markup->page, str_slice(source, from, to));
		else
			report_markup(check, code, markup);
	}
}

/* Why a directive is shown as it is written, and what to do. */
static void
report_directive(const struct check *check, const struct diag_code *code, const struct page *page,
		 const struct directive *directive)
{
	struct place place = doc_place(page->doc, directive->offset, directive->span);
	struct str text = directive->text, nearest = directive_nearest(text);
	struct diag_finding *finding;

	switch (directive->trouble) {
	case DIRECTIVE_NO_SUCH_NAME:
		finding = diag_add(check->diags, code, place, "there is no directive \"%.*s\"",
				   STR_ARG(text));
		if (nearest.length > 0)
			rule_hint(check, finding, "Did you mean \"%.*s\"?", STR_ARG(nearest));
		else
			rule_hint(check, finding,
				  "If it is no directive, put it between backticks.");
		break;
	case DIRECTIVE_NO_ARGUMENT:
		finding = diag_add(check->diags, code, place,
				   "the directive \"%.*s\" must say for what", STR_ARG(text));
		rule_hint(check, finding, "Write it behind a colon: \"%.*s: Some title\".",
			  STR_ARG(text));
		break;
	case DIRECTIVE_ARGUMENT:
		diag_add(check->diags, code, place,
			 "the directive \"%.*s\" takes no title; expected \"%.*s\"", STR_ARG(text),
			 STR_ARG(nearest));
		break;
	case DIRECTIVE_MISPLACED:
		finding = diag_add(check->diags, code, place,
				   "the directive \"%.*s\" cannot stand here", STR_ARG(text));
		rule_hint(
			check, finding,
			directive->form == DIRECTIVE_ROWS
				? "It stands alone in a row of a table's body."
				: "It stands in a paragraph of its own, with an empty line before "
				  "and behind it.");
		break;
	case DIRECTIVE_ONE_TOO_MANY:
		diag_add(check->diags, code, place,
			 "the page has more than %d directives; this one stays as it is",
			 LIMIT_DIRECTIVES);
		break;
	case DIRECTIVE_FINE:
		break;
	}
}

static void
unknown_directive(const struct check *check, const struct diag_code *code)
{
	for (size_t i = 0; i < check->model->page_count; i++) {
		const struct page *page = check->model->pages[i];

		for (size_t k = 0; k < page->directives.count; k++)
			if (page->directives.items[k].trouble != DIRECTIVE_FINE)
				report_directive(check, code, page, &page->directives.items[k]);
	}
}

#define FAMILY "markup"

static const struct check_rule rules[] = {
	{ { "missing-cells", FAMILY, DIAG_NOTE,
	    "a table row has more or fewer cells than the header",
	    "Missing cells at the end of a row are shown empty, and cells beyond the header are "
	    "not "
	    "shown at all. Where the row is a record its fields may be read from the wrong "
	    "columns "
	    "or be lost, which is a warning; elsewhere it is a note. Write an empty cell for what "
	    "there is nothing to say about, and \"\\|\" for a bar inside a cell. A line of text "
	    "directly below a table is a row, too: put an empty line between them.",
	    "| Deliverable | State | Owner |\n| --- | --- | --- |\n| tbd | paused |\n" },
	  missing_cells },
	{ { "raw-html", FAMILY, DIAG_WARNING, "raw markup that is shown as the text that it is",
	    "Markdown passes <…> on as HTML. Only elements that cannot do harm are allowed, such "
	    "as "
	    "details, br, sub, kbd or img; anything else is shown literally. A type such as "
	    "Vec<u8> "
	    "in prose is the usual cause: without backticks other tools swallow the part in angle "
	    "brackets, and readers see \"Vec\". Put code between backticks; `--fix` does so where "
	    "it is clearly a type.",
	    "The function returns a Vec<u8> and not a slice.\n" },
	  raw_html },
	{ { "unknown-directive", FAMILY, DIAG_WARNING,
	    "a directive that is shown as the text that it is",
	    "A directive such as (((GOALS))) is replaced by what the book knows: a table, a "
	    "number. "
	    "One with a name that does not exist, without the title that it needs, in a place "
	    "where "
	    "it cannot stand, or one of very many on a page stays as it is written, and readers "
	    "see it. The nearest name is proposed. Directives in code are text and no defect.",
	    "(((GAOLS)))     # GOALS\n" },
	  unknown_directive },
};

const struct check_family check_markup = { FAMILY, rules, sizeof rules / sizeof rules[0] };
