/*
 * People need no list: a person who is only named somewhere (by a handle, or by a link that the
 * dialect knows as somebody's address) becomes an implied record, so that what they own can be
 * asked for.  The same person under two spellings is one record.
 */
#include "base/path.h"
#include "base/utf8.h"
#include "model/again.h"
#include "model/resolve.h"

struct str
resolve_lower(struct arena *arena, struct str text)
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
	struct str parts[] = { kind == KIND_TEAM ? STR("team:") : STR_EMPTY,
			       resolve_lower(arena, name) };
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

struct record *
people_find(struct loader *loader, const struct value *value, unsigned targets)
{
	const struct value_name *name = value->name;
	if (!name || name->targets != targets) /* the record has become one of another kind */
		name = person_name(loader->arena, loader->dialect, value, targets);
	bool has_handle = name->handle.length > 0;
	struct map_key key = has_handle ? name->by_handle : name->by_name;
	struct record *record = map_get_key(&loader->people, key);
	if (!record &&
	    (has_handle || name->kind == KIND_TEAM || !is_description(loader, value->text))) {
		record = imply_person(loader, value, name);
		know_person(loader, key, record);
	}
	if (record && has_handle)
		know_person(loader, name->by_name, record);
	return record;
}

void
people_list(struct loader *loader)
{
	loader->listed_count = 0;
	for (size_t i = 0; i < loader->stated.count; i++) {
		struct record *record = loader->stated.items[i];
		if (record->kind != KIND_PERSON && record->kind != KIND_TEAM)
			continue;
		struct str title = record_text(record, FIELD_TITLE);
		loader->listed_count++;
		know_person(loader, person_key(loader->arena, record->kind, record->id), record);
		if (title.length)
			know_person(loader, person_key(loader->arena, record->kind, title), record);
	}
	loader->listed_names = (uint32_t)loader->people.count;
}

/* ==== once more ==== */

/* What would be numbered otherwise is told by a number behind it. */
bool
people_has_number(const struct record *record)
{
	return str_find_char(record->id, '~') != STR_NONE;
}

/* They stand behind all others.  False: one of them has a number. */
bool
people_forget(struct loader *loader)
{
	struct model *model = loader->model;
	struct records *all = &model->records;
	while (all->count && all->items[all->count - 1]->implied) {
		const struct record *record = all->items[--all->count];
		*map_put(loader->arena, &model->ids[record->kind], record->id) = NULL;
		model->by_kind[record->kind].count--;
		if (people_has_number(record))
			return false;
	}
	return true;
}

void
people_anew(struct loader *loader)
{
	loader->implied_turn = 1 - loader->implied_turn;
	loader->implied_count = 0;
	map_clear(&loader->people);
	people_list(loader);
}

/* Whether each of them is among the first so many who are known. */
static bool
are_known(const struct loader *loader, const struct statement *said, size_t known)
{
	for (uint32_t i = 0; i < said->count; i++) {
		const struct value_name *name = said->values[i].name;
		if (!name || !map_is_before(&loader->people, name->by_name, known) ||
		    (name->handle.length &&
		     !map_is_before(&loader->people, name->by_handle, known)))
			return false;
	}
	return true;
}

static bool
are_all_known(const struct loader *loader, const struct kept_fields *fields, size_t known)
{
	for (size_t i = 0; i < fields->count; i++) {
		const struct kept_field *kept = &fields->items[i];
		const struct field_row *row = schema_field(fields->kind, kept->field);
		if (row->type == TYPE_PEOPLE && !are_known(loader, kept->said, known))
			return false;
	}
	return true;
}

void
people_again(struct again *again, struct record *record, const struct kept_fields *before,
	     const struct kept_fields *now)
{
	const struct loader *loader = again->loader;
	if (kept_is_same_people(before, now))
		return;
	record->has_others = true;
	again->has_others = again->has_others || !are_all_known(loader, before, record->known) ||
			    !are_all_known(loader, now, record->known);
}

/* All whom the record names are known before it, and so they were when it said something else. */
static bool
names_nobody_first(const struct loader *loader, const struct record *record, size_t known)
{
	const struct naming *naming = &loader->naming[record->kind];
	for (size_t f = 0; f < naming->count; f++) {
		const struct field_row *row = naming->items[f];
		const struct statement *said = record->fields[row->field];
		for (; row->type == TYPE_PEOPLE && said; said = said->next)
			if (!are_known(loader, said, known))
				return false;
	}
	return record->first == 0;
}

/* The same are named first, each by a record that stands where it stood among those. */
static bool
are_same(struct loader *loader)
{
	uint32_t known = loader->listed_names, listed = 0;
	for (size_t i = 0; i < loader->stated.count; i++) {
		struct record *record = loader->stated.items[i];
		bool is_listed = record->kind == KIND_PERSON || record->kind == KIND_TEAM;
		listed += is_listed;
		if ((is_listed && record->is_anew) ||
		    (record->has_others ? !names_nobody_first(loader, record, known)
					: record->known != known))
			return false;
		record->known = known;
		known += record->first;
	}
	return listed == loader->listed_count && known == loader->people.count;
}

bool
people_stay(struct loader *loader)
{
	const struct records *implied = &loader->implied[loader->implied_turn];
	bool is_well = are_same(loader);
	for (size_t i = 0; is_well && i < loader->implied_count; i++)
		is_well = !loader_find(loader, implied->items[i]->kind, implied->items[i]->id);
	for (size_t i = 0; is_well && i < loader->implied_count; i++)
		loader_add_back(loader, implied->items[i]);
	return is_well;
}
