/*
 * Names to records: references, people, parents, children, and who refers to whom.
 *
 * People need no list: a person who is only named somewhere (by a handle, or by a link that the
 * dialect knows as somebody's address) becomes an implied record, so that what they own can be
 * asked for.  The same person under two spellings is one record.
 */
#include "base/path.h"
#include "base/utf8.h"
#include "model/again.h"
#include "model/link.h"

static struct str
lower(struct arena *arena, struct str text)
{
	char *bytes = arena_bytes(arena, text.length + 1);
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		bytes[i] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
	}
	return (struct str){ bytes, text.length };
}

/* The name that one of the globs finds in a link's target or in the text. */
static bool
capture_name(const struct strs *globs, struct str text, struct str *ret_name)
{
	struct path_match match = { .count = 0 };
	if (str_ends(text, STR("/")))
		text = str_slice(text, 0, text.length - 1);
	for (size_t i = 0; i < globs->count; i++) {
		if (path_glob(globs->items[i], text, &match) && match.count) {
			*ret_name = match.values[0];
			return true;
		}
	}
	return false;
}

/*
 * What a value is looked for by.  It follows from the value and the dialect, and is found once for each
 * statement that is kept (kept.h).
 */
struct value_name {
	unsigned targets;  /* for which it was made */
	enum kind kind;    /* of a person or team that is implied */
	struct str handle; /* empty: only a name is known */
	struct map_key by_handle, by_name;
};

/* "User Research Team", "@wg-parallel-rustc" */
static bool
is_name_of_team(const struct dialect *dialect, struct str name)
{
	struct path_match match;
	for (size_t i = 0; i < dialect->team_names.count; i++)
		if (path_glob(dialect->team_names.items[i], name, &match))
			return true;
	return false;
}

static void
find_person(const struct dialect *dialect, const struct value *value, struct value_name *name)
{
	name->kind = KIND_PERSON;
	if (capture_name(&dialect->team_urls, value->url, &name->handle) ||
	    capture_name(&dialect->team_urls, value->text, &name->handle))
		name->kind = KIND_TEAM;
	else if (!capture_name(&dialect->person_urls, value->url, &name->handle))
		capture_name(&dialect->person_urls, value->text, &name->handle);
	if (!(name->targets & KIND_BIT(KIND_PERSON)) || is_name_of_team(dialect, value->text) ||
	    is_name_of_team(dialect, name->handle))
		name->kind = KIND_TEAM;
}

/* What the index of people says about handles must not mix persons and teams of one name. */
static struct map_key
person_key(struct arena *arena, enum kind kind, struct str name)
{
	struct str parts[] = { kind == KIND_TEAM ? STR("team:") : STR_EMPTY, lower(arena, name) };
	return map_key(kind == KIND_TEAM ? arena_concat(arena, parts, 2) : parts[1]);
}

static struct value_name *
person_name(struct arena *arena, const struct dialect *dialect, const struct value *value,
	    unsigned targets)
{
	struct value_name *name = ARENA_NEW(arena, struct value_name);
	name->targets = targets;
	find_person(dialect, value, name);
	if (name->handle.length)
		name->by_handle = person_key(arena, name->kind, name->handle);
	name->by_name = person_key(arena, name->kind, value->text);
	return name;
}

void
resolve_prepare(struct arena *arena, const struct dialect *dialect, const struct field_row *row,
		struct statement *said)
{
	for (uint32_t i = 0; row->type == TYPE_PEOPLE && i < said->count; i++)
		said->values[i].name = person_name(arena, dialect, &said->values[i], row->targets);
}

static void
know_person(struct loader *loader, struct map_key key, struct record *record)
{
	void **slot = map_put_key(loader->arena, &loader->people, key);
	if (!*slot)
		*slot = record;
}

/* Of one who was implied the time before last, for one who is now. */
static struct record **
implied_memory(struct loader *loader)
{
	struct records *memory = &loader->implied[loader->implied_turn];
	if (loader->implied_count == memory->count)
		*VEC_PUSH(loader->arena, memory) = NULL;
	return &memory->items[loader->implied_count++];
}

static struct record *
imply_person(struct loader *loader, const struct value *value, const struct value_name *name)
{
	struct str id =
		name->handle.length ? name->handle : loader_slug(loader->arena, value->text);
	struct record *record =
		loader_add(loader, &(struct new_record){ .kind = name->kind,
							 .id = map_key(id),
							 .place = value->place,
							 .order = UINT64_MAX,
							 .implied = true,
							 .memory = implied_memory(loader),
							 .arena = loader->arena });
	bool is_name = !str_starts(value->text, STR("@")) && !str_starts(value->text, STR("["));
	record->title = is_name ? value->text : id;
	return record;
}

