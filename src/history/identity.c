/* identity: the rules, one after the other, over what the rules before have left. */
#include "history/identity.h"

#include "history/identity_search.h"

#include "base/path.h"
#include "base/utf8.h"

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

/* ==== what people have said ==== */

static void
by_own_id(struct search *search)
{
	for (size_t i = 0; i < search->after->count; i++) {
		const struct entry *new = search->after->items[i];
		const struct entry *old =
			new->has_own_id ? map_get(&search->before->ids[new->kind], new->id) : NULL;

		if (old != NULL && old->has_own_id && is_free_old(search, old))
			pair(search, old, new, IDENTITY_ID, 1);
	}
}

/* An entry that has one of these ids, is gone on the other side, and nobody's yet.  The same kind first: an
   id may stand for a goal and for an initiative. */
static const struct entry *
find_former(const struct entry *entry, const struct snapshot *there, const struct identity *taken,
	    const struct snapshot *here)
{
	for (size_t w = 0; w < entry->former.count; w++) {
		struct str id = entry->former.items[w];
		const struct entry *found = map_get(&there->ids[entry->kind], id);

		for (int kind = 0; found == NULL && kind < KIND_COUNT; kind++)
			found = map_get(&there->ids[kind], id);
		/* The line stays in the file when the move is long past. */
		if (found != NULL && taken[found->index].other == NULL &&
		    map_get(&here->ids[found->kind], id) == NULL)
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
			find_former(new, search->before, search->olds, search->after);

		if (old != NULL && is_free_new(search, new))
			pair(search, old, new, IDENTITY_WAS, 1);
	}
	for (size_t i = 0; i < search->before->count; i++) {
		const struct entry *old = search->before->items[i];
		const struct entry *new =
			find_former(old, search->after, search->news, search->before);

		if (new != NULL && is_free_old(search, old))
			pair(search, old, new, IDENTITY_WAS, 1);
	}
}

/* ==== the same place, the same bytes ==== */

static void
by_page(struct search *search)
{
	struct map paths = { 0 };

	for (size_t i = 0; i < search->before->count; i++) {
		struct entry *old = search->before->items[i];

		if (old->path.length > 0 && is_free_old(search, old))
			*map_put(search->arena, &paths, old->path) = old;
	}
	for (size_t i = 0; i < search->after->count; i++) {
		const struct entry *new = search->after->items[i];
		const struct entry *old = new->path.length > 0 ? map_get(&paths, new->path) : NULL;

		if (old != NULL && is_free_new(search, new))
			pair(search, old, new, IDENTITY_PATH, 1);
	}
}

/* One of several with the same title below one parent: the number behind its id says only which came
   first. */
static bool
is_twin(const struct snapshot *snapshot, struct arena *arena, const struct entry *entry)
{
	struct str second;

	if (str_find_char(path_base(entry->id), '~') != STR_NONE)
		return true;
	second = arena_printf(arena, "%.*s~2", STR_ARG(entry->id));
	return map_get(&snapshot->ids[entry->kind], second) != NULL;
}

