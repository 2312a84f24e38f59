/*
 * markdown_table: the cells of a table row as they stand in the source.
 *
 * GitHub's rules: the row may begin and end with a pipe; every other pipe parts two cells, also
 * inside a code span, unless a backslash stands right before it.
 */
#ifndef TEXT_MARKDOWN_TABLE_H
#define TEXT_MARKDOWN_TABLE_H

#include "base/arena.h"

struct table_cell {
	uint32_t offset, span; /* trimmed; an empty cell stands one blank behind its pipe */
	bool has_escaped_pipe;
};

struct table_cells {
	struct table_cell *items;
	size_t count, capacity;
};

/* Replaces `cells` by those of source[start..end), which is one row without its line break. */
void table_split(struct arena *arena, struct str source, uint32_t start, uint32_t end,
		 struct table_cells *cells);

#endif
