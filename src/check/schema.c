/*
 * schema: records that lack something, or stand for nothing.
 *
 * Unknown fields, bad values and duplicate ids are said where they are read (model/).
 */
#include "check/rules.h"

#include "base/path.h"

static void
report_missing(const struct check *check, const struct diag_code *code, const struct record *record,
	       const struct field_row *row)
{
	struct str way = rule_how_to_say(check, record->kind, row->field);
	struct diag_finding *finding;

	finding = diag_add(check->diags, code, rule_place(record, row->field),
			   "%s \"%.*s\" has no %s", record_kind_name(record),
			   STR_ARG(record->title), field_name(row->field));
	rule_hint(check, finding, "It is written as %.*s, for example \"%s\".", STR_ARG(way),
		  row->example);
}

static void
missing_field(const struct check *check, const struct diag_code *code)
{
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct kind_row *rows = schema_kind((enum kind)kind);
		const struct records *records = &check->model->by_kind[kind];

		for (size_t f = 0; f < rows->field_count; f++) {
			const struct field_row *row = &rows->fields[f];

			if (!(row->flags & FIELD_REQUIRED) ||
			    !rule_can_say(check->model, (enum kind)kind, row->field))
				continue;
			for (size_t i = 0; i < records->count; i++) {
				const struct record *record = records->items[i];

				if (!record->implied && !record->placeholder &&
				    !rule_has(record, row->field))
					report_missing(check, code, record, row);
			}
		}
	}
}

/* A link out of the book is no reference, and one to a page that is not there is a finding of the
   links family. */
static bool
leads_to_no_record(const struct check *check, const struct statement *statement,
		   const struct value *value)
{
	struct link_target target;

	if (value->target != NULL || value->bad)
		return false;
	if (value->url.length == 0)
		return true;
	if (statement->page == NULL)
		return false;
	target = link_resolve(check->model, statement->page, value->url);
	return target.kind == LINK_PAGE || target.kind == LINK_FILE;
}

static void
report_unknown(const struct check *check, const struct diag_code *code, const struct record *record,
	       const struct field_row *row, const struct statement *statement)
{
	for (uint32_t v = 0; v < statement->count; v++) {
		const struct value *value = &statement->values[v];
		struct diag_finding *finding;
		struct str nearest;

		if (!leads_to_no_record(check, statement, value))
			continue;
		nearest = rule_nearest(check, value->text, row->targets);
		/* What stands below a heading may be a sentence, and is meant as a name only when
		   it is nearly one. */
		if (statement->source == SOURCE_SECTION && value->url.length == 0 &&
		    nearest.length == 0)
			continue;
		finding = diag_add(check->diags, code, value->place,
				   "%s of %s \"%.*s\" names \"%.*s\", which is no record of this "
				   "book",
				   field_name(row->field), record_kind_name(record),
				   STR_ARG(record->title), STR_ARG(value->text));
		if (nearest.length > 0)
			rule_hint(check, finding, "Did you mean \"%.*s\"?", STR_ARG(nearest));
		else
			rule_hint(check, finding, "Name a record by its id, such as \"%s\".",
				  row->example);
	}
}

/* unknown-character says the same of a story's character, in its own words. */
static void
unknown_record(const struct check *check, const struct diag_code *code)
{
	for (size_t i = 0; i < check->model->records.count; i++) {
		const struct record *record = check->model->records.items[i];
		const struct kind_row *rows = schema_kind(record->kind);

		for (size_t f = 0; f < rows->field_count; f++) {
			const struct field_row *row = &rows->fields[f];
			const struct statement *statement = record->fields[row->field];

			if (row->type != TYPE_RECORDS || row->field == FIELD_CHARACTER)
				continue;
			for (; statement != NULL; statement = statement->next)
				report_unknown(check, code, record, row, statement);
		}
	}
}

static void
placeholder(const struct check *check, const struct diag_code *code)
{
	for (size_t i = 0; i < check->model->records.count; i++) {
		const struct record *record = check->model->records.items[i];
		struct diag_finding *finding;

		if (!record->placeholder)
			continue;
		finding = diag_add(
			check->diags, code, record->place,
			"%s \"%.*s\"%s%.*s%s stands for nothing yet", record_kind_name(record),
			STR_ARG(record->title), record->parent != NULL ? " of \"" : "",
			STR_ARG(record->parent != NULL ? record->parent->title : STR_EMPTY),
			record->parent != NULL ? "\"" : "");
		rule_hint(check, finding,
			  "Give it a name, or take it out until there is something to say.");
	}
}

