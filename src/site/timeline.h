/*
 * timeline: what has a date, for the page of that name.  Private to this folder.
 */
#ifndef SITE_TIMELINE_H
#define SITE_TIMELINE_H

#include "site/parts.h"

/* A record that should be done, or was done, on a day. */
struct timeline_step {
	const struct record *record;
	struct date due, done; /* one of them is set */
	struct date day;       /* when it was done, else when it is or was due */
};

/* Steps of the same work. */
struct timeline_lane {
	const struct record *work; /* NULL: it belongs to nothing */
	struct timeline_step *steps;
	size_t count, capacity;
};

/* A span of time that goals belong to. */
struct timeline_period {
	struct str name;
	struct date first, last;
	size_t goals, states[STATE_COUNT];
	size_t left_open; /* not in states: nobody knows what came of them, plan/period.h */
};

struct timeline {
	struct {
		struct timeline_lane *items;
		size_t count, capacity;
	} lanes; /* by the day of their first step */
	struct {
		struct timeline_period *items;
		size_t count, capacity;
	} periods; /* by their first day */
	size_t step_count;
};

bool timeline_has_dates(const struct model *model);
void timeline_of(struct arena *arena, const struct model *model, struct date today,
		 struct timeline *ret_timeline);

/* " due 2026-03-01, overdue" in small letters; nothing where no such day is said. */
void put_due(struct canvas *canvas, const struct record *step);

/* It is not done, and its day is over. */
bool timeline_is_late(const struct timeline_step *step, struct date today);

/* "overdue", "7 days late", "on the day"; empty: nothing is to be said. */
struct str timeline_remark(struct arena *arena, const struct timeline_step *step,
			   struct date today);

/* The pictures of timeline_picture.c; the page's tables say the same. */
void put_timeline_periods(struct canvas *canvas, const struct timeline *timeline);
void put_timeline_steps(struct canvas *canvas, const struct timeline *timeline);

#endif
