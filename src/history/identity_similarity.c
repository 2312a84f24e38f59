/* identity_similarity: the rule for what was rewritten. */
#include "history/identity_search.h"

#include "base/limits.h"
#include "base/path.h"
#include "history/likeness.h"

#define ACCEPT 0.40
#define ACCEPT_TITLES 0.60 /* where there is nothing but titles and names to compare */
#define UNSURE 0.05
#define MOVED 0.5 /* share of lines by which a split or a merger is known */

#define WORK (KIND_BIT(KIND_GOAL) | KIND_BIT(KIND_INITIATIVE))
#define STEPS (KIND_BIT(KIND_MILESTONE) | KIND_BIT(KIND_ASK))

struct candidate {
	const struct entry *old, *new;
	double score;
	struct candidate *next_of_old, *next_of_new;
};

struct candidates {
	struct search *search;
	struct likeness likeness;
	size_t *old_vectors, *new_vectors; /* by index; SIZE_MAX: none */
	VEC(const struct entry *) olds;
	VEC(const struct entry *) news;
	VEC(struct candidate) found;
	struct candidate **of_old, **of_new; /* heads of the lists, by index */
};

/* A goal may become another's initiative; other kinds stay what they are. */
static bool
may_be_same(const struct entry *old, const struct entry *new, unsigned kinds)
{
	unsigned both = KIND_BIT(old->kind) | KIND_BIT(new->kind);

	if ((both & kinds) != both)
		return false;
	return old->kind == new->kind || (both & WORK) == both;
}

/* Milestones and asks are alike everywhere: only below the same parent are they compared. */
static bool
have_same_parent(const struct search *search, const struct entry *old, const struct entry *new)
{
	if (old->parent == NULL || new->parent == NULL)
		return old->parent == new->parent;
	return search->olds[old->parent->index].other == new->parent;
}

static double
score_of(struct candidates *candidates, const struct entry *old, const struct entry *new)
{
	struct arena *arena = candidates->search->arena;
	double titles = likeness_dice(arena, old->title, new->title);
	double names = likeness_dice(arena, path_base(old->id), path_base(new->id));
	size_t a = candidates->old_vectors[old->index], b = candidates->new_vectors[new->index];

	if (candidates->likeness.vectors.items[a].count == 0 ||
	    candidates->likeness.vectors.items[b].count == 0)
		return (titles + names) / 2 * (ACCEPT / ACCEPT_TITLES);
	return likeness_cosine(&candidates->likeness, a, b) / 2 + titles / 4 + names / 4;
}

static void
take_free(struct candidates *candidates, unsigned kinds)
{
	struct search *search = candidates->search;
	struct arena *arena = search->arena;

	for (size_t i = 0; i < search->before->count; i++) {
		const struct entry *old = search->before->items[i];

		if ((KIND_BIT(old->kind) & kinds) && is_free_old(search, old))
			*VEC_PUSH(arena, &candidates->olds) = old;
	}
	for (size_t i = 0; i < search->after->count; i++) {
		const struct entry *new = search->after->items[i];

		if ((KIND_BIT(new->kind) & kinds) && is_free_new(search, new))
			*VEC_PUSH(arena, &candidates->news) = new;
	}
}

/* All pages of the later snapshot tell how rare a word is, when there are texts to compare at all. */
static void
take_texts(struct candidates *candidates, unsigned kinds, bool have_texts)
{
	static const struct strs none = { 0 };
	const struct search *search = candidates->search;
	struct likeness *likeness = &candidates->likeness;

	candidates->old_vectors = ARENA_ARRAY(search->arena, size_t, search->before->count);
	candidates->new_vectors = ARENA_ARRAY(search->arena, size_t, search->after->count);
	for (size_t i = 0; i < candidates->news.count; i++)
		candidates->new_vectors[candidates->news.items[i]->index] = likeness_add(
			likeness, have_texts ? &candidates->news.items[i]->texts : &none);
	for (size_t i = 0; i < candidates->olds.count; i++)
		candidates->old_vectors[candidates->olds.items[i]->index] = likeness_add(
			likeness, have_texts ? &candidates->olds.items[i]->texts : &none);
	for (size_t i = 0; have_texts && i < search->after->count; i++) {
		const struct entry *new = search->after->items[i];
		bool is_free = is_free_new(search, new);

		if ((new->path.length > 0 || is_free) &&
		    !(is_free && (KIND_BIT(new->kind) & kinds)))
			likeness_weigh(likeness, new);
	}
}

static int
compare_candidates(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->score < b->score || a->score > b->score)
		return a->score > b->score ? -1 : 1;
	if (a->old->index != b->old->index)
		return a->old->index < b->old->index ? -1 : 1;
	return (a->new->index > b->new->index) - (a->new->index < b->new->index);
}

static bool
may_be_pair(const struct candidates *candidates, const struct entry *old, const struct entry *new,
	    unsigned kinds)
{
	return may_be_same(old, new, kinds) &&
	       (!(kinds & STEPS) ||
		(have_same_parent(candidates->search, old, new) && !stand_elsewhere(old, new)));
}

