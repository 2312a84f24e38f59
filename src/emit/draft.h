/*
 * draft: a first form of a metanarrative, and of summaries, for people to write on.
 *
 * Skeletons: what the stories of each group say for themselves, with links, in the form that the
 * book's dialect reads.  Titles are the words that set a group apart; sentences are for people.
 */
#ifndef EMIT_DRAFT_H
#define EMIT_DRAFT_H

#include "rollup/rollup.h"

struct draft {
	struct str file; /* from the book's root */
	struct str text;
	bool tells; /* the stories in it count as told as soon as it is written */
};

struct drafts {
	struct draft *items;
	size_t count, capacity;
};

/* All drafts that the book has a place for: one metanarrative, beside the book's own where it has one,
   and a summary a group of two stories or more.  False after a failure: it has a place for neither, or
   has no stories, or no groups.  What is there already is not looked at: that is for whoever writes. */
bool draft_make(struct rollup *rollup, struct drafts *ret_drafts, struct diags *diags);

#endif
