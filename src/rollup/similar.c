/*
 * similar: Gram matrix, LSA, and the mix of the two.
 */
#include "rollup/similar.h"

#include "rollup/eigen.h"

#include <assert.h>
#include <math.h>

#define LARGEST_COSINE 0.3 /* of distinct stories: brings the cosine to the scale of LSA's */
#define FEWEST_DIMENSIONS 4
#define MOST_DIMENSIONS 100

/* Where a term occurs: documents in ascending order. */
struct posting {
	uint32_t document;
	double weight;
};

/* Postings of term t stand at [starts[t], starts[t + 1]). */
static struct posting *
invert(struct arena *arena, const struct vector *documents, size_t count, size_t term_count,
       size_t *starts)
{
	struct posting *postings;
	size_t *next = ARENA_ARRAY(arena, size_t, term_count + 1);
	size_t total = 0;

	for (size_t d = 0; d < count; d++)
		for (uint32_t i = 0; i < documents[d].count; i++)
			starts[documents[d].terms[i] + 1]++;
	for (size_t t = 0; t < term_count; t++) {
		starts[t + 1] += starts[t];
		next[t] = starts[t];
	}
	total = starts[term_count];
	postings = ARENA_ARRAY(arena, struct posting, total);
	for (size_t d = 0; d < count; d++)
		for (uint32_t i = 0; i < documents[d].count; i++)
			postings[next[documents[d].terms[i]]++] =
				(struct posting){ (uint32_t)d, documents[d].weights[i] };
	return postings;
}

static void
fill_cosines(struct similar *similar, struct arena *arena, const struct vector *documents,
	     size_t term_count)
{
	size_t n = similar->count;
	size_t *starts = ARENA_ARRAY(arena, size_t, term_count + 1);
	const struct posting *postings = invert(arena, documents, n, term_count, starts);

	for (size_t d = 0; d < n; d++) {
		double *row = similar->cosines + d * n;

		for (uint32_t i = 0; i < documents[d].count; i++) {
			double weight = documents[d].weights[i];
			uint32_t term = documents[d].terms[i];

			for (size_t p = starts[term]; p < starts[term + 1]; p++)
				row[postings[p].document] += weight * postings[p].weight;
		}
	}
}

static size_t
choose_dimensions(size_t count)
{
	size_t wanted = (size_t)ceil(sqrt((double)count));

	if (wanted < FEWEST_DIMENSIONS)
		wanted = FEWEST_DIMENSIONS;
	if (wanted > MOST_DIMENSIONS)
		wanted = MOST_DIMENSIONS;
	return wanted < count ? wanted : count;
}

static void
fill_rows(struct similar *similar, struct arena *arena)
{
	size_t n = similar->count, k = similar->dimensions;
	struct eigen eigen = eigen_largest(arena, similar->cosines, n, k);

	similar->rows = eigen.vectors;
	for (size_t i = 0; i < n; i++) {
		double *row = similar->rows + i * k;
		double length = 0;

		for (size_t d = 0; d < k; d++) {
			row[d] *= sqrt(eigen.values[d] > 0 ? eigen.values[d] : 0);
			length += row[d] * row[d];
		}
		for (size_t d = 0; d < k; d++)
			row[d] = length > 1e-18 ? row[d] / sqrt(length) : 0;
	}
}

void
similar_init(struct similar *similar, struct arena *arena, const struct vector *documents,
	     size_t count, size_t term_count)
{
	*similar = (struct similar){ .count = count, .dimensions = choose_dimensions(count) };
	similar->cosines = ARENA_ARRAY(arena, double, count *count);
	fill_cosines(similar, arena, documents, term_count);
	fill_rows(similar, arena);
}

double
similar_of(const struct similar *similar, size_t a, size_t b)
{
	const double *row_a = similar->rows + a * similar->dimensions;
	const double *row_b = similar->rows + b * similar->dimensions;
	double dot = 0;

	for (size_t d = 0; d < similar->dimensions; d++)
		dot += row_a[d] * row_b[d];
	return 0.5 * similar->cosines[a * similar->count + b] / LARGEST_COSINE + 0.5 * dot;
}

size_t
similar_nearest(const struct similar *similar, size_t document, size_t wanted, size_t *ret_nearest)
{
	double scores[SIMILAR_MOST];
	size_t found = 0;

	assert(wanted <= SIMILAR_MOST);
	for (size_t other = 0; other < similar->count; other++) {
		double score = similar_of(similar, document, other);
		size_t at = found;

		if (other == document || !(similar->cosines[document * similar->count + other] > 0))
			continue;
		while (at > 0 && scores[at - 1] < score)
			at--;
		if (at == wanted)
			continue;
		if (found < wanted)
			found++;
		for (size_t i = found - 1; i > at; i--) {
			scores[i] = scores[i - 1];
			ret_nearest[i] = ret_nearest[i - 1];
		}
		scores[at] = score;
		ret_nearest[at] = other;
	}
	return found;
}
