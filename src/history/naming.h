/*
 * naming: the people whom events name: owners, and those who came or went in a field about people.
 *
 * "lang: @ada" names ada.
 */
#ifndef HISTORY_NAMING_H
#define HISTORY_NAMING_H

#include "history/chronicle.h"

/* The handle without "team: " before it, and without "@". */
struct str naming_handle(struct str text);
/* Whether two spellings of one name: only capitals, blanks and signs differ ("Josh-Triplett", "joshtriplett"). */
bool naming_is_alike(struct str a, struct str b);

/* One name of an event after the other, some of them perhaps twice; begins as { .event = event }. */
struct naming {
	const struct event *event;
	struct str rest; /* of the owners */
	int stage;
};
/* False: there are no more. */
bool naming_next(struct naming *naming, struct str *ret_handle);

/* Capitals count for nothing.  An empty handle: nobody owns it, or does it, though somebody could. */
bool naming_has(const struct event *event, struct str handle);

/* All who were ever named, each once, in the order in which they came. */
struct strs naming_all(struct arena *arena, const struct chronicle *chronicle);

#endif
