/* identity: the rules, one after the other, over what the rules before have left. */
#include "history/identity.h"

#include "history/identity_search.h"

#include "base/path.h"
#include "base/utf8.h"
#include "history/numbering.h"

#define TITLE_TELLS 16 /* bytes: "Implementation" is a step of many */

#define STEPS (KIND_BIT(KIND_MILESTONE) | KIND_BIT(KIND_ASK))
#define PEOPLE (KIND_BIT(KIND_PERSON) | KIND_BIT(KIND_TEAM)) /* nearly the same name is another */

static const char *const rule_names[] = {
	[IDENTITY_NONE] = "none", [IDENTITY_ID] = "id",     [IDENTITY_WAS] = "was",
	[IDENTITY_PATH] = "path", [IDENTITY_BLOB] = "blob", [IDENTITY_SIMILARITY] = "similarity",
};

const char *
identity_rule_name(enum identity_rule rule)
{
	return rule_names[rule];
}

/* ==== the same id ==== */

/* Two entries of the same kind and id. */
struct same {
	const struct entry *old, *new;
};

struct sames {
	struct same *items; /* in the order of the later snapshot */
	size_t count;
	bool has_former; /* somebody has said `was:` */
};

static bool
has_former(const struct snapshot *snapshot)
{
	for (size_t i = 0; i < snapshot->count; i++)
		if (snapshot->items[i]->former.count > 0)
			return true;
	return false;
}

/* Neighbours have nearly the same order: what stands behind the last one that was found is looked at first. */
static void
find_same(struct search *search, struct sames *ret_sames)
{
	const struct snapshot *before = search->before, *after = search->after;
	size_t next = 0, found = 0;

	ret_sames->items =
		arena_uncleared_array_of(search->arena, after->count, sizeof(struct same));
	ret_sames->count = after->count;
	ret_sames->has_former = false;
	for (size_t i = 0; i < after->count; i++) {
		const struct entry *new = after->items[i];
		const struct entry *old = next < before->count ? before->items[next] : NULL;

		if (old == NULL || old->kind != new->kind || !str_equal_or_same(old->id, new->id))
			old = snapshot_find(before, new->kind, new->id);
		if (old != NULL)
			next = old->index + 1;
		ret_sames->items[i] = (struct same){ old, new };
		found += old != NULL;
		ret_sames->has_former = ret_sames->has_former || new->former.count > 0 ||
					(old != NULL && old->former.count > 0);
		if (old != NULL && old->has_own_id && new->has_own_id)
			pair(search, old, new, IDENTITY_ID, 1);
	}
	if (found < before->count && !ret_sames->has_former)
		ret_sames->has_former = has_former(before);
}

/* Those that stand where they stood, and are no page beside a row.  The others are left. */
static void
by_same_place(struct search *search, struct sames *sames)
{
	size_t left = 0;

	for (size_t i = 0; i < sames->count; i++) {
		const struct entry *old = sames->items[i].old, *new = sames->items[i].new;

		if (!is_free_new(search, new))
			continue;
		if (old != NULL && is_free_old(search, old) && !old->is_twin &&
		    !new->is_twin &&str_equal_or_same(old->path, new->path))
			pair(search, old, new, IDENTITY_PATH, 1);
		else
			sames->items[left++] = sames->items[i];
	}
	sames->count = left;
}

/* ==== what people have said ==== */

/* An entry that has one of these ids, is gone on the other side, and nobody's yet.  The same kind first: an
   id may stand for a goal and for an initiative. */
static const struct entry *
find_former(const struct entry *entry, const struct snapshot *there, const struct identity *taken,
	    const struct snapshot *here)
{
	for (size_t w = 0; w < entry->former.count; w++) {
		struct str id = entry->former.items[w];
		const struct entry *found = snapshot_find(there, entry->kind, id);

		for (int kind = 0; found == NULL && kind < KIND_COUNT; kind++)
			found = snapshot_find(there, (enum kind)kind, id);
		/* The line stays in the file when the move is long past. */
		if (found != NULL && taken[found->index].other == NULL &&
		    snapshot_find(here, found->kind, id) == NULL)
			return found;
	}
	return NULL;
}

