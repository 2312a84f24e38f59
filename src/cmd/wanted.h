/*
 * wanted: what of a book's history somebody asks for: `waymark log ID --kind … --owner … --event …`.
 *
 * It reads no revision but the last one, for the names of records.
 */
#ifndef CMD_WANTED_H
#define CMD_WANTED_H

#include "cmd/past.h"

struct wanted {
	unsigned kinds, events; /* bits */
	struct strs people;     /* any of them, empty: nobody; none: of whomever */
	struct {
		uint32_t *items;
		size_t count, capacity;
	} lives; /* any of them: one record, or one work in all periods; none: of whatever */
	struct str name; /* the record that was asked for, as it was said; or empty */
};

/* The options --kind and --event.  False after a failure. */
bool wanted_read(struct call *call, struct wanted *ret_wanted);

/* The option --owner, and the record or person `name` (or empty), in what is known of the past; more of it is read where
   that is not enough.  Whoever was ever named is known.  False after a failure, which says who was probably meant. */
bool wanted_find(struct call *call, struct past *past, struct str name, struct wanted *wanted);

bool wanted_has(const struct wanted *wanted, const struct event *event);

/* What was looked for: " (goal; owner ada; finished)", as people read it; empty: anything. */
struct str wanted_text(struct arena *arena, const struct wanted *wanted);

#endif
