/*
 * roadmap: goals with their initiatives, ready to be shown.
 *
 * roadmap_make chooses the rows; roadmap_table puts them into a table for any of its forms;
 * roadmap_put_json writes them for programs.  The columns are always the same, in the same order;
 * those for people leave out progress where no row has any.
 */
#ifndef EMIT_ROADMAP_H
#define EMIT_ROADMAP_H

#include "emit/filter.h"
#include "emit/table.h"
#include "plan/progress.h"

struct roadmap_options {
	struct filter filter; /* a goal is shown, too, when something below it passes */
	bool goals_only;
	struct str period; /* empty: the latest; "all" */
};

struct roadmap_row {
	const struct record *record;
	unsigned depth;
	struct progress progress;
	bool passes; /* the filter; if not, it is there for what stands below it */
};

struct roadmap {
	const struct model *model;
	bool goals_only;
	bool has_progress; /* there is a bar in some row */
	struct str period; /* shown; empty when the book has no periods, or for all */
	VEC(struct roadmap_row) rows;
	size_t goals, initiatives;  /* rows that pass */
	size_t states[STATE_COUNT]; /* of them */
};

/* False after a failure: the book has no such period.  A book without goals gives no rows. */
bool roadmap_make(struct arena *arena, const struct model *model,
		  const struct roadmap_options *options, struct roadmap *ret_roadmap,
		  struct diags *diags);

/* Periods of the book's goals, the latest first, in an order that people would call by time. */
void roadmap_periods(struct arena *arena, const struct model *model, struct strs *ret_periods);

/* `from` is the path of the page that the table will stand in: titles link to the records' own
   pages then.  Empty: only links that are good anywhere. */
void roadmap_table(struct arena *arena, const struct roadmap *roadmap, struct str from,
		   struct table *ret_table);

/* For spreadsheets: a line a row, everything in columns of its own. */
void roadmap_machine_table(struct arena *arena, const struct roadmap *roadmap,
			   struct table *ret_table);

void roadmap_put_json(struct arena *scratch, const struct roadmap *roadmap, struct buf *out);

/* "10 goals, 22 initiatives: 5 in progress, 3 paused; help wanted: 0" */
struct str roadmap_sum(struct arena *arena, const struct roadmap *roadmap);

/* "▰▰▱▱▱▱ 33%"; empty when nothing is known: work without milestones that is not done. */
struct str roadmap_bar(struct arena *arena, const struct progress *progress);

#endif
