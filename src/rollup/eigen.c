/*
 * eigen: Jacobi's rotations, and block Krylov iteration for what is too large for them.
 */
#include "rollup/eigen.h"

#include "base/parallel.h"

#include <math.h>

#define SWEEPS 30 /* of Jacobi; eight are usual */
#define BLOCKS 5  /* powers of the matrix that the basis has */
#define EXTRA 8   /* columns beyond those wanted, for speed of convergence */
#define LANES 8   /* columns that are multiplied at a time */
#define ROWS 16   /* that a thread takes at a time; even */

/* ---- Jacobi ---- */

static double
off_diagonal(const double *a, size_t n)
{
	double sum = 0;

	for (size_t p = 0; p < n; p++)
		for (size_t q = p + 1; q < n; q++)
			sum += a[p * n + q] * a[p * n + q];
	return sum;
}

/* Rows p and q of `m`, turned by the angle with this cosine and sine. */
static void
turn_rows(double *m, size_t n, size_t p, size_t q, double c, double s)
{
	double *restrict row_p = m + p * n, *restrict row_q = m + q * n;

	for (size_t i = 0; i < n; i++) {
		double x = row_p[i], y = row_q[i];

		row_p[i] = c * x - s * y;
		row_q[i] = s * x + c * y;
	}
}

/* The rotation that makes a[p][q] zero, applied to `a` from both sides and to the rows of `v`. */
static void
rotate(double *a, double *v, size_t n, size_t p, size_t q)
{
	double apq = a[p * n + q], app = a[p * n + p], aqq = a[q * n + q];
	double theta = (aqq - app) / (2 * apq);
	double t = (theta >= 0 ? 1 : -1) / (fabs(theta) + sqrt(theta * theta + 1));
	double c = 1 / sqrt(t * t + 1), s = t * c;

	turn_rows(a, n, p, q, c, s);
	/* By symmetry the columns are the rows, but for where they cross. */
	for (size_t i = 0; i < n; i++) {
		a[i * n + p] = a[p * n + i];
		a[i * n + q] = a[q * n + i];
	}
	a[p * n + p] = app - t * apq;
	a[q * n + q] = aqq + t * apq;
	a[p * n + q] = a[q * n + p] = 0;
	turn_rows(v, n, p, q, c, s);
}

/* `order` holds the rows, those with the largest values first; of equals the first one. */
static void
sort_by_value(const double *a, size_t n, size_t *order)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = i;

		for (; at > 0 && a[order[at - 1] * (n + 1)] < a[i * (n + 1)]; at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
}

struct eigen
eigen_jacobi(struct arena *arena, const double *matrix, size_t rows, size_t count)
{
	struct eigen eigen = { .rows = rows, .count = count };
	double *a = ARENA_ARRAY(arena, double, rows *rows);
	double *v = ARENA_ARRAY(arena, double, rows *rows); /* a row an eigenvector */
	size_t *order = ARENA_ARRAY(arena, size_t, rows);
	double scale = 0;

	for (size_t i = 0; i < rows * rows; i++)
		scale += matrix[i] * matrix[i];
	for (size_t i = 0; i < rows * rows; i++)
		a[i] = matrix[i];
	for (size_t i = 0; i < rows; i++)
		v[i * rows + i] = 1;
	for (int sweep = 0; sweep < SWEEPS && off_diagonal(a, rows) > 1e-24 * scale; sweep++)
		for (size_t p = 0; p < rows; p++)
			for (size_t q = p + 1; q < rows; q++)
				if (a[p * rows + q] != 0)
					rotate(a, v, rows, p, q);
	sort_by_value(a, rows, order);
	eigen.values = ARENA_ARRAY(arena, double, count);
	eigen.vectors = ARENA_ARRAY(arena, double, rows *count);
	for (size_t c = 0; c < count; c++) {
		eigen.values[c] = a[order[c] * (rows + 1)];
		for (size_t r = 0; r < rows; r++)
			eigen.vectors[r * count + c] = v[order[c] * rows + r];
	}
	return eigen;
}

/* ---- block Krylov iteration ---- */

/* A block of columns, the matrix times it, times it again…: `columns` of them in all, made orthogonal
   as they come.  Each column is contiguous; the block that is multiplied stands by rows. */
struct krylov {
	const double *matrix;
	size_t rows, width; /* width of the block: a multiple of LANES */
	size_t columns;
	double *basis;   /* columns x rows */
	double *product; /* the matrix times each of them, the same */
	double *block;   /* rows x width */
	double *result;  /* rows x width: matrix * block */
};

/* Two rows of the result, a few columns at a time, so that what is summed stays in registers. */
static void
multiply_pair(const struct krylov *krylov, size_t r, size_t lane)
{
	size_t rows = krylov->rows, width = krylov->width;
	const double *row = krylov->matrix + r * rows;
	const double *other = r + 1 < rows ? row + rows : row;
	double sum[LANES] = { 0 }, other_sum[LANES] = { 0 };

	for (size_t i = 0; i < rows; i++) {
		const double *x = krylov->block + i * width + lane;

		for (size_t c = 0; c < LANES; c++) {
			sum[c] += row[i] * x[c];
			other_sum[c] += other[i] * x[c];
		}
	}
	for (size_t c = 0; c < LANES; c++) {
		krylov->result[r * width + lane + c] = sum[c];
		if (other != row)
			krylov->result[(r + 1) * width + lane + c] = other_sum[c];
	}
}

