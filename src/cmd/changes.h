/*
 * changes: the history of a book as its site shows it.
 */
#ifndef CMD_CHANGES_H
#define CMD_CHANGES_H

#include "cmd/past.h"
#include "site/history.h"

/* What is told of all and of each record of the model.  The past must have been traced. */
void changes_collect(struct arena *arena, const struct past *past, const struct model *model,
		     struct site_history *ret_history);

/* How many records stood in which state, in the course of time up to `today`; what a period left open
   counts as that from its end on, as far as it is over `today`. */
void changes_count_states(struct arena *arena, const struct past *past, const struct model *model,
			  struct date today, struct site_history *history);

#endif
