/* snapshot: from a model to entries. */
#include "history/snapshot.h"

#include "base/path.h"
#include "emit/field.h"
#include "history/help.h"

/* The number behind an id says only which came first. */
static void
mark_twins(const struct snapshot *snapshot, struct entry *entry)
{
	struct entry *first = NULL;

	if (str_find_char(entry->id, '~') == STR_NONE ||
	    str_find_char(path_base(entry->id), '~') == STR_NONE)
		return;
	entry->is_twin = true;
	if (str_ends(entry->id, STR("~2")))
		first = snapshot_find(snapshot, entry->kind,
				      str_slice(entry->id, 0, entry->id.length - 2));
	if (first != NULL)
		first->is_twin = true;
}

struct entry *
snapshot_add(struct arena *arena, struct snapshot *snapshot, enum kind kind, struct str id)
{
	struct entry *entry = ARENA_NEW(arena, struct entry);

	entry->kind = kind;
	entry->id = id;
	entry->index = (uint32_t)snapshot->count;
	entry->number = entry->index + 1;
	*VEC_PUSH(arena, snapshot) = entry;
	while (snapshot->numbers.count <= entry->number)
		*VEC_PUSH(arena, &snapshot->numbers) = NULL;
	snapshot->numbers.items[entry->number] = entry;
	*map_put(arena, &snapshot->ids[kind], id) = entry;
	mark_twins(snapshot, entry);
	return entry;
}

struct entry *
snapshot_find(const struct snapshot *snapshot, enum kind kind, struct str id)
{
	return map_get(&snapshot->ids[kind], id);
}