static void
multiply_rows(void *context, size_t index, size_t worker)
{
	const struct krylov *krylov = context;

	(void)worker;
	for (size_t r = index * ROWS; r < (index + 1) * ROWS && r < krylov->rows; r += 2)
		for (size_t lane = 0; lane < krylov->width; lane += LANES)
			multiply_pair(krylov, r, lane);
}

static double
dot(const double *a, const double *b, size_t n)
{
	double sum[4] = { 0 };
	size_t i = 0;

	for (; i + 4 <= n; i += 4)
		for (size_t k = 0; k < 4; k++)
			sum[k] += a[i + k] * b[i + k];
	for (; i < n; i++)
		sum[0] += a[i] * b[i];
	return sum[0] + sum[1] + sum[2] + sum[3];
}

/* Makes column c orthogonal to those before it and one long (modified Gram-Schmidt, twice, which is
   enough: Giraud 2005); zero when it depends on them. */
static void
orthogonalise(const struct krylov *krylov, size_t c)
{
	size_t rows = krylov->rows;
	double *restrict column = krylov->basis + c * rows;
	double before = sqrt(dot(column, column, rows)), length;

	for (size_t k = 0; k < 2 * c; k++) {
		const double *restrict other = krylov->basis + k % c * rows;
		double along = dot(other, column, rows);

		for (size_t r = 0; r < rows; r++)
			column[r] -= along * other[r];
	}
	length = sqrt(dot(column, column, rows));
	for (size_t r = 0; r < rows; r++)
		column[r] = length > 1e-10 * before ? column[r] / length : 0;
}

/* The columns from `first` on become orthogonal; then their products, which are the next columns where
   there is room for them. */
static void
extend(struct krylov *krylov, size_t first)
{
	size_t rows = krylov->rows, width = krylov->width, next = first + width;
	size_t count = (rows + ROWS - 1) / ROWS;

	for (size_t c = 0; c < width; c++) {
		orthogonalise(krylov, first + c);
		for (size_t r = 0; r < rows; r++)
			krylov->block[r * width + c] = krylov->basis[(first + c) * rows + r];
	}
	parallel_run(count, parallel_workers(count), multiply_rows, krylov);
	for (size_t c = 0; c < width; c++)
		for (size_t r = 0; r < rows; r++) {
			double value = krylov->result[r * width + c];

			krylov->product[(first + c) * rows + r] = value;
			if (next < krylov->columns)
				krylov->basis[(next + c) * rows + r] = value;
		}
}

/* Columns to start from that depend on nothing but their place: a linear congruential sequence. */
static void
start(const struct krylov *krylov)
{
	uint32_t state = 1;

	for (size_t i = 0; i < krylov->rows * krylov->width; i++) {
		state = state * 1664525u + 1013904223u;
		krylov->basis[i] = (double)(state >> 8) / (1 << 24) - 0.5;
	}
}

/* The eigenvectors of what the matrix is within the basis (Rayleigh-Ritz), as vectors of all rows. */
static struct eigen
project(struct arena *arena, const struct krylov *krylov, size_t count)
{
	size_t rows = krylov->rows, columns = krylov->columns;
	double *within = ARENA_ARRAY(arena, double, columns *columns);
	struct eigen eigen = { .rows = rows, .count = count };
	struct eigen small;

	for (size_t i = 0; i < columns; i++)
		for (size_t k = 0; k <= i; k++)
			within[i * columns + k] = within[k * columns + i] =
				dot(krylov->basis + i * rows, krylov->product + k * rows, rows);
	small = eigen_jacobi(arena, within, columns, count);
	eigen.values = small.values;
	eigen.vectors = ARENA_ARRAY(arena, double, rows *count);
	for (size_t i = 0; i < columns; i++)
		for (size_t r = 0; r < rows; r++)
			for (size_t k = 0; k < count; k++)
				eigen.vectors[r * count + k] +=
					krylov->basis[i * rows + r] * small.vectors[i * count + k];
	return eigen;
}

struct eigen
eigen_krylov(struct arena *arena, const double *matrix, size_t rows, size_t count)
{
	struct krylov krylov = { .matrix = matrix, .rows = rows };
	size_t blocks;

	krylov.width = (count + EXTRA + LANES - 1) / LANES * LANES;
	blocks = rows / krylov.width;
	blocks = blocks < 1 ? 1 : blocks > BLOCKS ? BLOCKS : blocks;
	krylov.columns = blocks * krylov.width;
	krylov.basis = ARENA_ARRAY(arena, double, rows *krylov.columns);
	krylov.product = ARENA_ARRAY(arena, double, rows *krylov.columns);
	krylov.block = ARENA_ARRAY(arena, double, rows *krylov.width);
	krylov.result = ARENA_ARRAY(arena, double, rows *krylov.width);
	start(&krylov);
	for (size_t b = 0; b < blocks; b++)
		extend(&krylov, b * krylov.width);
	return project(arena, &krylov, count);
}

struct eigen
eigen_largest(struct arena *arena, const double *matrix, size_t rows, size_t count)
{
	return rows <= EIGEN_JACOBI_LARGEST ? eigen_jacobi(arena, matrix, rows, count)
					    : eigen_krylov(arena, matrix, rows, count);
}
