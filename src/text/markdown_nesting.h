/*
 * markdown_nesting: how deeply quotes, lists and footnotes can be nested at each line.
 *
 * Containers are matched as the parser matches them, but never closed by plain text, so the depth
 * is never underestimated.  Part of markdown_guard.
 */
#ifndef TEXT_MARKDOWN_NESTING_H
#define TEXT_MARKDOWN_NESTING_H

#include "base/limits.h"
#include "base/str.h"

enum nesting_kind { NESTING_QUOTE, NESTING_ITEM, NESTING_NOTE };

struct nesting_container {
	enum nesting_kind kind;
	size_t padding; /* columns that a line must be indented by to stay in an item */
};

struct nesting {
	struct nesting_container open[LIMIT_NESTING + 1];
	size_t count;
	size_t weight; /* a list and its item count two */
};

struct nesting_line {
	struct str text;  /* what stands behind the markers and blanks */
	bool starts_item; /* a list item with content begins here, whatever stands before it */
};

/* Follows the containers through a line (without its line break); false when the line nests them
   more deeply than LIMIT_NESTING. */
bool nesting_follow(struct nesting *nesting, struct str line, struct nesting_line *ret_line);

#endif
