/*
 * load: counts what names somebody.
 */
#include "plan/load.h"

#include "plan/period.h"
#include "plan/ties.h"

static const struct record *
work_of(const struct record *record)
{
	while (record->parent != NULL &&
	       (record->kind == KIND_MILESTONE || record->kind == KIND_ASK))
		record = record->parent;
	return record;
}

bool
load_is_running(const struct record *record, struct date today)
{
	enum state state = record_state(record);
	const struct record *work = work_of(record);

	if (period_is_over(period_of(work), today))
		return false;
	if (work == record)
		return state == STATE_ACTIVE;
	return record_state(work) == STATE_ACTIVE && (state == STATE_NONE || state == STATE_ACTIVE);
}

static size_t
read_capacity(const struct record *person)
{
	const struct value *value = record_value(person, FIELD_CAPACITY);

	return value == NULL || value->bad || value->number < 0 ? 0 : (size_t)value->number;
}

struct load
load_of(struct arena *arena, const struct record *person, struct date today)
{
	struct load load = { .capacity = read_capacity(person) };
	struct records championed; /* a goal may name a champion, and each of its asks */
	struct ties_set goals = ties_set_of(arena, &championed);

	for (size_t i = 0; i < person->referrers.count; i++) {
		struct record *record = person->referrers.items[i];

		if (!load_is_running(record, today))
			continue;
		load.owns += ties_names(record, FIELD_OWNER, person);
		load.takes_part += ties_names(record, FIELD_PARTICIPANTS, person);
		load.asks += record->kind == KIND_ASK && ties_names(record, FIELD_TEAM, person);
		if (ties_names(record, FIELD_CHAMPIONS, person))
			ties_set_add(&goals, record);
		if (ties_names(record, FIELD_CHAMPION, person) && record->parent != NULL)
			ties_set_add(&goals, record->parent);
	}
	load.champions = championed.count;
	return load;
}

size_t
load_sum(const struct load *load)
{
	return load->owns + load->takes_part + load->champions + load->asks;
}

bool
load_is_over(const struct load *load)
{
	return load->capacity > 0 && (load->owns > load->capacity || load->asks > load->capacity);
}
