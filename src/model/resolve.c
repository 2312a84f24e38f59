/* Names to records: references, parents, children, and who refers to whom; people are resolve_people.c's. */
#include "model/resolve.h"
#include "base/path.h"
#include "model/again.h"
#include "model/link.h"

static struct record *
by_id(const struct loader *loader, unsigned targets, struct str id)
{
	for (int kind = 0; kind < KIND_COUNT && id.length; kind++) {
		struct record *record =
			targets & KIND_BIT(kind) ? loader_find(loader, (enum kind)kind, id) : NULL;
		if (record)
			return record;
	}
	return NULL;
}

/* How many parents a record may have above it. */
#define PARENTS_MAX 8

/* "traits" in a milestone of goal/initiative may be its sibling or its parent's sibling, by the places of
   both: what references say of parents is known only when all are.  Places may go in circles. */
static struct record *
by_near_id(const struct loader *loader, unsigned targets, struct str text,
	   const struct record *from)
{
	struct str slug = loader_slug(loader->arena, text);
	const struct record *near = from->above;
	for (int steps = 0; near && steps < PARENTS_MAX; near = near->above, steps++) {
		struct record *record =
			by_id(loader, targets, path_join(loader->arena, near->id, slug));
		if (record)
			return record;
	}
	return NULL;
}

static struct record *
by_title(struct loader *loader, unsigned targets, struct str text)
{
	if (!text.length)
		return NULL;
	const struct title title = { text, loader_title_key(loader->arena, text) };
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		struct record *record =
			targets & KIND_BIT(kind)
				? loader_by_title(loader, (enum kind)kind, &title, NULL)
				: NULL;
		if (record)
			return record;
	}
	return NULL;
}

static struct record *
resolve_reference(struct loader *loader, const struct record *from, const struct statement *said,
		  const struct value *value, unsigned targets)
{
	if (value->url.length && said->page) {
		struct link_target target = link_resolve(loader->model, said->page, value->url);
		struct record *record = link_record(&target);
		if (record && (targets & KIND_BIT(record->kind)))
			return record;
		if (target.kind != LINK_MISSING_FILE)
			return NULL;
	}
	struct str text = str_trim(value->text);
	if (str_ends(text, STR(".")))
		text = str_slice(text, 0, text.length - 1);
	struct record *record = by_id(loader, targets, text);
	if (!record)
		record = by_id(loader, targets, resolve_lower(loader->arena, text));
	if (!record)
		record = by_near_id(loader, targets, text, from);
	return record ? record : by_title(loader, targets, text);
}

/* Links of a block that lead elsewhere are no citations; a guess that names nothing was none.  What
   was read stays as it is for the next model. */
static void
drop_unresolved(struct loader *loader, struct record *record, struct statement *said)
{
	const struct value *values = said->values;
	uint32_t count = said->count, found = 0;
	for (uint32_t i = 0; i < count; i++)
		found += values[i].target != NULL;
	if (found == count || (!said->tentative && said->source != SOURCE_BLOCK))
		return;
	record->has_dropped = true;
	said->values = ARENA_ARRAY(loader->arena, struct value, found);
	said->count = 0;
	for (uint32_t i = 0; i < count; i++)
		if (values[i].target)
			said->values[said->count++] = values[i];
}

/* Of one who is implied there is another record each time. */
static bool
is_same_target(const struct record *old, const struct record *new)
{
	if (old == new || !old || !new || !old->implied || !new->implied)
		return old == new;
	return old->kind == new->kind &&str_equal(old->id, new->id) &&
	       str_equal(old->title, new->title);
}

#define TYPE_BIT(type) (1u << (type))
#define NAMING_TYPES (TYPE_BIT(TYPE_PEOPLE) | TYPE_BIT(TYPE_RECORDS))

/* Whether the statement names the same as before. */
static bool
resolve_statement(struct loader *loader, struct record *record, const struct field_row *row,
		  struct statement *said)
{
	bool is_same = true;
	for (uint32_t i = 0; i < said->count; i++) {
		struct value *value = &said->values[i];
		const struct record *old = value->target;
		value->target = row->type == TYPE_PEOPLE ? people_find(loader, value, row->targets)
							 : resolve_reference(loader, record, said,
									     value, row->targets);
		is_same = is_same && is_same_target(old, value->target);
	}
	if (row->type == TYPE_RECORDS)
		drop_unresolved(loader, record, said);
	return is_same;
}

