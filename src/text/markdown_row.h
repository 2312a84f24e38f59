/*
 * markdown_row: the cells of a table's row: where they stand, and their texts.
 *
 * GitHub's rules: the row may begin and end with a pipe; every other pipe parts two cells, also
 * inside a code span, unless a backslash stands right before it.
 */
#ifndef TEXT_MARKDOWN_ROW_H
#define TEXT_MARKDOWN_ROW_H

#include "base/arena.h"

#include <stdbool.h>

struct row_cell {
	uint32_t offset, span; /* trimmed; an empty cell stands one blank behind its pipe */
	bool has_escaped_pipe;
};

struct row_cells {
	struct row_cell *items;
	size_t count, capacity;
};

/* Texts of cells, each ended by a NUL; "\|" of the file is "|" here. */
struct row {
	struct str *items;
	size_t count, capacity;
};

/* Replaces `cells` by those of source[start..end), which is one row without its line break. */
void row_split(struct arena *arena, struct str source, uint32_t start, uint32_t end,
	       struct row_cells *cells);

/* What follows is as the parser's own extension has it, in which only blanks and tabs are taken off a
   text, and a line does not end in a line break. */

/* Where the first cell begins; the end when there is none. */
uint32_t row_first_cell(struct str line);

/* The first `most` cells. */
struct row *row_read(struct arena *arena, struct str line, size_t most);

/* Makes the text of a cell, or of lines, of what stands in the file.  Behind it there is room for a
   NUL. */
struct str row_text(char *text, size_t length);

/* "|---|:-:|" */
bool row_is_dashes(struct str line);

#endif
