/*
 * ties: ways through the model.
 */
#include "plan/ties.h"

struct ties_set
ties_set_of(struct arena *arena, struct records *ret_records)
{
	*ret_records = (struct records){ 0 };
	return (struct ties_set){ arena, ret_records, { 0 } };
}

void
ties_set_add(struct ties_set *set, struct record *record)
{
	/* Its place in the book is a record's own. */
	struct str key = { (const char *)&record->order, sizeof record->order };
	void **slot = map_put(set->arena, &set->seen, key);

	if (*slot == NULL)
		*VEC_PUSH(set->arena, set->records) = record;
	*slot = record;
}

void
ties_set_add_all(struct ties_set *set, const struct records *more)
{
	for (size_t i = 0; i < more->count; i++)
		ties_set_add(set, more->items[i]);
}

void
ties_set_add_named(struct ties_set *set, const struct record *record, enum field field)
{
	const struct statement *said = record_said(record, field);

	for (uint32_t i = 0; said != NULL && i < said->count; i++)
		if (said->values[i].target != NULL)
			ties_set_add(set, said->values[i].target);
}

void
ties_named(struct arena *arena, const struct record *record, enum field field,
	   struct records *ret_records)
{
	struct ties_set set = ties_set_of(arena, ret_records);

	ties_set_add_named(&set, record, field);
}

bool
ties_names(const struct record *record, enum field field, const struct record *target)
{
	const struct statement *said = record_said(record, field);

	for (uint32_t i = 0; said != NULL && i < said->count; i++)
		if (said->values[i].target == target)
			return true;
	return false;
}

bool
ties_named_any(const struct record *record, enum field field)
{
	const struct statement *said = record_said(record, field);

	for (uint32_t i = 0; said != NULL && i < said->count; i++)
		if (said->values[i].target != NULL)
			return true;
	return false;
}

void
ties_naming(struct arena *arena, const struct record *record, enum kind kind, enum field field,
	    struct records *ret_records)
{
	*ret_records = (struct records){ 0 };
	for (size_t i = 0; i < record->referrers.count; i++) {
		struct record *referrer = record->referrers.items[i];

		if (referrer->kind == kind && ties_names(referrer, field, record))
			*VEC_PUSH(arena, ret_records) = referrer;
	}
}

/* The goal itself, or the one above. */
static const struct record *
goal_of(const struct record *record)
{
	while (record != NULL && record->kind != KIND_GOAL)
		record = record->parent;
	return record;
}

void
ties_themes(struct arena *arena, const struct record *record, struct records *ret_themes)
{
	const struct record *goal = goal_of(record);

	*ret_themes = (struct records){ 0 };
	if (record->kind == KIND_STORY)
		ties_naming(arena, record, KIND_THEME, FIELD_CITES, ret_themes);
	else if (goal != NULL)
		ties_named(arena, goal, FIELD_ADDRESSES, ret_themes);
}

void
ties_stories(struct arena *arena, const struct record *record, struct records *ret_stories)
{
	struct records themes, stories;
	struct ties_set set = ties_set_of(arena, ret_stories);

	if (record->kind == KIND_THEME || record->kind == KIND_SUMMARY) {
		ties_named(arena, record, record->kind == KIND_THEME ? FIELD_CITES : FIELD_TELLS,
			   ret_stories);
		return;
	}
	if (record->kind == KIND_STORY) {
		ties_named(arena, record, FIELD_RETELLS, ret_stories);
		return;
	}
	ties_themes(arena, record, &themes);
	for (size_t i = 0; i < themes.count; i++) {
		ties_named(arena, themes.items[i], FIELD_CITES, &stories);
		ties_set_add_all(&set, &stories);
	}
}

void
ties_goals(struct arena *arena, const struct record *record, struct records *ret_goals)
{
	struct records themes, goals;
	struct ties_set set = ties_set_of(arena, ret_goals);

	if (record->kind == KIND_THEME) {
		ties_naming(arena, record, KIND_GOAL, FIELD_ADDRESSES, ret_goals);
		return;
	}
	if (record->kind != KIND_STORY)
		return;
	ties_themes(arena, record, &themes);
	for (size_t i = 0; i < themes.count; i++) {
		ties_naming(arena, themes.items[i], KIND_GOAL, FIELD_ADDRESSES, &goals);
		ties_set_add_all(&set, &goals);
	}
}
