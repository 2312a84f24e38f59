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
#include "history/snapshot.h"

/* Dice coefficient of the two texts' pairs of neighbouring letters, case folded; 0..1. */
double likeness_dice(struct arena *scratch, struct str a, struct str b);

/* The texts among which words are rare or frequent. */
struct likeness {
	struct arena *arena;
	struct map terms;                    /* word -> index + 1 */
	VEC(uint32_t) documents;             /* by term: texts that have it */
	VEC(struct likeness_vector) vectors; /* one for each text that was added */
};

struct likeness_term {
	uint32_t term;
	uint32_t count;
};

struct likeness_vector {
	struct likeness_term *terms; /* by term */
	size_t count;
	double length; /* Euclidean, of the weights; 0 until it is asked for */
};

void likeness_init(struct likeness *likeness, struct arena *arena);
/* The vector's index.  An entry without texts has an empty one. */
size_t likeness_add(struct likeness *likeness, const struct strs *texts);
/* When all are added; 0 when one of them is empty. */
double likeness_cosine(const struct likeness *likeness, size_t a, size_t b);

/* Steps through the words of Markdown: letters and digits, lower case, tables and the page's title left
   out (they state fields).  The word is made in `buffer`; longer ones are cut. */
struct word_reader {
	struct str text, line;
	char buffer[64];
};
bool word_next(struct word_reader *reader, struct str *ret_word);

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
