/*
 * ward: agglomeration, each group remembering its nearest one (Anderberg 1973), so that most steps
 * cost one row.
 */
#include "rollup/ward.h"

#include <math.h>

#define NOBODY UINT32_MAX

struct ward {
	double *distances; /* squared, count x count */
	uint32_t *sizes;   /* 0: joined to another one */
	uint32_t *nearest; /* among those with a larger index, or NOBODY */
	size_t count;
};

static double *
between(const struct ward *ward, size_t a, size_t b)
{
	return &ward->distances[a < b ? a * ward->count + b : b * ward->count + a];
}

static void
look_for_nearest(struct ward *ward, size_t a)
{
	ward->nearest[a] = NOBODY;
	for (size_t b = a + 1; b < ward->count; b++)
		if (ward->sizes[b] > 0 &&
		    (ward->nearest[a] == NOBODY ||
		     *between(ward, a, b) < *between(ward, a, ward->nearest[a])))
			ward->nearest[a] = (uint32_t)b;
}

static void
start(struct ward *ward, const double *points, size_t dimensions)
{
	for (size_t a = 0; a < ward->count; a++) {
		ward->sizes[a] = 1;
		for (size_t b = a + 1; b < ward->count; b++)
			for (size_t d = 0; d < dimensions; d++) {
				double step =
					points[a * dimensions + d] - points[b * dimensions + d];

				*between(ward, a, b) += step * step;
			}
	}
	for (size_t a = 0; a < ward->count; a++)
		look_for_nearest(ward, a);
}

static struct merge
closest(const struct ward *ward)
{
	struct merge best = { NOBODY, NOBODY, 0 };

	for (size_t a = 0; a < ward->count; a++) {
		double distance;

		if (ward->sizes[a] == 0 || ward->nearest[a] == NOBODY)
			continue;
		distance = *between(ward, a, ward->nearest[a]);
		if (best.kept == NOBODY || distance < best.height)
			best = (struct merge){ (uint32_t)a, ward->nearest[a], distance };
	}
	return best;
}

static void
update_distances(struct ward *ward, struct merge merge)
{
	double a = ward->sizes[merge.kept], b = ward->sizes[merge.gone];

	for (size_t other = 0; other < ward->count; other++) {
		double c = ward->sizes[other];

		if (c == 0 || other == merge.kept || other == merge.gone)
			continue;
		*between(ward, other, merge.kept) =
			((a + c) * *between(ward, other, merge.kept) +
			 (b + c) * *between(ward, other, merge.gone) - c * merge.height) /
			(a + b + c);
	}
	ward->sizes[merge.kept] += ward->sizes[merge.gone];
	ward->sizes[merge.gone] = 0;
}

/* Whoever was nearest to one of the two looks anew; others may have got a nearer one. */
static void
update_nearest(struct ward *ward, struct merge merge)
{
	for (size_t a = 0; a < merge.gone; a++) {
		if (ward->sizes[a] == 0)
			continue;
		if (a == merge.kept || ward->nearest[a] == merge.kept ||
		    ward->nearest[a] == merge.gone)
			look_for_nearest(ward, a);
		else if (a < merge.kept && ward->nearest[a] != NOBODY &&
			 (*between(ward, a, merge.kept) < *between(ward, a, ward->nearest[a])))
			ward->nearest[a] = merge.kept;
	}
}

struct merge *
ward_merges(struct arena *arena, const double *points, size_t count, size_t dimensions)
{
	struct ward ward = { .count = count };
	struct merge *merges = ARENA_ARRAY(arena, struct merge, count);

	ward.distances = ARENA_ARRAY(arena, double, count *count);
	ward.sizes = ARENA_ARRAY(arena, uint32_t, count);
	ward.nearest = ARENA_ARRAY(arena, uint32_t, count);
	start(&ward, points, dimensions);
	for (size_t step = 0; step + 1 < count; step++) {
		merges[step] = closest(&ward);
		update_distances(&ward, merges[step]);
		update_nearest(&ward, merges[step]);
	}
	for (size_t step = 0; step + 1 < count; step++)
		merges[step].height = sqrt(merges[step].height > 0 ? merges[step].height : 0);
	return merges;
}

void
ward_cut(const struct merge *merges, size_t count, size_t groups, uint32_t *ret_groups)
{
	uint32_t next = 0;

	for (size_t i = 0; i < count; i++)
		ret_groups[i] = (uint32_t)i;
	/* The one that is kept has the smaller index, so following upwards ends at a group's first. */
	for (size_t step = 0; step + groups < count; step++)
		ret_groups[merges[step].gone] = merges[step].kept;
	for (size_t i = 0; i < count; i++)
		ret_groups[i] = ret_groups[i] == i ? next++ : ret_groups[ret_groups[i]];
}
