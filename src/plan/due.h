/*
 * due: steps that have a day.  What day it is comes with the call; a date that is not set makes nothing overdue.
 */
#ifndef PLAN_DUE_H
#define PLAN_DUE_H

#include "model/model.h"

/* The day of the field; not set: it says none that is understood. */
struct date due_date(const struct record *record, enum field field);

/* The record should be done by now, and neither it nor what it belongs to is done or dropped. */
bool due_is_over(const struct record *record, struct date today);

/* The milestone that work is at: of those that are not done the one with the earliest day, else the first that goes
   on, else the first.  NULL: there is none, the work is done or dropped, or its period is over. */
const struct record *due_next(struct arena *arena, const struct record *work, struct date today);

#endif