/* Whether there is a pair to compare, and one whose texts can be compared. */
static bool
has_pairs(const struct candidates *candidates, unsigned kinds, bool *ret_have_texts)
{
	bool has_pair = false;

	*ret_have_texts = false;
	for (size_t o = 0; o < candidates->olds.count && !*ret_have_texts; o++)
		for (size_t n = 0; n < candidates->news.count && !*ret_have_texts; n++) {
			const struct entry *old = candidates->olds.items[o];
			const struct entry *new = candidates->news.items[n];

			if (!may_be_pair(candidates, old, new, kinds))
				continue;
			has_pair = true;
			*ret_have_texts = old->texts.count > 0 && new->texts.count > 0;
		}
	return has_pair;
}

static void
find_candidates(struct candidates *candidates, unsigned kinds)
{
	struct search *search = candidates->search;
	bool too_many = candidates->olds.count > LIMIT_HISTORY_PAIRS / (candidates->news.count + 1);

	for (size_t o = 0; o < candidates->olds.count; o++) {
		const struct entry *old = candidates->olds.items[o];

		for (size_t n = 0; n < candidates->news.count; n++) {
			const struct entry *new = candidates->news.items[n];
			double score;

			if (!may_be_pair(candidates, old, new, kinds) ||
			    (too_many && !str_equal(path_base(old->id), path_base(new->id))))
				continue;
			score = score_of(candidates, old, new);
			if (score >= ACCEPT)
				*VEC_PUSH(search->arena, &candidates->found) =
					(struct candidate){ old, new, score, NULL, NULL };
		}
	}
	if (candidates->found.count > 0)
		qsort(candidates->found.items, candidates->found.count,
		      sizeof *candidates->found.items, compare_candidates);
}

static void
link_candidates(struct candidates *candidates)
{
	const struct search *search = candidates->search;

	candidates->of_old = ARENA_ARRAY(search->arena, struct candidate *, search->before->count);
	candidates->of_new = ARENA_ARRAY(search->arena, struct candidate *, search->after->count);
	for (size_t i = candidates->found.count; i > 0; i--) {
		struct candidate *candidate = &candidates->found.items[i - 1];

		candidate->next_of_old = candidates->of_old[candidate->old->index];
		candidates->of_old[candidate->old->index] = candidate;
		candidate->next_of_new = candidates->of_new[candidate->new->index];
		candidates->of_new[candidate->new->index] = candidate;
	}
}

/* One text became two, each of which has lines of its own from it; or two became one. */
static bool
is_division(struct candidates *candidates, const struct entry *whole, const struct entry *part,
	    const struct entry *rest)
{
	struct arena *arena = candidates->search->arena;

	return likeness_moved_share(arena, part->source, whole->source, NULL) >= MOVED &&
	       likeness_moved_share(arena, rest->source, whole->source, &part->source) >= MOVED;
}

static bool
is_rival(const struct candidates *candidates, const struct candidate *rival,
	 const struct candidate *candidate)
{
	return rival != candidate && rival->score >= candidate->score - UNSURE &&
	       is_free_old(candidates->search, rival->old) &&
	       is_free_new(candidates->search, rival->new);
}

static bool
is_unsure(struct candidates *candidates, const struct candidate *candidate)
{
	const struct entry *old = candidate->old, *new = candidate->new;
	const struct candidate *rival;

	for (rival = candidates->of_old[old->index]; rival != NULL; rival = rival->next_of_old)
		if (is_rival(candidates, rival, candidate) &&
		    !is_division(candidates, old, new, rival->new))
			return true;
	for (rival = candidates->of_new[new->index]; rival != NULL; rival = rival->next_of_new)
		if (is_rival(candidates, rival, candidate) &&
		    !is_division(candidates, new, old, rival->old))
			return true;
	return false;
}

static void
note_maybe(struct identity *identity, const struct entry *maybe, double score)
{
	if (identity->maybe != NULL)
		return;
	identity->maybe = maybe;
	identity->score = score;
}

void
identity_by_similarity(struct search *search, unsigned kinds)
{
	struct candidates candidates = { .search = search };
	bool have_texts;

	take_free(&candidates, kinds);
	if (!has_pairs(&candidates, kinds, &have_texts))
		return;
	likeness_init(&candidates.likeness, search->arena);
	take_texts(&candidates, kinds, have_texts);
	find_candidates(&candidates, kinds);
	link_candidates(&candidates);
	for (size_t i = 0; i < candidates.found.count; i++) {
		const struct candidate *candidate = &candidates.found.items[i];

		if (!is_free_old(search, candidate->old) || !is_free_new(search, candidate->new))
			continue;
		if (!is_unsure(&candidates, candidate)) {
			pair(search, candidate->old, candidate->new, IDENTITY_SIMILARITY,
			     candidate->score);
			continue;
		}
		note_maybe(&search->olds[candidate->old->index], candidate->new, candidate->score);
		note_maybe(&search->news[candidate->new->index], candidate->old, candidate->score);
	}
}
