/*
 * likeness: how much two texts have in common.
 *
 * Score of a pair = 1/2 cosine of the bodies' tf-idf vectors + 1/4 Dice of the titles' letter pairs
 * + 1/4 Dice of the file names' letter pairs.  Measured on goals that a group carried from one
 * half year into the next under new files: the right one came first for 98 of 100.
 */
#ifndef HISTORY_LIKENESS_H
#define HISTORY_LIKENESS_H

#include "base/vec.h"
#include "history/numbering.h"
#include "history/snapshot.h"

/* Dice coefficient of the two texts' pairs of neighbouring letters, case folded; 0..1. */
double likeness_dice(struct arena *scratch, struct str a, struct str b);

/* The texts among which words are rare or frequent. */
struct likeness {
	struct arena *arena;
	struct numbering page;               /* words of one page, until the next one */
	size_t count;                        /* of texts */
	struct numbering words;              /* their numbers are indexes in `terms` */
	VEC(struct likeness_term) terms;     /* that stand in a vector */
	VEC(struct likeness_vector) vectors; /* one for each text that was added */
};

struct likeness_term {
	uint32_t documents; /* texts that have it */
	uint32_t last;      /* number of the last one, from 1 */
};

struct likeness_vector {
	struct likeness_word *words; /* by term */
	size_t count;
	double length; /* Euclidean, of the weights; 0 until it is asked for */
};

void likeness_init(struct likeness *likeness, struct arena *arena);
/* The vector's index.  An entry without texts has an empty one. */
size_t likeness_add(struct likeness *likeness, const struct strs *texts);
/* When all vectors are added: one more entry whose texts say how rare their words are.  The words of a page
   are kept in its note. */
void likeness_weigh(struct likeness *likeness, const struct entry *entry);
/* When all are weighed; 0 when one of them is empty. */
double likeness_cosine(const struct likeness *likeness, size_t a, size_t b);

/* Words that only one of the two says, the larger side's number; 0: they say the same. */
uint32_t likeness_changed_words(struct arena *scratch, const struct strs *before,
				const struct strs *after);

/*
 * How much of `text` stood in `from` and does not stand there any more: the share of its longer lines,
 * 0..1; 0 when fewer than three lines tell.  `left` is what became of `from`, or NULL when nothing
 * did.  What is copied did not move.
 */
double likeness_moved_share(struct arena *scratch, struct str text, struct str from,
			    const struct str *left);

#endif
