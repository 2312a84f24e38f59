/* kept: copies of statements. */
#include "model/kept.h"

static struct statement *
copy_statement(struct arena *arena, const struct statement *from, const struct page *page)
{
	struct statement *copy = ARENA_NEW(arena, struct statement);
	*copy = *from;
	copy->page = from->page ? page : NULL;
	copy->next = NULL;
	copy->capacity = from->count;
	copy->values = ARENA_ARRAY(arena, struct value, from->count);
	if (from->count)
		memcpy(copy->values, from->values, from->count * sizeof *copy->values);
	return copy;
}

void
kept_give(struct loader *loader, const struct kept_fields *fields, struct record *record,
	  const struct page *page)
{
	for (size_t i = 0; i < fields->count; i++) {
		struct statement **end = &record->fields[fields->items[i].field];
		for (const struct statement *said = fields->items[i].first; said;
		     said = said->next) {
			*end = copy_statement(loader->arena, said, page);
			end = &(*end)->next;
		}
	}
}

void
kept_take(struct loader *loader, struct kept *kept, struct kept_fields *fields,
	  struct record *record, const struct page *page)
{
	*fields = (struct kept_fields){ .is_read = true };
	for (int field = 0; field < FIELD_COUNT; field++) {
		if (!record->fields[field])
			continue;
		*VEC_PUSH(kept->arena, fields) =
			(struct kept_field){ (enum field)field, record->fields[field] };
		record->fields[field] = NULL;
	}
	kept_give(loader, fields, record, page);
}
