/*
 * due: what should be done by when.
 */
#include "plan/due.h"

#include "plan/period.h"
#include "plan/progress.h"

struct date
due_date(const struct record *record, enum field field)
{
	const struct value *value = record_value(record, field);

	return value != NULL && !value->bad ? value->date : (struct date){ 0 };
}

static bool
is_closed(const struct record *record)
{
	enum state state = record_state(record);

	return state == STATE_DONE || state == STATE_DROPPED ||
	       date_is_set(due_date(record, FIELD_DONE));
}

bool
due_is_over(const struct record *record, struct date today)
{
	struct date due = due_date(record, FIELD_DUE);

	if (!date_is_set(due) || !date_is_set(today) || date_compare(due, today) >= 0)
		return false;
	for (; record != NULL; record = record->parent)
		if (is_closed(record))
			return false;
	return true;
}

/* Both are open, and `before` comes first in the book. */
static bool
is_sooner(const struct record *step, const struct record *before)
{
	struct date due = due_date(step, FIELD_DUE), other = due_date(before, FIELD_DUE);
	int order = 0;

	if (date_is_set(due) != date_is_set(other))
		return date_is_set(due);
	if (date_is_set(due))
		order = date_compare(due, other);
	return order < 0 || (order == 0 && record_state(step) == STATE_ACTIVE &&
			     record_state(before) != STATE_ACTIVE);
}

const struct record *
due_next(struct arena *arena, const struct record *work, struct date today)
{
	const struct record *next = NULL;
	struct records leaves;

	if (is_closed(work) || period_is_over(period_of(work), today))
		return NULL;
	progress_leaves(arena, work, &leaves);
	for (size_t i = 0; i < leaves.count; i++) {
		const struct record *leaf = leaves.items[i];

		if (leaf->kind == KIND_MILESTONE && !is_closed(leaf) &&
		    (next == NULL || is_sooner(leaf, next)))
			next = leaf;
	}
	return next;
}