static void
template_title(const struct check *check, const struct diag_code *code)
{
	const struct dialect *dialect = check->model->dialect;

	for (size_t i = 0; i < check->model->page_count; i++) {
		const struct page *page = check->model->pages[i];
		struct diag_finding *finding;
		struct str title;

		if (page->record == NULL || page->ignored || page->heading_count == 0)
			continue;
		title = doc_heading_key(check->arena, page->doc, page->headings[0]);
		if (!dialect_is_template_title(dialect, title) &&
		    !dialect_is_template_title(dialect, record_text(page->record, FIELD_TITLE)))
			continue;
		finding = diag_add(check->diags, code, doc_node_place(page->doc, page->headings[0]),
				   "\"%.*s\" is the title of the template", STR_ARG(title));
		rule_hint(check, finding, "Write what this %s is called.",
			  record_kind_name(page->record));
	}
}

/* A paragraph of the section that the template has, too. */
static void
look_section(const struct check *check, const struct diag_code *code, const struct record *record,
	     const struct statement *statement, const struct map *texts)
{
	const struct doc *doc = statement->page->doc;

	for (uint32_t i = statement->first_node; i < statement->end_node; i++) {
		const struct page *template;
		struct diag_finding *finding;

		if (doc->nodes[i].kind != NODE_PARAGRAPH)
			continue;
		template = map_get(texts, str_trim(doc_plain(check->arena, doc, i)));
		if (template == NULL)
			continue;
		finding = diag_add(check->diags, code, doc_node_place(doc, i),
				   "this paragraph of %s \"%.*s\" is the template's",
				   record_kind_name(record), STR_ARG(record->title));
		rule_hint(check, finding, "Replace it by an answer; the template is \"%.*s\".",
			  STR_ARG(template->path));
	}
}

static void
look_sections(const struct check *check, const struct diag_code *code, const struct record *record,
	      const struct map *texts)
{
	for (int field = 0; field < FIELD_COUNT; field++) {
		const struct statement *statement = record->fields[field];

		for (; statement != NULL; statement = statement->next)
			if (statement->source == SOURCE_SECTION && statement->page != NULL &&
			    !statement->page->ignored)
				look_section(check, code, record, statement, texts);
	}
}

static void
template_text(const struct check *check, const struct diag_code *code)
{
	struct map texts = { 0 };

	rule_template_texts(check, &texts);
	if (texts.count == 0)
		return;
	for (size_t i = 0; i < check->model->records.count; i++)
		look_sections(check, code, check->model->records.items[i], &texts);
}

/* A folder below this one that says of itself that it is a book; empty when there is none. */
static struct str
book_below(const struct check *check)
{
	const struct repo *repo = check->model->repo;

	for (size_t i = 0; i < repo->file_count; i++) {
		struct str folder = path_dir(repo->files[i].path);
		struct str base = path_base(repo->files[i].path);

		if (folder.length > 0 &&
		    (str_equal(base, STR("waymark.yaml")) || str_equal(base, STR("book.toml"))))
			return folder;
	}
	return STR_EMPTY;
}

static struct str
way_out(const struct check *check)
{
	struct str below = book_below(check);

	if (below.length > 0)
		return arena_printf(check->arena,
				    "There is a book in the folder \"%.*s\": name that one. ",
				    STR_ARG(below));
	return check->model->page_count == 0 ? STR("`waymark init` starts a book. ") : STR_EMPTY;
}

static void
nothing_found(const struct check *check, const struct diag_code *code)
{
	const struct dialect *dialect = check->model->dialect;
	struct diag_finding *finding;
	struct str looked_for = STR_EMPTY;

	for (size_t i = 0; i < check->model->records.count; i++)
		if (!check->model->records.items[i]->implied)
			return;
	for (size_t i = 0; i < dialect->page_count; i++)
		if (!dialect->pages[i].ignore && !str_contains(looked_for, dialect->pages[i].files))
			looked_for = arena_printf(check->arena, "%.*s%s%.*s", STR_ARG(looked_for),
						  looked_for.length > 0 ? ", " : "",
						  STR_ARG(dialect->pages[i].files));
	finding =
		diag_add(check->diags, code, place_file(STR_EMPTY),
			 "%s in this book, read as dialect \"%.*s\"",
			 check->model->page_count == 0 ? "there is no page" : "there is no record",
			 STR_ARG(dialect->name));
	rule_hint(check, finding,
		  "%.*sIt looked below \"%.*s\" for %.*s. Another dialect is chosen with "
		  "\"dialect:\" in waymark.yaml.",
		  STR_ARG(way_out(check)),
		  STR_ARG(check->model->book.source.length > 0 ? check->model->book.source
							       : STR(".")),
		  STR_ARG(looked_for));
}

