/*
 * vector: sparse vectors over terms, and the weights that make them comparable.
 *
 * Weights are tf-idf as Salton & Buckley 1988 have it, with the logarithm of the frequency and a
 * smooth idf: (1 + ln f) * (ln((1 + N) / (1 + df)) + 1).
 */
#ifndef ROLLUP_VECTOR_H
#define ROLLUP_VECTOR_H

#include "rollup/terms.h"

struct vector {
	uint32_t *terms; /* ascending */
	double *weights;
	uint32_t count;
};

/* How often each term occurs; terms that are stop words are left out.  Adds to what is there. */
struct counting {
	uint32_t *counts;  /* by term; all zero between two uses */
	uint32_t *touched; /* the terms with a count */
	size_t touched_count;
	size_t term_count;
};

void counting_init(struct counting *counting, struct arena *arena, size_t term_count);
void counting_add(struct counting *counting, const struct terms *terms,
		  const struct tokens *tokens);

/* The counts as a vector with plain frequencies; the counting is empty again. */
struct vector counting_take(struct counting *counting, struct arena *arena);

/* ln((1 + N) / (1 + df)) + 1 by term, from the frequencies of all documents. */
double *vector_idf(struct arena *arena, const struct vector *documents, size_t count,
		   size_t term_count);

/* Weighs frequencies in place and makes the vector one long (a vector of nothing stays so). */
void vector_weigh(struct vector *vector, const double *idf);

double vector_dot(const struct vector *a, const struct vector *b);

/* The terms that add most to the product of the two, the strongest first, of equal ones the first in
   the vocabulary: why two texts are near.  `wanted` is at most VECTOR_STRONGEST; their number. */
#define VECTOR_STRONGEST 8
uint32_t vector_strongest(const struct vector *a, const struct vector *b, uint32_t wanted,
			  uint32_t *ret_terms);

double vector_length(const struct vector *vector);

/* Sums of several vectors: the same scheme as counting, for weights.  A term whose sum is nothing is left
   out. */
struct summing {
	double *sums;
	uint32_t *touched;
	bool *is_touched;
	size_t touched_count;
};

void summing_init(struct summing *summing, struct arena *arena, size_t term_count);
void summing_add(struct summing *summing, const struct vector *vector, double factor);
struct vector summing_take(struct summing *summing, struct arena *arena);

#endif