/* Both ways, so that the way back is found by the same line. */
static void
by_former_id(struct search *search)
{
	for (size_t i = 0; i < search->after->count; i++) {
		const struct entry *new = search->after->items[i];
		const struct entry *old =
			new->former.count > 0
				? find_former(new, search->before, search->olds, search->after)
				: NULL;

		if (old != NULL && is_free_new(search, new))
			pair(search, old, new, IDENTITY_WAS, 1);
	}
	for (size_t i = 0; i < search->before->count; i++) {
		const struct entry *old = search->before->items[i];
		const struct entry *new =
			old->former.count > 0
				? find_former(old, search->after, search->news, search->before)
				: NULL;

		if (new != NULL && is_free_old(search, old))
			pair(search, old, new, IDENTITY_WAS, 1);
	}
}

/* ==== the same place, the same bytes ==== */

static void
list_pages(struct arena *arena, const struct snapshot *snapshot, struct map *ret_paths)
{
	for (size_t i = 0; i < snapshot->count; i++)
		if (snapshot->items[i]->path.length > 0)
			*map_put(arena, ret_paths, snapshot->items[i]->path) = snapshot->items[i];
}

static void
by_page(struct search *search, const struct sames *sames)
{
	struct map paths = { 0 };

	for (size_t i = 0; i < sames->count; i++) {
		const struct entry *new = sames->items[i].new, *old;

		if (new->path.length == 0)
			continue;
		if (paths.count == 0)
			list_pages(search->arena, search->before, &paths);
		old = map_get(&paths, new->path);
		if (old != NULL && is_free_old(search, old))
			pair(search, old, new, IDENTITY_PATH, 1);
	}
}

/* Of rows and items, and of a row that got a page: ids are made from parent and title. */
static void
by_made_id(struct search *search, const struct sames *sames)
{
	for (size_t i = 0; i < sames->count; i++) {
		const struct entry *old = sames->items[i].old, *new = sames->items[i].new;

		if (old == NULL || !is_free_new(search, new) || !is_free_old(search, old) ||
		    old->is_twin || new->is_twin)
			continue;
		if (new->path.length == 0 || old->path.length == 0)
			pair(search, old, new, IDENTITY_PATH, 1);
	}
}

/* Entries that share a key; more than one is not told apart. */
struct bucket {
	const struct entry *entry;
	size_t count;
};

static void
put_bucket(struct search *search, struct map *map, struct str key, const struct entry *entry)
{
	void **slot = map_put(search->arena, map, key);
	struct bucket *bucket = *slot != NULL ? *slot : ARENA_NEW(search->arena, struct bucket);

	bucket->entry = entry;
	bucket->count++;
	*slot = bucket;
}

/* Pairs what has the same key, where no other entry of the side has it.  An empty key: the rule has
   nothing to say of the entry. */
static void
by_key(struct search *search,
       struct str (*key_of)(struct search *search, const struct entry *entry, bool is_new),
       enum identity_rule rule)
{
	struct map olds = { 0 }, news = { 0 };

	for (size_t i = 0; i < search->before->count; i++) {
		const struct entry *old = search->before->items[i];
		struct str key = is_free_old(search, old) ? key_of(search, old, false) : STR_EMPTY;

		if (key.length > 0)
			put_bucket(search, &olds, key, old);
	}
	for (size_t i = 0; olds.count > 0 && i < search->after->count; i++) {
		const struct entry *new = search->after->items[i];
		struct str key = is_free_new(search, new) ? key_of(search, new, true) : STR_EMPTY;

		if (key.length > 0)
			put_bucket(search, &news, key, new);
	}
	for (size_t i = 0; i < news.count; i++) {
		const struct bucket *new = news.entries[i].value;
		const struct bucket *old = map_get(&olds, news.entries[i].key);

		if (old == NULL || old->count > 1 || new->count > 1)
			continue;
		pair(search, old->entry, new->entry, rule, 1);
	}
}

