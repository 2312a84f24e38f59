/*
 * continuation: work that goes on from period to period, a page in each.
 *
 * A book that plans by periods writes a goal anew for each of them.  Two pages of one kind are the same work when both
 * name the same tracker, else when their files have the same name in the folders of their periods, else when they have the
 * same title; and when in each of the two periods no other page has it, because then it would not be known which.
 */
#ifndef PLAN_CONTINUATION_H
#define PLAN_CONTINUATION_H

#include "model/model.h"

/* The same work in all periods, oldest first, this record among them; a record alone where there is no other. */
void continuation_chain(struct arena *arena, const struct model *model, const struct record *record,
			struct records *ret_chain);

/* The newest of the records where all of them are the same work; else NULL. */
struct record *continuation_newest(struct arena *arena, const struct model *model,
				   const struct records *records);

#endif
