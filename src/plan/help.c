/*
 * help: who looks for help.
 */
#include "plan/help.h"

#include "plan/period.h"

static bool
is_open(const struct record *record)
{
	enum state state = record_state(record);

	return state != STATE_DONE && state != STATE_DROPPED;
}

static unsigned
own_reasons(const struct record *record)
{
	static const struct {
		enum field field;
		enum help_reason reason;
	} rows[] = { { FIELD_NEEDS, HELP_NEEDS }, { FIELD_HELP, HELP_HOW } };
	unsigned reasons = record_state(record) == STATE_WANTED ? HELP_OWNER : 0;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (record_said(record, rows[i].field) != NULL)
			reasons |= rows[i].reason;
	return reasons;
}

bool
help_wants(const struct record *record)
{
	return is_open(record) && own_reasons(record) != 0;
}

unsigned
help_of(const struct record *record, struct date today)
{
	unsigned reasons;

	if (!is_open(record) || period_is_over(period_of(record), today))
		return 0;
	reasons = own_reasons(record);
	for (size_t i = 0; i < record->children.count; i++) {
		const struct record *child = record->children.items[i];

		if (child->kind == KIND_MILESTONE && help_wants(child))
			reasons |= HELP_STEP;
	}
	return reasons;
}
