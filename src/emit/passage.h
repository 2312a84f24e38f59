/*
 * passage: a text of a book as lines for a terminal, where lists and tables keep their shape.
 */
#ifndef EMIT_PASSAGE_H
#define EMIT_PASSAGE_H

#include "base/vec.h"
#include "model/model.h"

/* A line for each paragraph, item of a list ("• a") and row of a table ("a | b"): plain text.  None where
   the statement is not a section as a whole, or all of it is one paragraph. */
void passage_lines(struct arena *arena, const struct statement *said, struct strs *ret_lines);

#endif
