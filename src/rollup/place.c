/*
 * place: themes as vectors, and documents ranked against them.
 */
#include "rollup/place.h"

#include <math.h>
#include <stdlib.h>

#define LIST_WEIGHT 0.25 /* of the text of a theme that is a list of citations */
#define PAGE_WEIGHT 1.0  /* of one that stands by itself */
#define THIRD_SHARE 0.8  /* a third suggestion is shown when it comes so near to the first */

#define FEWEST_TO_JUDGE 8 /* documents that say what a usual score is */

struct citation {
	uint32_t document, part;
};

struct citations {
	struct citation *items; /* by document */
	size_t count, capacity;
};

struct placer {
	struct arena *arena;
	const struct corpus *corpus;
	struct counting counting;
	struct summing summing;
	double *text_weights;        /* by theme */
	struct vector *sums;         /* of all members' vectors, by theme */
	struct vector *frequencies;  /* of the terms in the themes' own texts */
	struct citations *citations; /* of the parts of each theme */
	struct vector *texts;        /* the same texts, weighed */
	struct vector *centroids;    /* with all members and all text */
	double *lengths;
};

static size_t
count_words(const struct terms *terms, const struct tokens *tokens)
{
	size_t words = 0;

	for (size_t i = 0; i < tokens->count; i++)
		words += tokens->items[i].term != TERM_BREAK &&
			 !terms->items[tokens->items[i].term].is_stop;
	return words;
}

static double
choose_weight(const struct corpus *corpus, const struct theme *theme)
{
	size_t words = 0, citing = 0;

	for (size_t p = 0; p < theme->part_count; p++) {
		size_t here = count_words(&corpus->terms, &theme->parts[p].tokens);

		words += here;
		citing += theme->parts[p].cites.count > 0 ? here : 0;
	}
	return 2 * citing >= words ? LIST_WEIGHT : PAGE_WEIGHT;
}

static int
compare_citations(const void *left, const void *right)
{
	const struct citation *a = left, *b = right;

	if (a->document != b->document)
		return a->document < b->document ? -1 : 1;
	return a->part < b->part ? -1 : a->part > b->part;
}

/* Which parts cite whom, by document; and how often each term occurs in all parts. */
static void
read_parts(struct placer *placer, uint32_t t)
{
	const struct theme *theme = &placer->corpus->themes[t];
	struct citations *citations = &placer->citations[t];

	for (uint32_t p = 0; p < theme->part_count; p++) {
		const struct theme_part *part = &theme->parts[p];

		counting_add(&placer->counting, &placer->corpus->terms, &part->tokens);
		for (size_t c = 0; c < part->cites.count; c++)
			*VEC_PUSH(placer->arena, citations) =
				(struct citation){ part->cites.items[c], p };
	}
	placer->frequencies[t] = counting_take(&placer->counting, placer->arena);
	if (citations->count > 0)
		qsort(citations->items, citations->count, sizeof *citations->items,
		      compare_citations);
}

