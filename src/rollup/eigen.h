/*
 * eigen: the largest eigenvalues of a symmetric matrix, and their vectors.
 *
 * Cyclic Jacobi (Golub & Van Loan, Matrix Computations, 8.5) for matrices up to EIGEN_JACOBI_LARGEST
 * rows; above, block Krylov iteration (Musco & Musco 2015), which is subspace iteration that keeps all
 * its steps and so needs a tenth of them.  It finds how much the matrix does along the largest vectors
 * to some four digits, which is plenty for likeness; vectors whose values are nearly the same it may
 * mix.  No randomness: the same input gives the same bytes, on any number of cores.
 */
#ifndef ROLLUP_EIGEN_H
#define ROLLUP_EIGEN_H

#include "base/arena.h"

#define EIGEN_JACOBI_LARGEST 300

struct eigen {
	double *values;  /* `count` of them, the largest first */
	double *vectors; /* rows x count: component r of vector c is vectors[r * count + c] */
	size_t rows, count;
};

/* `matrix`: rows * rows, symmetric, unchanged.  `count` at most `rows`. */
struct eigen eigen_largest(struct arena *arena, const double *matrix, size_t rows, size_t count);

/* The two methods behind it, for tests. */
struct eigen eigen_jacobi(struct arena *arena, const double *matrix, size_t rows, size_t count);
struct eigen eigen_krylov(struct arena *arena, const double *matrix, size_t rows, size_t count);

#endif
