/*
 * rollup: the parts put together.
 */
#include "rollup/rollup.h"

#include "rollup/label.h"

#include <math.h>
#include <stdlib.h>

#define FEWEST_TO_GROUP 4
#define FEWEST_GROUPS 2
#define MOST_GROUPS 12

static const double least_cosine[] = { [TWIN_POSSIBLE] = 0.45, [TWIN_NEAR] = 0.70 };
static const double least_containment = 0.50;

/* ---- twins ---- */

static const char *const grade_names[] = {
	[TWIN_POSSIBLE] = "possible duplicate",
	[TWIN_NEAR] = "near copy",
	[TWIN_COPIED] = "copied text",
};

const char *
twin_grade_name(enum twin_grade grade)
{
	return grade_names[grade];
}

static int
compare_twins(const void *left, const void *right)
{
	const struct twins *a = left, *b = right;

	if (a->grade != b->grade)
		return a->grade > b->grade ? -1 : 1;
	if (a->cosine != b->cosine)
		return a->cosine > b->cosine ? -1 : 1;
	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return a->b < b->b ? -1 : a->b > b->b;
}

static void
find_twins(struct rollup *rollup, const struct tokens *tokens)
{
	struct arena *arena = rollup->corpus.arena;
	size_t count = rollup->corpus.document_count, next = 0;
	struct copies copies;

	copies_find(arena, tokens, count, least_containment, &copies);
	for (uint32_t a = 0; a < count; a++)
		for (uint32_t b = a + 1; b < count; b++) {
			double cosine = rollup->similar.cosines[a * count + b];
			struct twins twins = { a, b, TWIN_POSSIBLE, cosine, 0 };

			if (next < copies.count && copies.items[next].a == a &&
			    copies.items[next].b == b)
				twins.containment = copies.items[next++].containment;
			if (twins.containment > 0)
				twins.grade = TWIN_COPIED;
			else if (cosine >= least_cosine[TWIN_NEAR])
				twins.grade = TWIN_NEAR;
			else if (cosine < least_cosine[TWIN_POSSIBLE])
				continue;
			*VEC_PUSH(arena, &rollup->twins) = twins;
		}
	if (rollup->twins.count > 0)
		qsort(rollup->twins.items, rollup->twins.count, sizeof *rollup->twins.items,
		      compare_twins);
}

/* ---- places and neighbours ---- */

static void
place_documents(struct rollup *rollup)
{
	const struct corpus *corpus = &rollup->corpus;
	struct placer *placer = placer_new(corpus->arena, corpus);
	struct placing **placings =
		ARENA_ARRAY(corpus->arena, struct placing *, corpus->document_count);

	for (uint32_t d = 0; d < corpus->document_count; d++)
		placings[d] = placer_rank(placer, d);
	rollup->trial = placings_try(corpus->arena, corpus, placings);
	for (uint32_t d = 0; d < corpus->document_count; d++) {
		struct proposal *proposal = &rollup->proposals[d];

		proposal->placings = placings[d];
		if (corpus->documents[d].is_told)
			continue;
		rollup->unplaced++;
		proposal->shown = placings_shown(placings[d], corpus->theme_count);
		proposal->is_weak =
			proposal->shown == 0 || placings[d][0].score < rollup->trial.lowest_tenth;
	}
}

static double
mean_cosine(const struct similar *similar)
{
	size_t count = similar->count;
	double sum = 0;

	for (size_t a = 0; a < count; a++)
		for (size_t b = a + 1; b < count; b++)
			sum += similar->cosines[a * count + b];
	return count > 1 ? sum / ((double)count * (double)(count - 1) / 2) : 0;
}

static void
find_nearest(struct rollup *rollup)
{
	size_t count = rollup->corpus.document_count;
	size_t nearest[ROLLUP_NEAREST];

	for (size_t d = 0; d < count; d++) {
		struct proposal *proposal = &rollup->proposals[d];

		proposal->nearest_count =
			similar_nearest(&rollup->similar, d, ROLLUP_NEAREST, nearest);
		for (size_t i = 0; i < proposal->nearest_count; i++)
			proposal->nearest[i] = (struct neighbour){
				.document = (uint32_t)nearest[i],
				.cosine = rollup->similar.cosines[d * count + nearest[i]],
				.score = similar_of(&rollup->similar, d, nearest[i]),
			};
	}
}