/* Whether the record names the same as before, in fields of these types. */
static bool
resolve_record(struct loader *loader, struct record *record, unsigned types)
{
	const struct naming *naming = &loader->naming[record->kind];
	bool is_same = true;
	for (size_t f = 0; f < naming->count; f++) {
		const struct field_row *row = naming->items[f];
		struct statement *said = record->fields[row->field];
		for (; (types & TYPE_BIT(row->type)) && said; said = said->next)
			is_same = resolve_statement(loader, record, row, said) && is_same;
	}
	return is_same;
}

/* The records in the order of reading: who is named is known from then on. */
static bool
resolve_in_turn(struct loader *loader, struct record *record, unsigned types)
{
	record->known = (uint32_t)loader->people.count;
	bool is_same = resolve_record(loader, record, types);
	record->first = (uint32_t)loader->people.count - record->known;
	record->is_anew = record->has_others = false;
	return is_same;
}

/* The same where all names of people are known. */
static bool
resolve_beside(struct loader *loader, struct record *record)
{
	bool is_same = resolve_record(loader, record,
				      record->is_anew ? NAMING_TYPES : TYPE_BIT(TYPE_RECORDS));
	record->is_anew = record->has_others = false;
	return is_same;
}

/* `goal: polish` in an initiative's front matter says where it belongs. */
static void
take_stated_parent(struct record *record)
{
	static const enum field parents[] = { FIELD_INITIATIVE, FIELD_GOAL };
	for (size_t i = 0; i < 2; i++) {
		const struct value *value = record_value(record, parents[i]);
		if (value && value->target && value->target != record) {
			record->parent = value->target;
			return;
		}
	}
}

static void
add_referrer(struct loader *loader, struct record *target, struct record *from)
{
	struct records *referrers = &target->referrers;
	if (target == from || (referrers->count && referrers->items[referrers->count - 1] == from))
		return;
	*VEC_PUSH(loader->arena, referrers) = from;
}

static void
tell_referrers(struct loader *loader, struct record *record)
{
	const struct naming *naming = &loader->naming[record->kind];
	for (size_t f = 0; f < naming->count; f++) {
		const struct field_row *row = naming->items[f];
		for (struct statement *said = record->fields[row->field]; said; said = said->next)
			for (uint32_t i = 0; i < said->count; i++)
				if (said->values[i].target)
					add_referrer(loader, said->values[i].target, record);
	}
}

/* A chain of parents that bites its own tail (two stories each in the other's folder) is cut. */
static void
cut_parent_circle(struct record *record)
{
	const struct record *up = record->parent;
	for (int steps = 0; up; up = up->parent) {
		if (up == record || ++steps > PARENTS_MAX) {
			record->parent = NULL;
			return;
		}
	}
}

/* "barbara_gets_burned.md" -> "Barbara gets burned" */
static struct str
name_of_file(struct arena *arena, const struct page *page)
{
	struct str stem = path_stem(page->name);
	char *name = arena_bytes(arena, stem.length);
	for (size_t i = 0; i < stem.length; i++)
		name[i] = stem.data[i] == '_' || stem.data[i] == '-' ? ' ' : stem.data[i];
	if (stem.length && name[0] >= 'a' && name[0] <= 'z')
		name[0] = (char)(name[0] - 'a' + 'A');
	return (struct str){ name, stem.length };
}

/* What the book calls the page elsewhere tells more than the title of the template that it was made from. */
static struct str
title_beside_template(const struct loader *loader, const struct page *page)
{
	bool is_told =
		page->title.length && !dialect_is_template_title(loader->dialect, page->title);
	return is_told ? page->title : name_of_file(loader->arena, page);
}

static void
set_title(const struct loader *loader, struct record *record)
{
	const struct str title = record_text(record, FIELD_TITLE);
	if (record->page && dialect_is_template_title(loader->dialect, title))
		record->title = title_beside_template(loader, record->page);
	else if (title.length)
		record->title = title;
	else if (!record->title.length && record->page)
		record->title = record->page->title;
	if (!record->title.length)
		record->title = path_base(record->id);
	record->placeholder = loader_is_placeholder(loader, record->title);
}

/* Of twenty fields three or four. */
static void
list_naming(struct loader *loader)
{
	for (int k = 0; k < KIND_COUNT; k++) {
		const struct kind_row *kind = schema_kind((enum kind)k);
		for (size_t f = 0; f < kind->field_count; f++) {
			const struct field_row *row = &kind->fields[f];
			if (row->type == TYPE_PEOPLE || row->type == TYPE_RECORDS)
				*VEC_PUSH(loader->arena, &loader->naming[k]) = row;
		}
	}
}

