/*
 * lines: from offsets in a text to the places that findings show; from code points to offsets.
 */
#ifndef TEXT_LINES_H
#define TEXT_LINES_H

#include "diag/diag.h"

struct lines {
	struct str file; /* for places */
	struct str text; /* a slice of the file, from the beginning of a line */
	uint32_t first_line;
	size_t *starts; /* offsets of the lines in `text` */
	size_t count;
	size_t code_point, offset; /* the same place twice: where the last search ended */
};

/* The line starts live in the arena; `first_line` is the text's first, from 1. */
void lines_init(struct lines *lines, struct arena *arena, struct str file, struct str text,
		uint32_t first_line);

/* The place of text[from..to), cut off at the end of its first line. */
struct place lines_place(const struct lines *lines, size_t from, size_t to);

/* The offset of the code point with this number, from 0.  The way from the last one asked for is
   walked: ask in the order of the text, or nearly. */
size_t lines_offset(struct lines *lines, size_t code_point);

#endif
