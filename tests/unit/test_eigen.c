/*
 * eigen: against matrices whose eigenvalues are known.
 */
#include "test.h"

#include "rollup/eigen.h"
#include "rollup/similar.h"

#include <math.h>

#define assert_near(value, expected) assert_true(fabs((value) - (expected)) < 1e-9)

/* The second difference of three points: eigenvalues 2 + sqrt 2, 2, 2 - sqrt 2. */
static void
three_by_three(void **state)
{
	const double matrix[] = { 2, -1, 0, -1, 2, -1, 0, -1, 2 };
	struct arena arena;
	struct eigen eigen;

	(void)state;
	arena_init(&arena);
	eigen = eigen_largest(&arena, matrix, 3, 3);
	assert_near(eigen.values[0], 2 + sqrt(2));
	assert_near(eigen.values[1], 2);
	assert_near(eigen.values[2], 2 - sqrt(2));
	/* The middle one is (1, 0, -1) / sqrt 2. */
	assert_near(fabs(eigen.vectors[0 * 3 + 1]), sqrt(0.5));
	assert_near(eigen.vectors[1 * 3 + 1], 0);
	assert_near(eigen.vectors[0 * 3 + 1], -eigen.vectors[2 * 3 + 1]);
	arena_free(&arena);
}

static void
diagonal_and_empty(void **state)
{
	const double matrix[] = { 1, 0, 0, 3 };
	struct arena arena;
	struct eigen eigen;

	(void)state;
	arena_init(&arena);
	eigen = eigen_largest(&arena, matrix, 2, 1);
	assert_near(eigen.values[0], 3);
	assert_near(fabs(eigen.vectors[1]), 1);
	eigen = eigen_largest(&arena, NULL, 0, 0);
	assert_int_equal(eigen.count, 0);
	arena_free(&arena);
}

/* A Gram matrix of 90 points near three directions, as it comes from documents of three subjects. */
static double *
make_gram(struct arena *arena, size_t n)
{
	double *points = ARENA_ARRAY(arena, double, n *n);
	double *gram = ARENA_ARRAY(arena, double, n *n);

	for (size_t i = 0; i < n; i++) {
		points[i * n + i] = 0.5;
		points[i * n + i % 3] += 1 + (double)(i % 3);
	}
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++)
			for (size_t d = 0; d < n; d++)
				gram[i * n + k] += points[i * n + d] * points[k * n + d];
	return gram;
}

static void
both_methods_agree(void **state)
{
	const size_t n = 90;
	struct arena arena;
	double *gram;
	struct eigen a, b;

	(void)state;
	arena_init(&arena);
	gram = make_gram(&arena, n);
	a = eigen_jacobi(&arena, gram, n, 3);
	b = eigen_krylov(&arena, gram, n, 3);
	for (size_t c = 0; c < 3; c++) {
		double dot = 0;

		assert_true(fabs(a.values[c] / b.values[c] - 1) < 1e-6);
		for (size_t r = 0; r < n; r++)
			dot += a.vectors[r * 3 + c] * b.vectors[r * 3 + c];
		assert_true(fabs(fabs(dot) - 1) < 1e-6);
	}
	/* A·v = λ·v */
	for (size_t r = 0; r < n; r++) {
		double product = 0;

		for (size_t i = 0; i < n; i++)
			product += gram[r * n + i] * b.vectors[i * 3];
		assert_true(fabs(product - b.values[0] * b.vectors[r * 3]) < 1e-3);
	}
	arena_free(&arena);
}

/* Fewer independent columns than are asked for. */
static void
rank_one(void **state)
{
	const size_t n = 40;
	struct arena arena;
	double *ones;
	struct eigen eigen;

	(void)state;
	arena_init(&arena);
	ones = ARENA_ARRAY(&arena, double, n *n);
	for (size_t i = 0; i < n * n; i++)
		ones[i] = 1;
	eigen = eigen_krylov(&arena, ones, n, 3);
	assert_near(eigen.values[0], 40);
	assert_near(eigen.values[1], 0);
	assert_near(fabs(eigen.vectors[0]), 1 / sqrt(40));
	arena_free(&arena);
}

/* Documents 0 and 1 share no word, but both share words with 2: LSA sees it, the cosine does not. */
static void
likeness_at_second_hand(void **state)
{
	uint32_t terms[][2] = { { 0, 1 }, { 2, 3 }, { 1, 2 }, { 4, 5 }, { 4, 5 }, { 4, 6 } };
	double weights[][2] = { { 1, 1 }, { 1, 1 }, { 1, 1 }, { 1, 1 }, { 1, 1 }, { 1, 1 } };
	struct vector vectors[6];
	double idf[7] = { 1, 1, 1, 1, 1, 1, 1 };
	size_t nearest[3];
	struct arena arena;
	struct similar similar;

	(void)state;
	arena_init(&arena);
	for (int i = 0; i < 6; i++) {
		vectors[i] = (struct vector){ terms[i], weights[i], 2 };
		vector_weigh(&vectors[i], idf);
	}
	similar_init(&similar, &arena, vectors, 6, 7);
	assert_near(similar.cosines[0 * 6 + 1], 0);
	assert_near(similar.cosines[0 * 6 + 2], 0.5);
	assert_near(similar.cosines[3 * 6 + 4], 1);
	assert_int_equal(similar.dimensions, 4);
	assert_int_equal(similar_nearest(&similar, 3, 3, nearest), 2);
	assert_int_equal(nearest[0], 4);
	assert_int_equal(nearest[1], 5);
	assert_int_equal(similar_nearest(&similar, 0, 3, nearest), 1);
	assert_true(similar_of(&similar, 0, 2) > similar_of(&similar, 0, 3));
	similar_init(&similar, &arena, vectors, 0, 7);
	similar_init(&similar, &arena, vectors, 1, 7);
	assert_int_equal(similar_nearest(&similar, 0, 3, nearest), 0);
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_by_three),          cmocka_unit_test(diagonal_and_empty),
		cmocka_unit_test(both_methods_agree),      cmocka_unit_test(rank_one),
		cmocka_unit_test(likeness_at_second_hand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