struct codes {
	const struct diag_code **items;
	size_t count;
};

static bool
is_code(const struct codes *codes, struct str name)
{
	for (size_t i = 0; i < codes->count; i++)
		if (str_equal(str_from(codes->items[i]->name), name))
			return true;
	return false;
}

static struct str
nearest_code(const struct codes *codes, struct str name)
{
	struct str best = STR_EMPTY;
	unsigned limit = 3;

	for (size_t i = 0; i < codes->count; i++) {
		unsigned distance = str_distance(str_from(codes->items[i]->name), name, limit);

		if (distance <= limit && (best.length == 0 || distance < limit)) {
			best = str_from(codes->items[i]->name);
			limit = distance;
		}
	}
	return best;
}

static void
report_code(const struct check *check, const struct diag_code *code, const struct data *row,
	    struct str nearest)
{
	struct diag_finding *finding =
		diag_add(check->diags, code, row->key_place,
			 "\"%.*s\" is not the code of a finding", STR_ARG(row->key));

	if (nearest.length > 0)
		rule_hint(check, finding, "Did you mean \"%.*s\"?", STR_ARG(nearest));
}

static void
bad_severity(const struct check *check, const struct diag_code *code)
{
	const struct data *severities = rule_severities(check->model);
	const struct data *row = severities != NULL ? severities->first : NULL;
	struct codes codes = { 0 };

	check_codes(check->arena, &codes.items, &codes.count);
	for (; row != NULL; row = row->next) {
		enum diag_severity severity;

		if (!is_code(&codes, row->key))
			report_code(check, code, row, nearest_code(&codes, row->key));
		else if (!diag_severity_parse(data_text(row), &severity) ||
			 severity == DIAG_FAILURE)
			diag_add(check->diags, code, row->place,
				 "\"%.*s\" is not a severity; expected off, note, warning or error",
				 STR_ARG(data_text(row)));
	}
}

static void
report_former(const struct check *check, const struct diag_code *code, const struct record *record,
	      const struct value *former)
{
	const struct record *other = map_get(&check->model->ids[record->kind], former->text);
	struct diag_finding *finding;

	if (other == NULL)
		return;
	finding = diag_add(check->diags, code, former->place,
			   "%s \"%.*s\" says that it was \"%.*s\" before, which %s",
			   record_kind_name(record), STR_ARG(record->id), STR_ARG(former->text),
			   other == record ? "is its id now" : "is the id of another one now");
	if (other != record)
		rule_other(check, finding, other->place, "\"%.*s\" is here", STR_ARG(other->id));
	rule_hint(check, finding, "Write ids here that nothing has any more.");
}

static void
former_id(const struct check *check, const struct diag_code *code)
{
	const struct records *records = &check->model->records;

	for (size_t i = 0; i < records->count; i++) {
		const struct statement *said = records->items[i]->fields[FIELD_WAS];

		for (; said != NULL; said = said->next)
			for (uint32_t v = 0; v < said->count; v++)
				report_former(check, code, records->items[i], &said->values[v]);
	}
}

#define FAMILY "schema"

static void
unsaid_move(const struct check *check, const struct diag_code *code)
{
	for (size_t i = 0; check->moves != NULL && i < check->moves->count; i++) {
		const struct check_move *move = &check->moves->items[i];
		struct diag_finding *finding =
			diag_add(check->diags, code, move->record->place,
				 "the %s \"%.*s\" is probably the former \"%.*s\"",
				 record_kind_name(move->record), STR_ARG(move->record->id),
				 STR_ARG(move->former));

		rule_hint(check, finding,
			  "Write \"was: %.*s\" into its front matter (%s), so that its history is "
			  "found for certain.",
			  STR_ARG(move->former),
			  move->likeness < 1 ? "the texts are much alike"
					     : "the texts are the same");
	}
}

