/*
 * period: what the name of a period says about time, and what a reader may take a record of it for.
 * What day it is comes with the call; a date that is not set makes no period over.
 */
#ifndef PLAN_PERIOD_H
#define PLAN_PERIOD_H

#include "model/model.h"

/* The first and last day of "2026", "2026h1", "2026q3" or "2026-07"; false for other texts. */
bool period_span(struct str period, struct date *ret_first, struct date *ret_last);

bool period_is_over(struct str period, struct date today);
bool period_is_now(struct str period, struct date today);

/* The period of the record or of what it belongs to; empty when there is none. */
struct str period_of(const struct record *record);

/* Periods of the book's goals, the latest first. */
void period_list(struct arena *arena, const struct model *model, struct strs *ret_periods);

/* The one of them that somebody means: capitals count for nothing.  False after a failure that says which there are. */
bool period_find(const struct strs *periods, struct str wanted, struct str *ret_period,
		 struct diags *diags);

/* "all" stands for every period. */
bool period_is_all(struct str period);

/* The period of the book's goals that is now, else the latest; empty when there are none. */
struct str period_current(const struct model *model, struct date today);

/* A period is over and the state of work in it is still one of work that goes on or should begin. */
bool period_leaves_open(struct str period, enum state state, struct date today);

/* The record's period is over and its state is still one of work that goes on or should begin: the
   book does not say what came of it.  To call such work "in progress" would be a guess. */
bool period_left_open(const struct record *record, struct date today);

/* What a reader is told of the record's state, everywhere: its state's name, word and sign, or of work that
   is left open those of PERIOD_UNKNOWN. */
struct told {
	struct str name, word, sign;
};
#define PERIOD_UNKNOWN ((struct told){ STR("unknown"), STR("Outcome unknown"), STR("?") })
struct told period_told(const struct model *model, const struct record *record, struct date today);

#endif
