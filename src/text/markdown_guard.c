/*
 * markdown_guard: bounds of the parser's work, line by line.
 *
 * A run is what stands between two blank lines: it holds paragraphs or a table.  Costs are in
 * nanoseconds of the parser, measured and rounded up.
 */
#include "text/markdown_guard.h"

#include "text/markdown_fence.h"
#include "text/markdown_nesting.h"

#include "base/limits.h"

#include <string.h>

#define WORK_LIMIT 200000000u       /* nanoseconds that one page may cost beyond its size */
#define SHORT_PARAGRAPH 2048u       /* bytes; what shorter ones cost does not matter */
#define EXPANSION_LIMIT (64u << 20) /* bytes that reference links may copy */

struct guard {
	struct nesting nesting;
	struct fences fences;

	bool in_run;
	bool has_table;       /* the run certainly is a table from its second line on */
	uint32_t run;         /* first line of the run */
	uint32_t paragraph;   /* first line of the paragraph at its end */
	size_t columns;       /* of the widest delimiter row of the run; 0: none */
	size_t first_columns; /* of the run's first line, when that is certain; else 0 */
	size_t table_work;

	bool has_rare_openers;
	bool has_bracket_lines;
	uint64_t work;
};

static size_t
count_char(struct str text, char c)
{
	const char *end = text.data + text.length;
	const char *at = text.data;
	size_t count = 0;

	for (; at < end && (at = memchr(at, c, (size_t)(end - at))) != NULL; at++)
		count++;
	return count;
}

/* "|---|:-:|" */
static bool
is_delimiter_row(struct str text)
{
	bool has_dash = false;
	bool is_table = false;

	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];

		if (c == '-')
			has_dash = true;
		else if (c == '|' || c == ':' || c == '\v' || c == '\f')
			is_table = true;
		else if (c != ' ' && c != '\t')
			return false;
	}
	return has_dash && is_table;
}

/* Cells of a row that begins and ends with a pipe at the margin; 0 for other rows, and where an
   escaped pipe makes it uncertain. */
static size_t
certain_columns(struct str line, size_t pipes)
{
	struct str row = str_trim_end(line);

	if (row.length < 3 || pipes < 2 || row.data[0] != '|' || row.data[row.length - 1] != '|' ||
	    str_find_char(row, '\\') != STR_NONE)
		return 0;
	return pipes - 1;
}

/* Whether the run is certainly a table: then its marks do not add up, because every cell is by
   itself. */
static void
follow_table(struct guard *guard, uint32_t line, struct str whole, size_t pipes)
{
	size_t columns = certain_columns(whole, pipes);

	if (line == guard->run)
		guard->first_columns = columns;
	else if (line == guard->run + 1)
		guard->has_table =
			columns > 0 && columns == guard->first_columns && is_delimiter_row(whole);
}

/* What the lines of the run before `line` cost, which the parser reads as one row at every row of
   dashes below them. */
static uint64_t
header_cost(const struct guard *guard, const struct doc *doc, uint32_t line)
{
	uint64_t cost = 36 * (uint64_t)(doc->line_starts[line] - doc->line_starts[guard->run]);

	for (uint32_t i = guard->run; i < line; i++) {
		uint64_t pipes = count_char(markdown_line(doc, i), '|');

		cost += 4 * pipes * pipes;
	}
	return cost;
}

/* A line that is a row already, or looks like one. */
static void
add_row(struct guard *guard, const struct doc *doc, uint32_t line, struct str text)
{
	uint64_t pipes = count_char(text, '|');

	follow_table(guard, line, markdown_line(doc, line), pipes);
	guard->table_work += guard->columns;
	if (guard->columns > 0)
		guard->work += 4 * pipes * pipes;
	if (line == guard->run || !is_delimiter_row(text))
		return;
	guard->work += 4 * pipes * pipes;
	if (!guard->has_table || line == guard->run + 1)
		guard->work += header_cost(guard, doc, line);
	if (guard->columns < pipes + 1)
		guard->columns = pipes + 1;
}

