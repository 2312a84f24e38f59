/*
 * markdown: reading a page.
 *
 * The steps: make the bytes fit (markdown_source), find out how much of them may be parsed
 * (markdown_guard), let cmark-gfm parse that, walk its tree once (markdown_adapt), read what it
 * does not show from the lines (markdown_links).  What may not be parsed becomes one code block at
 * the end of the document.
 */
#include "text/markdown.h"

#include "text/markdown_again.h"
#include "text/markdown_guard.h"
#include "text/markdown_links.h"
#include "text/markdown_memory.h"
#include "text/markdown_source.h"
#include "text/markdown_table.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <string.h>

void
markdown_setup(void)
{
	cmark_gfm_core_extensions_ensure_registered();
	table_setup();
}

static const char *
say_danger(enum guard_danger danger)
{
	switch (danger) {
	case GUARD_NESTING:
		return "quotes and lists lie more than a hundred levels deep";
	case GUARD_TABLE:
		return "the table has too many columns times rows";
	case GUARD_WORK:
		return "there are too many unfinished links, marks or tags in one paragraph";
	case GUARD_NONE:
		break;
	}
	return "";
}

static void
report_danger(const struct doc *doc, struct guard_report report, struct diags *diags)
{
	enum markdown_code code = report.danger == GUARD_NESTING ? MARKDOWN_TOO_DEEP
				  : report.danger == GUARD_TABLE ? MARKDOWN_TABLE_TOO_LARGE
								 : MARKDOWN_TOO_COMPLEX;
	struct diag_finding *finding;

	finding = diag_add(diags, &markdown_codes[code], place_at(doc->path, report.line + 1, 1, 0),
			   "%s; the page is not read from here on", say_danger(report.danger));
	finding->hint = STR("The rest of the page is shown as it stands in the file.");
}

/* Appends what was not parsed. */
static void
append_rest(struct arena *arena, struct doc *doc, uint32_t line)
{
	uint32_t start = doc->line_starts[line];
	struct node *nodes = ARENA_ARRAY(arena, struct node, doc->count + 1);
	struct node *rest = &nodes[doc->count];

	memcpy(nodes, doc->nodes, doc->count * sizeof *nodes);
	doc->nodes = nodes;
	doc->count++;
	nodes[0].end = doc->count;
	rest->kind = NODE_CODE_BLOCK;
	rest->end = doc->count;
	rest->offset = start;
	rest->span = rest->length = (uint32_t)doc->source.length - start;
	rest->text = doc->source.data + start;
}

static void
read_page(struct adapter *adapter, size_t body, uint32_t skipped, struct guard_report report)
{
	struct doc *doc = adapter->doc;
	size_t end =
		report.line < doc->line_count ? doc->line_starts[report.line] : doc->source.length;
	struct str text = str_slice(doc->source, body, end);

	if (report.has_bracket_lines)
		adapter->is_used = ARENA_ARRAY(adapter->arena, bool, doc->line_count + 1);
	adapt_document(adapter, adapt_parse(adapter, skipped, &text, 1));
	parser_memory_leave();
	doc->is_plain = report.danger == GUARD_NONE && !adapter->features.notes &&
			!adapter->has_flattened && !adapter->has_same_names;
	doc->may_define = adapter->is_used != NULL;
	if (adapter->is_used == NULL)
		return;
	adapt_use_lines(adapter, report.line, doc->line_count);
	if (skipped > 0)
		adapt_use_lines(adapter, 0, skipped - 1);
	definitions_read(adapter->arena, doc, adapter->is_used);
	undefined_filter(doc);
}

/* False: the page has to be read as a whole. */
static bool
read_changes(struct adapter adapter, const struct doc *former, size_t body,
	     struct guard_report report)
{
	struct doc *doc = adapter.doc;
	struct diags diags;

	if (former == NULL || report.danger != GUARD_NONE || adapter.features.notes)
		return false;
	doc->is_plain = true;
	doc->may_define = report.has_bracket_lines;
	diag_init(&diags, adapter.scratch); /* what is found in vain is found again */
	adapter.diags = &diags;
	return markdown_read_again(&adapter, former, (uint32_t)body);
}

