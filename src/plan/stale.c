/* stale: the newest move of a record and of all below it. */
#include "plan/stale.h"

#include "plan/period.h"

static struct date
newest_move(const struct record *record, const struct date *moved)
{
	struct date newest = moved[record->order];

	for (size_t i = 0; i < record->children.count; i++) {
		struct date move = newest_move(record->children.items[i], moved);

		if (date_compare(move, newest) > 0)
			newest = move;
	}
	return newest;
}

bool
stale_since(const struct record *record, const struct book *book, const struct date *moved,
	    struct date today, struct date *ret_since)
{
	if ((record->kind != KIND_GOAL && record->kind != KIND_INITIATIVE) ||
	    record_state(record) != STATE_ACTIVE || !date_is_set(today) ||
	    !date_is_set(moved[record->order]) || period_left_open(record, today))
		return false;
	*ret_since = newest_move(record, moved);
	return date_to_days(today) - date_to_days(*ret_since) > book->stale_days;
}