struct entry *
snapshot_target(const struct snapshot *snapshot, const struct entry_value *value)
{
	return value->target < snapshot->numbers.count ? snapshot->numbers.items[value->target]
						       : NULL;
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

struct str
entry_owners(struct arena *arena, const struct entry *entry)
{
	enum field field = entry->kind == KIND_MILESTONE ? FIELD_PARTICIPANTS : FIELD_OWNER;
	const struct entry_field *said = entry_said(entry, field);
	struct str owners = STR_EMPTY;

	for (size_t i = 0; said != NULL && i < said->count; i++)
		owners = arena_printf(arena, "%.*s%s%.*s", STR_ARG(owners), i > 0 ? ", " : "",
				      STR_ARG(said->values[i].text));
	return owners;
}

struct str
entry_period(const struct entry *entry)
{
	const struct entry_field *said = entry_said(entry, FIELD_PERIOD);

	return said != NULL ? said->values[0].text : STR_EMPTY;
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
take_prose(struct arena *arena, struct entry *entry, const struct statement *said)
{
	if (entry->path.length > 0 && !is_outside_body(said))
		return;
	for (uint32_t v = 0; v < said->count; v++)
		*VEC_PUSH(arena, &entry->texts) = said->values[v].text;
}

static void
take_page(struct arena *arena, struct entry *entry, const struct record *record)
{
	if (record->page == NULL)
		return;
	entry->path = record->page->path;
	entry->source = record->page->doc->source;
	*VEC_PUSH(arena, &entry->texts) = record_body(record);
	entry->note = record->page->note;
}

/* ==== fields ==== */

/* A champion is one of a team, a requirement may be one in part. */
static struct str
with_key(struct arena *arena, const struct value *value, struct str text)
{
	const struct str parts[] = { field_key(value), STR(": "), text };

	return parts[0].length == 0 ? text : arena_concat(arena, parts, 3);
}

static bool
is_said(const struct entry_field *field, struct str text)
{
	for (size_t i = 0; i < field->count; i++)
		if (str_equal(field->values[i].text, text))
			return true;
	return false;
}

/* NULL: none, as of one who is implied. */
static struct entry *
entry_of(const struct snapshot *snapshot, const struct record *record)
{
	return record != NULL ? snapshot->numbers.items[record->number] : NULL;
}

/* What is said twice counts once. */
static void
take_field(struct arena *arena, struct entry_field *field, const struct field_row *row,
	   const struct statement *said)
{
	struct entry_value *values =
		arena_uncleared_array_of(arena, said->count, sizeof *field->values);

	*field = (struct entry_field){ row->field, values, 0 };
	for (uint32_t i = 0; i < said->count; i++) {
		const struct value *value = &said->values[i];
		const struct field_item item = { value, value->target };
		struct str text, shown;

		if (value->bad)
			continue;
		text = field_machine_text(arena, row, &item);
		shown = row->type == TYPE_URL ? text : field_text(arena, row, &item);
		if (value->key.length > 0) {
			text = with_key(arena, value, text);
			shown = with_key(arena, value, shown);
		}
		if (!is_said(field, text))
			values[field->count++] = (struct entry_value){
				text,
				shown,
				value->target != NULL ? value->target->number : 0,
				row->type == TYPE_PEOPLE,
			};
	}
}

/* Most records say little of what their kind may say. */
static void
take_fields(struct arena *arena, struct entry *entry, const struct record *record)
{
	const struct kind_row *kind = schema_kind(record->kind);
	const struct statement *said = record_said(record, FIELD_WAS);
	struct entry_field fields[FIELD_COUNT];
	size_t count = 0;

	for (uint32_t i = 0; said != NULL && i < said->count; i++)
		*VEC_PUSH(arena, &entry->former) = said->values[i].text;
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct field_row *row = &kind->fields[i];

		if (row->field == FIELD_HELP)
			count += help_take(arena, record, &fields[count]);
		if (record->fields[row->field] == NULL)
			continue;
		said = record_said(record, row->field);
		if (said != NULL && row->type == TYPE_PROSE)
			take_prose(arena, entry, said);
		else if (said != NULL && snapshot_compares(row))
			take_field(arena, &fields[count++], row, said);
	}
	for (size_t f = 0; f < count; f++)
		for (size_t v = 0; v < fields[f].count; v++)
			entry->has_targets = entry->has_targets || fields[f].values[v].target != 0;
	if (count == 0)
		return;
	entry->fields.items = arena_uncleared_array_of(arena, count, sizeof *fields);
	entry->fields.count = entry->fields.capacity = count;
	memcpy(entry->fields.items, fields, count * sizeof *fields);
}

/* ==== entries ==== */

static bool
has_own_id(const struct record *record)
{
	const struct data *front = record->page != NULL ? record->page->front : NULL;

	return front != NULL && str_equal(data_text(data_get(front, STR("id"))), record->id);
}

/* Others may name an entry before its turn comes: all of them are there first. */
static void
name_entries(struct arena *arena, struct snapshot *snapshot, const struct model *model)
{
	const struct records *records = &model->records;
	struct entry *all = arena_uncleared_array_of(arena, records->count, sizeof *all);
	size_t numbers = model->last_number + 1;

	snapshot->numbers.items = ARENA_ARRAY(arena, struct entry *, numbers);
	snapshot->numbers.count = snapshot->numbers.capacity = numbers;
	snapshot->items = arena_uncleared_array_of(arena, records->count, sizeof *snapshot->items);
	snapshot->capacity = records->count;
	for (size_t i = 0; i < records->count; i++) {
		const struct record *record = records->items[i];
		struct entry *entry = &all[snapshot->count];

		if (record->implied || record->placeholder)
			continue;
		*entry = (struct entry){ .kind = record->kind,
					 .id = record->id,
					 .index = (uint32_t)snapshot->count,
					 .number = record->number };
		snapshot->items[snapshot->count++] = entry;
		snapshot->numbers.items[record->number] = entry;
	}
}

/* The model's maps, with entries for records. */
static void
take_ids(struct arena *arena, struct snapshot *snapshot, const struct model *model)
{
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		struct map *ids = &snapshot->ids[kind];

		*ids = map_copy(arena, &model->ids[kind]);
		for (size_t i = 0; i < ids->count; i++)
			ids->entries[i].value = entry_of(snapshot, ids->entries[i].value);
	}
}

/* The heading that a row of a page stands below, as written; or empty. */
static struct str
heading_above(const struct record *record)
{
	const struct page *home = record->home;
	size_t low = 0, high = home->heading_count;
	const struct node *heading;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (home->headings[middle] < record->first_node)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return STR_EMPTY;
	heading = &home->doc->nodes[home->headings[low - 1]];
	return str_slice(home->doc->source, heading->offset, heading->offset + heading->span);
}

static struct str
first_cell(struct arena *arena, const struct doc *doc, uint32_t row)
{
	return row + 1 < doc->nodes[row].end ? doc_plain(arena, doc, row + 1) : STR_EMPTY;
}

/* Of a row that is a part of one above ("↳ Author RFC") what that one is called; or empty. */
static struct str
whole_above(struct arena *arena, const struct model *model, const struct record *record)
{
	const struct doc *doc = record->home->doc;
	uint32_t row = record->first_node;
	struct str cell = first_cell(arena, doc, row);

	if (!dialect_is_part(model->dialect, record->kind, cell))
		return STR_EMPTY;
	while (row > 1 && doc->nodes[row - 1].kind != NODE_TABLE) {
		row--;
		if (doc->nodes[row].kind != NODE_ROW)
			continue;
		cell = first_cell(arena, doc, row);
		if (!dialect_is_part(model->dialect, record->kind, cell))
			return cell;
	}
	return STR_EMPTY;
}