static const struct check_rule rules[] = {
	{ { "missing-field", FAMILY, DIAG_WARNING, "a record lacks a field that its kind must have",
	    "Every kind of record has a few fields without which it cannot be used: a goal has a "
	    "title, an ask names its team. This record does not say one of them. "
	    "Readers see a gap, and tables, filters and pictures leave the record out. "
	    "Write the field in the way that the hint names.",
	    "| Task             | Owner(s) or team(s) | Notes |\n"
	    "| ---------------- | ------------------- | ----- |\n"
	    "| Standard reviews | ![Team][]           |       |\n" },
	  missing_field },
	{ { "unknown-record", FAMILY, DIAG_ERROR, "a field names a record that does not exist",
	    "A field such as requires or retells ties one record to another. The name that stands "
	    "here is the name of none, so the tie is lost: what the record waits for is not "
	    "known, "
	    "and nobody is told when it is done. Most often the other page was renamed, or the "
	    "name "
	    "has a typing error. Write the id of the record, or a link to its page; `waymark "
	    "list` "
	    "prints the ids.",
	    "---\nrequires: [async_fn/fundamentls]\n---\n# Async iteration\n" },
	  unknown_record },
	{ { "former-id-in-use", FAMILY, DIAG_WARNING, "a former id is one that exists now",
	    "`was:` lists the ids that a record had before its page moved, so that its history is "
	    "found under them. An id that some record of the same kind has now cannot be a former "
	    "one, too: the history of the two would run together. Most often the line was copied "
	    "with the page. Take the id out, or rename the other record.",
	    "in roadmap/ship.md:\n\n---\nwas: [boat]\n---\n\nwhile there is a roadmap/boat.md" },
	  former_id },
	{ { "unsaid-move", FAMILY, DIAG_NOTE,
	    "a record has another id, and does not say which it had",
	    "Since the revision that --since names, the record got another file, and with it "
	    "another id. That it is the same was guessed, from its text and its title; a later "
	    "rewrite, or a page that is much like it, and its history breaks off here. A line "
	    "`was:` with the former id makes it certain.",
	    "roadmap/engine.md became roadmap/machine.md:\n\n---\nwas: engine\n---\n# Machine\n" },
	  unsaid_move },
	{ { "placeholder", FAMILY, DIAG_WARNING, "a record has a name such as \"tbd\"",
	    "The record has a placeholder for a title. It is counted and shown like any other, so "
	    "the plan looks larger and more settled than it is. Give it a name that says what "
	    "users get, or take it out until somebody knows. Which words are placeholders stands "
	    "in the dialect.",
	    "| 🔻 [Testing] | 💤 |\n"
	    "| ↳ tbd        | 💤 |\n" },
	  placeholder },
	{ { "template-title", FAMILY, DIAG_WARNING, "a page still has the title of its template",
	    "The page was made from a template, and its title was never filled in. Tables of "
	    "contents, search results and links that show the title all say \"Template\", so "
	    "nobody "
	    "finds the text. Write what the page is about.",
	    "# Status quo stories: Template\n\nBarbara used `select!` and lost a message.\n" },
	  template_title },
	{ { "template-text", FAMILY, DIAG_WARNING, "a field still has the text of its template",
	    "The page was made from a template, and under this heading stands what the template "
	    "says there: an instruction to the author. The record counts as having the field, "
	    "although nothing is said. Answer the question, or remove the heading.",
	    "## What are the morals of the story?\n\n*Talk about the major takeaways.*\n" },
	  template_text },
	{ { "nothing-found", FAMILY, DIAG_ERROR, "no record was found in the book",
	    "A check that found nothing because it looked at nothing would be worse than none, so "
	    "this is an error. Either the path is not the root of the book, or the book is of "
	    "another kind than was thought. The hint says which files were looked for. Choose a "
	    "dialect with `dialect:` in waymark.yaml or with `--dialect`, or start a book with "
	    "`waymark init`.",
	    NULL },
	  nothing_found },
	{ { "bad-severity", FAMILY, DIAG_WARNING, "waymark.yaml sets a severity that cannot be set",
	    "Under `severity:` every key is the code of a finding and every value is off, note, "
	    "warning or error. This line has another word, so it does nothing: a finding that "
	    "somebody wanted silenced still fails the build, or one that should fail it does not. "
	    "`waymark check --list` prints all codes.",
	    "severity:\n  uncited-storys: off\n" },
	  bad_severity },
};

const struct check_family check_schema = { FAMILY, rules, sizeof rules / sizeof rules[0] };
