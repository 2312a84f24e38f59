/*
 * span: days and stretches of time as people name them.  Knows no clock: what day it is comes with the call.
 *
 *	2022-02-15                  that day
 *	2022-02, 2022               that month, that year
 *	today, yesterday            the day
 *	3 days ago, 2 weeks ago     the day that is so far back; of months and years the same day of the month,
 *	a month ago, 2 years ago    or the last one of a shorter month
 *	this week, last month       the whole week (from Monday on), month or year
 *
 * Words may be parted by dots, as in git (2.weeks.ago), and capitals count for nothing.  To add a form: a function
 * and its row in span.c.
 */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include "base/date.h"

struct span {
	struct date first, last; /* both belong to it */
};

/* False: the text is none of these, or lies outside of the years 1 to 9999. */
bool span_parse(struct str text, struct date today, struct span *ret_span);

#endif