/* Unfinished raw HTML is looked for up to the end of the paragraph, again at every opening. */
static uint64_t
rare_cost(struct str text)
{
	uint64_t instructions = 0;
	uint64_t others = 0;

	if (str_find_char(text, '<') == STR_NONE)
		return 0;
	for (size_t i = 0; i + 1 < text.length; i++) {
		char c = text.data[i];
		char next = text.data[i + 1];

		if (c == '<' && next == '?')
			instructions++;
		else if (c == '?' && next == '>')
			instructions = 0;
		else if (c == '<' && next == '!')
			others += i + 2 < text.length && text.data[i + 2] != '-';
	}
	return (instructions + others) * text.length * 2;
}

/* Emphasis marks and brackets are looked up in lists of all that stand before them. */
static uint64_t
mark_cost(struct str text)
{
	uint64_t marks = 0;
	uint64_t closing = 0;
	uint64_t images = 0;
	char before = 0;

	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];

		marks += (c == '*' || c == '_') && c != before;
		closing += c == ']';
		images += c == '[' && before == '!';
		before = c;
	}
	return 2 * marks * closing + 5 * images * closing + marks * marks / 8;
}

static void
add_inlines(struct guard *guard, struct str text)
{
	if (guard->has_rare_openers)
		guard->work += rare_cost(text);
	if (text.length >= SHORT_PARAGRAPH)
		guard->work += mark_cost(text);
}

/* Adds the inlines of the lines from the paragraph's first one to before `line`. */
static void
end_paragraph(struct guard *guard, const struct doc *doc, uint32_t line)
{
	size_t start = doc->line_starts[guard->paragraph];
	size_t end = line < doc->line_count ? doc->line_starts[line] : doc->source.length;

	if (!guard->has_table) {
		add_inlines(guard, str_slice(doc->source, start, end));
	} else if (end - start >= SHORT_PARAGRAPH || guard->has_rare_openers) {
		for (uint32_t i = guard->paragraph; i < line; i++) /* every cell is by itself */
			add_inlines(guard, markdown_line(doc, i));
	}
	guard->paragraph = line;
}

/* The line may end the table: from here on it may be a paragraph. */
static void
leave_table(struct guard *guard, const struct doc *doc, uint32_t line)
{
	end_paragraph(guard, doc, line);
	guard->has_table = false;
}

static void
end_run(struct guard *guard, const struct doc *doc, uint32_t line)
{
	if (!guard->in_run)
		return;
	end_paragraph(guard, doc, line);
	guard->in_run = guard->has_table = false;
	guard->columns = guard->first_columns = 0;
}

static void
start_run(struct guard *guard, uint32_t line)
{
	guard->in_run = true;
	guard->run = guard->paragraph = line;
}

static bool
may_be_row(const struct guard *guard, struct str text)
{
	char c = text.data[0];

	return guard->columns > 0 || c == '|' || c == ':' || c == '-';
}

static void
add_line(struct guard *guard, const struct doc *doc, uint32_t line, struct str whole,
	 struct nesting_line read)
{
	if (!guard->in_run)
		start_run(guard, line);
	else if (read.starts_item)
		end_paragraph(guard, doc, line);
	else if (guard->has_table && certain_columns(whole, 2) == 0)
		leave_table(guard, doc, line);
	if (may_be_row(guard, read.text))
		add_row(guard, doc, line, read.text);
}

/* Whether the line opens or continues nothing but what it is in: its first byte begins no marker,
   no fence, no tag and no indentation. */
static bool
is_plain(const struct guard *guard, struct str line)
{
	static const bool begins[256] = {
		[' '] = true,  ['\t'] = true, ['>'] = true, ['-'] = true, ['+'] = true,
		['*'] = true,  ['['] = true,  ['`'] = true, ['~'] = true, ['<'] = true,
		['0'] = true,  ['1'] = true,  ['2'] = true, ['3'] = true, ['4'] = true,
		['5'] = true,  ['6'] = true,  ['7'] = true, ['8'] = true, ['9'] = true,
		[0xEF] = true,
	};

	if (guard->fences.mark != 0)
		return false;
	return line.length == 0 || !begins[(unsigned char)line.data[0]];
}

static enum guard_danger
danger_of(const struct guard *guard)
{
	if (guard->table_work > LIMIT_TABLE_WORK)
		return GUARD_TABLE;
	return guard->work > WORK_LIMIT ? GUARD_WORK : GUARD_NONE;
}

