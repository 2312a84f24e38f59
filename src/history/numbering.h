/*
 * numbering: hashes of words or lines, numbered in the order in which they come first.
 *
 * What is counted of each stands in an array by number.  Of 64 bits, which must be well mixed, none is met
 * twice by chance: nothing else is compared.
 */
#ifndef HISTORY_NUMBERING_H
#define HISTORY_NUMBERING_H

#include "base/arena.h"

struct numbering {
	uint64_t *hashes; /* by number */
	size_t count;
	uint32_t *slots; /* number + 1; 0: free */
	size_t slot_count;
};

#define NUMBERING_NONE SIZE_MAX

/* The number of the hash; the next one when it was not there. */
size_t numbering_put(struct arena *arena, struct numbering *numbering, uint64_t hash);
/* NUMBERING_NONE: it is not there. */
size_t numbering_find(const struct numbering *numbering, uint64_t hash);
/* Empty; the memory stays, for others. */
void numbering_clear(struct numbering *numbering);

#endif
