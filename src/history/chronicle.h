/*
 * chronicle: the events of many revisions, and the lives of records through them.
 *
 * A life is one record under all its ids and kinds, from the event that brought it to the one that
 * removed it.  Lives are numbers; they exist once chronicle_trace has run.
 */
#ifndef HISTORY_CHRONICLE_H
#define HISTORY_CHRONICLE_H

#include "history/events.h"

struct chronicle_item {
	struct repo_revision revision;
	struct events events; /* without entries: their snapshots are gone */
	struct date day;      /* chronicle_date; never earlier than that of the item before */
};

struct chronicle {
	struct chronicle_item *items; /* oldest first */
	size_t count, capacity;
};

/* Events with texts of their own, for longer than their snapshots live. */
struct events chronicle_copy(struct arena *arena, const struct events *events);

/* What one revision brought; texts stay where they are.  Nothing is added when there are no events. */
void chronicle_add(struct arena *arena, struct chronicle *chronicle,
		   const struct repo_revision *revision, const struct events *events);

/*
 * Gives each item the day on which it counts where time is counted (months, a chart): its commit's, where those
 * of the line are in order.  Clocks are wrong at times, and commits are made by programs: the fewest days that
 * leave the others in order, and those after `latest`, are taken for wrong; such an item counts with the one
 * before it, the first ones with the one behind.
 */
void chronicle_date(struct arena *arena, struct chronicle *chronicle, struct date latest);

/* The number of each record at the end of a chronicle: "goal polish" -> life. */
struct lives {
	struct arena *arena;
	struct map now; /* life_key -> struct life */
	uint32_t count;
	bool is_unsure; /* something was resumed of which it is not known what it was before */
};

/* Gives each event its life.  And where a record's life is known from the start, "resumed" is what was
   in progress before: what never was is started. */
void chronicle_trace(struct arena *arena, struct chronicle *chronicle, struct lives *ret_lives);

/* The life of a record as it is called at the end, or was called last; 0: there is none such. */
uint32_t chronicle_find(const struct chronicle *chronicle, const struct lives *lives,
			enum kind kind, struct str id);
/* Whether it is known that the record, as it is called at the end, never was in progress. */
bool chronicle_never_active(const struct lives *lives, enum kind kind, struct str id);
/* The last life of any kind with this id or title at any time; 0: there is none. */
uint32_t chronicle_find_any(const struct chronicle *chronicle, struct str name);

#endif
