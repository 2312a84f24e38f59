/*
 * lines: the prose of a part of a page, line by line as its author wrote it.
 *
 * Code blocks, tables, raw HTML, pictures, bare addresses and generated regions are no prose and left
 * out; code in a sentence stays.  A line that many pages have in common comes from their template:
 * its key is what two such lines agree in.
 */
#ifndef ROLLUP_LINES_H
#define ROLLUP_LINES_H

#include "base/map.h"
#include "base/vec.h"
#include "text/markdown.h"

struct line {
	struct str text;
	struct str key; /* folded words with single blanks; empty: it has none */
	bool opens;     /* a block begins: no phrase goes across from the line before */
};

struct lines {
	struct line *items;
	size_t count, capacity;
};

/* Appends the lines of the nodes [first, end); texts live in the arena. */
void lines_collect(struct arena *arena, const struct doc *doc, uint32_t first, uint32_t end,
		   struct lines *lines);
void lines_add(struct arena *arena, struct str text, struct lines *lines);
/* Is there prose in the nodes [first, end), besides headings? */
bool lines_any(const struct doc *doc, uint32_t first, uint32_t end);

/*
 * Counts in how many groups of lines each key occurs: `counts` maps keys to counts (as uintptr_t).
 * A line is template text when at least 3 groups and a fifth of all `groups` have it.
 */
void lines_count(struct arena *arena, const struct lines *lines, struct map *counts);
/* The sentence may go on in the next line of the same block. */
bool line_goes_on(const struct line *line);
bool line_is_template(const struct line *line, const struct map *counts, size_t groups);

#endif
