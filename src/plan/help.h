/*
 * help: does a record look for help, and for which.  One answer for the roadmap, lists and the
 * site.
 *
 * The state "wanted" is work that looks for an owner.  Work that has one may want help, too: it says
 * how to help, what it needs (contributors, funding), or a step of it does.  That does not change
 * its state.  What is done or dropped, or left open in a period that is over, wants none.
 */
#ifndef PLAN_HELP_H
#define PLAN_HELP_H

#include "model/model.h"

enum help_reason {
	HELP_OWNER = 1, /* its state is "wanted" */
	HELP_NEEDS = 2, /* it says what it lacks: FIELD_NEEDS */
	HELP_HOW = 4,   /* it says how to help: FIELD_HELP */
	HELP_STEP = 8,  /* a milestone of it looks for help */
};

/* The record itself, whatever its steps want and whenever that was. */
bool help_wants(const struct record *record);

/* Bits of help_reason; 0: it looks for none. */
unsigned help_of(const struct record *record, struct date today);

#endif
