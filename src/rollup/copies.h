/*
 * copies: runs of words that two documents have in common (shingles: Broder 1997).
 *
 * What was copied and then changed is found by its words (similar.h); what was copied as it is into
 * a longer text only by such runs.
 */
#ifndef ROLLUP_COPIES_H
#define ROLLUP_COPIES_H

#include "rollup/terms.h"

struct copy {
	uint32_t a, b;      /* documents, a < b */
	double containment; /* share of the shorter one's runs of five words that the other has, too */
};

struct copies {
	struct copy *items;
	size_t count, capacity;
};

/* The pairs with a containment of `least` or more, in order.  Documents with fewer than 20 different
   runs are too short to say. */
void copies_find(struct arena *arena, const struct tokens *documents, size_t count, double least,
		 struct copies *ret_copies);

#endif
