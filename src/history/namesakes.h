/*
 * namesakes: records whose titles do not tell them apart.
 *
 * A goal that is carried from one year into the next keeps its title, and two tables of a page may have the
 * same step.  Where events of several such are told, a reader needs their ids.
 */
#ifndef HISTORY_NAMESAKES_H
#define HISTORY_NAMESAKES_H

#include "history/events.h"

struct namesakes {
	struct arena *arena;
	struct map first; /* what a record is called -> struct namesake */
};

/* When all are noted, events are marked: `has_namesake` is set where another record has the same title. */
void namesakes_note_events(struct namesakes *namesakes, const struct events *events);
void namesakes_note_records(struct namesakes *namesakes, const struct model *model);
void namesakes_mark(const struct namesakes *namesakes, struct events *events);

#endif
