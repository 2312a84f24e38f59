/* kept: statements taken and given. */
#include "model/kept.h"

#include <assert.h>

static size_t
count_statements(const struct record *record)
{
	size_t count = 0;
	for (int field = 0; field < FIELD_COUNT; field++)
		for (const struct statement *said = record->fields[field]; said; said = said->next)
			count++;
	return count;
}

void
kept_take(struct arena *arena, const struct loader *loader, struct kept_fields *fields,
	  const struct record *record)
{
	*fields = (struct kept_fields){ .is_read = true, .kind = record->kind };
	fields->items = ARENA_ARRAY(arena, struct kept_field, count_statements(record));
	for (int f = 0; f < FIELD_COUNT; f++) {
		const struct field_row *row =
			record->fields[f] ? schema_field(record->kind, (enum field)f) : NULL;
		for (struct statement *said = record->fields[f]; said; said = said->next) {
			resolve_prepare(arena, loader->dialect, row, said);
			fields->items[fields->count++] = (struct kept_field){
				.field = (enum field)f,
				.refers = row->type == TYPE_PEOPLE || row->type == TYPE_RECORDS,
				.count = said->count,
				.values = said->values,
				.said = said,
			};
		}
	}
}

static void
renew_values(const struct kept_field *kept)
{
	struct statement *said = kept->said;
	if (!kept->refers)
		return;
	said->values = kept->values;
	said->count = kept->count;
	for (uint32_t i = 0; i < kept->count; i++)
		said->values[i].target = NULL;
}

static void
state(const struct given *given, struct record *record, bool leads)
{
	for (size_t i = 0; i < given->fields->count; i++) {
		const struct kept_field *kept = &given->fields->items[i];
		kept->said->next = NULL;
		renew_values(kept);
		values_state(record, kept->field, kept->said, leads);
	}
}

void
kept_give(struct arena *arena, struct kept_fields *fields, struct record *record, bool leads)
{
	struct given *given = ARENA_NEW(arena, struct given);
	struct given **slot = &record->given;
	while (!leads && *slot)
		slot = &(*slot)->next;
	*given = (struct given){ fields, leads, *slot };
	*slot = given;
	state(given, record, leads);
}

void
kept_merge(struct record *record, const struct record *from)
{
	struct given *first = from->given, *last = first;
	while (last && last->next)
		last = last->next;
	if (!last)
		return;
	last->next = record->given;
	record->given = first;
}

void
kept_replace(struct record *record, const struct kept_fields *before, struct kept_fields *after)
{
	for (struct given *given = record->given; given; given = given->next)
		if (given->fields == before)
			given->fields = after;
}

void
kept_take_up(struct record *record)
{
	record->has_dropped = false;
	for (const struct given *given = record->given; given; given = given->next)
		for (size_t i = 0; i < given->fields->count; i++) {
			const struct kept_field *kept = &given->fields->items[i];
			if (kept->said->count != kept->count)
				renew_values(kept);
		}
}

static size_t
count_given(const struct record *record)
{
	size_t count = 0;
	for (const struct given *given = record->given; given; given = given->next)
		count += given->fields->count;
	return count;
}

/* What leads was put in front, the last one first: the list has it so already. */
static void
give_from(const struct given *given, struct record *record)
{
	struct record own = { .kind = record->kind };
	state(given, &own, given->leads);
	for (int field = 0; field < FIELD_COUNT; field++)
		if (own.fields[field])
			values_state(record, (enum field)field, own.fields[field], false);
}

void
kept_give_again(struct record *record)
{
	memset(record->fields, 0, sizeof record->fields);
	record->has_dropped = false;
	record->is_anew = true;
	for (const struct given *given = record->given; given; given = given->next)
		give_from(given, record);
	assert(count_given(record) == count_statements(record));
}

static bool
is_people(enum kind kind, enum field field)
{
	const struct field_row *row = schema_field(kind, field);
	return row && row->type == TYPE_PEOPLE;
}

static bool
is_place(enum kind kind, enum field field)
{
	(void)kind;
	return field == FIELD_TITLE || field == FIELD_GOAL || field == FIELD_INITIATIVE;
}

static bool
is_same_text(const struct kept_field *a, const struct kept_field *b)
{
	if (a->field != b->field || a->count != b->count ||
	    a->said->tentative != b->said->tentative)
		return false;
	for (uint32_t i = 0; i < a->count; i++)
		if (!str_equal(a->values[i].text, b->values[i].text) ||
		    !str_equal(a->values[i].url, b->values[i].url))
			return false;
	return true;
}

/* The next field that is asked for, from *at on; or NULL. */
static const struct kept_field *
next_field(const struct kept_fields *fields, bool (*is_asked)(enum kind kind, enum field field),
	   size_t *at)
{
	while (*at < fields->count) {
		const struct kept_field *kept = &fields->items[(*at)++];
		if (is_asked(fields->kind, kept->field))
			return kept;
	}
	return NULL;
}

static bool
is_same(const struct kept_fields *a, const struct kept_fields *b,
	bool (*is_asked)(enum kind kind, enum field field))
{
	const struct kept_field *left, *right;
	size_t at = 0, there = 0;
	do {
		left = next_field(a, is_asked, &at);
		right = next_field(b, is_asked, &there);
	} while (left && right && is_same_text(left, right));
	return !left && !right;
}

bool
kept_is_same_people(const struct kept_fields *a, const struct kept_fields *b)
{
	return is_same(a, b, is_people);
}

bool
kept_is_same_place(const struct kept_fields *a, const struct kept_fields *b)
{
	return is_same(a, b, is_place);
}