static void
take_row(struct arena *arena, struct entry *entry, const struct model *model,
	 const struct record *record)
{
	if (record->home == NULL || record->page != NULL || record->first_node == 0)
		return;
	entry->section = heading_above(record);
	if (record->home->doc->nodes[record->first_node].kind == NODE_ROW)
		entry->whole = whole_above(arena, model, record);
}

/* What may change without that the record is another one, or stands elsewhere. */
static void
take_record(struct arena *arena, struct entry *entry, const struct record *record)
{
	entry->has_own_id = has_own_id(record);
	take_page(arena, entry, record);
	take_fields(arena, entry, record);
}

/* The same as before. */
static void
keep_record(struct entry *entry, const struct entry *before)
{
	entry->has_own_id = before->has_own_id;
	entry->path = before->path;
	entry->source = before->source;
	entry->texts = before->texts;
	entry->note = before->note;
	entry->former = before->former;
	entry->has_targets = before->has_targets;
	entry->fields = before->fields;
}

/* NULL: it was none, or says something else now. */
static const struct entry *
entry_before(const struct snapshot *before, const bool *has_changed, const struct record *record)
{
	if (before == NULL || record->number >= before->numbers.count ||
	    has_changed[record->number])
		return NULL;
	return before->numbers.items[record->number];
}

/* What was no twin and has the id that it had has no number. */
static void
find_twins(const struct snapshot *snapshot, const struct snapshot *before)
{
	for (size_t i = 0; i < snapshot->count; i++) {
		struct entry *entry = snapshot->items[i];
		const struct entry *old = before != NULL && entry->number < before->numbers.count
						  ? before->numbers.items[entry->number]
						  : NULL;

		if (old == NULL || old->is_twin)
			mark_twins(snapshot, entry);
	}
}

/* Where nothing was before, nothing has changed. */
static struct snapshot *
make(struct arena *arena, const struct model *model, const struct snapshot *before,
     const bool *has_changed)
{
	struct snapshot *snapshot = ARENA_NEW(arena, struct snapshot);

	name_entries(arena, snapshot, model);
	take_ids(arena, snapshot, model);
	find_twins(snapshot, before);
	for (size_t i = 0; i < model->records.count; i++) {
		const struct record *record = model->records.items[i];
		const struct entry *old = entry_before(before, has_changed, record);
		struct entry *entry = entry_of(snapshot, record);

		if (entry == NULL)
			continue;
		entry->parent = entry_of(snapshot, record->parent);
		entry->title = record->title;
		if (entry->is_twin)
			take_row(arena, entry, model, record);
		if (old != NULL)
			keep_record(entry, old);
		else
			take_record(model->arena, entry, record);
	}
	return snapshot;
}

struct snapshot *
snapshot_make(struct arena *arena, const struct model *model)
{
	return make(arena, model, NULL, NULL);
}

/* ==== the next revision ==== */

/* Those that have entries.  False: one is a twin. */
static bool
list_entries(const struct snapshot *snapshot, struct records *records)
{
	size_t kept = 0;

	for (size_t i = 0; i < records->count; i++) {
		struct record *record = records->items[i];
		const struct entry *entry = entry_of(snapshot, record);

		if (entry == NULL)
			continue;
		if (entry->is_twin)
			return false;
		records->items[kept++] = record;
	}
	records->count = kept;
	return true;
}

struct snapshot *
snapshot_next(struct arena *arena, const struct model *model, const struct snapshot *before,
	      const struct records *changed)
{
	bool *has_changed = ARENA_ARRAY(arena, bool, model->last_number + 1);

	for (size_t i = 0; i < changed->count; i++)
		has_changed[changed->items[i]->number] = true;
	return make(arena, model, before, has_changed);
}

bool
snapshot_revise(struct arena *arena, struct snapshot *snapshot, struct records *records,
		struct entry_changes *ret_changes)
{
	*ret_changes = (struct entry_changes){ .snapshot = snapshot };
	if (!list_entries(snapshot, records))
		return false;
	ret_changes->items = ARENA_ARRAY(arena, struct entry_change, records->count);
	for (size_t i = 0; i < records->count; i++) {
		struct entry *entry = entry_of(snapshot, records->items[i]);

		ret_changes->items[ret_changes->count++] = (struct entry_change){ *entry, entry };
		entry->texts = entry->former = (struct strs){ 0 };
		entry->has_targets = false;
		entry->title = records->items[i]->title;
		entry->fields.items = NULL;
		entry->fields.count = entry->fields.capacity = 0;
		take_record(arena, entry, records->items[i]);
	}
	return true;
}
