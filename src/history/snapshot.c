/* snapshot: from a model to entries. */
#include "history/snapshot.h"

#include "emit/field.h"

struct entry *
snapshot_add(struct arena *arena, struct snapshot *snapshot, enum kind kind, struct str id)
{
	struct entry *entry = ARENA_NEW(arena, struct entry);

	entry->kind = kind;
	entry->id = id;
	entry->index = (uint32_t)snapshot->count;
	*VEC_PUSH(arena, snapshot) = entry;
	*map_put(arena, &snapshot->ids[kind], id) = entry;
	return entry;
}

const struct entry_field *
entry_said(const struct entry *entry, enum field field)
{
	for (size_t i = 0; i < entry->fields.count; i++)
		if (entry->fields.items[i].field == field)
			return &entry->fields.items[i];
	return NULL;
}

enum state
entry_state(const struct entry *entry)
{
	const struct entry_field *said = entry_said(entry, FIELD_STATE);
	enum state state = STATE_NONE;

	if (said != NULL)
		state_parse(said->values[0].text, &state);
	return state;
}

bool
snapshot_compares(const struct field_row *row)
{
	static const enum field places[] = { FIELD_TITLE, FIELD_GOAL, FIELD_INITIATIVE, FIELD_WAS,
					     FIELD_HANDLE };

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (row->field == places[i])
			return false;
	return row->type != TYPE_PROSE;
}

/* ==== texts ==== */

/* Prose that is part of the page's body is compared there. */
static bool
is_outside_body(const struct statement *said)
{
	return said->source != SOURCE_SECTION && said->source != SOURCE_TEXT &&
	       said->source != SOURCE_TITLE && said->source != SOURCE_BLOCK;
}

static void
take_prose(struct arena *arena, struct entry *entry, const struct record *record)
{
	const struct kind_row *kind = schema_kind(record->kind);

	for (size_t i = 0; i < kind->field_count; i++) {
		const struct field_row *row = &kind->fields[i];
		const struct statement *said = record_said(record, row->field);

		if (row->type != TYPE_PROSE || said == NULL)
			continue;
		if (record->page != NULL && !is_outside_body(said))
			continue;
		for (uint32_t v = 0; v < said->count; v++)
			*VEC_PUSH(arena, &entry->texts) = said->values[v].text;
	}
}

static void
take_texts(struct arena *arena, struct entry *entry, const struct record *record)
{
	if (record->page != NULL) {
		entry->path = record->page->path;
		entry->source = record->page->doc->source;
		*VEC_PUSH(arena, &entry->texts) = record_body(record);
	}
	take_prose(arena, entry, record);
}

/* ==== fields ==== */

/* A champion is one of a team, a requirement may be one in part. */
static struct str
with_key(struct arena *arena, const struct field_item *item, struct str text)
{
	struct str key = item->value != NULL ? field_key(item->value) : STR_EMPTY;

	if (key.length == 0)
		return text;
	return arena_printf(arena, "%.*s: %.*s", STR_ARG(key), STR_ARG(text));
}

static bool
is_said(const struct entry_field *field, struct str text)
{
	for (size_t i = 0; i < field->count; i++)
		if (str_equal(field->values[i].text, text))
			return true;
	return false;
}

/* What is said twice counts once. */
static void
take_field(struct arena *arena, struct entry *entry, const struct record *record,
	   const struct field_row *row, struct entry *const *entries)
{
	struct field_items items;
	struct entry_field *field;

	field_items(arena, record, row, &items);
	if (items.count == 0)
		return;
	field = VEC_PUSH(arena, &entry->fields);
	field->field = row->field;
	field->values = ARENA_ARRAY(arena, struct entry_value, items.count);
	for (size_t i = 0; i < items.count; i++) {
		const struct field_item *item = &items.items[i];
		struct str text = with_key(arena, item, field_machine_text(arena, row, item));

		if (!is_said(field, text))
			field->values[field->count++] = (struct entry_value){
				text,
				with_key(arena, item, field_text(arena, row, item)),
				item->target != NULL ? entries[item->target->order] : NULL,
				row->type == TYPE_PEOPLE,
			};
	}
}

static void
take_fields(struct arena *arena, struct entry *entry, const struct record *record,
	    struct entry *const *entries)
{
	const struct kind_row *kind = schema_kind(record->kind);
	const struct statement *former = record_said(record, FIELD_WAS);

	for (size_t i = 0; i < kind->field_count; i++)
		if (snapshot_compares(&kind->fields[i]) &&
		    record->fields[kind->fields[i].field] != NULL)
			take_field(arena, entry, record, &kind->fields[i], entries);
	for (uint32_t i = 0; former != NULL && i < former->count; i++)
		*VEC_PUSH(arena, &entry->former) = former->values[i].text;
}

/* ==== entries ==== */

static bool
has_own_id(const struct record *record)
{
	const struct data *front = record->page != NULL ? record->page->front : NULL;

	return front != NULL && str_equal(data_text(data_get(front, STR("id"))), record->id);
}

static void
take_parent(struct entry *entry, const struct record *record, struct entry *const *entries)
{
	if (record->parent != NULL)
		entry->parent = entries[record->parent->order];
	for (const struct record *up = record->parent; up != NULL && entry->depth < 64;
	     up = up->parent)
		entry->depth++;
}

struct snapshot *
snapshot_make(struct arena *arena, const struct model *model)
{
	struct snapshot *snapshot = ARENA_NEW(arena, struct snapshot);
	const struct records *records = &model->records;
	struct entry **entries = ARENA_ARRAY(arena, struct entry *, records->count);

	snapshot->model = model;
	for (size_t i = 0; i < records->count; i++) {
		const struct record *record = records->items[i];

		if (record->implied || record->placeholder)
			continue;
		entries[i] = snapshot_add(arena, snapshot, record->kind, record->id);
		entries[i]->title = record->title;
		entries[i]->has_own_id = has_own_id(record);
	}
	for (size_t i = 0; i < records->count; i++) {
		if (entries[i] == NULL)
			continue;
		take_parent(entries[i], records->items[i], entries);
		take_fields(arena, entries[i], records->items[i], entries);
		take_texts(arena, entries[i], records->items[i]);
	}
	return snapshot;
}
