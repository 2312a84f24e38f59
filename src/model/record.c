/* Reading a model: accessors, and finding a record by what a person types. */
#include "base/path.h"
#include "base/utf8.h"
#include "model/dialect.h"
#include "model/link.h"
#include "model/model.h"

const struct statement *
record_said(const struct record *record, enum field field)
{
	for (const struct statement *said = record->fields[field]; said; said = said->next)
		if (said->count && !said->values[0].bad)
			return said;
	return NULL;
}

const struct value *
record_value(const struct record *record, enum field field)
{
	const struct statement *said = record_said(record, field);
	return said ? &said->values[0] : NULL;
}

struct str
record_text(const struct record *record, enum field field)
{
	const struct value *value = record_value(record, field);
	return value ? value->text : STR_EMPTY;
}

enum state
record_state(const struct record *record)
{
	const struct value *value = record_value(record, FIELD_STATE);
	return value ? value->state : STATE_NONE;
}

const char *
record_kind_name(const struct record *record)
{
	return schema_kind(record->kind)->name;
}

struct str
model_state_sign(const struct model *model, enum state state)
{
	const struct strs *signs = &model->dialect->state_signs[state];
	for (size_t i = 0; i < signs->count; i++) {
		struct str sign = signs->items[i];
		if (sign.length && (unsigned char)sign.data[0] >= 0x80)
			return sign;
	}
	return str_from(state_row(state)->sign);
}

static struct record *
find_by_page(const struct model *model, struct str name)
{
	struct page *page = map_get(&model->pages_by_name, name);
	for (size_t i = 0; !page && i < model->page_count; i++)
		if (str_equal(model->pages[i]->path, name) ||
		    str_equal(model->pages[i]->address, name))
			page = model->pages[i];
	return page ? page->record : NULL;
}

/* Records of all kinds with this id, or else with this title; people by handle. */
static void
find_all(const struct model *model, struct str name, struct records *ret_records,
	 struct arena *arena)
{
	bool is_handle = str_starts(name, STR("@"));
	struct str id = is_handle ? str_from_offset(name, 1) : name;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		if (is_handle && kind != KIND_PERSON)
			continue;
		struct record *record = map_get(&model->ids[kind], id);
		if (record)
			*VEC_PUSH(arena, ret_records) = record;
	}
	bool by_title = ret_records->count == 0;
	for (size_t i = 0; by_title && i < model->records.count; i++) {
		struct record *record = model->records.items[i];
		if (str_equal_fold(record->title, name) || str_equal_fold(record->id, id))
			*VEC_PUSH(arena, ret_records) = record;
	}
}

struct record *
model_find(const struct model *model, struct str name, struct records *ret_several,
	   struct arena *arena)
{
	struct records found = { 0 };
	enum kind kind;
	size_t colon = str_find_char(name, ':');
	if (colon != STR_NONE && kind_parse(str_slice(name, 0, colon), &kind))
		return map_get(&model->ids[kind], str_from_offset(name, colon + 1));
	find_all(model, name, &found, arena);
	if (found.count > 1) {
		*ret_several = found;
		return NULL;
	}
	return found.count ? found.items[0] : find_by_page(model, name);
}

/* The record's id, or the last part of it. */
static bool
begins_with(const struct record *record, struct str name)
{
	return str_equal_fold(str_slice(record->id, 0, name.length), name) ||
	       str_equal_fold(str_slice(path_base(record->id), 0, name.length), name);
}

static bool
is_within(struct str id, struct str above)
{
	return str_starts(id, above) && str_starts(str_from_offset(id, above.length), STR("/"));
}

/* The only record whose id begins so, but for those that belong to it; empty: there are none, or several. */
#define BEGINNING_LEAST 3
static struct str
only_beginning(const struct model *model, struct str name, unsigned kinds)
{
	struct str only = STR_EMPTY;
	for (size_t i = 0; i < model->records.count && name.length >= BEGINNING_LEAST; i++) {
		const struct record *record = model->records.items[i];
		if (!(kinds & KIND_BIT(record->kind)) || !begins_with(record, name) ||
		    is_within(record->id, only))
			continue;
		if (only.length && !is_within(only, record->id))
			return STR_EMPTY;
		only = record->id;
	}
	return only;
}

struct str
model_nearest(const struct model *model, struct str name, unsigned kinds)
{
	struct str best = STR_EMPTY;
	unsigned limit = name.length < 6 ? 1 : name.length < 12 ? 2 : 3;
	for (size_t i = 0; i < model->records.count && limit > 0; i++) {
		const struct record *record = model->records.items[i];
		if (!(kinds & KIND_BIT(record->kind)))
			continue;
		const struct str names[] = { record->id, record->title, path_base(record->id) };
		for (size_t n = 0; n < 3; n++) {
			unsigned distance = str_distance(names[n], name, limit);
			if (distance < limit || (distance == limit && !best.length)) {
				best = record->id;
				limit = distance;
			}
		}
	}
	return best.length ? best : only_beginning(model, name, kinds);
}
