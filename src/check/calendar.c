/*
 * calendar: tables of dates below headings such as "March 2023", as in lists of meetings.
 */
#include "check/rules.h"

/* A heading that names a month. */
struct month {
	int year, number;
	struct str text; /* as the heading writes it */
};

static const struct str month_names[12] = {
	STR_INIT("january"),   STR_INIT("february"), STR_INIT("march"),    STR_INIT("april"),
	STR_INIT("may"),       STR_INIT("june"),     STR_INIT("july"),     STR_INIT("august"),
	STR_INIT("september"), STR_INIT("october"),  STR_INIT("november"), STR_INIT("december"),
};

static bool
parse_month(struct str text, struct month *ret_month)
{
	struct str rest = str_trim(text), name;
	int64_t year;

	if (!str_cut(&rest, ' ', &name) || rest.length != 4 || !str_to_number(rest, &year) ||
	    year < 1000)
		return false;
	for (int i = 0; i < 12; i++) {
		if (str_equal_fold(name, month_names[i])) {
			*ret_month = (struct month){ (int)year, i + 1, str_trim(text) };
			return true;
		}
	}
	return false;
}

/* Without making the text of every heading in the book: a month's ends in a digit. */
static bool
heading_month(const struct check *check, const struct doc *doc, uint32_t heading,
	      struct month *ret_month)
{
	const struct node *node = &doc->nodes[heading];
	struct str line = str_slice(doc->source, node->offset, node->offset + node->span);

	line = str_trim(line);
	if (line.length == 0 || line.length > 64 || line.data[line.length - 1] < '0' ||
	    line.data[line.length - 1] > '9')
		return false;
	return parse_month(doc_plain(check->arena, doc, heading), ret_month);
}

static void
look_cell(const struct check *check, const struct diag_code *code, const struct page *page,
	  uint32_t cell, const struct month *month)
{
	const struct doc *doc = page->doc;
	const struct node *node = &doc->nodes[cell];
	struct str text = str_slice(doc->source, node->offset, node->offset + node->span);
	struct diag_finding *finding;
	struct date date;

	/* Only the year is wrong: a week may begin in the month before. */
	if (!date_parse(str_trim(text), &date) || date.month != month->number ||
	    date.year == month->year)
		return;
	finding = diag_add(check->diags, code, doc_place(doc, node->offset, node->span),
			   "\"%.*s\" stands below the heading \"%.*s\"", STR_ARG(text),
			   STR_ARG(month->text));
	rule_hint(check, finding, "Did you mean %d-%02d-%02d?", month->year, date.month, date.day);
	finding->has_edit = true;
	finding->edit = (struct diag_edit){ page->path, node->offset, 4,
					    arena_printf(check->arena, "%04d", month->year) };
}

static void
wrong_year(const struct check *check, const struct diag_code *code)
{
	for (size_t p = 0; p < check->model->page_count; p++) {
		const struct page *page = check->model->pages[p];
		const struct doc *doc = page->doc;

		for (uint32_t h = 0; h < page->heading_count; h++) {
			uint32_t heading = page->headings[h], end;
			struct month month;

			if (!heading_month(check, doc, heading, &month))
				continue;
			end = doc_section_end(doc, heading);
			for (uint32_t i = heading + 1; i < end; i++)
				if (doc->nodes[i].kind == NODE_CELL)
					look_cell(check, code, page, i, &month);
		}
	}
}

static void
repeated_month(const struct check *check, const struct diag_code *code)
{
	for (size_t p = 0; p < check->model->page_count; p++) {
		const struct page *page = check->model->pages[p];
		struct map seen = { 0 }; /* "level year-month" -> the heading's node */

		for (uint32_t h = 0; h < page->heading_count; h++) {
			uint32_t heading = page->headings[h];
			struct diag_finding *finding;
			struct month month;
			struct str key;
			void **slot;

			if (!heading_month(check, page->doc, heading, &month))
				continue;
			key = arena_printf(check->arena, "%u %d-%02d",
					   page->doc->nodes[heading].level, month.year,
					   month.number);
			slot = map_put(check->arena, &seen, key);
			if (*slot == NULL) {
				*slot = &page->headings[h];
				continue;
			}
			finding = diag_add(check->diags, code, doc_node_place(page->doc, heading),
					   "\"%.*s\" is a heading of this page already",
					   STR_ARG(month.text));
			rule_other(check, finding,
				   doc_node_place(page->doc, *(const uint32_t *)*slot),
				   "the first one");
			rule_hint(check, finding, "Put both parts together, or correct the month.");
		}
	}
}

#define FAMILY "calendar"

static const struct check_rule rules[] = {
	{ { "wrong-year", FAMILY, DIAG_WARNING, "a date has another year than the heading above it",
	    "Below a heading that names a month and a year stands a table with a date of the same "
	    "month in another year. In January and after copying last year's rows the old year is "
	    "easily left in. Sorting, calendars and searches put the meeting into the wrong year. "
	    "`--fix` writes the year of the heading.",
	    "### March 2023\n\n| Date | Topic |\n| --- | --- |\n| 2022-03-13 | Triage |\n" },
	  wrong_year },
	{ { "repeated-month", FAMILY, DIAG_NOTE, "a month has two headings in one page",
	    "Two headings of the same rank in one page name the same month. Mostly the second is a "
	    "copy whose month was not changed, or rows were added in two places. Readers find one "
	    "half and think that it is all. Put them together, or correct the heading.",
	    "### November 2023\n\n### October 2023\n\n### November 2023\n" },
	  repeated_month },
};

const struct check_family check_calendar = { FAMILY, rules, sizeof rules / sizeof rules[0] };
