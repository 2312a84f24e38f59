/*
 * goalfunding: the table in a goal's section "Funding": Purpose, Cost, Funded, Sponsor(s).
 */
#include "site/goalpage.h"

enum { COLUMN_COST = 1, COLUMN_FUNDED, COLUMN_SPONSORS };

#define MOST_DOLLARS 1000000000000

/* A cell of a row, 0 when the row is too short. */
static uint32_t
nth_cell(const struct doc *doc, uint32_t row, unsigned column)
{
	uint32_t cell = row + 1;

	while (column-- > 0 && cell < doc->nodes[row].end)
		cell = doc->nodes[cell].end;
	return cell < doc->nodes[row].end ? cell : 0;
}

static struct str
cell_text(struct arena *scratch, const struct doc *doc, uint32_t row, unsigned column)
{
	uint32_t cell = nth_cell(doc, row, column);

	return cell == 0 ? STR_EMPTY : str_trim(doc_plain(scratch, doc, cell));
}

static uint32_t
funding_table(struct arena *scratch, const struct page *page)
{
	const struct doc *doc = page->doc;
	uint32_t heading = doc_find_heading(scratch, doc, 0, STR("Funding"));
	uint32_t end = heading < doc->count ? doc_section_end(doc, heading) : 0;

	for (uint32_t i = heading; i < end; i = doc->nodes[i].end)
		if (doc->nodes[i].kind == NODE_TABLE &&
		    str_equal_fold(cell_text(scratch, doc, i + 1, 0), STR("Purpose")))
			return i;
	return 0;
}

/* The digits of "25,000" or "1.5"; where they end. */
static size_t
read_digits(struct str text, double *ret_value)
{
	double value = 0, scale = 0;
	size_t i = 0;

	for (; i < text.length && value < (double)MOST_DOLLARS; i++) {
		char c = text.data[i];

		if (c == '.' && scale == 0)
			scale = 1;
		else if (char_is_digit(c) && scale > 0)
			value += (c - '0') * (scale /= 10);
		else if (char_is_digit(c))
			value = value * 10 + (c - '0');
		else if (c != ',')
			break;
	}
	*ret_value = value;
	return i;
}

/* "$25,000", "$75K", "$1.5M"; false for anything else. */
static bool
read_dollars(struct str text, int64_t *ret_dollars)
{
	double value;
	size_t end;

	if (!str_starts(text, STR("$")) || text.length < 2 || !char_is_digit(text.data[1]))
		return false;
	text = str_from_offset(text, 1);
	end = read_digits(text, &value);
	text = str_from_offset(text, end);
	if (str_equal_fold(text, STR("K")))
		value *= 1000;
	else if (str_equal_fold(text, STR("M")))
		value *= 1000000;
	else if (text.length > 0)
		return false;
	*ret_dollars = value < (double)MOST_DOLLARS ? (int64_t)(value + 0.5) : MOST_DOLLARS;
	return true;
}

static void
count_cost(struct funding *funding, struct str cost)
{
	int64_t dollars;

	if (read_dollars(cost, &dollars)) {
		funding->has_dollars = true;
		if (funding->dollars < MOST_DOLLARS)
			funding->dollars += dollars;
	} else if (str_equal_fold(cost, STR("Ask"))) {
		funding->has_ask = true;
	} else {
		funding->has_open = true;
	}
}

/* "Partial by X": X; empty where nobody is named. */
static struct str
named_sponsor(struct str funded)
{
	size_t at = str_find(funded, STR("by "));

	if (str_starts(funded, STR("By ")))
		return str_trim(str_from_offset(funded, 3));
	return at == STR_NONE ? STR_EMPTY : str_trim(str_from_offset(funded, at + 3));
}

static enum funded
read_funded(struct str text)
{
	if (str_equal_fold(text, STR("Full")) || str_starts(text, STR("By ")))
		return FUNDED_FULLY;
	if (str_equal_fold(text, STR("Partial")) ||
	    str_equal_fold(str_slice(text, 0, 11), STR("Partial by ")))
		return FUNDED_PARTLY;
	return FUNDED_NONE;
}

struct funding
goal_funding(struct arena *scratch, const struct page *page)
{
	struct funding funding = { .table = funding_table(scratch, page) };
	const struct doc *doc = page->doc;
	size_t rows = 0, full = 0, some = 0;

	if (funding.table == 0)
		return funding;
	for (uint32_t row = funding.table + 1; row < doc->nodes[funding.table].end;
	     row = doc->nodes[row].end) {
		enum funded funded;

		if (doc->nodes[row].level == 1)
			continue;
		funded = read_funded(cell_text(scratch, doc, row, COLUMN_FUNDED));
		count_cost(&funding, cell_text(scratch, doc, row, COLUMN_COST));
		rows++;
		full += funded == FUNDED_FULLY;
		some += funded != FUNDED_NONE;
	}
	if (rows == 0)
		funding.table = 0;
	funding.funded = full == rows && rows > 0 ? FUNDED_FULLY
			 : some > 0               ? FUNDED_PARTLY
						  : FUNDED_NONE;
	return funding;
}

void
put_sponsors(struct canvas *canvas, const struct page *page, const struct funding *funding)
{
	const struct doc *doc = page->doc;
	bool begun = false;

	for (uint32_t row = funding->table + 1; row < doc->nodes[funding->table].end;
	     row = doc->nodes[row].end) {
		uint32_t cell = nth_cell(doc, row, COLUMN_SPONSORS);
		struct str named =
			named_sponsor(cell_text(canvas->scratch, doc, row, COLUMN_FUNDED));
		bool has_cell = cell != 0 && doc->nodes[cell].end > cell + 1;

		if (doc->nodes[row].level == 1 || (!has_cell && named.length == 0))
			continue;
		if (begun)
			buf_puts(canvas->out, ", ");
		begun = true;
		if (has_cell)
			put_cell_text(canvas, page, cell);
		if (has_cell && named.length > 0)
			buf_puts(canvas->out, ", ");
		put_text(canvas, named);
	}
}