bool
rollup_are_pair(const struct rollup *rollup, uint32_t a, uint32_t b)
{
	const struct proposal *of_a = &rollup->proposals[a], *of_b = &rollup->proposals[b];

	if (of_a->nearest_count == 0 || of_a->nearest[0].document != b ||
	    of_b->nearest_count == 0 || of_b->nearest[0].document != a)
		return false;
	for (size_t i = 0; i < rollup->twins.count; i++)
		if (rollup->twins.items[i].a == (a < b ? a : b) &&
		    rollup->twins.items[i].b == (a < b ? b : a))
			return false;
	return of_a->nearest[0].cosine > rollup->mean_cosine;
}

/* ---- groups ---- */

static size_t
choose_group_count(size_t documents, size_t wanted)
{
	if (documents == 0 || (wanted == 0 && documents < FEWEST_TO_GROUP))
		return 0;
	if (wanted == 0) {
		wanted = (size_t)ceil(sqrt((double)documents));
		if (wanted < FEWEST_GROUPS)
			wanted = FEWEST_GROUPS;
		if (wanted > MOST_GROUPS)
			wanted = MOST_GROUPS;
	}
	return wanted < documents ? wanted : documents;
}

static void
make_groups(struct rollup *rollup, const struct tokens *tokens)
{
	const struct corpus *corpus = &rollup->corpus;
	size_t count = corpus->document_count;
	uint32_t *groups = ARENA_ARRAY(corpus->arena, uint32_t, count);
	struct strs *labels = ARENA_ARRAY(corpus->arena, struct strs, rollup->group_count);

	rollup->groups = ARENA_ARRAY(corpus->arena, struct group, rollup->group_count);
	rollup->merges =
		ward_merges(corpus->arena, rollup->similar.rows, count, rollup->similar.dimensions);
	ward_cut(rollup->merges, count, rollup->group_count, groups);
	label_groups(corpus->arena, &corpus->terms,
		     &(struct grouping){ tokens, groups, count, rollup->group_count }, labels);
	for (uint32_t d = 0; d < count; d++) {
		rollup->proposals[d].group = groups[d];
		*VEC_PUSH(corpus->arena, &rollup->groups[groups[d]].members) = d;
	}
	for (size_t g = 0; g < rollup->group_count; g++)
		rollup->groups[g].labels = labels[g];
}

bool
rollup_open(struct rollup *rollup, struct arena *arena, const struct model *model, size_t groups,
	    struct diags *diags)
{
	struct corpus *corpus = &rollup->corpus;
	struct vector *vectors;
	struct tokens *tokens;

	*rollup = (struct rollup){ 0 };
	if (!corpus_open(corpus, arena, model, diags))
		return false;
	vectors = ARENA_ARRAY(arena, struct vector, corpus->document_count);
	tokens = ARENA_ARRAY(arena, struct tokens, corpus->document_count);
	for (size_t d = 0; d < corpus->document_count; d++) {
		vectors[d] = corpus->documents[d].vector;
		tokens[d] = corpus->documents[d].tokens;
	}
	rollup->proposals = ARENA_ARRAY(arena, struct proposal, corpus->document_count);
	similar_init(&rollup->similar, arena, vectors, corpus->document_count, corpus->terms.count);
	rollup->mean_cosine = mean_cosine(&rollup->similar);
	place_documents(rollup);
	find_nearest(rollup);
	find_twins(rollup, tokens);
	rollup->group_count = choose_group_count(corpus->document_count, groups);
	if (rollup->group_count > 0)
		make_groups(rollup, tokens);
	return true;
}

void
rollup_close(struct rollup *rollup)
{
	corpus_close(&rollup->corpus);
}
