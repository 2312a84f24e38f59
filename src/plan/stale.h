/*
 * stale: work that is said to go on while nothing of it moves.
 */
#ifndef PLAN_STALE_H
#define PLAN_STALE_H

#include "model/model.h"

/* A goal or an initiative in progress of which nothing moved for longer than the book allows
   (book.stale_days), neither itself nor what belongs to it.  `moved`: days by record->order; one that is
   not set is not known, and then nothing is said of the record.  Work of a period that is over is not
   stale: what came of it is not known. */
bool stale_since(const struct record *record, const struct book *book, const struct date *moved,
		 struct date today, struct date *ret_since);

#endif