static struct str
bytes_key(struct search *search, const struct entry *entry, bool is_new)
{
	(void)search, (void)is_new;
	return entry->source;
}

/* Of several files with the same bytes, the one of the same name. */
static struct str
name_and_bytes_key(struct search *search, const struct entry *entry, bool is_new)
{
	const struct str parts[] = { path_base(entry->path), STR("\n"), entry->source };

	(void)is_new;
	return entry->source.length > 0 ? arena_concat(search->arena, parts, 3) : STR_EMPTY;
}

/* A step that went to another parent: only when its title says enough to be known by. */
static struct str
step_key(struct search *search, const struct entry *entry, bool is_new)
{
	(void)is_new;
	if (!(KIND_BIT(entry->kind) & STEPS) || entry->title.length < TITLE_TELLS)
		return STR_EMPTY;
	return arena_printf(search->arena, "%d %.*s", (int)entry->kind,
			    STR_ARG(utf8_fold(search->arena, entry->title)));
}

/* Hashes of what entries of one name have in common; 0: the rule has nothing to say of the entry.  Its parent,
   if it has one, must be the same record. */
static uint64_t
name_below_parent(const struct search *search, const struct entry *entry, bool is_new,
		  struct str name)
{
	const struct entry *parent = entry->parent;
	struct {
		uint64_t name;
		uint32_t kind, parent;
	} place = { map_key(name).hash, entry->kind, UINT32_MAX };

	if (parent != NULL && !is_new)
		parent = search->olds[parent->index].other;
	if (entry->parent != NULL && parent == NULL)
		return 0;
	if (parent != NULL)
		place.parent = parent->index;
	return map_key((struct str){ (const char *)&place, sizeof place }).hash;
}

/* Where the parent is the same record, the title is a name. */
static uint64_t
title_name(const struct search *search, const struct entry *entry, bool is_new)
{
	return name_below_parent(search, entry, is_new, utf8_fold(search->arena, entry->title));
}

/* And so is what its id was made from: signs before a title are of no account. */
static uint64_t
stem_name(const struct search *search, const struct entry *entry, bool is_new)
{
	struct str stem = path_base(entry->id);
	size_t number = str_find_last(stem, '~');

	if (entry->path.length > 0)
		return 0;
	return name_below_parent(search, entry, is_new,
				 str_slice(stem, 0, number == STR_NONE ? stem.length : number));
}

static bool
say_the_same(const struct entry *old, const struct entry *new)
{
	if (old->fields.count != new->fields.count || old->texts.count != new->texts.count)
		return false;
	for (size_t i = 0; i < old->texts.count; i++)
		if (!str_equal_or_same(old->texts.items[i], new->texts.items[i]))
			return false;
	for (size_t i = 0; i < old->fields.count; i++) {
		const struct entry_field *a = &old->fields.items[i], *b = &new->fields.items[i];

		if (a->field != b->field || a->count != b->count)
			return false;
		for (size_t v = 0; v < a->count; v++)
			if (!str_equal_or_same(a->values[v].text, b->values[v].text))
				return false;
	}
	return true;
}

/* Entries that have one name below one parent and are not paired, in the order of the book. */
struct twin {
	const struct entry *entry;
	struct twin *next;
};

struct twins {
	struct twin *olds, *news;
};

static void
put_in_front(struct arena *arena, struct twin **twins, const struct entry *entry)
{
	struct twin *twin = ARENA_NEW(arena, struct twin);

	*twin = (struct twin){ entry, *twins };
	*twins = twin;
}

enum likeness_of_twins {
	SAY_THE_SAME = 1,
	SAME_SECTION = 2,
	SAME_PLACE = 4, /* among the parts of the same row, too */
};

