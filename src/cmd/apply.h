/*
 * apply: carries out edits of the book's own files, for `check --fix`, `set` and `sync`.
 *
 * The caller holds the book's lock (apply_lock) from before it loads the book until it has applied
 * its edits, so two waymarks at once lose nothing.  A file that somebody else has changed since it
 * was read is left alone, and said.  Each file is replaced as a whole: old bytes or new ones.
 */
#ifndef CMD_APPLY_H
#define CMD_APPLY_H

#include "cmd/command.h"

/* Waits up to ten seconds for other waymarks that write to this book.  A handle for apply_unlock,
   or -1 after a failure. */
int apply_lock(struct str book, struct diags *diags);
void apply_unlock(int handle);

/*
 * Files are named from the book's root `book`.  Edits that overlap an earlier one (in the order of
 * their offsets) are left out: the next run finds them again.  `ret_applied` counts edits.  False
 * after a failure; files before the one that failed are written then.
 */
bool apply_edits(const struct model *model, struct str book, const struct diag_edit *edits,
		 size_t count, size_t *ret_applied, struct diags *diags);

#endif