struct doc *
markdown_parse_again(struct arena *arena, struct arena *scratch, struct str path, struct str source,
		     const struct doc *former, struct diags *diags)
{
	struct doc *doc = ARENA_NEW(arena, struct doc);
	struct adapter adapter = { .arena = arena, .scratch = scratch, .doc = doc, .diags = diags };
	struct guard_report report;
	uint32_t skipped;
	struct str text;
	size_t body;

	doc->path = path;
	markdown_source_read(arena, doc, source, diags, &body, &skipped);
	text = str_from_offset(doc->source, body);
	adapter.features = page_features(text);
	adapter.features.notes = adapter.features.notes && markdown_footnotes_are_safe(text);
	report = markdown_guard(doc, adapter.features, skipped);
	if (report.danger != GUARD_NONE)
		report_danger(doc, report, diags);
	if (!read_changes(adapter, former, body, report))
		read_page(&adapter, body, skipped, report);
	arena_reset(scratch);
	if (report.danger != GUARD_NONE)
		append_rest(arena, doc, report.line);
	return doc;
}

struct doc *
markdown_parse(struct arena *arena, struct arena *scratch, struct str path, struct str source,
	       struct diags *diags)
{
	return markdown_parse_again(arena, scratch, path, source, NULL, diags);
}

const struct diag_code markdown_codes[] = {
	[MARKDOWN_INVALID_UTF8] = {
		.name = "invalid-utf8",
		.family = "schema",
		.severity = DIAG_ERROR,
		.summary = "a file is not UTF-8 text",
		.explanation =
			"The file has a byte that cannot stand there in UTF-8, or a NUL byte. "
			"Every such byte is read as the replacement character U+FFFD, so names and "
			"links around it may come out wrong, and places behind it are those of the "
			"replaced text. Save the file as UTF-8; older files are often Latin-1 or "
			"Windows-1252.",
	},
	[MARKDOWN_TOO_LARGE] = {
		.name = "page-too-large",
		.family = "schema",
		.severity = DIAG_ERROR,
		.summary = "a page is larger than waymark reads",
		.explanation =
			"A page of more than 8 MiB is cut at the last line end before that. What "
			"stands behind it is not checked, linked or published. Split the page, or "
			"keep data and logs in files of their own.",
	},
	[MARKDOWN_TABLE_TOO_LARGE] = {
		.name = "table-too-large",
		.family = "schema",
		.severity = DIAG_ERROR,
		.summary = "a table has too many columns times rows",
		.explanation =
			"The parser fills up every row to the number of columns in the row of "
			"dashes, so a short text can ask for millions of cells. Where columns "
			"times lines exceed 200,000, the page is shown as plain text from the "
			"table on. Split the table, or take unused columns out of its row of "
			"dashes.",
	},
	[MARKDOWN_TOO_DEEP] = {
		.name = "nested-too-deep",
		.family = "schema",
		.severity = DIAG_ERROR,
		.summary = "quotes, lists or emphasis are nested too deeply",
		.explanation =
			"More than 100 levels of quotes, lists, links and emphasis lie in one "
			"another; a list and its item count as two. Deeper emphasis and links are "
			"read as text; from deeper quotes and lists on the page is shown as plain "
			"text. Nobody writes this by hand: look for a line that a program made.",
		.example = "> > > > > and so on, more than a hundred times",
	},
	[MARKDOWN_TOO_COMPLEX] = {
		.name = "page-too-complex",
		.family = "schema",
		.severity = DIAG_ERROR,
		.summary = "a paragraph would take too long to read",
		.explanation =
			"The paragraph has so many brackets, stars, underscores or unfinished tags "
			"that the parser would try all of them against each other for seconds or "
			"hours, or the page repeats a very long link target very often. The page "
			"is shown as plain text from there on. Put a blank line between parts of "
			"the text, and listings between lines of three backticks.",
	},
};

const size_t markdown_code_count = sizeof markdown_codes / sizeof markdown_codes[0];
