/* kept: statements taken and given. */
#include "model/kept.h"

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
renew(const struct kept_field *kept)
{
	struct statement *said = kept->said;
	said->next = NULL;
	if (!kept->refers)
		return;
	said->values = kept->values;
	said->count = kept->count;
	for (uint32_t i = 0; i < kept->count; i++)
		said->values[i].target = NULL;
}

void
kept_give(const struct kept_fields *fields, struct record *record, bool leads)
{
	for (size_t i = 0; i < fields->count; i++) {
		const struct kept_field *kept = &fields->items[i];
		renew(kept);
		values_state(record, kept->field, kept->said, leads);
	}
}
