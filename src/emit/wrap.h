/*
 * wrap: text of a book on a terminal: one line of safe characters, cut into lines that fit.
 */
#ifndef EMIT_WRAP_H
#define EMIT_WRAP_H

#include "base/buf.h"

/* The text on one line: white space runs become one blank, the ends are trimmed.  What would steer
   the terminal or turn the direction of the text around it (control characters, bidirectional
   overrides) becomes U+FFFD. */
struct str wrap_clean(struct arena *arena, struct str text);

/* Cuts the next line of at most `columns` off cleaned text: at a blank where there is one; a word that
   is wider than a whole line behind a slash or anywhere, but never inside a grapheme (one that is
   wider than the line stands alone).  False when the text is used up. */
bool wrap_next(struct str *rest, size_t columns, struct str *ret_line);

/* Cleaned text in lines of `columns` altogether, the first behind `indent` blanks, the others behind
   `hang` more. */
void wrap_put(struct buf *out, struct str text, size_t columns, size_t indent, size_t hang);

#endif
