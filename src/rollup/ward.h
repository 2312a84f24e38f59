/*
 * ward: groups of points by Ward's method (1963): at each step the two groups are joined whose union
 * has the least more variance.  Distances are kept up to date by Lance & Williams (1967).
 */
#ifndef ROLLUP_WARD_H
#define ROLLUP_WARD_H

#include "base/arena.h"

struct merge {
	uint32_t kept, gone; /* the points that stand for the two groups; kept < gone */
	double height;       /* their distance: never falls from one merge to the next */
};

/* All count - 1 merges of points with `dimensions` coordinates each; of equal distances the pair with
   the smaller indexes is joined first. */
struct merge *ward_merges(struct arena *arena, const double *points, size_t count,
			  size_t dimensions);

/* Which of `groups` groups each point is in, numbered from 0 in the order of their first points.
   `groups` from 1 to `count`. */
void ward_cut(const struct merge *merges, size_t count, size_t groups, uint32_t *ret_groups);

#endif
