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
	struct date promised;  /* the first day of which it was said that it is due; or `due` */
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
void timeline_of(struct arena *arena, const struct site *site, struct timeline *ret_timeline);

/* " due 2026-03-01, overdue; promised for 2026-01-01, moved twice" in small letters; nothing where no such day is said. */
void put_due(struct canvas *canvas, const struct record *step);
/* " done 2026-03-01, 59 days late" in the same way. */
void put_done(struct canvas *canvas, const struct record *step);

/* It is not done, and its day is over. */
bool timeline_is_late(const struct timeline_step *step, struct date today);

struct timeline_step timeline_step_of(const struct site *site, const struct record *record);

/* "overdue", "7 days late; promised for 2026-01-01, moved twice", "on the day"; empty: nothing is to be said.  Where
   the site has no history, or not all of it, nobody knows whether the day was another one once: "7 days after due". */
struct str timeline_remark(struct arena *arena, const struct site *site,
			   const struct timeline_step *step);

/* The pictures of timeline_picture.c; the page's tables say the same. */
void put_timeline_periods(struct canvas *canvas, const struct timeline *timeline);
void put_timeline_steps(struct canvas *canvas, const struct timeline *timeline);

#endif
