/*
 * history: what happened to the book's records, as whoever made the site found it out.
 *
 * Plain lists: the site reads no repository.  All of them live in the arena with the model.
 */
#ifndef SITE_HISTORY_H
#define SITE_HISTORY_H

#include "base/vec.h"
#include "model/model.h"

struct site_commit {
	struct str id, author, summary;
	struct date
		date; /* when it came into the line: never later than that of the commit behind it */
	int64_t time; /* what it says of itself, seconds since the epoch */
};

/* What a commit brought for one record, in one line. */
struct site_change {
	const struct site_commit *commit;
	const struct record *record; /* as it is now; NULL: it is no more */
	enum kind kind;              /* as it was then, as are these */
	struct str id;               /* of what is said first: no other line of the commit has it */
	struct str subject, words;   /* "Polish", "started; owner ada" */
	bool is_detail; /* nothing but fields that have no word for what happens to them */
};

struct site_changes {
	struct site_change *items; /* newest first; in a commit goals first */
	size_t count, capacity;
};

/* How many there were at the end of a span of time. */
struct site_standing {
	struct date first; /* day of the span */
	size_t states[STATE_COUNT];
	size_t left_open;         /* not in states: nobody knew what came of them, plan/period.h */
	size_t steps, steps_done; /* milestones, but for those of periods that were over */
};
/* Those that only hold a place ("tbd") are no entries of history: they are not counted. */

/* The day that was said first when something is due; not set: it is the one that is said now. */
struct site_promise {
	struct date first;
	size_t moves; /* to another day */
};

struct site_history {
	struct site_changes all; /* without what is of interest for one record only */
	struct site_changes
		*of_records; /* by record->order: its own, those of all that belongs to it, and of
					    persons what they own or take part in */
	struct date *moved;  /* by record->order: of the newest change that is more than a detail */
	struct site_promise *promises; /* by record->order */
	struct {
		struct site_standing *items; /* oldest first; none: the beginning is not known */
		size_t count, capacity;
	} standings;
	enum kind charted; /* whose states they count */
	bool are_weeks;    /* spans of standings; else months */
	struct str first;  /* id of the oldest commit */
	struct date cut;   /* set: what happened up to this day is not known */
};

#endif
