/*
 * similar: how near documents are to each other, by their words and by what the words go with.
 *
 * Two measures and their mix.  The cosine of tf-idf vectors sees shared words.  Latent semantic
 * analysis (Deerwester 1990) sees that two documents use words which others use together; here it
 * comes from the Gram matrix of the vectors, whose eigenvectors are those of the term matrix.  By
 * itself LSA depends much on its number of dimensions; the mix does not.
 */
#ifndef ROLLUP_SIMILAR_H
#define ROLLUP_SIMILAR_H

#include "rollup/vector.h"

struct similar {
	size_t count;
	double *cosines; /* count x count, symmetric, 1 on the diagonal (0 for empty documents) */
	double *rows;    /* count x dimensions: coordinates of LSA, each row one long, or zero */
	size_t dimensions;
};

/* For any number of documents, also none.  Vectors are weighed (vector_weigh). */
void similar_init(struct similar *similar, struct arena *arena, const struct vector *documents,
		  size_t count, size_t term_count);

/* Half of each: cos / 0.3, which is about the largest that distinct stories of one book have, and
   the cosine of LSA.  Good for ranking; not bounded by 1. */
double similar_of(const struct similar *similar, size_t a, size_t b);

/* The `wanted` documents nearest to `document`, nearest first, ties in the order of the book; their
   number.  Documents that share no word with it are none.  `wanted` is at most SIMILAR_MOST. */
#define SIMILAR_MOST 16
size_t similar_nearest(const struct similar *similar, size_t document, size_t wanted,
		       size_t *ret_nearest);

#endif