static bool
is_small_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* "various" and "Contributors from Ferrous Systems", by a word that the dialect lists; "whoever, TBD"; and "every
   member": in a name of several words the first and the last begin with a capital, where the script has any; but
   for a short one such as "van". */
static bool
is_description(const struct loader *loader, struct str name)
{
	const struct strs *words = &loader->dialect->people_words;
	size_t first = str_find_char(name, ' '), last = str_find_last(name, ' ');
	struct str begin = str_slice(name, 0, first == STR_NONE ? name.length : first);
	for (size_t i = 0; i < words->count; i++)
		if (str_equal_fold(name, words->items[i]) || str_equal_fold(begin, words->items[i]))
			return true;
	return last != STR_NONE && (is_small_letter(name.data[last + 1]) ||
				    (first > 3 && is_small_letter(name.data[0])) ||
				    loader_is_placeholder(loader, str_from_offset(name, last + 1)));
}

static struct record *
resolve_person(struct loader *loader, const struct value *value, unsigned targets)
{
	const struct value_name *name = value->name;
	if (!name || name->targets != targets) /* the record has become one of another kind */
		name = person_name(loader->arena, loader->dialect, value, targets);
	bool has_handle = name->handle.length > 0;
	void **known = map_put_key(loader->arena, &loader->people,
				   has_handle ? name->by_handle : name->by_name);
	if (!*known &&
	    (has_handle || name->kind == KIND_TEAM || !is_description(loader, value->text)))
		*known = imply_person(loader, value, name);
	struct record *record = *known;
	if (record && has_handle)
		know_person(loader, name->by_name, record);
	return record;
}

static void
know_listed_people(struct loader *loader)
{
	for (size_t i = 0; i < loader->stated.count; i++) {
		struct record *record = loader->stated.items[i];
		if (record->kind != KIND_PERSON && record->kind != KIND_TEAM)
			continue;
		struct str title = record_text(record, FIELD_TITLE);
		know_person(loader, person_key(loader->arena, record->kind, record->id), record);
		if (title.length)
			know_person(loader, person_key(loader->arena, record->kind, title), record);
	}
}

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
		record = by_id(loader, targets, lower(loader->arena, text));
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
		value->target =
			row->type == TYPE_PEOPLE
				? resolve_person(loader, value, row->targets)
				: resolve_reference(loader, record, said, value, row->targets);
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
	know_listed_people(loader);
	for (size_t i = 0; i < loader->stated.count; i++)
		resolve_record(loader, loader->stated.items[i], NAMING_TYPES);
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
	resolve_record(again->loader, record, NAMING_TYPES);
	title_anew(again, record);
}

/* What would be numbered otherwise is told by a number behind it. */
static bool
has_number(const struct record *record)
{
	return str_find_char(record->id, '~') != STR_NONE;
}

/* They stand behind all others.  False: one of them has a number. */
static bool
forget_implied(struct loader *loader)
{
	struct model *model = loader->model;
	struct records *all = &model->records;
	while (all->count && all->items[all->count - 1]->implied) {
		const struct record *record = all->items[--all->count];
		*map_put(loader->arena, &model->ids[record->kind], record->id) = NULL;
		model->by_kind[record->kind].count--;
		if (has_number(record))
			return false;
	}
	loader->implied_turn = 1 - loader->implied_turn;
	loader->implied_count = 0;
	map_clear(&loader->people);
	return true;
}

bool
resolve_forget(struct again *again)
{
	if (again->has_names)
		return true;
	again->has_names = true;
	return forget_implied(again->loader);
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
	know_listed_people(loader);
	for (size_t i = 0; i < loader->stated.count; i++)
		if (!resolve_record(loader, loader->stated.items[i], NAMING_TYPES))
			*VEC_PUSH(loader->arena, &again->records) = loader->stated.items[i];
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
		if (has_number(record))
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
	if (!forget_implied(loader))
		return false;
	know_listed_people(loader);
	for (size_t i = 0; i < stated->count; i++)
		if (!resolve_record(loader, stated->items[i], TYPE_BIT(TYPE_PEOPLE)))
			*VEC_PUSH(loader->arena, &again->records) = stated->items[i];
	return file_implied(loader);
}
