/*
 * roadmap: goals with their initiatives, ready to be shown.
 *
 * roadmap_make chooses the rows; roadmap_table puts them into a table for any of its forms;
 * roadmap_put_json writes them for programs.  The columns are always the same, in the same order;
 * those for people leave out progress and help where no row has any, and the period where there is one.
 *
 * Work that nobody has closed in a period that is over is shown as "Outcome unknown": the book's state
 * was true once.  Programs get the state as it is written, and that the period is over.
 */
#ifndef EMIT_ROADMAP_H
#define EMIT_ROADMAP_H

#include "emit/filter.h"
#include "emit/table.h"
#include "plan/progress.h"

struct roadmap_options {
	struct filter filter; /* a goal is shown, too, when something below it passes */
	bool goals_only;
	struct str period; /* empty: the one of today, else the latest; "all" */
	struct date today; /* not set: no period is over */
};

struct roadmap_row {
	const struct record *record;
	unsigned depth;
	struct progress progress;
	bool is_left_open; /* plan/period.h */
	bool wants_help;   /* plan/help.h */
	bool passes;       /* the filter; if not, it is there for what stands below it */
};

struct roadmap {
	const struct model *model;
	bool goals_only;
	bool has_progress; /* there is a bar in some row */
	bool has_help;     /* some row looks for help, and its state does not say so */
	struct str period; /* shown; empty when the book has no periods, or for all */
	bool several;      /* goals of several periods are shown */
	VEC(struct roadmap_row) rows;
	struct date today;
	size_t goals, initiatives;  /* rows that pass */
	size_t states[STATE_COUNT]; /* of them, but for … */
	size_t left_open;           /* … those whose period is over, with no outcome */
	size_t help, without_owner; /* of them: look for help; are in the state "wanted" */
};

/* False after a failure: the book has no such period.  A book without goals gives no rows. */
bool roadmap_make(struct arena *arena, const struct model *model,
		  const struct roadmap_options *options, struct roadmap *ret_roadmap,
		  struct diags *diags);

/* `from` is the path of the page that the table will stand in: titles link to the records' own
   pages then.  Empty: only links that are good anywhere. */
void roadmap_table(struct arena *arena, const struct roadmap *roadmap, struct str from,
		   struct table *ret_table);

/* For spreadsheets: a line a row, everything in columns of its own. */
void roadmap_machine_table(struct arena *arena, const struct roadmap *roadmap,
			   struct table *ret_table);

void roadmap_put_json(struct arena *scratch, const struct roadmap *roadmap, struct buf *out);

/* "10 goals, 22 initiatives, together: 5 in progress, 3 paused; help wanted: 0" */
struct str roadmap_sum(struct arena *arena, const struct roadmap *roadmap);

/* "▰▰▱▱▱▱ 33%"; empty when nothing is known: work without milestones that is not done. */
struct str roadmap_bar(struct arena *arena, const struct progress *progress);

#endif
