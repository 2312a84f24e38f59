/*
 * filter: which records somebody wants to see.
 *
 * A condition is FIELD=VALUE, FIELD!=VALUE or FIELD~TEXT (contains); days and numbers compare with <, <=, > and >=, too,
 * for which a field that says nothing is neither.  VALUE may be several with |
 * between them, of which one must hold; "none" is a field that says nothing.  All conditions
 * of a filter must hold.  FIELD is a field of the kind, by its name or the book's, or id.  Values compare as people read:
 * case and white space do not matter, a state may be its name, its word or its sign, a record or
 * person its id, title, handle, or as the book writes them.  `goal` holds for everything below the goal, and so
 * does its `period`, which may be "all".
 */
#ifndef EMIT_FILTER_H
#define EMIT_FILTER_H

#include "base/vec.h"
#include "model/model.h"

enum filter_compare {
	FILTER_IS,
	FILTER_IS_NOT,
	FILTER_CONTAINS,
	FILTER_LESS,
	FILTER_MOST,
	FILTER_MORE,
	FILTER_LEAST,
};

struct filter_value {
	struct str folded;
	enum state state;            /* of a TYPE_STATE field; STATE_NONE: "none" */
	const struct record *target; /* of a field that names records */
	int64_t number;              /* to be less or more than: a number, the days of a date */
	bool is_none, is_all;        /* of periods */
};

struct filter_condition {
	enum field field;
	bool is_id; /* not a field */
	enum filter_compare compare;
	VEC(struct filter_value) values;
};

struct filter {
	VEC(struct filter_condition) conditions;
	bool help_wanted;  /* only what looks for help (plan/help.h) … */
	struct date today; /* … on this day */
};

/* `kinds` are those whose records will be asked for.  False after a failure that says what is
   wrong with the condition: an unknown field, state, choice, person or record. */
bool filter_add(struct filter *filter, const struct model *model, unsigned kinds,
		struct str condition, struct diags *diags);

/* The same from a field and values in a list; nothing is added for an empty one. */
bool filter_add_values(struct filter *filter, const struct model *model, unsigned kinds,
		       enum field field, const struct strs *values, struct diags *diags);

bool filter_matches(const struct filter *filter, const struct record *record,
		    struct arena *scratch);

#endif