static enum guard_danger
read_line(struct guard *guard, const struct doc *doc, uint32_t line)
{
	struct str whole = markdown_line(doc, line);
	struct nesting_line read = { .text = whole };

	if (is_plain(guard, whole)) {
		guard->fences.after_html &= whole.length > 0;
	} else {
		if (fences_skip(&guard->fences, whole, guard->nesting.count > 0)) {
			end_run(guard, doc, line);
			return danger_of(guard);
		}
		if (!nesting_follow(&guard->nesting, whole, &read)) {
			end_run(guard, doc, line);
			return danger_of(guard) != GUARD_NONE ? danger_of(guard) : GUARD_NESTING;
		}
		fences_note(&guard->fences, read.text);
		guard->has_bracket_lines |= read.text.length > 0 && read.text.data[0] == '[';
	}
	if (read.text.length == 0)
		end_run(guard, doc, line);
	else
		add_line(guard, doc, line, whole, read);
	return danger_of(guard);
}

/* Every use of a reference copies its target and title. */
static bool
expands_too_far(const struct doc *doc, struct str text)
{
	size_t uses;
	size_t definition = STR_NONE; /* start of the definition being read */
	uint64_t largest = 0;

	if ((uint64_t)text.length * text.length / 3 < EXPANSION_LIMIT) /* "[a]" is three bytes */
		return false;
	uses = count_char(text, ']');
	if ((uint64_t)uses * text.length < EXPANSION_LIMIT)
		return false;
	for (uint32_t line = 0; line <= doc->line_count; line++) {
		struct str whole = line < doc->line_count ? markdown_line(doc, line) : STR_EMPTY;
		size_t start = line < doc->line_count ? doc->line_starts[line] : doc->source.length;
		bool defines = str_find(whole, STR("]:")) != STR_NONE;

		if (definition != STR_NONE && (defines || str_trim(whole).length == 0)) {
			if (start - definition > largest)
				largest = start - definition;
			definition = STR_NONE;
		}
		if (defines)
			definition = start;
	}
	return largest * uses > EXPANSION_LIMIT;
}

static enum guard_danger
read_lines(struct guard *guard, const struct doc *doc, uint32_t first_line, uint32_t *ret_line)
{
	for (uint32_t line = first_line; line < doc->line_count; line++) {
		enum guard_danger danger = read_line(guard, doc, line);

		if (danger == GUARD_NONE)
			continue;
		/* What a run costs is known at its end, and then the run must not be parsed. */
		*ret_line = danger == GUARD_NESTING ? line : guard->run;
		return danger;
	}
	end_run(guard, doc, doc->line_count);
	*ret_line = guard->run;
	return danger_of(guard);
}

struct guard_report
markdown_guard(const struct doc *doc, struct page_features features, uint32_t first_line)
{
	struct guard guard = { .has_rare_openers = features.odd_tags };
	struct guard_report report = { .line = first_line };

	if (doc->source.length == 0)
		return report;
	if (expands_too_far(doc, doc->source))
		report.danger = GUARD_WORK;
	else
		report.danger = read_lines(&guard, doc, first_line, &report.line);
	report.has_bracket_lines = guard.has_bracket_lines;
	if (report.danger == GUARD_NONE)
		report.line = doc->line_count;
	return report;
}

/* "&#94;", "&#x5E;" and "&Hat;" all are "^". */
static bool
is_hat(struct str entity)
{
	struct str digits;

	if (str_starts(entity, STR("&Hat;")))
		return true;
	if (!str_starts(entity, STR("&#")))
		return false;
	digits = str_from_offset(entity, 2);
	if (digits.length > 0 && (digits.data[0] == 'x' || digits.data[0] == 'X'))
		digits = str_from_offset(digits, 1);
	while (digits.length > 0 && digits.data[0] == '0')
		digits = str_from_offset(digits, 1);
	return str_starts(digits, STR("94;")) ||
	       str_equal_fold(str_slice(digits, 0, 3), STR("5e;"));
}

bool
markdown_footnotes_are_safe(struct str text)
{
	for (size_t at = str_find(text, STR("[&")); at != STR_NONE;
	     at = str_find(text, STR("[&"))) {
		text = str_from_offset(text, at + 1);
		if (is_hat(text))
			return false;
	}
	return true;
}
