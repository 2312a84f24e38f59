/*
 * markdown_guard: looks for what the parser would take too long over, before it gets to see it.
 *
 * The parser is quadratic (or worse) in nesting, in columns times rows of a table, and in some
 * runs of brackets, emphasis marks and unfinished raw HTML.  The guard reads the lines once and
 * bounds that work from above; nothing that people write comes near the bounds.  From the place
 * that it names on, the page is not parsed but shown as it is.
 *
 * To add a danger: a cost in add_row() or end_paragraph() of markdown_guard.c, and a case in
 * tests/unit/test_markdown.c.
 */
#ifndef TEXT_MARKDOWN_GUARD_H
#define TEXT_MARKDOWN_GUARD_H

#include "text/markdown_source.h"

enum guard_danger { GUARD_NONE, GUARD_NESTING, GUARD_TABLE, GUARD_WORK };

struct guard_report {
	enum guard_danger danger;
	uint32_t line;          /* from this line (from 0) on the text must not be parsed */
	bool has_bracket_lines; /* some line may be a reference definition */
};

/* Reads the lines from `first_line` (from 0) on. */
struct guard_report markdown_guard(const struct doc *doc, struct page_features features,
				   uint32_t first_line);

/* Whether footnotes may be switched on: "[&#94;" together with footnotes makes the parser read
   memory that it has freed. */
bool markdown_footnotes_are_safe(struct str text);

#endif