/* Of rows and items, and of a row that got a page: ids are made from parent and title. */
static void
by_made_id(struct search *search)
{
	for (size_t i = 0; i < search->after->count; i++) {
		const struct entry *new = search->after->items[i];
		const struct entry *old = map_get(&search->before->ids[new->kind], new->id);

		if (old == NULL || !is_free_new(search, new) || !is_free_old(search, old) ||
		    is_twin(search->before, search->arena, old) ||
		    is_twin(search->after, search->arena, new))
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
	(void)is_new;
	if (entry->source.length == 0)
		return STR_EMPTY;
	return arena_printf(search->arena, "%.*s\n%.*s", STR_ARG(path_base(entry->path)),
			    STR_ARG(entry->source));
}

/* "2 17 name" for a name below a parent, which must be the same record. */
static struct str
key_below_parent(struct search *search, const struct entry *entry, bool is_new, struct str name)
{
	const struct entry *parent = entry->parent;

	if (parent != NULL && !is_new)
		parent = search->olds[parent->index].other;
	if (entry->parent != NULL && parent == NULL)
		return STR_EMPTY;
	return arena_printf(search->arena, "%d %ld %.*s", (int)entry->kind,
			    parent != NULL ? (long)parent->index : -1, STR_ARG(name));
}

/* Where the parent is the same record, the title is a name. */
static struct str
title_key(struct search *search, const struct entry *entry, bool is_new)
{
	return key_below_parent(search, entry, is_new, utf8_fold(search->arena, entry->title));
}

/* And so is what its id was made from: signs before a title are of no account. */
static struct str
stem_key(struct search *search, const struct entry *entry, bool is_new)
{
	struct str stem = path_base(entry->id);
	size_t number = str_find_last(stem, '~');

	if (entry->path.length > 0)
		return STR_EMPTY;
	return key_below_parent(search, entry, is_new,
				str_slice(stem, 0, number == STR_NONE ? stem.length : number));
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

/* Entries of both sides that have one title below one parent, in the order of the book. */
struct twins {
	VEC(const struct entry *) olds;
	VEC(const struct entry *) news;
};

static struct twins *
twins_of(struct search *search, struct map *map, struct str key)
{
	void **slot = map_put(search->arena, map, key);

	if (*slot == NULL)
		*slot = ARENA_NEW(search->arena, struct twins);
	return *slot;
}

static bool
say_the_same(const struct entry *old, const struct entry *new)
{
	if (old->fields.count != new->fields.count || old->texts.count != new->texts.count)
		return false;
	for (size_t i = 0; i < old->texts.count; i++)
		if (!str_equal(old->texts.items[i], new->texts.items[i]))
			return false;
	for (size_t i = 0; i < old->fields.count; i++) {
		const struct entry_field *a = &old->fields.items[i], *b = &new->fields.items[i];

		if (a->field != b->field || a->count != b->count)
			return false;
		for (size_t v = 0; v < a->count; v++)
			if (!str_equal(a->values[v].text, b->values[v].text))
				return false;
	}
	return true;
}

/* Two pages are no row: what they say is compared, too. */
static void
pair_twins(struct search *search, const struct twins *twins, bool only_same)
{
	for (size_t n = 0; n < twins->news.count; n++) {
		const struct entry *new = twins->news.items[n];

		for (size_t o = 0; o < twins->olds.count && is_free_new(search, new); o++) {
			const struct entry *old = twins->olds.items[o];

			if (is_free_old(search, old) &&
			    (old->path.length == 0 || new->path.length == 0) &&
			    (!only_same || say_the_same(old, new)))
				pair(search, old, new, IDENTITY_PATH, 1);
		}
	}
}

/* Those first that say the same as before: a row that is put between two of one name moves none of them. */
static void
by_name(struct search *search,
	struct str (*key_of)(struct search *search, const struct entry *entry, bool is_new))
{
	struct map all = { 0 };

	for (size_t i = 0; i < search->before->count; i++) {
		const struct entry *old = search->before->items[i];
		struct str key = is_free_old(search, old) ? key_of(search, old, false) : STR_EMPTY;

		if (key.length > 0)
			*VEC_PUSH(search->arena, &twins_of(search, &all, key)->olds) = old;
	}
	for (size_t i = 0; all.count > 0 && i < search->after->count; i++) {
		const struct entry *new = search->after->items[i];
		struct str key = is_free_new(search, new) ? key_of(search, new, true) : STR_EMPTY;
		struct twins *twins = key.length > 0 ? map_get(&all, key) : NULL;

		if (twins != NULL)
			*VEC_PUSH(search->arena, &twins->news) = new;
	}
	for (size_t i = 0; i < all.count; i++) {
		pair_twins(search, all.entries[i].value, true);
		pair_twins(search, all.entries[i].value, false);
	}
}

void
identity_find(struct arena *arena, const struct snapshot *before, const struct snapshot *after,
	      struct identities *ret_identities)
{
	struct search search = { arena, before, after, NULL, NULL };

	search.olds = ARENA_ARRAY(arena, struct identity, before->count);
	search.news = ARENA_ARRAY(arena, struct identity, after->count);
	by_own_id(&search);
	by_former_id(&search);
	by_page(&search);
	by_made_id(&search);
	by_key(&search, bytes_key, IDENTITY_BLOB);
	by_key(&search, name_and_bytes_key, IDENTITY_BLOB);
	by_name(&search, stem_key);
	by_name(&search, title_key);
	identity_by_similarity(&search, ~(STEPS | PEOPLE));
	by_name(&search, stem_key);
	by_name(&search, title_key);
	identity_by_similarity(&search, STEPS);
	by_key(&search, step_key, IDENTITY_SIMILARITY);
	*ret_identities = (struct identities){ search.olds, search.news };
}
