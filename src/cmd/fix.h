/*
 * fix: mends findings that have one right answer.
 */
#ifndef CMD_FIX_H
#define CMD_FIX_H

#include "cmd/command.h"

/*
 * Carries out the edits of the call's findings in the book at `book` and says each in `out` (NULL:
 * says nothing).  Of edits that overlap the first is taken: check again to get the others.  False
 * after a failure.
 */
bool fix_apply(struct call *call, const struct model *model, struct str book, struct buf *out,
	       size_t *ret_fixed);

#endif
