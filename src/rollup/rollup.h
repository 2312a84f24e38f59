/*
 * rollup: everything that can be proposed about how a book's stories roll up into a few problems.
 *
 * Proposals only, each with its reason: nothing is ever assigned.  The same book gives the same
 * proposals, on every machine and whatever the day.
 */
#ifndef ROLLUP_ROLLUP_H
#define ROLLUP_ROLLUP_H

#include "rollup/copies.h"
#include "rollup/corpus.h"
#include "rollup/place.h"
#include "rollup/similar.h"
#include "rollup/ward.h"

#define ROLLUP_NEAREST 10

/* Two documents that may be one. */
enum twin_grade {
	TWIN_POSSIBLE, /* cosine of 0.45 or more; distinct stories of one book stay below 0.35 */
	TWIN_NEAR,     /* 0.70 or more: the same text with words changed */
	TWIN_COPIED,   /* half of the shorter one's runs of five words stand in the other */
};

struct twins {
	uint32_t a, b; /* a < b */
	enum twin_grade grade;
	double cosine, containment;
};

struct neighbour {
	uint32_t document;
	double cosine, score; /* of words alone; of the mix that it was ranked by */
};

struct proposal {
	struct placing
		*placings; /* all themes, the likeliest first; of one that has themes: as if it had
	                             none */
	size_t shown;      /* of placings: those worth showing; 0 where it is told already */
	bool is_weak; /* its best score is less than that of nine in ten documents with their own theme */
	struct neighbour nearest[ROLLUP_NEAREST];
	size_t nearest_count;
	uint32_t group;
};

struct group {
	struct indexes members;
	struct strs labels;
};

struct rollup {
	struct corpus corpus;
	struct similar similar;
	struct trial trial;         /* what placings of this book are worth */
	struct proposal *proposals; /* by document */
	struct {
		struct twins *items; /* by grade, then by cosine */
		size_t count, capacity;
	} twins;
	struct group *groups;
	size_t group_count;
	struct merge *merges; /* document_count - 1, or none where there are no groups */
	size_t unplaced;      /* documents that nothing tells */
	double mean_cosine;   /* of two different documents */
};

/* `groups`: how many to make, or 0 to choose: the root of the number of documents, from 2 to 12.
   Fewer than four documents are not grouped unless it is said.  False after a failure; rollup_close
   in any case. */
bool rollup_open(struct rollup *rollup, struct arena *arena, const struct model *model,
		 size_t groups, struct diags *diags);
void rollup_close(struct rollup *rollup);

/* "copied text", "near copy", "possible duplicate" */
const char *twin_grade_name(enum twin_grade grade);

/* Each of the two is the other's nearest, they are nearer than two documents of this book usually are,
   and not so near that they may be one. */
bool rollup_are_pair(const struct rollup *rollup, uint32_t a, uint32_t b);

#endif
