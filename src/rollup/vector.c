/*
 * vector: counting, weighing, comparing.
 */
#include "rollup/vector.h"

#include <math.h>
#include <stdlib.h>

#define NOTHING 1e-12 /* what rounding leaves of a weight that was added and taken away */

static int
compare_terms(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return a < b ? -1 : a > b;
}

static struct vector
new_vector(struct arena *arena, uint32_t *touched, size_t count)
{
	struct vector vector = { .count = (uint32_t)count };

	qsort(touched, count, sizeof *touched, compare_terms);
	vector.terms = ARENA_ARRAY(arena, uint32_t, count);
	vector.weights = ARENA_ARRAY(arena, double, count);
	for (size_t i = 0; i < count; i++)
		vector.terms[i] = touched[i];
	return vector;
}

void
counting_init(struct counting *counting, struct arena *arena, size_t term_count)
{
	counting->counts = ARENA_ARRAY(arena, uint32_t, term_count);
	counting->touched = ARENA_ARRAY(arena, uint32_t, term_count);
	counting->touched_count = 0;
	counting->term_count = term_count;
}

void
counting_add(struct counting *counting, const struct terms *terms, const struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->count; i++) {
		uint32_t term = tokens->items[i].term;

		if (term == TERM_BREAK || terms->items[term].is_stop)
			continue;
		if (counting->counts[term]++ == 0)
			counting->touched[counting->touched_count++] = term;
	}
}

struct vector
counting_take(struct counting *counting, struct arena *arena)
{
	struct vector vector = new_vector(arena, counting->touched, counting->touched_count);

	for (uint32_t i = 0; i < vector.count; i++) {
		vector.weights[i] = counting->counts[vector.terms[i]];
		counting->counts[vector.terms[i]] = 0;
	}
	counting->touched_count = 0;
	return vector;
}

double *
vector_idf(struct arena *arena, const struct vector *documents, size_t count, size_t term_count)
{
	double *idf = ARENA_ARRAY(arena, double, term_count);

	for (size_t d = 0; d < count; d++)
		for (uint32_t i = 0; i < documents[d].count; i++)
			idf[documents[d].terms[i]] += 1;
	for (size_t t = 0; t < term_count; t++)
		idf[t] = log((1 + (double)count) / (1 + idf[t])) + 1;
	return idf;
}

double
vector_length(const struct vector *vector)
{
	double sum = 0;

	for (uint32_t i = 0; i < vector->count; i++)
		sum += vector->weights[i] * vector->weights[i];
	return sqrt(sum);
}

void
vector_weigh(struct vector *vector, const double *idf)
{
	double length;

	for (uint32_t i = 0; i < vector->count; i++)
		vector->weights[i] = (1 + log(vector->weights[i])) * idf[vector->terms[i]];
	length = vector_length(vector);
	for (uint32_t i = 0; i < vector->count; i++)
		vector->weights[i] /= length;
}

double
vector_dot(const struct vector *a, const struct vector *b)
{
	double sum = 0;
	uint32_t i = 0, k = 0;

	while (i < a->count && k < b->count) {
		if (a->terms[i] == b->terms[k])
			sum += a->weights[i++] * b->weights[k++];
		else if (a->terms[i] < b->terms[k])
			i++;
		else
			k++;
	}
	return sum;
}

/* Puts a term among the strongest, which are in order. */
static void
put_strongest(uint32_t term, double product, uint32_t wanted, uint32_t *count, double *products,
	      uint32_t *terms)
{
	uint32_t at = *count;

	while (at > 0 && products[at - 1] < product)
		at--;
	if (at == wanted)
		return;
	if (*count < wanted)
		(*count)++;
	for (uint32_t i = *count - 1; i > at; i--) {
		products[i] = products[i - 1];
		terms[i] = terms[i - 1];
	}
	products[at] = product;
	terms[at] = term;
}

uint32_t
vector_strongest(const struct vector *a, const struct vector *b, uint32_t wanted,
		 uint32_t *ret_terms)
{
	double products[VECTOR_STRONGEST];
	uint32_t count = 0, i = 0, k = 0;

	while (i < a->count && k < b->count) {
		if (a->terms[i] == b->terms[k]) {
			put_strongest(a->terms[i], a->weights[i] * b->weights[k], wanted, &count,
				      products, ret_terms);
			i++;
			k++;
		} else if (a->terms[i] < b->terms[k]) {
			i++;
		} else {
			k++;
		}
	}
	return count;
}

void
summing_init(struct summing *summing, struct arena *arena, size_t term_count)
{
	summing->sums = ARENA_ARRAY(arena, double, term_count);
	summing->touched = ARENA_ARRAY(arena, uint32_t, term_count);
	summing->is_touched = ARENA_ARRAY(arena, bool, term_count);
	summing->touched_count = 0;
}

void
summing_add(struct summing *summing, const struct vector *vector, double factor)
{
	for (uint32_t i = 0; i < vector->count; i++) {
		uint32_t term = vector->terms[i];

		if (!summing->is_touched[term]) {
			summing->is_touched[term] = true;
			summing->touched[summing->touched_count++] = term;
		}
		summing->sums[term] += factor * vector->weights[i];
	}
}

struct vector
summing_take(struct summing *summing, struct arena *arena)
{
	struct vector vector = new_vector(arena, summing->touched, summing->touched_count);
	uint32_t kept = 0;

	for (uint32_t i = 0; i < vector.count; i++) {
		uint32_t term = vector.terms[i];

		if (fabs(summing->sums[term]) > NOTHING) {
			vector.terms[kept] = term;
			vector.weights[kept++] = summing->sums[term];
		}
		summing->sums[term] = 0;
		summing->is_touched[term] = false;
	}
	vector.count = kept;
	summing->touched_count = 0;
	return vector;
}
