/*
 * morals: what the stories of a group say for themselves, the most telling first.
 *
 * A story's morals are its author's own words.  They are ranked by LexRank (Erkan & Radev 2004: a
 * moral is central when central ones are like it) and, so that the first ones do not all say the
 * same, by maximal marginal relevance (Carbonell & Goldstein 1998).  Nothing is summed up: that is for
 * people to do.
 */
#ifndef ROLLUP_MORALS_H
#define ROLLUP_MORALS_H

#include "rollup/corpus.h"

struct moral {
	uint32_t document;
	struct str text;      /* plain text on one line */
	struct vector vector; /* weighed */
	uint32_t like; /* index of an earlier moral that says nearly the same, or CORPUS_NONE */
};

struct morals {
	struct moral *items;
	size_t count, capacity;
};

/* For each of the documents that states morals the one that ranks highest, in the order of their
   ranks. */
void morals_choose(struct corpus *corpus, const struct indexes *documents,
		   struct morals *ret_morals);

#endif