/* The first citation of the document or of one behind it. */
static size_t
find_citation(const struct citations *citations, uint32_t document)
{
	size_t low = 0, high = citations->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (citations->items[middle].document < document)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The theme's text but for the parts that cite the document. */
static struct vector
read_text(struct placer *placer, struct arena *arena, uint32_t t, uint32_t without)
{
	const struct citations *citations = &placer->citations[t];
	size_t i = find_citation(citations, without);
	struct vector text, left_out;

	for (; i < citations->count && citations->items[i].document == without; i++)
		counting_add(&placer->counting, &placer->corpus->terms,
			     &placer->corpus->themes[t].parts[citations->items[i].part].tokens);
	left_out = counting_take(&placer->counting, arena);
	summing_add(&placer->summing, &placer->frequencies[t], 1);
	summing_add(&placer->summing, &left_out, -1);
	text = summing_take(&placer->summing, arena);
	vector_weigh(&text, placer->corpus->idf);
	return text;
}

static bool
is_cited(const struct placer *placer, uint32_t t, uint32_t document)
{
	const struct citations *citations = &placer->citations[t];
	size_t i = find_citation(citations, document);

	return i < citations->count && citations->items[i].document == document;
}

static struct vector
sum_members(struct placer *placer, const struct theme *theme)
{
	for (size_t m = 0; m < theme->members.count; m++)
		summing_add(&placer->summing,
			    &placer->corpus->documents[theme->members.items[m]].vector, 1);
	return summing_take(&placer->summing, placer->arena);
}

/* The theme as if it had never heard of the document (CORPUS_NONE: as it is). */
static struct vector
centroid(struct placer *placer, struct arena *arena, uint32_t t, uint32_t without)
{
	const struct corpus *corpus = placer->corpus;
	const struct theme *theme = &corpus->themes[t];
	bool is_member = indexes_have(&theme->members, without);
	size_t members = theme->members.count - is_member;
	bool has_citation = without != CORPUS_NONE && is_cited(placer, t, without);
	struct vector text = has_citation ? read_text(placer, arena, t, without) : placer->texts[t];

	if (members > 0) {
		summing_add(&placer->summing, &placer->sums[t], 1 / (double)members);
		if (is_member)
			summing_add(&placer->summing, &corpus->documents[without].vector,
				    -1 / (double)members);
	}
	summing_add(&placer->summing, &text, placer->text_weights[t]);
	return summing_take(&placer->summing, arena);
}

struct placer *
placer_new(struct arena *arena, const struct corpus *corpus)
{
	struct placer *placer = ARENA_NEW(arena, struct placer);
	size_t count = corpus->theme_count;

	placer->arena = arena;
	placer->corpus = corpus;
	counting_init(&placer->counting, arena, corpus->terms.count);
	summing_init(&placer->summing, arena, corpus->terms.count);
	placer->text_weights = ARENA_ARRAY(arena, double, count);
	placer->sums = ARENA_ARRAY(arena, struct vector, count);
	placer->texts = ARENA_ARRAY(arena, struct vector, count);
	placer->frequencies = ARENA_ARRAY(arena, struct vector, count);
	placer->citations = ARENA_ARRAY(arena, struct citations, count);
	placer->centroids = ARENA_ARRAY(arena, struct vector, count);
	placer->lengths = ARENA_ARRAY(arena, double, count);
	for (uint32_t t = 0; t < count; t++) {
		placer->text_weights[t] = choose_weight(corpus, &corpus->themes[t]);
		placer->sums[t] = sum_members(placer, &corpus->themes[t]);
		read_parts(placer, t);
		placer->texts[t] = read_text(placer, arena, t, CORPUS_NONE);
		placer->centroids[t] = centroid(placer, arena, t, CORPUS_NONE);
		placer->lengths[t] = vector_length(&placer->centroids[t]);
	}
	return placer;
}

double
placer_text_weight(const struct placer *placer, uint32_t theme)
{
	return placer->text_weights[theme];
}

static int
compare_placings(const void *left, const void *right)
{
	const struct placing *a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->theme < b->theme ? -1 : a->theme > b->theme;
}

/* Into `placings`; what is needed meanwhile comes from `scratch`. */
static void
rank(struct placer *placer, struct arena *scratch, uint32_t document, struct placing *placings)
{
	const struct corpus *corpus = placer->corpus;
	const struct vector *vector = &corpus->documents[document].vector;

	for (uint32_t t = 0; t < corpus->theme_count; t++) {
		bool is_member = indexes_have(&corpus->themes[t].members, document);
		struct vector theme =
			is_member ? centroid(placer, scratch, t, document) : placer->centroids[t];
		double length = is_member ? vector_length(&theme) : placer->lengths[t];

		placings[t] = (struct placing){ .theme = t };
		if (length > 0)
			placings[t].score = vector_dot(vector, &theme) / length;
		placings[t].reason_count =
			vector_strongest(vector, &theme, PLACE_REASONS, placings[t].reasons);
	}
	if (corpus->theme_count > 0)
		qsort(placings, corpus->theme_count, sizeof *placings, compare_placings);
}

struct placing *
placer_rank(struct placer *placer, uint32_t document)
{
	struct placing *placings =
		ARENA_ARRAY(placer->arena, struct placing, placer->corpus->theme_count);
	struct arena scratch;

	arena_init(&scratch);
	rank(placer, &scratch, document, placings);
	arena_free(&scratch);
	return placings;
}

size_t
placings_shown(const struct placing *placings, size_t count)
{
	size_t shown = 0;

	while (shown < count && shown < 2 && placings[shown].score > 0)
		shown++;
	if (shown == 2 && count > 2 && placings[2].score > THIRD_SHARE * placings[0].score)
		shown++;
	return shown;
}

/* ---- what suggestions are worth ---- */

/* The chance that none of `good` among `count` is in the first `drawn` of an order by accident. */
static double
chance_of_none(size_t count, size_t good, size_t drawn)
{
	double chance = 1;

	for (size_t i = 0; i < drawn && i < count; i++)
		chance *= good + i < count ? (double)(count - good - i) / (double)(count - i) : 0;
	return chance;
}

static int
compare_doubles(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return a < b ? -1 : a > b;
}

static void
count_trial(const struct corpus *corpus, uint32_t document, const struct placing *placings,
	    struct trial *trial, double *ret_own)
{
	const struct indexes *themes = &corpus->documents[document].themes;
	size_t at = 0;

	while (!indexes_have(themes, placings[at].theme))
		at++;
	trial->first += at < 1;
	trial->in_three += at < 3;
	trial->chance_first += 1 - chance_of_none(corpus->theme_count, themes->count, 1);
	trial->chance_in_three += 1 - chance_of_none(corpus->theme_count, themes->count, 3);
	*ret_own = placings[at].score;
}

/* As if each document were a throw with the mean chance. */
static bool
is_by_chance(const struct trial *trial)
{
	double n = (double)trial->documents, p = trial->chance_first;

	return (double)trial->first < n * p + 2 * sqrt(n * p * (1 - p));
}

struct trial
placings_try(struct arena *arena, const struct corpus *corpus, struct placing *const *placings)
{
	struct trial trial = { 0 };
	double *own = ARENA_ARRAY(arena, double, corpus->document_count);

	if (corpus->theme_count < 2)
		return trial;
	for (uint32_t d = 0; d < corpus->document_count; d++)
		if (corpus->documents[d].themes.count > 0)
			count_trial(corpus, d, placings[d], &trial, &own[trial.documents++]);
	if (trial.documents == 0)
		return trial;
	trial.chance_first /= (double)trial.documents;
	trial.chance_in_three /= (double)trial.documents;
	trial.is_by_chance = is_by_chance(&trial);
	qsort(own, trial.documents, sizeof *own, compare_doubles);
	if (trial.documents >= FEWEST_TO_JUDGE)
		trial.lowest_tenth = own[trial.documents / 10];
	return trial;
}