/* What turned out to be another record is none. */
static void
list_stated(struct loader *loader)
{
	const struct records *all = &loader->model->records;
	struct records *stated = &loader->stated;
	stated->items = ARENA_ARRAY(loader->arena, struct record *, all->count);
	stated->capacity = all->count;
	for (size_t i = 0; i < all->count; i++) {
		struct record *record = all->items[i];
		record->above = record->parent;
		if (record->order != LOADER_MERGED)
			stated->items[stated->count++] = record;
	}
}

static void
resolve_parents(const struct records *stated)
{
	for (size_t i = 0; i < stated->count; i++)
		take_stated_parent(stated->items[i]);
	for (size_t i = 0; i < stated->count; i++)
		cut_parent_circle(stated->items[i]);
}

void
resolve_all(struct loader *loader)
{
	const struct records *all = &loader->model->records;
	list_naming(loader);
	list_stated(loader);
	people_list(loader);
	for (size_t i = 0; i < loader->stated.count; i++)
		resolve_in_turn(loader, loader->stated.items[i], NAMING_TYPES);
	resolve_parents(&loader->stated);
	loader_sort(loader);
	for (size_t i = 0; i < all->count; i++)
		set_title(loader, all->items[i]);
	for (size_t i = 0; i < all->count; i++)
		tell_referrers(loader, all->items[i]);
}

/* ==== once more ==== */

/* What names a team says what that is called. */
static void
title_anew(struct again *again, struct record *record)
{
	const struct records *stated = &again->loader->stated;
	const struct str before = record->title;
	set_title(again->loader, record);
	if (str_equal(record->title, before))
		return;
	again->has_titles = true;
	for (size_t i = 0; record->kind == KIND_TEAM && i < stated->count; i++)
		*VEC_PUSH(again->loader->arena, &again->records) = stated->items[i];
}

void
resolve_again(struct again *again, struct record *record)
{
	resolve_beside(again->loader, record);
	title_anew(again, record);
}

bool
resolve_forget(struct again *again)
{
	if (again->has_names)
		return true;
	again->has_names = true;
	return people_forget(again->loader);
}

/* Titles of those that were there are what they were, where the records say nothing else. */
static void
title_all_again(struct again *again, size_t changed)
{
	const struct records *all = &again->loader->model->records;
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i]->implied || all->items[i]->number > again->last_number)
			set_title(again->loader, all->items[i]);
	for (size_t i = 0; i < changed; i++) {
		again->records.items[i]->title = STR_EMPTY;
		title_anew(again, again->records.items[i]);
	}
}

static void
name_all_again(struct again *again)
{
	struct loader *loader = again->loader;
	bool stays = people_stay(loader);
	if (!stays)
		people_anew(loader);
	for (size_t i = 0; i < loader->stated.count; i++) {
		struct record *record = loader->stated.items[i];
		bool is_same = stays ? resolve_beside(loader, record)
				     : resolve_in_turn(loader, record, NAMING_TYPES);
		if (!is_same)
			*VEC_PUSH(loader->arena, &again->records) = record;
	}
}

bool
resolve_all_again(struct again *again)
{
	struct loader *loader = again->loader;
	const size_t changed = again->records.count;
	for (size_t i = 0; i < loader->stated.count; i++) {
		struct record *record = loader->stated.items[i];
		if (record->has_dropped && !record->given) /* what was dropped is kept nowhere */
			return false;
		if (record->has_dropped)
			kept_take_up(record);
		record->parent = record->above;
	}
	name_all_again(again);
	resolve_parents(&loader->stated);
	loader_sort(loader);
	title_all_again(again, changed);
	return true;
}

/* Those who were implied again are filed by kind, as loader_sort does it. */
static bool
file_implied(struct loader *loader)
{
	struct model *model = loader->model;
	for (size_t i = 0; i < loader->implied_count; i++) {
		struct record *record = loader->implied[loader->implied_turn].items[i];
		if (people_has_number(record))
			return false;
		set_title(loader, record);
		*VEC_PUSH(loader->arena, &model->by_kind[record->kind]) = record;
	}
	return true;
}

bool
resolve_people(struct again *again)
{
	struct loader *loader = again->loader;
	const struct records *stated = &loader->stated;
	if (!people_forget(loader))
		return false;
	people_anew(loader);
	for (size_t i = 0; i < stated->count; i++)
		if (!resolve_in_turn(loader, stated->items[i], TYPE_BIT(TYPE_PEOPLE)))
			*VEC_PUSH(loader->arena, &again->records) = stated->items[i];
	return file_implied(loader);
}
