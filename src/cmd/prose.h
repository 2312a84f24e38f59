/*
 * prose: the paragraphs of descriptions and explanations, laid out for a terminal.
 *
 * Paragraphs are parted by blank lines; line breaks inside of one mean nothing.  A paragraph whose
 * first line is indented, or begins with * or -, is shown line by line as it is.
 */
#ifndef CMD_PROSE_H
#define CMD_PROSE_H

#include "base/buf.h"

struct prose {
	struct str text; /* as written, without the line break at its end */
	bool literal;
};

/* The next paragraph; false at the end. */
bool prose_next(struct str *rest, struct prose *ret_paragraph);

/* Words separated by single blanks, however they were parted. */
void prose_put_words(struct buf *out, struct str text);

/* Wraps one paragraph to `columns`, every line indented; ends with a line break. */
void prose_wrap(struct buf *out, struct str text, size_t indent, size_t columns);

/* All paragraphs with blank lines between them. */
void prose_put(struct buf *out, struct str text, size_t indent, size_t columns);

#endif