/* Two pages are no row: what they say is compared, too. */
static bool
are_twins(const struct entry *old, const struct entry *new, unsigned alike)
{
	return (old->path.length == 0 || new->path.length == 0) &&
	       (!(alike & SAY_THE_SAME) || say_the_same(old, new)) &&
	       (!(alike & SAME_SECTION) || !have_other_sections(old, new)) &&
	       (!(alike & SAME_PLACE) || !stand_elsewhere(old, new));
}

static void
pair_twins(struct search *search, struct twins *twins, unsigned alike)
{
	struct twin **new = &twins->news;

	while (*new != NULL) {
		struct twin **old = &twins->olds;

		while (*old != NULL && !are_twins((*old)->entry, (*new)->entry, alike))
			old = &(*old)->next;
		if (*old == NULL) {
			new = &(*new)->next;
			continue;
		}
		pair(search, (*old)->entry, (*new)->entry, IDENTITY_PATH, 1);
		*old = (*old)->next;
		*new = (*new)->next;
	}
}

/* Those first that say the same as before: a row that is put between two of one name moves none of them. */
static void
by_name(struct search *search,
	uint64_t (*name_of)(const struct search *search, const struct entry *entry, bool is_new))
{
	struct numbering names = { 0 };
	VEC(struct twins) all = { 0 }; /* by the name's number */

	for (size_t i = search->before->count; i > 0; i--) {
		const struct entry *old = search->before->items[i - 1];
		uint64_t name = is_free_old(search, old) ? name_of(search, old, false) : 0;
		size_t number;

		if (name == 0)
			continue;
		number = numbering_put(search->arena, &names, name);
		if (number == all.count)
			(void)VEC_PUSH(search->arena, &all);
		put_in_front(search->arena, &all.items[number].olds, old);
	}
	for (size_t i = names.count > 0 ? search->after->count : 0; i > 0; i--) {
		const struct entry *new = search->after->items[i - 1];
		uint64_t name = is_free_new(search, new) ? name_of(search, new, true) : 0;
		size_t number = name != 0 ? numbering_find(&names, name) : NUMBERING_NONE;

		if (number != NUMBERING_NONE)
			put_in_front(search->arena, &all.items[number].news, new);
	}
	for (size_t i = 0; i < all.count; i++) {
		pair_twins(search, &all.items[i], SAY_THE_SAME | SAME_PLACE);
		pair_twins(search, &all.items[i], SAME_PLACE);
		pair_twins(search, &all.items[i], SAY_THE_SAME);
		pair_twins(search, &all.items[i], SAME_SECTION);
	}
}

static bool
is_all_found(const struct search *search)
{
	return search->old_count == 0 || search->new_count == 0;
}

/* Of the same name below the same parent. */
static void
by_names(struct search *search)
{
	if (!is_all_found(search))
		by_name(search, stem_name);
	if (!is_all_found(search))
		by_name(search, title_name);
}

/* What neither says who it is nor stands where it stood. */
static void
by_looks(struct search *search)
{
	by_key(search, bytes_key, IDENTITY_BLOB);
	by_key(search, name_and_bytes_key, IDENTITY_BLOB);
	by_names(search);
	if (is_all_found(search))
		return;
	identity_by_similarity(search, ~(STEPS | PEOPLE));
	by_names(search);
	identity_by_similarity(search, STEPS);
	by_key(search, step_key, IDENTITY_SIMILARITY);
}

void
identity_find(struct arena *arena, const struct snapshot *before, const struct snapshot *after,
	      struct identities *ret_identities)
{
	struct search search = {
		.arena = arena,
		.before = before,
		.after = after,
		.olds = ARENA_ARRAY(arena, struct identity, before->count),
		.news = ARENA_ARRAY(arena, struct identity, after->count),
		.old_count = before->count,
		.new_count = after->count,
	};
	struct sames sames;

	find_same(&search, &sames);
	if (sames.has_former)
		by_former_id(&search);
	by_same_place(&search, &sames);
	by_page(&search, &sames);
	by_made_id(&search, &sames);
	if (!is_all_found(&search))
		by_looks(&search);
	*ret_identities = (struct identities){ search.olds, search.news };
}
