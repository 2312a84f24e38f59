/*
 * survey: one walk over the nodes of all pages, for the rules that look at text and not at
 * records.  It keeps only what some rule may complain about, so it is small on a sound book.
 */
#ifndef CHECK_SURVEY_H
#define CHECK_SURVEY_H

#include "check/check.h"
#include "model/link.h"

/* A link, image, definition of a reference, or raw <a href> that leads nowhere or elsewhere. */
struct survey_link {
	const struct page *page;
	struct str url;
	/* Of the address in the file; of the whole link where the address is escaped there. */
	size_t offset;
	size_t length;
	bool exact;  /* the bytes are the address: an edit may replace them */
	bool unused; /* a definition that no link of the page uses */
	struct link_target target;
};

/* Raw markup that is not on the allow-list. */
struct survey_markup {
	const struct page *page;
	struct str source;
	size_t offset, length;
	bool exact;
};

/* A table row whose number of cells is not the header's. */
struct survey_row {
	const struct page *page;
	uint32_t table, row;
};

struct survey {
	VEC(struct survey_link) links;
	VEC(struct survey_markup) markup;
	VEC(struct survey_row) rows;
};

/* The row is a line "[label]: address": meant as a definition, and swallowed by the table. */
bool survey_row_definition(const struct survey_row *row, struct str *ret_label);

/* Made at the first call of a run. */
const struct survey *survey_of(const struct check *check);

#endif
